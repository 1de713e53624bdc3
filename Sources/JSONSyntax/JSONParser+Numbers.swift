import SourceText

// Numbers, RFC 8259 section 6: `[ minus ] int [ frac ] [ exp ]`, kept as written.
extension JSONParser {
  mutating func parseNumber() throws(SourceProblem) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard let lead = digit else { throw noDigit(after: "'-'") }
    skipDigits()
    let whole = position - start - (bytes[start] == UInt8(ascii: "-") ? 1 : 0)
    if lead == UInt8(ascii: "0"), whole > 1 { throw leadingZero(from: position - whole, to: position) }
    if byte == UInt8(ascii: ".") {
      position += 1
      guard digit != nil else { throw noDigit(after: "'.'") }
      skipDigits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      guard digit != nil else { throw noDigit(after: "the start of an exponent") }
      skipDigits()
    }
    addPlain(from: start, to: position)
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var digit: UInt8? {
    guard let byte, (0x30...0x39).contains(byte) else { return nil }
    return byte
  }

  private mutating func skipDigits() {
    var index = position
    while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
    position = index
  }
}
