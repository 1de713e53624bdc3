import Documents
import Findings
import SourceText

/// The documents of a file as they are written, with the way back from a place in the text to the node that stands there.
struct SourceTree {
  /// A node in its parent.
  struct Position {
    var root: DocumentNode
    /// The mapping or sequence around it; `nil` for a document's root.
    var parent: DocumentNode?
    /// The key, where it is a member.
    var key: DocumentNode?
    var value: DocumentNode
    /// Whether it stands in something that an alias or a merge key names.
    var isShared: Bool
    /// The place in `positions` of what is around it.
    var outer: Int?
  }

  let tree: DocumentTree
  private(set) var positions: [Position] = []
  private var byKey: [ByteSpan: Int] = [:]
  /// Elements and roots. A sequence or mapping may begin and end where its only element does.
  private var byValue: [ByteSpan: [Int]] = [:]

  init(_ tree: DocumentTree) {
    self.tree = tree
    let shared = tree.sharedNodes
    for root in tree.documents {
      var waiting = [Position(root: root, value: root, isShared: false)]
      while var position = waiting.popLast() {
        guard !position.value.isMerged else { continue }
        position.isShared = position.isShared || shared.contains(position.value.id)
        let index = positions.count
        positions.append(position)
        if let key = position.key { byKey[key.span] = index }
        byValue[position.value.span, default: []].append(index)
        guard !position.value.isAlias else { continue }
        let node = position.value
        for pair in node.pairs {
          waiting.append(
            Position(
              root: root, parent: node, key: pair.key, value: pair.value, isShared: position.isShared,
              outer: index))
        }
        for element in node.elements {
          waiting.append(
            Position(root: root, parent: node, value: element, isShared: position.isShared, outer: index))
        }
      }
    }
  }

  /// The node that a target names.
  ///
  /// - Throws: why what stands there cannot be changed: it is not there as such, or it counts in other places, too.
  func position(of target: ChangeTarget) throws(FixRefusal) -> Position {
    let found: Int?
    if let key = target.key {
      found = byKey[key]
    } else {
      found = byValue[target.value]?.max { positions[$0].value.count < positions[$1].value.count }
    }
    guard let found else {
      throw FixRefusal("what it would change does not stand in the file as such")
    }
    let position = positions[found]
    if position.value.isAlias {
      throw FixRefusal("the value is an alias, which stands for a value in another place; change it by hand")
    }
    if position.isShared {
      throw FixRefusal(
        "the value is used in other places by an alias or a merge key, which would change, too")
    }
    guard target.key == nil || position.value.span == target.value || position.value.kind == .scalar else {
      throw FixRefusal("what it would change does not stand in the file as such")
    }
    return position
  }

  /// The mapping around a position that fulfils a condition, innermost first; the position's own value counts.
  func enclosing(_ position: Position, where condition: (DocumentNode) -> Bool) -> DocumentNode? {
    var current: Position? = position
    while let next = current {
      if next.value.isMapping, condition(next.value) { return next.value }
      current = next.outer.map { positions[$0] }
    }
    return nil
  }
}

extension DocumentNode {
  /// The pairs that are written in this mapping itself, with their values; merged ones left out.
  var ownPairs: [(key: DocumentNode, value: DocumentNode)] { pairs.filter { !$0.value.isMerged } }
}
