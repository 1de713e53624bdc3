import Documents
import Findings

/// How a scalar is written in YAML or JSON.
enum ScalarText {
  /// The text of a value, quoted like what stood there or stands around it where that is possible.
  ///
  /// - Parameters:
  ///   - style: the style to keep to; `plain` is kept only where the text would read as the same string everywhere.
  ///   - fallback: the quotes for a string that cannot be plain.
  static func of(
    _ value: ChangedValue, style: NodeStyle, fallback: NodeStyle = .doubleQuoted, syntax: DocumentSyntax
  ) -> String {
    switch value {
    case .string(let text): string(text, style: style, fallback: fallback, syntax: syntax)
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .double(let number): String(number)
    case .null: "null"
    }
  }

  static func string(
    _ text: String, style: NodeStyle, fallback: NodeStyle = .doubleQuoted, syntax: DocumentSyntax
  ) -> String {
    if syntax == .json { return doubleQuoted(text) }
    let style = style == .plain && !isPlain(text) ? fallback : style
    switch style {
    case .plain: return text
    case .singleQuoted where text.unicodeScalars.allSatisfy(isPrintable):
      return "'" + text.replacing("'", with: "''") + "'"
    default: return doubleQuoted(text)
    }
  }

  /// Whether a text may be written without quotes: letters, digits and a few signs, and nothing that YAML 1.1 or 1.2, or a
  /// reader that knows dates and base-60 numbers, takes for something else than a string.
  static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isLetter(first) || first == UInt8(ascii: "/") else { return false }
    guard bytes.allSatisfy({ isLetter($0) || isDigit($0) || "._/-".utf8.contains($0) }) else { return false }
    return bytes.withUnsafeBufferPointer { ScalarValue(plain: $0, syntax: .yaml) } == .string(text)
  }

  /// In double quotes, with the escapes that JSON and YAML share.
  static func doubleQuoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\r": written += "\\r"
      case "\t": written += "\\t"
      case _ where isPrintable(scalar): written.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        written += "\\u" + String(repeating: "0", count: Swift.max(0, 4 - digits.utf8.count)) + digits
      }
    }
    return written + "\""
  }

  /// Whether a character may stand in quotes as it is. Those beyond the first plane are printable, so that every escape has
  /// four digits.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
