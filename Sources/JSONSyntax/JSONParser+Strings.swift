import Documents
import SourceText

// Strings, RFC 8259 section 7. The bytes are valid UTF-8 already.
extension JSONParser {
  /// Reads a string with its quotes; without escapes its text is a span of the source.
  mutating func parseString() throws(SourceProblem) {
    let quote = position
    let end = Self.endOfPlainText(bytes, from: quote + 1)
    guard end < bytes.count else {
      position = bytes.count
      throw unterminated(from: quote)
    }
    guard bytes[end] == UInt8(ascii: "\"") else {
      return try parseEscapedString(from: quote, firstSpecial: end)
    }
    let start = UInt32(truncatingIfNeeded: quote)
    let last = UInt32(truncatingIfNeeded: end)
    builder.scalar(
      span: ByteSpan(start: start, end: last &+ 1), text: ByteSpan(start: start &+ 1, end: last),
      style: .doubleQuoted)
    position = end + 1
  }

  /// The offset of the next quote, backslash or control character at or after `start`; the end if there is none.
  ///
  /// Static, because to ask a parser that is being changed copies it first. Looks at eight bytes at a time (Hacker's Delight section
  /// 6-1, "find first 0-byte"); a false mark can only stand above a true one, so the lowest is true. With its second bit turned, the
  /// quote (0x22) comes next to the control characters and the space away from them, so that one comparison finds both.
  private static func endOfPlainText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let turned = word ^ (ones &* 0x02)
      let slash = word ^ (ones &* 0x5C)
      let marks = ((turned &- ones &* 0x21) | (slash &- ones)) & ~word
      if marks & tops != 0 { return index + (marks & tops).trailingZeroBitCount / 8 }
      index += 8
    }
    while index < raw.count {
      let byte = raw[index]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return index }
      index += 1
    }
    return raw.count
  }

  private mutating func parseEscapedString(from quote: Int, firstSpecial: Int) throws(SourceProblem) {
    decoded.removeAll(keepingCapacity: true)
    var copied = quote + 1
    position = firstSpecial
    while position < bytes.count {
      if copied < position { decoded.append(contentsOf: bytes[copied..<position]) }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        let span = ByteSpan(quote..<position)
        decoded.withUnsafeBufferPointer { text in
          _ = builder.scalar(span: span, text: text, style: .doubleQuoted)
        }
        return
      }
      guard byte == UInt8(ascii: "\\") else { throw unescapedControl(byte) }
      try parseEscape(in: quote)
      copied = position
      // Escapes often follow each other.
      if position < bytes.count, bytes[position] != UInt8(ascii: "\\") {
        position = Self.endOfPlainText(bytes, from: position)
      }
    }
    throw unterminated(from: quote)
  }

  /// Decodes the escape at `position` and goes past it.
  private mutating func parseEscape(in quote: Int) throws(SourceProblem) {
    guard position + 1 < bytes.count else {
      position = bytes.count
      throw unterminated(from: quote)
    }
    let byte: UInt8
    switch bytes[position + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = bytes[position + 1]
    case UInt8(ascii: "b"): byte = 0x08
    case UInt8(ascii: "f"): byte = 0x0C
    case UInt8(ascii: "n"): byte = 0x0A
    case UInt8(ascii: "r"): byte = 0x0D
    case UInt8(ascii: "t"): byte = 0x09
    case UInt8(ascii: "u"): return try parseUnicodeEscape()
    default: throw unknownEscape()
    }
    decoded.append(byte)
    position += 2
  }

  /// Decodes `\uXXXX`, or two of them where they are a surrogate pair. A surrogate without its pair is allowed by
  /// the grammar but stands for nothing (RFC 8259 section 8.2): it is read as U+FFFD, with a warning.
  private mutating func parseUnicodeEscape() throws(SourceProblem) {
    let start = position
    let unit = try hexadecimalUnit(at: start)
    position += 6
    if let scalar = Unicode.Scalar(unit) { return decoded.append(contentsOf: scalar.utf8) }
    if unit < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let low = try hexadecimalUnit(at: position)
      if (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + ((UInt32(unit) & 0x3FF) << 10 | UInt32(low) & 0x3FF))
      {
        position += 6
        return decoded.append(contentsOf: scalar.utf8)
      }
    }
    decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
    warnUnpairedSurrogate(ByteSpan(start..<start + 6))
  }

  /// The value of the four hexadecimal digits after a `\u` at `start`.
  private mutating func hexadecimalUnit(at start: Int) throws(SourceProblem) -> UInt16 {
    var unit: UInt16 = 0
    for index in start + 2..<start + 6 {
      guard index < bytes.count else {
        position = bytes.count
        throw shortUnicodeEscape(from: start, to: bytes.count)
      }
      guard let digit = hexadecimalDigit(bytes[index]) else {
        position = index
        throw shortUnicodeEscape(from: start, to: index)
      }
      unit = unit << 4 | digit
    }
    return unit
  }

  private func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - 0x30)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - 0x37)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - 0x57)
    default: nil
    }
  }
}
