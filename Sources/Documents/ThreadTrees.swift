/// The trees as one thread sees them: twins of the large ones, so that threads do not wait for each other.
///
/// For one thread alone.
package struct ThreadTrees {
  /// From how many nodes on a tree is worth a twin; small ones have few resources to look at.
  private static let large = 4096

  private let isNeeded: Bool
  private var original: DocumentTree?
  private var twin: DocumentTree?

  /// - Parameter isNeeded: whether there are other threads.
  package init(isNeeded: Bool) { self.isNeeded = isNeeded }

  /// The node in this thread's twin of its tree.
  package mutating func node(_ node: DocumentNode) -> DocumentNode {
    guard isNeeded, node.tree.nodeCount >= Self.large else { return node }
    if original === node.tree, let twin { return DocumentNode(tree: twin, id: node.id) }
    let twin = node.tree.twin()
    (original, self.twin) = (node.tree, twin)
    return DocumentNode(tree: twin, id: node.id)
  }
}
