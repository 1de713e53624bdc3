// What stands in more than one place of a document: nodes that aliases and merge keys name.

extension DocumentNode {
  /// Whether an alias stands here.
  package var isAlias: Bool { written.kind == .alias }

  /// Whether this is a value that a merge key brought into its mapping: it stands elsewhere.
  package var isMerged: Bool {
    let node = written
    guard node.kind == .alias else { return false }
    let target = tree.nodes[Int(node.first)]
    return target.start == node.start && target.end == node.end
  }
}

extension DocumentTree {
  /// The nodes that an alias or a merge key names: a change in one of them changes other places, too.
  package var sharedNodes: Set<NodeID> {
    var shared: Set<NodeID> = []
    for index in pieces.joined() where nodes[index].kind == .alias {
      shared.insert(NodeID(index: nodes[index].first))
    }
    return shared
  }
}
