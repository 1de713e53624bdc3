import Documents
import Inventory
import Networking

/// What policies permit the pods behind a Private Link Service, and what is wrong with policies, as facts for rules (section
/// 8.6 of the Azure reference).
struct ReachabilityFacts {
  private let inventory: Inventory
  private let relations: RelationTable
  /// The gateway's Service, where the user named it.
  private let gateway: GatewaySelector?
  private let cluster: ConnectivityCluster
  /// The class of the cluster's DNS servers.
  private let dns: Int

  /// What the facts are found in: it needs no relations, and can be made while these are.
  struct Ground: Sendable {
    fileprivate var cluster: ConnectivityCluster
    fileprivate let dns: Int

    /// `nil` where there are no NetworkPolicies.
    ///
    /// - Parameter jobs: threads; at least 1.
    init?(_ inventory: Inventory, jobs: Int) {
      if inventory.ids(of: .networkPolicy).isEmpty { return nil }
      cluster = ConnectivityCluster(inventory, jobs: jobs)
      dns = cluster.addClass(namespace: "kube-system", labels: ["k8s-app": "kube-dns"])
    }
  }

  static func add(
    of inventory: Inventory, _ ground: Ground, _ relations: RelationTable,
    gateway: GatewaySelector?, to facts: inout FactTable
  ) {
    let own = ReachabilityFacts(inventory, ground, relations, gateway)
    own.addProblems(&facts)
    own.addPortMistakes(&facts)
    own.addGateways(&facts)
  }

  private init(
    _ inventory: Inventory, _ ground: Ground, _ relations: RelationTable,
    _ gateway: GatewaySelector?
  ) {
    self.gateway = gateway
    self.inventory = inventory
    self.relations = relations
    cluster = ground.cluster
    dns = ground.dns
  }

  /// What the API server refuses: the first problem of each policy.
  private func addProblems(_ facts: inout FactTable) {
    for problem in cluster.problems where facts[problem.policy, "invalid"] == nil {
      facts.set(problem.policy, "invalid", .string(problem.message))
      facts.set(problem.policy, "invalidField", .string(problem.field))
    }
  }

  // MARK: Ports

  /// A port of a Service that its pods have under another number.
  private struct TranslatedPort {
    var port: UInt16
    var target: UInt16
    var service: ResourceID
  }

  /// Policies that name a Service's port where the pods' port is meant.
  private func addPortMistakes(_ facts: inout FactTable) {
    var ports: [ResourceID: [TranslatedPort]] = [:]
    for policy in cluster.policies {
      for workload in relations.related(policy.id, "workloads") {
        let translated = ports[workload] ?? translatedPorts(of: workload)
        ports[workload] = translated
        for entry in translated where permits(policy, entry.port) && !permits(policy, entry.target) {
          facts.set(policy.id, "servicePort", .int(Int(entry.port)))
          facts.set(policy.id, "targetPort", .int(Int(entry.target)))
          facts.set(policy.id, "service", .string(inventory[entry.service].name))
        }
      }
    }
  }

  /// Each pair of ports once, however many Services have it.
  private func translatedPorts(of workload: ResourceID) -> [TranslatedPort] {
    let declared = Workload.containerPorts(inventory[workload])
    var found: [TranslatedPort] = []
    var seen: Set<UInt32> = []
    for service in relations.related(workload, "services") {
      for entry in GatewayService(inventory.node(of: service)).ports {
        let target = Int(entry.target) ?? declared.first { $0.name == entry.target }?.number
        guard let number = target.flatMap({ UInt16(exactly: $0) }), let port = UInt16(exactly: entry.port),
          number != port, !declared.contains(where: { $0.number == entry.port }),
          seen.insert(UInt32(port) << 16 | UInt32(number)).inserted
        else { continue }
        found.append(TranslatedPort(port: port, target: number, service: service))
      }
    }
    return found
  }

  /// Whether some rule of a policy lets TCP connections to a port in, named ports aside.
  private func permits(_ policy: PolicyModel, _ port: UInt16) -> Bool {
    policy.ingress.contains { rule in
      guard let ports = rule.ports else { return true }
      return ports.contains { if case .numbers(let set) = $0 { set.tcp.contains(port) } else { true } }
    }
  }

  // MARK: Gateways

