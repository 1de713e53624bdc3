import Documents
package import Inventory
package import Networking

/// Where traffic from outside comes in, and where pods may send traffic outside.
package struct ExposureAnalysis: Sendable {
  /// A way in.
  package struct Entry: Sendable {
    package enum Scope: String, Sendable {
      /// Reachable from the internet.
      case `public`
      /// Reachable from the virtual network.
      case `internal`
      /// Reachable at the nodes' addresses.
      case node
      /// Reachable through an ingress controller or gateway.
      case ingress
    }

    package var workload: Peer
    /// The object that opens it.
    package var through: ResourceID
    package var scope: Scope
    /// What it is, for people: `internal load balancer with a Private Link Service`.
    package var text: String
    /// The pods' ports that it leads to.
    package var ports: ConnectionSet
    /// What of these the policies let in from outside.
    package var permitted: ConnectionSet
    /// Whether policies that airtight does not evaluate have a say in it: then `permitted` is the most that may be.
    package var isUncertain: Bool
  }

  /// What a workload may send outside the cluster.
  package struct Exit: Sendable {
    package var workload: Peer
    /// To addresses of the internet.
    package var internet: ConnectionSet
    /// To other addresses outside.
    package var other: ConnectionSet
    /// Whether policies that airtight does not evaluate have a say in it.
    package var isUncertain: Bool
  }

  /// In the order of the workloads' names.
  package private(set) var entries: [Entry] = []
  package private(set) var exits: [Exit] = []

  package init(_ inventory: Inventory, _ relations: RelationTable) {
    let cluster = ConnectivityCluster(inventory)
    var evaluator = PolicyEvaluator(cluster)
    evaluator.evaluate()
    let doors = Doors(inventory, relations)
    for workload in cluster.workloads {
      for door in doors.of(workload) {
        var permitted = ConnectionSet.none
        for pods in workload.classes { permitted = permitted.union(door.permitted(evaluator, pods)) }
        entries.append(
          Entry(
            workload: workload.peer, through: door.through, scope: door.scope, text: door.text,
            ports: door.ports,
            permitted: permitted.intersection(door.ports),
            isUncertain: cluster.isUncertain(from: nil, to: workload)))
      }
      exits.append(Self.exit(workload, cluster, evaluator))
    }
  }

  private static func exit(
    _ workload: ConnectivityWorkload, _ cluster: ConnectivityCluster, _ evaluator: PolicyEvaluator
  ) -> Exit {
    var exit = Exit(
      workload: workload.peer, internet: .none, other: .none,
      isUncertain: cluster.isUncertain(from: workload, to: nil))
    for (index, range) in cluster.destinationRanges.enumerated() {
      for pods in workload.classes {
        let set = evaluator.table[evaluator.connection(from: pods, toRange: index)]
        if OutsideRange.holdsInternet(range) {
          exit.internet = exit.internet.union(set)
        } else {
          exit.other = exit.other.union(set)
        }
      }
    }
    return exit
  }
}

/// What is known of a range of addresses outside the cluster.
enum OutsideRange {
  /// Whether it holds an address of the internet: at its ends, or a well-known one between them.
  static func holdsInternet(_ range: (first: IPAddress, last: IPAddress)) -> Bool {
    let known = ["8.8.8.8", "1.1.1.1", "198.41.0.4", "2001:4860:4860::8888"].compactMap { IPAddress($0) }
    return range.first.scope == .global || range.last.scope == .global || known.contains { holds($0, range) }
  }

  static func holds(_ address: IPAddress, _ range: (first: IPAddress, last: IPAddress)) -> Bool {
    address.family == range.first.family && range.first.bits <= address.bits
      && address.bits <= range.last.bits
  }
}

/// The objects that let traffic in, with the workloads that they lead to.
private struct Doors {
  struct Door {
    var through: ResourceID
    var scope: ExposureAnalysis.Entry.Scope
    var text: String
    var ports: ConnectionSet
    /// The addresses that the traffic comes from where they are known: those of the Private Link Service.
    var sources: [IPAddress] = []

    func permitted(_ evaluator: PolicyEvaluator, _ pods: Int) -> ConnectionSet {
      if scope == .ingress { return evaluator.table[evaluator.connection(fromIngressControllerTo: pods)] }
      var set = ConnectionSet.none
      for (index, range) in evaluator.cluster.sourceRanges.enumerated()
      where sources.isEmpty || sources.contains(where: { OutsideRange.holds($0, range) }) {
        set = set.union(evaluator.table[evaluator.connection(fromRange: index, to: pods)])
      }
      return set
    }
  }

  private var doors: [ResourceID: [Door]] = [:]

  init(_ inventory: Inventory, _ relations: RelationTable) {
    for service in inventory.ids(of: .service) { add(service, inventory, relations) }
    for (workload, ports) in IngressEntries(inventory).ports {
      for id in inventory.ids(of: ResourceKind("kubernetes.Ingress")).prefix(1) {
        doors[workload, default: []].append(Door(through: id, scope: .ingress, text: "Ingress", ports: ports))
      }
    }
    for id in inventory.ids(of: ResourceKind.workloads) {
      let ports = Workload.hostPorts(inventory[id])
      if !ports.isEmpty {
        doors[id, default: []].append(Door(through: id, scope: .node, text: "host port", ports: ports))
      }
    }
  }

  func of(_ workload: ConnectivityWorkload) -> [Door] { doors[workload.id] ?? [] }

  private mutating func add(_ service: ResourceID, _ inventory: Inventory, _ relations: RelationTable) {
    let node = inventory.node(of: service)
    let gateway = GatewayService(node)
    let type = node.at("spec", "type")?.text ?? "ClusterIP"
    guard type == "LoadBalancer" || type == "NodePort" else { return }
    var text = "node port"
    var scope = ExposureAnalysis.Entry.Scope.node
    var sources: [IPAddress] = []
    if type == "LoadBalancer" {
      scope = gateway.isInternal ? .internal : .public
      text = "\(scope.rawValue) load balancer"
      if gateway.createsPrivateLinkService {
        text += " with a Private Link Service"
        // Only with this policy the pods see the service's own addresses; else they see a node's.
        if node.at("spec", "externalTrafficPolicy")?.text == "Local" {
          sources = relations.related(service, "privateLinkServices").flatMap { id in
            inventory.node(of: id).list("ipConfigurations").compactMap {
              $0["privateIPAddress"]?.text.flatMap { IPAddress($0) }
            }
          }
        }
      }
    }
    for workload in relations.related(service, "workloads") {
      let ports = IngressEntries.targets(of: node, in: inventory[workload], port: nil)
      doors[workload, default: []].append(
        Door(through: service, scope: scope, text: text, ports: ports, sources: sources))
    }
  }
}
