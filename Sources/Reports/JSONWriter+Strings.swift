import SourceText

// Strings as RFC 8259 section 7 has them. Beyond what it demands, everything that steers a display is escaped too
// (DEL, C1, U+2028 and U+2029, bidirectional controls): the value is the same, and the text is safe to print.
extension JSONWriter {
  mutating func writeQuoted(_ text: String) {
    text.withLentBytes { writeQuoted($0) }
  }

  mutating func writeQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    append(byte: UInt8(ascii: "\""))
    var index = 0
    /// Where the run that is written as it stands began.
    var run = 0
    while true {
      index = JSONWriter.endOfPlain(bytes, from: index)
      guard index < bytes.count else { break }
      let (scalar, length) = decode(bytes, at: index)
      if let scalar, bytes[index] >= 0x80, !scalar.steersDisplay {
        index += length
        continue
      }
      append(UnsafeBufferPointer(rebasing: bytes[run..<index]))
      if let scalar { writeEscape(scalar) } else { append("\u{FFFD}") }
      index += length
      run = index
    }
    append(UnsafeBufferPointer(rebasing: bytes[run..<index]))
    append(byte: UInt8(ascii: "\""))
  }

  /// The index of the next byte, from one on, that may not stand as it is, or is not ASCII.
  private static func endOfPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= bytes.count, isPlain(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
      index += 8
    }
    // Fewer than eight bytes are left: they are looked at with those before them.
    if index + 8 > bytes.count, bytes.count >= 8,
      isPlain(raw.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
    {
      return bytes.count
    }
    while index < bytes.count {
      let byte = bytes[index]
      guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
      index += 1
    }
    return index
  }

  /// Whether eight bytes may stand as they are.
  private static func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    /// A bit in each byte that is below a number (of at most 128), and perhaps in those above such a byte.
    func below(_ word: UInt64, _ number: UInt64) -> UInt64 { (word &- ones &* number) & ~word }
    // With its second bit turned, the quote (0x22) comes next to the control characters, and the space away from them.
    let told =
      word | below(word ^ (ones &* 0x02), 0x21) | below(word ^ (ones &* 0x5C), 1)
      | below(word ^ (ones &* 0x7F), 1)
    return told & (ones &* 0x80) == 0
  }

  private mutating func writeEscape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": append("\\\"")
    case "\\": append("\\\\")
    case "\u{08}": append("\\b")
    case "\u{0C}": append("\\f")
    case "\n": append("\\n")
    case "\r": append("\\r")
    case "\t": append("\\t")
    default:
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        append("\\u")
        append(String(repeating: "0", count: 4 - digits.count))
        append(digits)
      }
    }
  }

  /// The scalar at `index` and its length in bytes; none, of length 1, where the bytes are not well-formed.
  private func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar?, Int) {
    var rest = bytes[index..<min(index + 4, bytes.count)].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return (nil, 1) }
    return (scalar, UTF8.width(scalar))
  }
}
