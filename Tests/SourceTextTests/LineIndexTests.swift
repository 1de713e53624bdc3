import SourceText
import Testing

struct LineIndexTests {
  @Test(arguments: [
    ("", 1), ("a", 1), ("a\n", 2), ("a\nb", 2), ("\n\n", 3), ("a\r\nb", 2), ("a\rb", 2), ("\r\r\n\n", 4),
    ("\r", 2),
  ])
  func linesEndAtLFAndCRLFAndCR(_ text: String, _ count: Int) {
    #expect(LineIndex(Array(text.utf8)).count == count)
  }

  @Test func everyOffsetHasItsPlace() {
    let bytes = Array("ab\ncd\r\ne\rf\n".utf8)
    let index = LineIndex(bytes)
    let places = (0...bytes.count).map { index.position(of: $0, in: bytes) }.map { "\($0.line):\($0.column)" }
    #expect(
      places == ["1:1", "1:2", "1:3", "2:1", "2:2", "2:3", "2:4", "3:1", "3:2", "4:1", "4:2", "5:1"])
  }

  @Test func columnsCountScalars() {
    let bytes = Array("é😀x\n日".utf8)
    let index = LineIndex(bytes)
    #expect(index.position(of: 2, in: bytes) == SourcePosition(line: 1, column: 2))
    #expect(index.position(of: 6, in: bytes) == SourcePosition(line: 1, column: 3))
    #expect(index.position(of: 7, in: bytes) == SourcePosition(line: 1, column: 4))
    #expect(index.position(of: bytes.count, in: bytes) == SourcePosition(line: 2, column: 2))
  }

  /// Lines much longer than the blocks that are counted together; and texts that end at a block's edge.
  @Test(arguments: [1023, 1024, 1025, 2048, 5000]) func columnsInLongLinesCountScalars(_ length: Int) {
    var bytes = Array("x\n".utf8)
    while bytes.count + 4 <= length { bytes += Array(["a", "é", "日", "😀"][bytes.count % 4].utf8) }
    bytes += [UInt8](repeating: 0x62, count: length - bytes.count)
    let index = LineIndex(bytes)
    var column = 1
    for offset in 2...bytes.count {
      if offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { continue }
      #expect(index.position(of: offset, in: bytes) == SourcePosition(line: 2, column: column))
      column += 1
    }
  }

  /// The end of a short span is counted from its start; it has to be where its own place is.
  @Test(arguments: ["", "\n", "\r\n", "\r", "é", "\t", "\u{0B}"]) func aSpanEndsWhereItsEndStands(
    _ middle: String
  ) {
    let bytes = Array((String(repeating: "aé", count: 50) + middle + String(repeating: "日b", count: 60)).utf8)
    let index = LineIndex(bytes)
    for start in 0...bytes.count {
      for end in start...min(start + 70, bytes.count) {
        let range = index.range(of: ByteSpan(start..<end), in: bytes)
        #expect(range.start == index.position(of: start, in: bytes))
        #expect(range.end == index.position(of: end, in: bytes), "\(start) \(end)")
      }
    }
  }

  @Test func aPlaceFarIntoALineCostsNoWalk() {
    let bytes = [UInt8](repeating: 0x61, count: 4_000_000)
    let index = LineIndex(bytes)
    let clock = ContinuousClock()
    let time = clock.measure {
      for offset in stride(from: 3_900_000, to: 4_000_000, by: 1000) {
        #expect(index.position(of: offset, in: bytes).column == offset + 1)
      }
    }
    #expect(time < .seconds(1), "a hundred places")
  }

  @Test func offsetsOutsideAreCut() {
    let bytes = Array("a\nb".utf8)
    let index = LineIndex(bytes)
    #expect(index.position(of: -5, in: bytes) == SourcePosition(line: 1, column: 1))
    #expect(index.position(of: 99, in: bytes) == SourcePosition(line: 2, column: 2))
    #expect(LineIndex([]).position(of: 0, in: []) == SourcePosition(line: 1, column: 1))
  }

  @Test func aSpanHasTwoPlaces() {
    let bytes = Array("ab\ncd".utf8)
    let range = LineIndex(bytes).range(of: ByteSpan(1..<4), in: bytes)
    #expect(range.start == SourcePosition(line: 1, column: 2))
    #expect(range.end == SourcePosition(line: 2, column: 2))
  }

  @Test func aLineComesWithoutItsBreak() {
    let bytes = Array("ab\r\n\ncd\re".utf8)
    let index = LineIndex(bytes)
    let lines = (0...6).map { String(decoding: index.bytes(ofLine: $0, in: bytes), as: UTF8.self) }
    #expect(lines == ["", "ab", "", "cd", "e", "", ""])
  }
}

/// A text of every kind of line break, several blocks long, against a walk over its bytes.
@Suite struct LineIndexBlockTests {
  @Test(arguments: [1, 2, 3, 5, 63, 64, 65, 511, 512, 513, 1024, 4000], [true, false])
  func everyPlaceIsThatOfAWalk(_ length: Int, hasReturns: Bool) {
    // What has no CR is counted in another way.
    let pieces =
      (hasReturns ? ["\r\n", "\r"] : []) + ["\n", "a", "é", "日", "\n\n", "bbbbbbbbbbbbbbbbbbbbbbbbb", "😀"]
    var bytes: [UInt8] = []
    var state = length
    while bytes.count < length {
      state = (state &* 75 &+ 74) % 65_537
      bytes += Array(pieces[state % pieces.count].utf8)
    }
    let index = LineIndex(bytes)
    var (line, column, start) = (1, 1, 0)
    for offset in 0...bytes.count {
      if offset == bytes.count || bytes[offset] & 0xC0 != 0x80 {
        #expect(index.position(of: offset, in: bytes) == SourcePosition(line: line, column: column))
      }
      guard offset < bytes.count else { break }
      let isBreak =
        bytes[offset] == 0x0A
        || bytes[offset] == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A)
      if isBreak {
        let text = bytes[start..<offset]
        let shown = text.last == 0x0D && bytes[offset] == 0x0A ? text.dropLast() : text
        #expect(Array(index.bytes(ofLine: line, in: bytes)) == Array(shown))
        (line, column, start) = (line + 1, 1, offset + 1)
      } else if offset + 1 < bytes.count, bytes[offset + 1] & 0xC0 != 0x80 {
        column += 1
      } else if offset + 1 == bytes.count {
        column += 1
      }
    }
    #expect(index.count == line)
  }
}
