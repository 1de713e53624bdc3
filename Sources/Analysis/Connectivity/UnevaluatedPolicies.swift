import Documents
package import Inventory

/// A policy that airtight cannot evaluate. The pods that it selects may send or receive more than the others allow, or
/// less: what they do is unknown, neither open nor closed.
struct UnevaluatedPolicy {
  var id: ResourceID
  /// The pods that it selects, or more where its selector cannot be evaluated either.
  var subject: PodMatch
  var types: PolicyTypes
}

/// The policies of Cilium, Calico and Antrea, whose languages are their own, and NetworkPolicies with values that are known
/// only after apply.
package enum UnevaluatedPolicies {
  /// Whether a kind is a policy of an engine's own API.
  package static func has(_ kind: ResourceKind) -> Bool {
    let parts = kind.name.split(separator: ".", maxSplits: 2)
    guard parts.count == 3, parts[0] == "kubernetes", parts[1].hasSuffix("NetworkPolicy") else {
      return false
    }
    // What is staged is not enforced.
    return engine(of: parts[2]) != nil && !parts[1].hasPrefix("Staged")
  }

  private enum Engine { case cilium, calico, antrea }

  private static func engine(of group: Substring) -> Engine? {
    switch group {
    case "cilium.io": .cilium
    case "projectcalico.org", "crd.projectcalico.org": .calico
    case "crd.antrea.io": .antrea
    default: nil
    }
  }

  /// Those of an inventory: the engines' own, then NetworkPolicies that are not known as a whole.
  static func all(in inventory: Inventory) -> [UnevaluatedPolicy] {
    policies(in: inventory)
      + inventory.ids(of: .networkPolicy).compactMap { policy($0, inventory[$0]) }
  }

  /// The engines' own.
  static func policies(in inventory: Inventory) -> [UnevaluatedPolicy] {
    inventory.kinds.filter(has).sorted().flatMap { kind in
      inventory.ids(of: kind).flatMap { policies(of: $0, inventory[$0]) }
    }
  }

  private static func policies(of id: ResourceID, _ policy: Resource) -> [UnevaluatedPolicy] {
    let parts = policy.kind.name.split(separator: ".", maxSplits: 2)
    guard parts.count == 3, let engine = engine(of: parts[2]) else { return [] }
    let isClusterWide = ["Clusterwide", "Cluster", "Global"].contains { parts[1].contains($0) }
    var subject = PodMatch(namespaces: .same(policy.namespace ?? "default"), pods: LabelSelector(labels: nil))
    if isClusterWide { subject.namespaces = .selected(LabelSelector(labels: nil)) }
    let specs = [policy.node["spec"]].compactMap { $0 } + policy.node.list("specs")
    return specs.compactMap { spec in
      var found = UnevaluatedPolicy(id: id, subject: subject, types: types(of: spec, engine))
      if engine == .cilium {
        // A policy for hosts selects no pods.
        guard spec["nodeSelector"] == nil else { return nil }
        found.subject.pods = ciliumSelector(spec["endpointSelector"])
      }
      return found
    }
  }

  /// Calico names its types or implies them by what rules there are; the others govern what they have rules for.
  private static func types(of spec: DocumentNode, _ engine: Engine) -> PolicyTypes {
    let written = engine == .calico ? spec.list("types").compactMap(\.text) : []
    var types: PolicyTypes = []
    if spec["ingress"] != nil || spec["ingressDeny"] != nil { types.insert(.ingress) }
    if spec["egress"] != nil || spec["egressDeny"] != nil { types.insert(.egress) }
    if written.contains("Ingress") { types.insert(.ingress) }
    if written.contains("Egress") { types.insert(.egress) }
    return engine == .calico && types.isEmpty ? .ingress : types
  }

  /// Cilium's selectors are Kubernetes' with the source of the label before the key. What is no label of the pod, such as its
  /// namespace, is left out, so that more is selected.
  private static func ciliumSelector(_ node: DocumentNode?) -> LabelSelector {
    guard var selector = LabelSelector(node) else { return LabelSelector(labels: nil) }
    selector.requirements = selector.requirements.compactMap { requirement in
      var requirement = requirement
      for source in ["k8s:", "any:"] where requirement.key.hasPrefix(source) {
        requirement.key.removeFirst(source.count)
      }
      let key = requirement.key
      let isOther = key.contains(":") || key.hasPrefix("io.kubernetes.") || key.hasPrefix("io.cilium.")
      return isOther ? nil : requirement
    }
    return selector
  }
}

/// NetworkPolicies with values that are known only after apply.
extension UnevaluatedPolicies {
  /// What a policy with unknown values may select and govern; `nil` for a policy that is known as a whole.
  static func policy(_ id: ResourceID, _ policy: Resource) -> UnevaluatedPolicy? {
    // Of the metadata only the namespace counts: a plan never knows an object's uid.
    guard let spec = policy.node["spec"],
      spec.hasUnknown || policy.node.at("metadata", "namespace")?.unknownName != nil
    else { return nil }
    var found = UnevaluatedPolicy(
      id: id,
      subject: PodMatch(
        namespaces: .same(policy.namespace ?? "default"), pods: LabelSelector(labels: nil)),
      types: spec["policyTypes"]?.hasUnknown == true ? [.ingress, .egress] : PolicyTypes(spec: spec))
    // Without an unknown value in them the egress rules count, with one there may be some.
    if spec["egress"]?.unknownName != nil { found.types.insert(.egress) }
    if policy.node.at("metadata", "namespace")?.unknownName != nil {
      found.subject.namespaces = .selected(LabelSelector(labels: nil))
    }
    if spec["podSelector"]?.hasUnknown != true, let pods = LabelSelector(spec["podSelector"]) {
      found.subject.pods = pods
    }
    return found
  }
}
