/// Where the lines of a text begin, for turning byte offsets into lines and columns.
///
/// Making one costs a pass over the bytes, so it is made only for a file that has something to report. It keeps counts for
/// blocks of bytes and not the lines themselves, of which a file may have as many as bytes.
package struct LineIndex: Sendable {
  /// What stands before a block.
  private struct Counts {
    /// Line breaks, each counted at its last byte.
    var breaks: UInt32 = 0
    /// Continuation bytes, which start no scalar. A minified file is one line: without these counts each of its places
    /// would cost a walk over all that stands before.
    var continuations: UInt32 = 0
  }

  /// Bytes between two counts.
  private static let blockSize = 512
  /// The counts before each block, and at the end those of the whole text.
  private let blocks: [Counts]
  /// Line breaks of the whole text.
  private let breaks: Int

  package init(_ bytes: [UInt8]) {
    blocks = bytes.withUnsafeBufferPointer { bytes in
      var blocks: [Counts] = []
      blocks.reserveCapacity(bytes.count / LineIndex.blockSize + 2)
      var counts = Counts()
      var index = 0
      let stride = LineIndex.stride
      while index < bytes.count {
        if index % LineIndex.blockSize == 0 { blocks.append(counts) }
        if index + stride <= bytes.count, LineIndex.count(bytes, from: index, &counts) {
          index += stride
          continue
        }
        let end = Swift.min(index + stride, bytes.count)
        LineIndex.count(bytes, in: index..<end, &counts)
        index = end
      }
      blocks.append(counts)
      return blocks
    }
    breaks = Int(blocks.last?.breaks ?? 0)
  }

  /// Bytes that are counted at once; a part of a block.
  private static let stride = 64

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// A 1 in each byte of a word that is zero.
  @inline(__always)
  private static func zeros(in word: UInt64) -> UInt64 {
    let low = ones &* 0x7F
    return (~(((word & low) &+ low) | word) >> 7) & ones
  }

  /// Whether 64 bytes are ASCII in one line: nothing to count.
  private static func isPlain(_ bytes: UnsafePointer<UInt8>) -> Bool {
    var (lowest, high): (UInt8, UInt8) = (0xFF, 0)
    // Without a branch in it, the compiler makes this loop look at sixteen bytes at a time.
    for offset in 0..<64 {
      let byte = bytes[offset]
      lowest = Swift.min(lowest, Swift.min(byte ^ 0x0A, byte ^ 0x0D))
      high |= byte
    }
    return lowest != 0 && high < 0x80
  }

  /// Counts 64 bytes, eight at a time; `false`, and nothing is counted, where there is a CR among them, whose next byte matters.
  private static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ counts: inout Counts
  ) -> Bool {
    guard let near = bytes.baseAddress.map({ $0 + start }) else { return false }
    if isPlain(near) { return true }
    var (feeds, returns, continuations): (UInt64, UInt64, UInt64) = (0, 0, 0)
    for offset in Swift.stride(from: 0, to: 64, by: 8) {
      let word = UnsafeRawPointer(near).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      feeds &+= zeros(in: word ^ (ones &* 0x0A))
      returns |= zeros(in: word ^ (ones &* 0x0D))
      continuations &+= (word >> 7) & ~(word >> 6) & ones
    }
    guard returns == 0 else { return false }
    // The counts of the eight columns, added up in the top byte.
    counts.breaks &+= UInt32(truncatingIfNeeded: (feeds &* ones) >> 56)
    counts.continuations &+= UInt32(truncatingIfNeeded: (continuations &* ones) >> 56)
    return true
  }

  private static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ counts: inout Counts
  ) {
    for index in range {
      if bytes[index] & 0xC0 == 0x80 {
        counts.continuations &+= 1
      } else if endsLine(bytes, at: index) {
        counts.breaks &+= 1
      }
    }
  }

  /// Whether the byte at an index is the last one of a line break: LF, or CR without LF.
  private static func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let byte = bytes[index]
    return byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
  }

  /// How many lines there are; a text that ends in a line break has an empty last line.
  package var count: Int { breaks + 1 }

  /// The place of a 0-based byte offset; one past the end is the place after the last byte, more is cut to it.
  package func position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
    let offset = Swift.min(Swift.max(offset, 0), bytes.count)
    return bytes.withUnsafeBufferPointer { bytes in
      let here = counts(before: offset, in: bytes)
      let start = start(ofLine: Int(here.breaks), in: bytes)
      let skipped = here.continuations &- counts(before: start, in: bytes).continuations
      return SourcePosition(line: Int(here.breaks) + 1, column: offset - start - Int(skipped) + 1)
    }
  }

  /// What stands before an offset.
  private func counts(before offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Counts {
    let block = Swift.min(offset / LineIndex.blockSize, blocks.count - 1)
    var counts = blocks[block]
    var start = Swift.min(block * LineIndex.blockSize, offset)
    while start + LineIndex.stride <= offset, LineIndex.count(bytes, from: start, &counts) {
      start += LineIndex.stride
    }
    LineIndex.count(bytes, in: start..<offset, &counts)
    return counts
  }

  /// The places of a span's two ends.
  package func range(of span: ByteSpan, in bytes: [UInt8]) -> SourceRange {
    let start = position(of: Int(span.start), in: bytes)
    return SourceRange(
      start: start,
      end: end(of: span, from: start, in: bytes) ?? position(of: Int(span.end), in: bytes))
  }

  /// The place of the end of a short span in one line, counted from that of its start; `nil` for any other.
  private func end(of span: ByteSpan, from start: SourcePosition, in bytes: [UInt8]) -> SourcePosition? {
    guard span.start <= span.end, span.range.count <= 64, Int(span.end) <= bytes.count else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var scalars = 0
      for byte in bytes[span.range] {
        if byte == 0x0A || byte == 0x0D { return nil }
        scalars += byte & 0xC0 == 0x80 ? 0 : 1
      }
      return SourcePosition(line: start.line, column: start.column + scalars)
    }
  }

  /// The bytes of a line (1-based), without its line break; empty for a line that is not there.
  package func bytes(ofLine line: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard line >= 1, line <= count else { return [] }
    let start = bytes.withUnsafeBufferPointer { self.start(ofLine: line - 1, in: $0) }
    var end =
      line < count ? bytes.withUnsafeBufferPointer { self.start(ofLine: line, in: $0) } : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }

  /// The 0-based offset at which a line (0-based) begins: behind the line break of that number.
  private func start(ofLine line: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard line > 0 else { return 0 }
    // The last block with fewer line breaks before it.
    var low = 0
    var high = blocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(blocks[middle].breaks) < line { low = middle } else { high = middle }
    }
    var left = line - Int(blocks[low].breaks)
    for index in Swift.min(low * LineIndex.blockSize, bytes.count)..<bytes.count
    where LineIndex.endsLine(bytes, at: index) {
      left -= 1
      if left == 0 { return index + 1 }
    }
    return bytes.count
  }
}
