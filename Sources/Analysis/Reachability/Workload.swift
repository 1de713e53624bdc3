import Documents
package import Inventory
import Networking

/// The pods that a workload object makes, as selectors see them.
package struct Workload: Sendable {
  package var id: ResourceID
  package var namespace: String
  /// The labels of its pods.
  package var labels: [String: String]
  /// Whether its pods use the node's network, where NetworkPolicies do not apply.
  package var usesHostNetwork: Bool
  /// Whether some of the labels are known only after apply.
  package var hasUnknownLabels: Bool

  package init(_ id: ResourceID, _ resource: Resource) {
    self.id = id
    namespace = resource.namespace ?? "default"
    let template = Self.podTemplate(resource)
    labels = [:]
    if let pairs = template?.at("metadata", "labels")?.pairs {
      for pair in pairs {
        if let key = pair.key.text, let value = pair.value.text { labels[key] = value }
      }
    }
    usesHostNetwork = template?.at("spec", "hostNetwork")?.bool ?? false
    hasUnknownLabels = template?.at("metadata", "labels")?.hasUnknown ?? false
  }

  /// The pod template: the object itself for a Pod.
  static func podTemplate(_ resource: Resource) -> DocumentNode? {
    switch resource.kind {
    case .pod: resource.node
    case .cronJob: resource.node.at("spec", "jobTemplate", "spec", "template")
    default: resource.node.at("spec", "template")
    }
  }
}

/// Workloads by namespace and label, so that a selector finds its pods without a walk over all of them.
struct WorkloadIndex {
  private struct Label: Hashable {
    var namespace: String
    var key: String
    var value: String
  }

  private(set) var workloads: [Workload] = []
  private var byNamespace: [String: [Int]] = [:]
  private var byLabel: [Label: [Int]] = [:]

  init(_ inventory: Inventory) {
    for id in inventory.ids(of: ResourceKind.workloads) {
      let workload = Workload(id, inventory[id])
      let index = workloads.count
      workloads.append(workload)
      byNamespace[workload.namespace, default: []].append(index)
      for (key, value) in workload.labels {
        byLabel[Label(namespace: workload.namespace, key: key, value: value), default: []].append(index)
      }
    }
  }

  /// Whether there are workloads in a namespace.
  func has(namespace: String) -> Bool { byNamespace[namespace] != nil }

  /// The workloads of a namespace whose pods a selector selects.
  func select(_ selector: LabelSelector, in namespace: String) -> [Workload] {
    var candidates = byNamespace[namespace] ?? []
    for requirement in selector.requirements where requirement.operator == .isIn {
      guard requirement.values.count == 1, let value = requirement.values.first else { continue }
      let label = Label(namespace: namespace, key: requirement.key, value: value)
      let narrower = byLabel[label] ?? []
      if narrower.count < candidates.count { candidates = narrower }
    }
    return candidates.map { workloads[$0] }.filter { selector.selects($0.labels) }
  }
}

extension Workload {
  /// A port that a container declares.
  struct ContainerPort {
    var name: String
    var number: Int
    var transport: TransportProtocol
  }

  /// The ports that the containers of a workload's pods declare.
  static func containerPorts(_ resource: Resource) -> [ContainerPort] {
    let containers = podTemplate(resource)?["spec"]?.list("containers") ?? []
    return containers.flatMap { container in
      container.list("ports").compactMap { port in
        port["containerPort"]?.integer.map {
          ContainerPort(
            name: port["name"]?.text ?? "", number: Int(clamping: $0),
            transport: TransportProtocol(rawValue: port["protocol"]?.text ?? "TCP") ?? .tcp)
        }
      }
    }
  }

  /// The containers' ports that are bound to the node's addresses.
  static func hostPorts(_ resource: Resource) -> ConnectionSet {
    var ports = ConnectionSet.none
    for port in (podTemplate(resource)?["spec"]?.list("containers") ?? []).flatMap({ $0.list("ports") }) {
      guard let bound = port["hostPort"]?.integer, bound > 0,
        let number = port["containerPort"]?.integer.flatMap({ UInt16(exactly: $0) })
      else { continue }
      let transport = TransportProtocol(rawValue: port["protocol"]?.text ?? "TCP") ?? .tcp
      ports = ports.union(ConnectionSet(transport, PortSet(number...number)))
    }
    return ports
  }
}
