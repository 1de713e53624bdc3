/// Paths of mapping keys as a tree: which parts of a document to keep. A path goes through sequences: `containers`, `ports`
/// are the ports of every container.
package struct FieldTree: Sendable {
  /// Whether everything below is kept.
  package private(set) var isWhole = false
  /// By their names in UTF-8: there are few, and every key of every kept object is looked for among them.
  private var members: [Member] = []

  private struct Member: Sendable {
    let name: [UInt8]
    var tree: FieldTree
  }

  /// An empty path keeps the whole document.
  package init(_ paths: [[String]]) {
    for path in paths { add(path[...]) }
  }

  private init() {}

  /// The tree for a member by its name in UTF-8; `nil` where nothing of it is kept.
  func member(_ name: UnsafeBufferPointer<UInt8>) -> FieldTree? {
    for index in members.indices where members[index].name.count == name.count {
      if members[index].name.elementsEqual(name) { return members[index].tree }
    }
    return nil
  }

  private mutating func add(_ path: ArraySlice<String>) {
    guard let first = path.first else {
      isWhole = true
      return
    }
    let name = Array(first.utf8)
    let index = members.firstIndex { $0.name == name } ?? members.count
    if index == members.count { members.append(Member(name: name, tree: FieldTree())) }
    members[index].tree.add(path.dropFirst())
  }
}

extension TreeCopier {
  /// Copies what a field tree keeps of a node, as a document of its own; everything where there is none.
  package mutating func copy(_ node: DocumentNode, fields: FieldTree?) {
    guard let fields, !fields.isWhole else { return copy(node) }
    let tree = node.tree
    var open: [Level] = []
    enter(node.id, fields, of: tree, &open)
    while let level = open.indices.last {
      let next = open[level].next
      guard next != .max else {
        close()
        open.removeLast()
        continue
      }
      let following = tree.nodes[Int(next)].next
      guard open[level].isMapping else {
        open[level].next = following
        enter(NodeID(index: next), open[level].fields, of: tree, &open)
        continue
      }
      // A key without a value is where reading stopped.
      open[level].next = following == .max ? .max : tree.nodes[Int(following)].next
      let key = DocumentNode(tree: tree, id: NodeID(index: next))
      guard following != .max, let below = key.withText({ open[level].fields.member($0) }) ?? nil else {
        continue
      }
      self.key(key)
      enter(NodeID(index: following), below, of: tree, &open)
    }
  }

  /// Copies a node that is kept as a whole, and opens any other.
  private mutating func enter(
    _ id: NodeID, _ fields: FieldTree, of tree: DocumentTree, _ open: inout [Level]
  ) {
    let node = DocumentNode(tree: tree, id: id)
    let counted = node.resolved
    guard !fields.isWhole, counted.kind != .scalar else { return copy(node) }
    self.open(counted.kind, span: node.span, style: .flow)
    open.append(Level(next: counted.first, isMapping: counted.kind == .mapping, fields: fields))
  }

  /// A container of which some fields are being copied.
  private struct Level {
    /// The child to come: in a mapping a key.
    var next: UInt32
    let isMapping: Bool
    let fields: FieldTree
  }
}
