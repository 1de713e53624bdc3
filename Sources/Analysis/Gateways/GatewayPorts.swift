import Documents
import Inventory
import Networking

/// Where the ports of Services behind Private Link Services lead to in the pods.
enum GatewayPorts {
  static func add(of inventory: Inventory, _ relations: RelationTable, to facts: inout FactTable) {
    let gateways = inventory.ids(of: .service).filter { facts[$0, "isGateway"] == .bool(true) }
    if gateways.isEmpty { return }
    let namespaces = Set(
      inventory.ids(of: ResourceKind.workloads).map { inventory[$0].namespace ?? "default" })
    for id in gateways {
      let service = inventory[id]
      facts.set(
        id, "namespaceHasWorkloads", .bool(namespaces.contains(service.namespace ?? "default")))
      for workload in relations.related(id, "workloads") {
        guard facts[id, "unresolvedPort"] == nil else { break }
        judge(id, service.node, inventory[workload], &facts)
      }
    }
  }

  /// Notes the first port that does not lead to a container's: a name must be there; a number need not be declared, so that
  /// one counts only where others are, and gives way to a name.
  private static func judge(
    _ id: ResourceID, _ service: DocumentNode, _ workload: Resource, _ facts: inout FactTable
  ) {
    let declared = Workload.containerPorts(workload) + Workload.sidecarPorts(workload)
    let (names, numbers) = (Set(declared.map(\.name)), Set(declared.map(\.number)))
    for (index, entry) in (service["spec"]?.list("ports") ?? []).enumerated() {
      guard let target = entry["targetPort"] ?? entry["port"], target.unknownName == nil,
        let text = target.text
      else { continue }
      let number = Int(text)
      if let number, declared.isEmpty || numbers.contains(number) { continue }
      if number == nil, names.contains(text) { continue }
      if number != nil, facts[id, "undeclaredPort"] != nil { continue }
      facts.set(id, number == nil ? "unresolvedPort" : "undeclaredPort", .string(text))
      facts.set(id, "portIndex", .int(index))
      facts.set(id, "portWorkload", .string(workload.name))
      if number == nil { return }
    }
  }
}

extension Workload {
  /// The ports that init containers declare; those that keep running beside the others have them for Services, too.
  static func sidecarPorts(_ resource: Resource) -> [ContainerPort] {
    let containers = podTemplate(resource)?["spec"]?.list("initContainers") ?? []
    return containers.flatMap { container in
      container.list("ports").compactMap { port in
        port["containerPort"]?.integer.map {
          ContainerPort(name: port["name"]?.text ?? "", number: Int(clamping: $0), transport: .tcp)
        }
      }
    }
  }
}
