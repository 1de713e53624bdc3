import Documents
import Findings
import SourceText

/// The documents of a file as they are written, with the way from a place in the text to the node that stands there.
///
/// A place is looked for from the top. What is on the way is listed once and searched by halves, so that many places in a file of
/// many members cost little, and one place in a large file next to nothing.
final class SourceTree {
  /// A node with everything around it.
  struct Position {
    /// The node itself.
    var value: DocumentNode
    /// The nodes from the document's root to this one, each with its key, where it is a member.
    var path: [(key: DocumentNode?, node: DocumentNode)]
    /// Whether it stands in something that an alias or a merge key names.
    var isShared: Bool

    var root: DocumentNode { path.first?.node ?? value }

    var key: DocumentNode? { path.last?.key }

    var parent: DocumentNode? { path.dropLast().last?.node }

    /// The key of the mapping or sequence around it.
    var parentKey: DocumentNode? { path.dropLast().last?.key }

    /// The mapping around the position that fulfils a condition, innermost first; the position's own value counts.
    func enclosing(where condition: (DocumentNode) -> Bool) -> DocumentNode? {
      path.last { $0.node.isMapping && condition($0.node) }?.node
    }
  }

  /// How the members of a mapping, or the elements of a sequence, are written.
  struct Manner {
    /// The style of a new string: plain where one of them is, or none is quoted.
    var preferred = NodeStyle.plain
    /// The quotes of a string that cannot be plain.
    var fallback = NodeStyle.doubleQuoted
    /// The style of a new key: quoted where all of them are.
    var key = NodeStyle.plain
    /// The keys.
    var names: Set<String> = []
  }

  /// A member or an element.
  struct Child {
    var start: UInt32
    var key: DocumentNode?
    var node: DocumentNode
  }

  let tree: DocumentTree
  private let shared: Set<NodeID>
  private let documents: [Child]
  private var children: [NodeID: [Child]] = [:]
  private var manners: [NodeID: Manner] = [:]

  init(_ tree: DocumentTree) {
    self.tree = tree
    shared = tree.sharedNodes
    documents = tree.documents.map { Child(start: $0.span.start, node: $0) }
  }

  /// The node that a target names.
  ///
  /// - Throws: why what stands there cannot be changed: it is not there as such, or it counts in other places, too.
  func position(of target: ChangeTarget) throws(FixRefusal) -> Position {
    guard let position = find(target) else {
      throw FixRefusal("what it would change does not stand in the file as such")
    }
    if position.value.isAlias {
      throw FixRefusal("the value is an alias, which stands for a value in another place; change it by hand")
    }
    if position.isShared {
      throw FixRefusal(
        "the value is used in other places by an alias or a merge key, which would change, too")
    }
    return position
  }

  private func find(_ target: ChangeTarget) -> Position? {
    let place = target.key ?? target.value
    guard var child = Self.last(in: documents, at: place.start) else { return nil }
    var position = Position(value: child.node, path: [], isShared: false)
    while true {
      position.value = child.node
      position.path.append((child.key, child.node))
      position.isShared = position.isShared || shared.contains(child.node.id)
      let span = child.node.span
      let isFound = target.key.map { child.key?.span == $0 } ?? (span == target.value)
      if isFound { return position }
      guard !child.node.isAlias, span.start <= place.start, place.end <= span.end,
        let next = Self.last(in: listed(child.node), at: place.start)
      else { return nil }
      child = next
    }
  }

  /// How the members or elements of a node are written; found once for each node.
  func manner(of node: DocumentNode) -> Manner {
    if let known = manners[node.id] { return known }
    var manner = Manner()
    var quoted: NodeStyle?
    var hasPlain = false
    for child in listed(node) where child.node.kind == .scalar && !child.node.isAlias {
      switch child.node.style {
      case .singleQuoted, .doubleQuoted: quoted = child.node.style
      case .plain: if child.node.string != nil { hasPlain = true }
      default: break
      }
    }
    manner.fallback = quoted ?? .doubleQuoted
    manner.preferred = hasPlain ? .plain : quoted ?? .plain
    let keys = listed(node).compactMap(\.key)
    let isQuoted = keys.allSatisfy { $0.style == .doubleQuoted || $0.style == .singleQuoted }
    if let first = keys.first, isQuoted { manner.key = first.style }
    manner.names = Set(node.pairs.compactMap(\.key.text))
    manners[node.id] = manner
    return manner
  }

  /// The place of the last child that begins at an offset or before it.
  static func lastIndex(in children: [Child], at offset: UInt32) -> Int? {
    var low = 0
    var high = children.count
    while low < high {
      let middle = (low + high) / 2
      if children[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  private static func last(in children: [Child], at offset: UInt32) -> Child? {
    lastIndex(in: children, at: offset).map { children[$0] }
  }

  /// The members or elements of a node that are written in it, in their order.
  func listed(_ node: DocumentNode) -> [Child] {
    if let known = children[node.id] { return known }
    let made =
      node.isMapping
      ? node.ownPairs.map { Child(start: $0.key.span.start, key: $0.key, node: $0.value) }
      : node.elements.map { Child(start: $0.span.start, node: $0) }
    children[node.id] = made
    return made
  }
}

extension DocumentNode {
  /// The pairs that are written in this mapping itself, with their values; merged ones left out.
  var ownPairs: [(key: DocumentNode, value: DocumentNode)] { pairs.filter { !$0.value.isMerged } }
}
