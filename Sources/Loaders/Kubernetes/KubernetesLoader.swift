import Documents
import Inventory

/// Recognises Kubernetes objects: anything with `apiVersion` and `kind`, lists unfolded.
enum KubernetesLoader {
  /// The elements of a `kind: List`, or of a list of one kind such as `ServiceList`, whose elements may lack
  /// `kind` and `apiVersion` of their own.
  static func list(_ node: DocumentNode) -> (items: DocumentNode, kind: String?)? {
    guard node.has("apiVersion"), let kind = node["kind"]?.text, kind.utf8.count > 3,
      kind.hasSuffix("List"),
      let items = node["items"], items.isSequence
    else { return nil }
    return (items, kind == "List" ? nil : String(kind.dropLast("List".count)))
  }

  /// The object that a document is, if it is one.
  static func object(_ node: DocumentNode, itemKind: String?) -> Resource? {
    guard node.tree.syntax == .yaml || node.tree.syntax == .json else { return nil }
    let metadata = node["metadata"]
    guard let kind = node["kind"]?.text ?? itemKind, isKindName(kind),
      let version = node["apiVersion"]?.text ?? (itemKind == nil ? nil : "v1")
    else { return nil }
    let resourceKind = self.kind(kind, apiVersion: version)
    let namespaced = !clusterScoped.contains(kind)
    return Resource(
      kind: resourceKind, namespace: namespaced ? namespace(metadata) : nil,
      name: metadata?["name"]?.text ?? metadata?["generateName"]?.text ?? "", node: node)
  }

  /// `kubernetes.<Kind>`; kinds of groups that are not Kubernetes' own carry the group, because a
  /// `serving.knative.dev` Service or a `crd.projectcalico.org` NetworkPolicy is another thing.
  static func kind(_ kind: String, apiVersion: String) -> ResourceKind {
    let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/"))
    // A text of its own: to compare the ends of a part of one takes sixty times as long.
    let group = slash.map { String(apiVersion[..<$0]) } ?? ""
    let isBuiltIn =
      group.isEmpty || builtInGroups.contains(group)
      || (group.hasSuffix(".k8s.io") && !group.hasSuffix(".x-k8s.io"))
    return ResourceKind(isBuiltIn ? "kubernetes." + kind : "kubernetes." + kind + "." + group)
  }

  /// The kinds that relations join; what a template of an unknown kind may hold.
  static let relatedKinds: Set<ResourceKind> = Set(ResourceKind.workloads).union([
    .service, .networkPolicy, ResourceKind("kubernetes.Ingress"), ResourceKind("kubernetes.Secret"),
    ResourceKind("kubernetes.HTTPRoute.gateway.networking.k8s.io"),
    ResourceKind("kubernetes.Certificate.cert-manager.io"),
  ])

  private static let builtInGroups: Set<String> = ["apps", "batch", "autoscaling", "policy", "extensions"]

  private static let clusterScoped: Set<String> = [
    "Namespace", "Node", "PersistentVolume", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition",
    "StorageClass", "PriorityClass", "IngressClass", "GatewayClass", "APIService", "RuntimeClass",
    "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "CSIDriver",
    "PodSecurityPolicy",
  ]

  private static func namespace(_ metadata: DocumentNode?) -> String {
    let name = metadata?["namespace"]?.text ?? ""
    return name.isEmpty ? "default" : name
  }

  /// A kind is a CamelCase word; other documents have a `kind`, too (OpenAPI discovery, Azure's `kind: app`).
  static func isKindName(_ kind: String) -> Bool {
    guard let first = kind.utf8.first, (0x41...0x5A).contains(first) else { return false }
    return kind.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
  }
}
