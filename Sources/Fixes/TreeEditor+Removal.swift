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
    let children = source.listed(parent)
    let start = position.key?.span.start ?? position.value.span.start
    guard let index = SourceTree.lastIndex(in: children, at: start),
      children[index].node.id == position.value.id
    else {
      throw FixRefusal("what it would take out does not stand in the file as such")
    }
    if children.count == 1 { return try empty(position, parent) }
    let before = index > 0 ? extent(of: children[index - 1]) : nil
    let after = index + 1 < children.count ? extent(of: children[index + 1]) : nil
    let own = extent(of: children[index])
    if parent.style == .flow { return [try removeFlow(own, before, after)] }
    return [try removeBlock(own, after, of: parent)]
  }

  /// Where a member or element begins and ends.
  private func extent(of child: SourceTree.Child) -> Range<Int> {
    let start = Int(child.start)
    return start..<Swift.max(start, contentEnd(child.node))
  }

  /// The last one before is followed by a comma, or the next one is preceded by one.
  private func removeFlow(
    _ own: Range<Int>, _ before: Range<Int>?, _ after: Range<Int>?
  ) throws(FixRefusal) -> TextEdit {
    if let next = after?.lowerBound {
      guard own.upperBound <= next, layout.isSpace(own.upperBound..<next, or: ",") else {
        throw Self.commentBeside
      }
      return TextEdit(own.lowerBound..<next, "")
    }
    guard let end = before?.upperBound, end <= own.lowerBound, layout.isSpace(end..<own.lowerBound, or: ",")
    else { throw Self.commentBeside }
    return TextEdit(end..<own.upperBound, "")
  }

  /// Whole lines, where the member or element has lines of its own.
  private func removeBlock(
    _ own: Range<Int>, _ after: Range<Int>?, of parent: DocumentNode
  ) throws(FixRefusal) -> TextEdit {
    let start = parent.isSequence ? try dash(before: own.lowerBound) : own.lowerBound
    if layout.isFirst(start) { return lines(from: start, to: own.upperBound) }
    guard let after else { throw Self.unusual }
    let next = parent.isSequence ? try dash(before: after.lowerBound) : after.lowerBound
    guard own.upperBound <= next, layout.isSpace(own.upperBound..<next) else { throw Self.commentBeside }
    return TextEdit(start..<next, "")
  }

  /// The whole lines from one offset to another; with the last line of a text its line break stays away, too.
  private func lines(from start: Int, to end: Int) -> TextEdit {
    let first = layout.lineStart(of: start)
    let end = Swift.max(start, end)
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
      guard open < member, contentEnd(position.value) < span.upperBound, layout.isSpace(open + 1..<member),
        layout.isSpace(contentEnd(position.value)..<span.upperBound - 1, or: ",")
      else { throw Self.commentBeside }
      return [TextEdit(open + 1..<span.upperBound - 1, "")]
    }
    let first = position.key.map { Int($0.span.start) } ?? Int(position.value.span.start)
    let start = parent.isSequence ? try dash(before: first) : first
    guard let key = position.parentKey, layout.isFirst(start) else {
      // The line break that a block scalar ends with stays.
      let end = Swift.max(start, contentEnd(position.value))
      let isAtStart = end > start && layout.lineStart(of: end) == end
      return [
        TextEdit(
          start..<(isAtStart ? Swift.max(start, layout.lineEnd(of: layout.trimmedEnd(end))) : end), brackets)
      ]
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
