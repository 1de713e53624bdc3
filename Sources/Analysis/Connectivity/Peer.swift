import Inventory
package import Networking

/// One end of connections.
package enum Peer: Hashable, Sendable {
  /// The pods of one owner: `namespace/name` and the owner's kind without its vendor.
  case workload(namespace: String, name: String, kind: String)
  /// Addresses outside the cluster, from the first to the last one.
  case range(first: IPAddress, last: IPAddress)
  /// Whatever answers for Ingress objects; it is in no manifest.
  case ingressController

  /// `carto/at-gateway[Deployment]`, `0.0.0.0-9.255.255.255`, `ingress-controller`.
  package var name: String {
    switch self {
    case .workload(let namespace, let name, let kind): "\(namespace)/\(name)[\(kind)]"
    case .range(let first, let last): first == last ? "\(first)" : "\(first)-\(last)"
    case .ingressController: "ingress-controller"
    }
  }
}

/// Pods that no policy can tell apart.
struct PodClass: Hashable {
  var namespace: String
  /// The labels that some selector asks for.
  var labels: [String: String]
  /// The ports that some policy names, by name.
  var namedPorts: [String: Set<NamedPort>]
  /// Whether they use the node's network, where no policy applies.
  var usesHostNetwork: Bool
  /// Whether some label is known only after apply, so that any selector may select them.
  var hasUnknownLabels: Bool

  struct NamedPort: Hashable {
    var transport: TransportProtocol
    var number: UInt16
  }
}

/// What policies ask of pods: pods that differ in nothing else are one class.
struct PodDemands: Sendable {
  /// The labels that some selector asks for, by their keys.
  private(set) var labels: Set<String> = []
  /// The ports that some policy names.
  private(set) var ports: Set<String> = []

  mutating func add(_ match: PodMatch) {
    for requirement in match.pods.requirements { labels.insert(requirement.key) }
  }

  mutating func add(_ policy: PolicyModel) {
    add(policy.subject)
    for rule in policy.ingress { add(rule) }
    for rule in policy.egress { add(rule) }
  }

  private mutating func add(_ rule: PolicyRule) {
    for case .pods(let match) in rule.peers ?? [] { add(match) }
    for case .named(let name, _) in rule.ports ?? [] { ports.insert(name) }
  }
}

extension PodClass {
  /// The class of a workload's pods.
  init(_ id: ResourceID, _ resource: Resource, _ demands: PodDemands) {
    let pods = Workload(id, resource)
    var ports: [String: Set<NamedPort>] = [:]
    for port in demands.ports.isEmpty ? [] : Workload.containerPorts(resource)
    where demands.ports.contains(port.name) {
      guard let number = UInt16(exactly: port.number) else { continue }
      ports[port.name, default: []].insert(NamedPort(transport: port.transport, number: number))
    }
    self.init(
      namespace: pods.namespace, labels: pods.labels.filter { demands.labels.contains($0.key) },
      namedPorts: ports, usesHostNetwork: pods.usesHostNetwork, hasUnknownLabels: pods.hasUnknownLabels)
  }
}

/// A workload with the classes of its pods, by index; several where its pods differ.
struct ConnectivityWorkload {
  var peer: Peer
  var id: ResourceID
  var classes: [Int]
}
