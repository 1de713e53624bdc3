import Documents
import SourceText

/// How a block scalar is cut: what its header says, and the column that its text begins in once that is known.
private struct BlockScalarHeader {
  var isLiteral: Bool
  /// The sign `-` or `+`; 0 where there is none.
  var chomping: UInt8 = 0
  /// The column of the text; 0 until known.
  var indent = 0
}

// Block scalars.
extension ManifestReader {
  /// Reads a block scalar, to the start of the line after it.
  ///
  /// It ends, for its span, where the line after its last line begins, blank ones included, as libyaml has it.
  mutating func readBlockScalar(
    _ properties: NodeProperties, into builder: inout TreeBuilder
  ) throws(Refusal) {
    let start = properties.isEmpty ? index : Int(properties.start)
    var header = try readHeader()
    builder.beginText()
    var (breaks, end) = try passBlankLines(&header)
    var hasBreak = false
    var wasBlank = false
    while index < count, index &- lineStart == header.indent {
      let isBlank = isSpaceOrTab(bytes[index])
      if hasBreak {
        if !header.isLiteral, !wasBlank, !isBlank {
          if breaks == 0 { builder.addText(0x20) }
        } else {
          builder.addText(0x0A)
        }
      }
      builder.addText(0x0A, count: breaks)
      wasBlank = isBlank
      let lineEnd = endOfLine(index)
      pool(index, lineEnd, into: &builder)
      hasBreak = lineEnd < count
      index = afterBreak(lineEnd)
      if hasBreak { lineStart = index }
      (breaks, end) = try passBlankLines(&header)
    }
    if header.chomping != UInt8(ascii: "-"), hasBreak { builder.addText(0x0A) }
    if header.chomping == UInt8(ascii: "+") { builder.addText(0x0A, count: breaks) }
    let id = builder.scalarOfText(span: span(start, end), style: header.isLiteral ? .literal : .folded)
    if !properties.isEmpty { finishScalar(id, properties, into: &builder) }
    isOnNewLine = true
  }

  /// Reads the sign, the indicators for chomping and indentation in either order, and the rest of their line.
  private mutating func readHeader() throws(Refusal) -> BlockScalarHeader {
    var header = BlockScalarHeader(isLiteral: bytes[index] == UInt8(ascii: "|"))
    index &+= 1
    for _ in 0..<2 {
      let sign = byte(at: index)
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), header.chomping == 0 {
        header.chomping = sign
        index &+= 1
      } else if sign >= UInt8(ascii: "1"), sign <= UInt8(ascii: "9"), header.indent == 0 {
        header.indent = Swift.max(indent, 0) &+ Int(sign &- UInt8(ascii: "0"))
        index &+= 1
      }
    }
    while index < count, isSpaceOrTab(bytes[index]) { index &+= 1 }
    if byte(at: index) == UInt8(ascii: "#") { try skipComment() }
    // A header without a line after it is left to libyaml.
    guard index < count, bytes[index] == 0x0A || bytes[index] == 0x0D else { throw Refusal() }
    index = afterBreak(index)
    lineStart = index
    return header
  }

  /// Goes over blank lines and the indentation of the line after them. The first call finds out how deep the text is
  /// indented, from the longest of these. How many line breaks there were, and where the last one ended.
  private mutating func passBlankLines(
    _ header: inout BlockScalarHeader
  ) throws(Refusal) -> (breaks: Int, end: Int) {
    var breaks = 0
    var deepest = 0
    var end = index
    while true {
      let limit = header.indent == 0 ? count : Swift.min(count, lineStart &+ header.indent)
      if index < limit { index = Swift.min(YAMLBytes.afterSpaces(bytes, from: index, count: count), limit) }
      deepest = Swift.max(deepest, index &- lineStart)
      guard index < count else { break }
      if bytes[index] == 0x09, index < limit { throw Refusal() }
      guard bytes[index] == 0x0A || bytes[index] == 0x0D else { break }
      index = afterBreak(index)
      lineStart = index
      breaks &+= 1
      end = index
    }
    if header.indent == 0 { header.indent = Swift.max(deepest, indent &+ 1, 1) }
    return (breaks, end)
  }
}
