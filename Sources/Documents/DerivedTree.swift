/// Trees made of another tree's nodes: what loaders use to bring an artefact into its vendor's own API shape.
/// Every node keeps the span where it really stands.
package enum DerivedTree {
  /// A copy of a mapping, with some members of another mapping of the same file added to it.
  package static func adding(_ keys: [String], of other: DocumentNode, to node: DocumentNode) -> DocumentNode
  {
    transform(node) { copier in
      for pair in node.pairs { copier.member(pair.key, pair.value) }
      for key in keys {
        if let pair = other.pair(forKey: key) { copier.member(pair.key, pair.value) }
      }
    }
  }

  /// A mapping that stands where `node` does, with the members that `members` copies.
  package static func transform(
    _ node: DocumentNode, _ members: (inout TreeCopier) -> Void
  ) -> DocumentNode {
    var copier = TreeCopier(node.tree, keepsSource: true)
    copier.openMapping(span: node.span)
    members(&copier)
    copier.close()
    let tree = copier.finish()
    return tree.documents.first ?? node
  }
}
