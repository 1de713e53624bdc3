import Documents
import Inventory

/// Policies of other engines, whose language airtight does not evaluate: what they select is uncertain, never open.
struct ForeignPolicies {
  private var ingress: Set<Int> = []
  private var egress: Set<Int> = []

  init(_ cluster: ConnectivityCluster) {
    for kind in cluster.inventory.kinds where Self.isForeign(kind) {
      for id in cluster.inventory.ids(of: kind) { add(cluster.inventory[id], cluster) }
    }
  }

  /// Whether an inventory has such policies, also those that are not kept.
  static func isAny(in inventory: Inventory) -> Bool { inventory.kinds.contains(where: isForeign) }

  private static func isForeign(_ kind: ResourceKind) -> Bool {
    (kind.name.hasSuffix(".cilium.io") || kind.name.hasSuffix(".projectcalico.org"))
      && kind.name.contains("NetworkPolicy")
  }

  /// Cilium's selectors of endpoints are Kubernetes' with a prefix; Calico's are a language of their own, so that all pods
  /// of the namespace count.
  private mutating func add(_ policy: Resource, _ cluster: ConnectivityCluster) {
    let isClusterWide = policy.kind.name.contains("Clusterwide") || policy.kind.name.contains("Global")
    let specs = [policy.node["spec"]].compactMap { $0 } + policy.node.list("specs")
    for spec in specs {
      let selector = LabelSelector(spec["endpointSelector"]) ?? LabelSelector(labels: nil)
      let selected = cluster.classes.indices.filter { index in
        let pods = cluster.classes[index]
        guard isClusterWide || pods.namespace == policy.namespace ?? "default" else { return false }
        return spec["endpointSelector"] == nil || selector.selects(pods.labels)
          || !selector.requirements.isEmpty
      }
      let types = spec.list("types").compactMap(\.text)
      if spec["ingress"] != nil || spec["ingressDeny"] != nil || types.contains("Ingress") || types.isEmpty {
        ingress.formUnion(selected)
      }
      if spec["egress"] != nil || spec["egressDeny"] != nil || types.contains("Egress") {
        egress.formUnion(selected)
      }
    }
  }

  func affects(egressOf source: ConnectivityWorkload?, ingressOf destination: ConnectivityWorkload?) -> Bool {
    let sends = source.map { $0.classes.contains(where: egress.contains) } ?? false
    return sends || (destination.map { $0.classes.contains(where: ingress.contains) } ?? false)
  }
}
