/// Where the lines of a text begin, for turning byte offsets into lines and columns.
///
/// Making one costs a pass over the bytes, so it is made only for a file that has something to report.
package struct LineIndex: Sendable {
  /// 0-based byte offsets of the first byte of each line; never empty.
  private let starts: [Int]

  /// Bytes between two counts.
  private static let blockSize = 1024
  /// How many of the bytes before each block are continuation bytes, which start no scalar. A minified file is one
  /// line: without these counts each of its places would cost a walk over all that stands before.
  private let continuations: [Int]

  package init(_ bytes: [UInt8]) {
    (starts, continuations) = bytes.withUnsafeBufferPointer { bytes in
      var starts = [0]
      var continuations: [Int] = []
      continuations.reserveCapacity(bytes.count / LineIndex.blockSize + 1)
      var count = 0
      var index = 0
      while index < bytes.count {
        if index % LineIndex.blockSize == 0 { continuations.append(count) }
        if index % 8 == 0, index + 8 <= bytes.count, LineIndex.isPlain(bytes, at: index) {
          index += 8
          continue
        }
        defer { index += 1 }
        let byte = bytes[index]
        if byte & 0xC0 == 0x80 {
          count += 1
        } else if byte == 0x0A {
          starts.append(index + 1)
        } else if byte == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
          starts.append(index + 1)
        }
      }
      if bytes.count % LineIndex.blockSize == 0 { continuations.append(count) }
      return (starts, continuations)
    }
  }

  /// Whether eight bytes are ASCII without CR and LF: a carry out of a byte tells where it is the one looked for.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let feed = word ^ (ones &* 0x0A)
    let carriage = word ^ (ones &* 0x0D)
    return (word | ((feed &- ones) & ~feed) | ((carriage &- ones) & ~carriage)) & tops == 0
  }

  /// How many lines there are; a text that ends in a line break has an empty last line.
  package var count: Int { starts.count }

  /// The place of a 0-based byte offset; one past the end is the place after the last byte, more is cut to it.
  package func position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
    let offset = Swift.min(Swift.max(offset, 0), bytes.count)
    let line = self.line(of: offset)
    let start = starts[line]
    let skipped = continuations(before: offset, in: bytes) - continuations(before: start, in: bytes)
    return SourcePosition(line: line + 1, column: offset - start - skipped + 1)
  }

  private func continuations(before offset: Int, in bytes: [UInt8]) -> Int {
    let block = offset / LineIndex.blockSize
    var count = continuations[block]
    // A block of ASCII needs no count.
    if block + 1 < continuations.count, continuations[block + 1] == count { return count }
    for byte in bytes[block * LineIndex.blockSize..<offset] where byte & 0xC0 == 0x80 { count += 1 }
    return count
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
