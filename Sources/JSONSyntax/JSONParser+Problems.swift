import SourceText

// The wording of every problem: what was found, and after the semicolon what is allowed. The places are spans of the
// source; at the end of the file they are empty.
extension JSONParser {
  func emptyFile() -> SourceProblem {
    SourceProblem("no value; a JSON file holds exactly one", at: ByteSpan(position..<position))
  }

  /// Something after the document's end.
  func secondValue() -> SourceProblem {
    switch bytes[position] {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"), 0x30...0x39,
      UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      SourceProblem(
        "a second value in the file; a JSON file holds exactly one (JSON Lines are not read)",
        at: ByteSpan(position..<endOfToken))
    default:
      unexpected("the end of the file is expected")
    }
  }

  func noValue() -> SourceProblem {
    switch position < bytes.count ? bytes[position] : 0 {
    case UInt8(ascii: "'"):
      return problem("single-quoted string; strings stand in double quotes")
    case UInt8(ascii: "+"), UInt8(ascii: "."):
      return unexpected("a number starts with a digit or '-'")
    case UInt8(ascii: "/"), UInt8(ascii: "#"):
      return unexpected("a value is expected, and JSON has no comments")
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      return unexpected("a bare word is true, false or null")
    default:
      return unexpected(
        previousByte == UInt8(ascii: "[") ? "a value or ']' is expected" : "a value is expected")
    }
  }

  func noKey() -> SourceProblem {
    unexpected(
      previousByte == UInt8(ascii: "{")
        ? "a key in double quotes or '}' is expected" : "a key in double quotes is expected")
  }

  func noColon() -> SourceProblem { unexpected("':' is expected after a key") }

  func noSeparator(inObject: Bool) -> SourceProblem {
    unexpected(inObject ? "',' or '}' is expected" : "',' or ']' is expected")
  }

  func noDigit(after what: String) -> SourceProblem {
    problem("\(found) after \(what); a digit is expected")
  }

  func leadingZero(from start: Int, to end: Int) -> SourceProblem {
    SourceProblem(
      "leading zero; a number's whole part is 0 or starts with 1 to 9", at: ByteSpan(start..<end))
  }

  func unterminated(from quote: Int) -> SourceProblem {
    SourceProblem("unterminated string; '\"' is expected at its end", at: ByteSpan(quote..<bytes.count))
  }

  func unescapedControl(_ byte: UInt8) -> SourceProblem {
    switch byte {
    case 0x0A: problem("unescaped line break in a string; it is written \\n")
    case 0x0D: problem("unescaped carriage return in a string; it is written \\r")
    case 0x09: problem("unescaped tab in a string; it is written \\t")
    default:
      problem(
        "unescaped control character \(codePoint(UInt32(byte))) in a string; "
          + "it is written \\u\(hexadecimal(UInt32(byte)))"
      )
    }
  }

  func unknownEscape() -> SourceProblem {
    let end = endOfScalar(at: position + 1)
    return SourceProblem(
      "unknown escape \(quoted(position..<end)); "
        + "allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits",
      at: ByteSpan(position..<end))
  }

  func shortUnicodeEscape(from start: Int, to end: Int) -> SourceProblem {
    SourceProblem(
      "incomplete escape \(quoted(start..<end)); \\u takes four hexadecimal digits", at: ByteSpan(start..<end)
    )
  }

  mutating func warnUnpairedSurrogate(_ span: ByteSpan) {
    guard warnings.count < 100 else { return }
    warnings.append(
      SourceProblem(
        "unpaired surrogate \(quoted(span.range)); it is read as U+FFFD", at: span, severity: .warning))
  }
}

// What stands at a place, for people to read.
extension JSONParser {
  private func problem(_ message: String) -> SourceProblem {
    SourceProblem(message, at: ByteSpan(position..<endOfToken))
  }

  /// `unexpected X after ','; ALLOWED`.
  private func unexpected(_ allowed: String) -> SourceProblem {
    let structural: [UInt8] = [0x2C, 0x3A, 0x5B, 0x7B]  // , : [ {
    let context = previousByte.flatMap { structural.contains($0) ? " after '\(Unicode.Scalar($0))'" : nil }
    return problem("\(found)\(context ?? ""); \(allowed)")
  }

  /// `unexpected X` for what stands at `position`.
  private var found: String {
    position < bytes.count ? "unexpected \(quoted(position..<endOfToken))" : "unexpected end of file"
  }

  /// The last byte before `position` that is no whitespace.
  private var previousByte: UInt8? { lastByte(before: position).map { bytes[$0] } }

  /// The end of the word or character at `position`.
  private var endOfToken: Int {
    guard position < bytes.count else { return bytes.count }
    return max(endOfWord(at: position), endOfScalar(at: position))
  }

  /// The end of the letters, digits and what else numbers are made of that stand from `start` on; at most 40 bytes.
  func endOfWord(at start: Int) -> Int {
    var index = start
    while index < bytes.count, index - start < 40 {
      switch bytes[index] {
      case 0x30...0x39, UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        index += 1
      default: return index
      }
    }
    return index
  }

  private func endOfScalar(at start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
    return min(index, bytes.count)
  }

  /// Text in quotes, or the code point of a single character that would not be seen.
  private func quoted(_ range: Range<Int>) -> String {
    let text = String(decoding: bytes[range], as: UTF8.self)
    if let only = text.unicodeScalars.first, text.unicodeScalars.count == 1, !isVisible(only) {
      return codePoint(only.value)
    }
    return "'\(text)'"
  }

  private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
      false
    default: true
    }
  }

  private func codePoint(_ value: UInt32) -> String { "U+" + hexadecimal(value) }

  /// At least four upper-case digits.
  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
