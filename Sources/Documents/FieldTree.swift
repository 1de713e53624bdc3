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
    var waiting: [Step] = [.node(node, fields)]
    while let step = waiting.popLast() {
      switch step {
      case .close: close()
      case .key(let node): key(node)
      case .node(let node, let fields):
        if !fields.isWhole, node.isSequence {
          open(.sequence, span: node.span, style: .flow)
          waiting.append(.close)
          waiting += node.elements.reversed().map { .node($0, fields) }
          continue
        }
        guard !fields.isWhole, node.isMapping else {
          copy(node)
          continue
        }
        openMapping(span: node.span)
        waiting.append(.close)
        var members: [Step] = []
        for pair in node.pairs {
          if let below = pair.key.withText({ fields.member($0) }) ?? nil {
            members += [.key(pair.key), .node(pair.value, below)]
          }
        }
        waiting += members.reversed()
      }
    }
  }

  private enum Step {
    case key(DocumentNode)
    case node(DocumentNode, FieldTree)
    case close
  }
}
