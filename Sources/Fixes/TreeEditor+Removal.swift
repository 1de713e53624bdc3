import Documents
import Findings
import SourceText

// Members and elements that go.
extension TreeEditor {
  func remove(_ position: SourceTree.Position) throws(FixRefusal) -> [TextEdit] {
    guard let parent = position.parent else { throw FixRefusal("a whole document is not taken out") }
    guard !parent.isMerging || parent.isSequence else {
      throw FixRefusal("the mapping has a merge key, which could bring the member back; change it by hand")
    }
    let siblings = self.siblings(in: parent)
    guard let index = siblings.firstIndex(where: { $0.id == position.value.id }) else {
      throw FixRefusal("what it would take out does not stand in the file as such")
    }
    if siblings.count == 1 { return try empty(position, parent) }
    if parent.style == .flow { return [try removeFlow(index, siblings)] }
    return [try removeBlock(index, siblings, of: parent)]
  }

  /// Where each member or element of a collection begins and ends.
  private func siblings(in parent: DocumentNode) -> [(id: NodeID, start: Int, end: Int)] {
    if parent.isMapping {
      return parent.ownPairs.map { ($0.value.id, Int($0.key.span.start), contentEnd($0.value)) }
    }
    return parent.elements.map { ($0.id, Int($0.span.start), contentEnd($0)) }
  }

  /// The last one before is followed by a comma, or the next one is preceded by one.
  private func removeFlow(
    _ index: Int, _ siblings: [(id: NodeID, start: Int, end: Int)]
  ) throws(FixRefusal) -> TextEdit {
    let own = siblings[index]
    if index + 1 < siblings.count {
      let next = siblings[index + 1].start
      guard own.end <= next, layout.isSpace(own.end..<next, or: ",") else { throw Self.commentBeside }
      return TextEdit(own.start..<next, "")
    }
    let before = siblings[index - 1].end
    guard before <= own.start, layout.isSpace(before..<own.start, or: ",") else { throw Self.commentBeside }
    return TextEdit(before..<own.end, "")
  }

  /// Whole lines, where the member or element has lines of its own.
  private func removeBlock(
    _ index: Int, _ siblings: [(id: NodeID, start: Int, end: Int)], of parent: DocumentNode
  ) throws(FixRefusal) -> TextEdit {
    let own = siblings[index]
    let start = parent.isSequence ? try dash(before: own.start) : own.start
    if layout.isFirst(start) { return lines(from: start, to: own.end) }
    guard index + 1 < siblings.count else { throw Self.unusual }
    let next = parent.isSequence ? try dash(before: siblings[index + 1].start) : siblings[index + 1].start
    guard own.end <= next, layout.isSpace(own.end..<next) else { throw Self.commentBeside }
    return TextEdit(start..<next, "")
  }

  /// The whole lines from one offset to another; with the last line of a text its line break stays away, too.
  private func lines(from start: Int, to end: Int) -> TextEdit {
    let first = layout.lineStart(of: start)
    // A block scalar ends where the next line begins.
    if end > start, layout.lineStart(of: end) == end { return TextEdit(first..<end, "") }
    let last = layout.lineEnd(of: end)
    if last < layout.bytes.count { return TextEdit(first..<layout.afterBreak(last), "") }
    return TextEdit(layout.beforeBreak(first)..<last, "")
  }

  /// The only member or element: an empty collection stays.
  private func empty(_ position: SourceTree.Position, _ parent: DocumentNode) throws(FixRefusal) -> [TextEdit]
  {
    let brackets = parent.isMapping ? "{}" : "[]"
    let span = parent.span.range
    if parent.style == .flow {
      guard let open = layout.bytes[span].firstIndex(where: { $0 == brackets.utf8.first }) else {
        throw Self.unusual
      }
      let member = position.key.map { Int($0.span.start) } ?? Int(position.value.span.start)
      guard layout.isSpace(open + 1..<member),
        layout.isSpace(contentEnd(position.value)..<span.upperBound - 1, or: ",")
      else { throw Self.commentBeside }
      return [TextEdit(open + 1..<span.upperBound - 1, "")]
    }
    let first = position.key.map { Int($0.span.start) } ?? Int(position.value.span.start)
    let start = parent.isSequence ? try dash(before: first) : first
    guard let key = position.parentKey, layout.isFirst(start) else {
      return [TextEdit(start..<contentEnd(position.value), brackets)]
    }
    // Behind the colon, or the anchor that follows it.
    var point = try colonEnd(of: key)
    if layout.byte(at: span.lowerBound) == UInt8(ascii: "&") {
      point = span.lowerBound
      while layout.byte(at: point) != nil, !layout.isSpace(point) { point += 1 }
    }
    let rest = layout.skipBlanks(point)
    guard rest == layout.lineEnd(of: point) || layout.byte(at: rest) == UInt8(ascii: "#") else {
      throw Self.unusual
    }
    return [TextEdit(point..<point, " " + brackets), lines(from: start, to: contentEnd(position.value))]
  }

  /// The offset of the dash of an element that begins at an offset.
  private func dash(before start: Int) throws(FixRefusal) -> Int {
    var index = start
    while index > 0, layout.isSpace(index - 1) { index -= 1 }
    guard index > 0, layout.bytes[index - 1] == UInt8(ascii: "-") else { throw Self.unusual }
    return index - 1
  }

  private static var commentBeside: FixRefusal {
    FixRefusal("a comment stands beside what it would take out; change it by hand")
  }

  private static var unusual: FixRefusal {
    FixRefusal("what it would take out is written in an unusual way; change it by hand")
  }
}
