/// The trees as one thread sees them: twins of the large ones, so that threads do not wait for each other, and members that are
/// asked for often stand side by side.
///
/// For one thread alone.
package struct ThreadTrees {
  /// From how many nodes on a tree is worth a twin; small ones have few resources to look at.
  private static let large = 4096

  /// The latest tree, which is kept so that no other one comes to stand in its place, and its twin.
  private var original: DocumentTree?
  private var originalPlace: UnsafeMutableRawPointer?
  private var twin: DocumentTree?

  package init() {}

  /// The node in this thread's twin of its tree.
  package mutating func node(_ node: DocumentNode) -> DocumentNode {
    self.node(node.id, of: Unmanaged.passUnretained(node.tree))
  }

  /// The same of a tree that somebody keeps: to hand it over would count a reference that all threads count.
  package mutating func node(_ id: NodeID, of tree: Unmanaged<DocumentTree>) -> DocumentNode {
    if originalPlace == tree.toOpaque(), let twin { return DocumentNode(tree: twin, id: id) }
    let kept = tree.takeUnretainedValue()
    guard kept.nodeCount >= Self.large else { return DocumentNode(tree: kept, id: id) }
    let twin = kept.twinForThread()
    (original, originalPlace, self.twin) = (kept, tree.toOpaque(), twin)
    return DocumentNode(tree: twin, id: id)
  }
}
