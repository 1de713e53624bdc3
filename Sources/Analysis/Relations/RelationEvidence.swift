package import Inventory

/// Whether the inputs show all that a relation may hold: what a template will hold stands in relations that nobody knows.
package enum RelationEvidence {
  /// Whether a relation of a resource may hold more than what was found.
  ///
  /// Of policies every further one counts. Of the others what was found is taken for all that there is, because a template
  /// with a Service of its own seldom selects the pods of another one.
  ///
  /// - Parameters:
  ///   - name: the relation, as rules have it.
  ///   - isEmpty: whether nothing was found.
  package static func isOpen(_ name: String, isEmpty: Bool, in inventory: Inventory) -> Bool {
    if policies.contains(name), inventory.isPartial(.networkPolicy) { return true }
    guard isEmpty, let kinds = kinds[name] else { return false }
    return kinds.contains(where: inventory.isPartial)
  }

  private static let policies: Set<String> = ["governedWorkloads", "networkPolicies"]

  /// The Kubernetes kinds at the far end of relations.
  private static let kinds: [String: [ResourceKind]] = [
    "workloads": ResourceKind.workloads,
    "governedWorkloads": ResourceKind.workloads,
    "services": [.service],
    "namingServices": [.service],
    "frontendServices": [.service],
    "translatingServices": [.service],
    "routes": [ResourceKind("kubernetes.Ingress"), httpRoute],
    "certificates": [
      ResourceKind("kubernetes.Certificate.cert-manager.io"), ResourceKind("kubernetes.Secret"),
    ],
  ]

  private static let httpRoute = ResourceKind("kubernetes.HTTPRoute.gateway.networking.k8s.io")
}
