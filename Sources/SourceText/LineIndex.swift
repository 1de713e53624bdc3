/// Where the lines of a text begin, for turning byte offsets into lines and columns.
///
/// Making one costs a pass over the bytes, so it is made only for a file that has something to report.
package struct LineIndex: Sendable {
  /// 0-based byte offsets of the first byte of each line; never empty.
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A {
        starts.append(index)
      } else if byte == 0x0D {
        if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        starts.append(index)
      }
    }
    self.starts = starts
  }

  /// How many lines there are; a text that ends in a line break has an empty last line.
  package var count: Int { starts.count }

  /// The place of a 0-based byte offset; one past the end is the place after the last byte, more is cut to it.
  package func position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
    let offset = Swift.min(Swift.max(offset, 0), bytes.count)
    let line = self.line(of: offset)
    var column = 1
    for byte in bytes[starts[line]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return SourcePosition(line: line + 1, column: column)
  }

  /// The places of a span's two ends.
  package func range(of span: ByteSpan, in bytes: [UInt8]) -> SourceRange {
    SourceRange(
      start: position(of: Int(span.start), in: bytes), end: position(of: Int(span.end), in: bytes))
  }

  /// The bytes of a line (1-based), without its line break; empty for a line that is not there.
  package func bytes(ofLine line: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard line >= 1, line <= starts.count else { return [] }
    var end = line < starts.count ? starts[line] : bytes.count
    let start = starts[line - 1]
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }

  /// The 0-based line that an offset is in.
  private func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
