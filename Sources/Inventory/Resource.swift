package import Documents

/// One thing found in an artefact.
package struct Resource: Sendable {
  package var kind: ResourceKind
  /// The namespace of a namespaced Kubernetes object (`default` where the manifest names none); `nil` otherwise.
  package var namespace: String?
  /// What names it among its kind: a Kubernetes name, an ARM name, a Databricks id or name, a DNS name.
  package var name: String
  /// Its tree in the vendor's own API shape. Every value keeps the span where it stands in the artefact.
  package var node: DocumentNode
  /// The 0-based index of the file in the run's sorted list of inputs.
  package var file: Int
  /// The 0-based index of the document in the file.
  package var document: Int
  /// Whether nothing but the kind is known of it, because its template is not rendered: no rule judges it, and analyses see
  /// of these the policies alone, which may select any pod.
  package var isOutline = false

  @inlinable @inline(__always)
  package init(
    kind: ResourceKind, namespace: String? = nil, name: String, node: DocumentNode, file: Int = 0,
    document: Int = 0
  ) {
    // Made where the caller wants it: what a call returns is copied, with all its references.
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.node = node
    self.file = file
    self.document = document
  }

  /// `kubernetes.Service/namespace/name`, `azure.PrivateLinkService/name`.
  package var identity: String {
    // Put together in one place: every finding asks for it.
    let kind = kind.name
    var text = ""
    text.reserveCapacity(kind.utf8.count + (namespace?.utf8.count ?? 0) + name.utf8.count + 2)
    text += kind
    if let namespace {
      text += "/"
      text += namespace
    }
    text += "/"
    text += name
    return text
  }
}

/// Names a resource within its inventory: its 0-based index.
package struct ResourceID: Hashable, Comparable, Sendable {
  package let index: Int

  package init(_ index: Int) { self.index = index }

  package static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}
