import Documents
import Inventory
import Networking

/// The Services, as `namespace/name`, of which the policies of pods permit a port. What the policies of the Services' own pods
/// permit is not looked at.
struct ReachableServices {
  private let inventory: Inventory
  private let relations: RelationTable
  /// The class of each workload's pods, and the other way round.
  private let classes: [ResourceID: Int]
  private let members: [Int: [ResourceID]]
  /// What is reachable where all pods are permitted alike, by what is permitted: most pods are treated so.
  private var alike: [ConnectionTable.ID: [ResourceID]] = [:]
  private var names: [ConnectionTable.ID: [String]] = [:]
  /// The same for pods with entries of their own, by the evaluator's groups.
  private var namesOfGroups: [Int: [String]] = [:]

  init(
    _ inventory: Inventory, _ relations: RelationTable, _ classes: [ResourceID: Int],
    _ members: [Int: [ResourceID]]
  ) {
    self.inventory = inventory
    self.relations = relations
    self.classes = classes
    self.members = members
  }

  /// In the inventory's order.
  mutating func names(from pods: Int, _ evaluator: PolicyEvaluator) -> [String] {
    let group = evaluator.group(pods, .egress)
    if let group, let known = namesOfGroups[group] { return known }
    let permissions = evaluator.permissions(pods, .egress)
    let others = permissions?.others ?? ConnectionTable.all
    let known = services(permittedAlike: others, evaluator)
    let special = Set(
      (permissions?.own.keys.map { $0 } ?? []).flatMap { members[$0] ?? [] }.flatMap {
        relations.related($0, "services")
      })
    if special.isEmpty {
      let found = names[others] ?? known.map(name)
      names[others] = found
      return found
    }
    let own = special.filter { service in
      isReachable(service, evaluator) { permissions?[$0] ?? ConnectionTable.all }
    }
    let found = (known.filter { !special.contains($0) } + own).sorted().map(name)
    if let group { namesOfGroups[group] = found }
    return found
  }

  private mutating func services(
    permittedAlike set: ConnectionTable.ID, _ evaluator: PolicyEvaluator
  ) -> [ResourceID] {
    if let known = alike[set] { return known }
    let found =
      set == ConnectionTable.none
      ? [] : inventory.ids(of: .service).filter { isReachable($0, evaluator) { _ in set } }
    alike[set] = found
    return found
  }

  private func isReachable(
    _ service: ResourceID, _ evaluator: PolicyEvaluator, _ permitted: (_ pods: Int) -> ConnectionTable.ID
  ) -> Bool {
    relations.related(service, "workloads").contains { target in
      guard let peer = classes[target] else { return false }
      let declared = Workload.containerPorts(inventory[target])
      let set = evaluator.table[permitted(peer)]
      return GatewayService(inventory.node(of: service)).ports.contains { entry in
        let number = Int(entry.target) ?? declared.first { $0.name == entry.target }?.number
        return number.flatMap { UInt16(exactly: $0) }.map(set.tcp.contains) ?? false
      }
    }
  }

  private func name(_ service: ResourceID) -> String {
    "\(inventory[service].namespace ?? "default")/\(inventory[service].name)"
  }
}