  private func addGateways(_ facts: inout FactTable) {
    let services = inventory.ids(of: .service).filter {
      GatewayService(inventory.node(of: $0)).asksForPrivateLink || gateway?.selects(inventory[$0]) ?? false
    }
    var classes: [ResourceID: Int] = [:]
    var members: [Int: [ResourceID]] = [:]
    for workload in cluster.workloads {
      guard let pods = workload.classes.first else { continue }
      classes[workload.id] = pods
      members[pods, default: []].append(workload.id)
    }
    let gateways = services.flatMap { relations.related($0, "workloads") }
    if gateways.isEmpty { return }
    var evaluator = PolicyEvaluator(cluster)
    evaluator.evaluate(only: Set(gateways.compactMap { classes[$0] }))
    var targets = ReachableServices(inventory, relations, classes, members)
    for workload in gateways {
      guard let pods = classes[workload] else { continue }
      facts.set(workload, "isGateway", .bool(true))
      for policy in relations.related(workload, "networkPolicies") {
        facts.set(policy, "selectsGateway", .bool(true))
      }
      addEgress(workload, pods, evaluator, &facts)
      if let cause = cluster.unknownEgress[pods] {
        facts.set(workload, "reachableServices", .unknown(inventory[cause].name))
      } else {
        facts.set(workload, "reachableServices", .strings(targets.names(from: pods, evaluator)))
      }
    }
    for service in services { addIngress(service, classes, evaluator, &facts) }
  }

  /// Whether DNS is permitted, and what of the public addresses is.
  private func addEgress(
    _ workload: ResourceID, _ pods: Int, _ evaluator: PolicyEvaluator, _ facts: inout FactTable
  ) {
    if let cause = cluster.unknownEgress[pods] {
      let unknown = FactTable.Fact.unknown(inventory[cause].name)
      for name in ["dnsUDP", "dnsTCP", "internetEgress"] { facts.set(workload, name, unknown) }
      return
    }
    let server = evaluator.permitted(pods, .egress, peer: dns)
    facts.set(workload, "dnsUDP", .bool(server.udp.contains(53)))
    facts.set(workload, "dnsTCP", .bool(server.tcp.contains(53)))
    for index in permittedRanges(pods, evaluator, .egress, cluster.destinationRanges.count) {
      let range = cluster.destinationRanges[index]
      guard OutsideRange.holdsInternet(range) else { continue }
      let set = evaluator.permitted(pods, .egress, peer: evaluator.peer(ofRange: index))
      guard !set.isEmpty else { continue }
      facts.set(
        workload, "internetEgress",
        .string("\(set) to \(Peer.range(first: range.first, last: range.last).name)"))
      return
    }
  }

  /// The ranges that something may be permitted for, by index, in order.
  private func permittedRanges(
    _ pods: Int, _ evaluator: PolicyEvaluator, _ direction: PolicyEvaluator.Direction, _ count: Int
  ) -> [Int] {
    guard let permissions = evaluator.permissions(pods, direction),
      permissions.others == ConnectionTable.none
    else { return Array(0..<count) }
    let first = evaluator.peer(ofRange: 0)
    return permissions.own.keys.filter { $0 >= first && $0 < first + count }.map { $0 - first }.sorted()
  }

  /// The target port that no address outside the pods' network may reach, although the load balancer leads to it.
  private func addIngress(
    _ service: ResourceID, _ classes: [ResourceID: Int], _ evaluator: PolicyEvaluator,
    _ facts: inout FactTable
  ) {
    for workload in relations.related(service, "workloads") {
      guard let pods = classes[workload] else { continue }
      if let cause = cluster.unknownIngress[pods] {
        facts.set(service, "blockedPort", .unknown(inventory[cause].name))
        continue
      }
      let declared = Workload.containerPorts(inventory[workload])
      for entry in GatewayService(inventory.node(of: service)).ports {
        let target = Int(entry.target) ?? declared.first { $0.name == entry.target }?.number
        guard let number = target.flatMap({ UInt16(exactly: $0) }) else { continue }
        let ranges = permittedRanges(pods, evaluator, .ingress, cluster.sourceRanges.count)
        let isReachable = ranges.contains {
          evaluator.permitted(pods, .ingress, peer: evaluator.peer(ofRange: $0)).tcp.contains(number)
        }
        if !isReachable {
          facts.set(service, "blockedPort", .int(Int(number)))
          facts.set(service, "blockedWorkload", .string(inventory[workload].name))
        }
      }
    }
  }
}
