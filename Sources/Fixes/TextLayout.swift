import SourceText

/// Lines and blanks of a text; all offsets are 0-based byte offsets.
struct TextLayout {
  let bytes: [UInt8]

  /// The offset of the first byte of the line that an offset is in.
  func lineStart(of offset: Int) -> Int {
    var start = Swift.min(offset, bytes.count)
    while start > 0, !isBreak(start - 1) { start -= 1 }
    return start
  }

  /// The offset of the line break that ends the line of an offset, or of the end of the text.
  func lineEnd(of offset: Int) -> Int {
    var end = Swift.min(Swift.max(offset, 0), bytes.count)
    while end < bytes.count, !isBreak(end) { end += 1 }
    return end
  }

  /// The offset behind the line break at an offset.
  func afterBreak(_ offset: Int) -> Int {
    guard offset < bytes.count else { return bytes.count }
    let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
    return offset + (isPair ? 2 : 1)
  }

  /// The offset of the first byte of the line break that ends before a line's start.
  func beforeBreak(_ start: Int) -> Int {
    guard start > 0 else { return 0 }
    let isPair = start > 1 && bytes[start - 1] == 0x0A && bytes[start - 2] == 0x0D
    return start - (isPair ? 2 : 1)
  }

  /// The line break of the line that an offset is in; where it has none, that of the line before, or LF.
  func lineBreak(at offset: Int) -> String {
    let end = lineEnd(of: offset)
    if end < bytes.count { return text(end..<afterBreak(end)) }
    let start = lineStart(of: offset)
    return start > 0 ? text(beforeBreak(start)..<start) : "\n"
  }

  /// The blanks that the line of an offset begins with.
  func indentation(ofLineAt offset: Int) -> String {
    let start = lineStart(of: offset)
    var end = start
    while end < bytes.count, isBlank(end) { end += 1 }
    return text(start..<end)
  }

  /// Whether only blanks stand before an offset in its line.
  func isFirst(_ offset: Int) -> Bool {
    (lineStart(of: offset)..<Swift.min(offset, bytes.count)).allSatisfy(isBlank)
  }

  /// The offset of the first byte from an offset that is no blank, within the line.
  func skipBlanks(_ offset: Int) -> Int {
    var index = offset
    while index < bytes.count, isBlank(index) { index += 1 }
    return index
  }

  /// The offset behind the last byte before an offset that is neither blank nor line break.
  func trimmedEnd(_ offset: Int) -> Int {
    var end = Swift.min(offset, bytes.count)
    while end > 0, isSpace(end - 1) { end -= 1 }
    return end
  }

  func byte(at offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Whether a stretch holds nothing but blanks and line breaks, and the given bytes.
  func isSpace(_ range: Range<Int>, or others: String = "") -> Bool {
    range.clamped(to: 0..<bytes.count).allSatisfy { isSpace($0) || others.utf8.contains(bytes[$0]) }
  }

  func isSpace(_ offset: Int) -> Bool { isBlank(offset) || isBreak(offset) }

  private func isBlank(_ offset: Int) -> Bool { bytes[offset] == 0x20 || bytes[offset] == 0x09 }

  private func isBreak(_ offset: Int) -> Bool { bytes[offset] == 0x0A || bytes[offset] == 0x0D }
}
