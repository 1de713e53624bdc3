package import SourceText

/// A node together with its tree: what everything above the readers works with.
///
/// Accessors never fail: what is not there, or has another kind, is `nil` or empty, because every artefact may
/// have any shape.
package struct DocumentNode: Sendable {
  package let tree: DocumentTree
  /// The node as it stands in its parent; an alias keeps its own identity and span.
  package let id: NodeID

  package init(tree: DocumentTree, id: NodeID) {
    self.tree = tree
    self.id = id
  }

  var written: TreeNode { tree.nodes[Int(id.index)] }

  /// The node that counts: the alias' target where this is an alias.
  var resolved: TreeNode {
    let node = tree.nodes[Int(id.index)]
    return node.kind == .alias ? tree.nodes[Int(node.first)] : node
  }

  package var kind: NodeKind { resolved.kind }

  package var style: NodeStyle { resolved.style }

  /// Where the node stands; for an alias where the alias stands.
  package var span: ByteSpan { ByteSpan(start: written.start, end: written.end) }

  /// Where what counts stands: the alias' target where this is an alias.
  package var targetSpan: ByteSpan { ByteSpan(start: resolved.start, end: resolved.end) }

  package var isMapping: Bool { kind == .mapping }

  package var isSequence: Bool { kind == .sequence }

  /// The explicit tag as written in full (`tag:yaml.org,2002:str`), if there is one.
  package var tag: String? {
    resolved.flags.contains(.tagged) ? tree.tags[resolvedID] : nil
  }

  package var resolvedID: NodeID {
    let node = written
    return node.kind == .alias ? NodeID(index: node.first) : id
  }

  /// Pairs of a mapping, elements of a sequence, 0 for a scalar.
  package var count: Int {
    let node = resolved
    return node.kind == .scalar ? 0 : Int(node.count)
  }

  /// Whether this is a mapping with a merge key, whose pairs stand after its own.
  package var isMerging: Bool { resolved.flags.contains(.merging) }

  /// The elements of a sequence, in order; nothing for anything else.
  package var elements: NodeElements {
    let node = resolved
    return NodeElements(tree: tree, following: node.kind == .sequence ? node.first : NodeID.none.index)
  }

  /// The same elements by their ids, for whoever wants no node of each.
  package var elementIDs: [NodeID] {
    var ids: [NodeID] = []
    ids.reserveCapacity(count)
    let list = resolved
    var following = list.kind == .sequence ? list.first : NodeID.none.index
    while following != NodeID.none.index {
      ids.append(NodeID(index: following))
      following = tree.nodes[Int(following)].next
    }
    return ids
  }

  /// The pairs of a mapping, in order; nothing for anything else. A duplicate key stands twice.
  package var pairs: NodePairs {
    let node = resolved
    return NodePairs(tree: tree, following: node.kind == .mapping ? node.first : NodeID.none.index)
  }

  /// The element at a 0-based index, if this is a sequence that has it.
  package func element(at index: Int) -> DocumentNode? {
    guard index >= 0, index < count else { return nil }
    if isSequence, let branch = tree.large.branch(self) {
      return branch.elements.indices.contains(index) ? tree.node(branch.elements[index]) : nil
    }
    return elements.dropFirst(index).first { _ in true }
  }
}

/// The elements of a sequence.
package struct NodeElements: Sequence, IteratorProtocol {
  let tree: DocumentTree
  var following: UInt32

  init(tree: DocumentTree, following: UInt32) {
    self.tree = tree
    self.following = following
  }

  package mutating func next() -> DocumentNode? {
    guard following != UInt32.max else { return nil }
    let id = NodeID(index: following)
    following = tree.nodes[Int(following)].next
    return DocumentNode(tree: tree, id: id)
  }
}

/// The pairs of a mapping.
package struct NodePairs: Sequence, IteratorProtocol {
  let tree: DocumentTree
  var following: UInt32

  init(tree: DocumentTree, following: UInt32) {
    self.tree = tree
    self.following = following
  }

  package mutating func next() -> (key: DocumentNode, value: DocumentNode)? {
    guard following != UInt32.max else { return nil }
    let key = NodeID(index: following)
    let value = NodeID(index: tree.nodes[Int(following)].next)
    guard value.index != UInt32.max else { return nil }
    following = tree.nodes[Int(value.index)].next
    return (DocumentNode(tree: tree, id: key), DocumentNode(tree: tree, id: value))
  }
}
