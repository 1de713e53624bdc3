import SourceText
import Testing

struct SourceFileTests {
  private static let text = "é😀\n"

  @Test(arguments: [
    SourceEncoding.utf8, .utf8WithMark, .utf16LittleEndian, .utf16BigEndian,
  ])
  func everyEncodingGivesTheSameBytes(_ encoding: SourceEncoding) throws {
    let file = try SourceFile(path: "a", raw: encoded(encoding))
    #expect(file.encoding == encoding)
    #expect(file.bytes == Array(SourceFileTests.text.utf8))
    #expect(!file.isASCII)
    try file.validate()
  }

  private func encoded(_ encoding: SourceEncoding) -> [UInt8] {
    let text = SourceFileTests.text
    var bytes: [UInt8] = []
    switch encoding {
    case .utf8: bytes = Array(text.utf8)
    case .utf8WithMark: bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .utf16LittleEndian:
      bytes = [0xFF, 0xFE]
      for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    case .utf16BigEndian:
      bytes = [0xFE, 0xFF]
      for unit in text.utf16 { bytes += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    }
    return bytes
  }

  @Test(arguments: [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
  func aMarkAloneIsAnEmptyText(_ raw: [UInt8]) throws {
    let file = try SourceFile(path: "a", raw: raw)
    #expect(file.bytes.isEmpty)
    #expect(file.isASCII)
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61], 0), ([0xFF, 0xFE, 0x61, 0x00, 0x62], 1),
      ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8], 1),
      ([0xFE, 0xFF, 0xDC, 0x00], 0),
    ] as [([UInt8], Int)])
  func brokenUTF16IsAProblemAtItsPlace(_ raw: [UInt8], _ offset: Int) {
    #expect(
      throws: SourceProblem(
        "invalid UTF-16; surrogates come in pairs and every unit has two bytes",
        at: ByteSpan(offset..<offset))
    ) {
      try SourceFile(path: "a", raw: raw)
    }
  }

  @Test func asciiIsSeenAtAnyPlace() throws {
    for length in 0..<40 {
      #expect(try SourceFile(path: "a", raw: [UInt8](repeating: 0x61, count: length)).isASCII)
      for place in 0..<length {
        var raw = [UInt8](repeating: 0x61, count: length)
        raw[place] = 0x80
        #expect(try !SourceFile(path: "a", raw: raw).isASCII)
      }
    }
  }

  /// RFC 3629 section 4: the edges of every form, and just outside them.
  @Test(
    arguments: [
      [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
      [0xEF, 0xBF, 0xBF],
      [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0x00], [0x7F],
    ] as [[UInt8]])
  func wellFormedSequences(_ bytes: [UInt8]) throws {
    try SourceFile(path: "a", raw: [0x61] + bytes + [0x62]).validate()
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
      [0xE2, 0x82, 0x41], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ] as [[UInt8]])
  func malformedSequences(_ bytes: [UInt8]) throws {
    let problem = SourceProblem(
      "invalid UTF-8; a file is UTF-8, or UTF-16 with a byte-order mark", at: ByteSpan(3..<4))
    for tail: [UInt8] in [[], [0x62]] {
      let file = try SourceFile(path: "a", raw: [0x61, 0xC3, 0xA9] + bytes + tail)
      #expect(throws: problem) { try file.validate() }
    }
  }

  @Test func everyScalarIsWellFormed() throws {
    for block in stride(from: UInt32(0), to: 0x110000, by: 0x1000) {
      let scalars = (block..<block + 0x1000).compactMap { Unicode.Scalar($0) }
      try SourceFile(path: "a", text: String(String.UnicodeScalarView(scalars))).validate()
    }
  }
}
