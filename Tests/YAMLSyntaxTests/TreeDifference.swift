import Documents
import SourceText

/// Compares two trees of one source node by node.
enum TreeDifference {
  /// The first difference in words; `nil` if both have the same nodes, links, texts, places and tags, in the same order.
  static func first(_ a: DocumentTree, _ b: DocumentTree) -> String? {
    if a.roots != b.roots { return "roots \(a.roots) and \(b.roots)" }
    for index in 0..<UInt32(min(a.nodeCount, b.nodeCount)) {
      let one = a.node(NodeID(index: index))
      let other = b.node(NodeID(index: index))
      if !isSame(one, other) { return "node \(index): \(shown(one)) and \(shown(other))" }
    }
    return a.nodeCount == b.nodeCount ? nil : "\(a.nodeCount) and \(b.nodeCount) nodes"
  }

  private static func isSame(_ a: DocumentNode, _ b: DocumentNode) -> Bool {
    a.isAlias == b.isAlias && a.resolvedID == b.resolvedID && a.span == b.span && a.kind == b.kind
      && a.style == b.style && a.count == b.count && a.tag == b.tag && a.isMerging == b.isMerging
      && a.elements.map(\.id) == b.elements.map(\.id)
      && a.pairs.map(\.key.id) == b.pairs.map(\.key.id) && a.pairs.map(\.value.id) == b.pairs.map(\.value.id)
      && a.withText { Array($0) } == b.withText { Array($0) }
  }

  private static func shown(_ node: DocumentNode) -> String {
    "\(node.isAlias ? "alias of " : "")\(node.kind) \(node.style) \(node.span.range) \(node.tag ?? "") "
      + "\(node.count) \(node.text.map { String(reflecting: $0) } ?? "")"
  }
}
