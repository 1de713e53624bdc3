// Strings as RFC 8259 section 7 has them. Beyond what it demands, everything that steers a display is escaped too
// (DEL, C1, U+2028 and U+2029, bidirectional controls): the value is the same, and the text is safe to print.
extension JSONWriter {
  mutating func writeQuoted(_ text: String) {
    var text = text
    text.withUTF8 { writeQuoted($0) }
  }

  mutating func writeQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    output.append(byte: UInt8(ascii: "\""))
    var index = 0
    /// Where the run that is written as it stands began.
    var run = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        index += 1
        continue
      }
      let (scalar, length) = decode(bytes, at: index)
      if let scalar, byte >= 0x80, !scalar.steersDisplay {
        index += length
        continue
      }
      output.append(bytes: bytes[run..<index])
      if let scalar { writeEscape(scalar) } else { output.append("\u{FFFD}") }
      index += length
      run = index
    }
    output.append(bytes: bytes[run..<index])
    output.append(byte: UInt8(ascii: "\""))
  }

  private mutating func writeEscape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": output.append("\\\"")
    case "\\": output.append("\\\\")
    case "\u{08}": output.append("\\b")
    case "\u{0C}": output.append("\\f")
    case "\n": output.append("\\n")
    case "\r": output.append("\\r")
    case "\t": output.append("\\t")
    default:
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        output.append("\\u")
        output.append(repeating: UInt8(ascii: "0"), count: 4 - digits.count)
        output.append(digits)
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
