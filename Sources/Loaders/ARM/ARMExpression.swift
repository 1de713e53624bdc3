/// A template expression, `[concat(parameters('prefix'), '-lb')]`, as tokens (learn.microsoft.com, "Template syntax and expressions").
struct ARMExpression {
  enum Token: Equatable {
    /// A function's name, or a property behind a dot.
    case name(String)
    case text(String)
    case number(String)
    case open, close, comma, dot, openIndex, closeIndex
  }

  let tokens: [Token]

  /// The text of a template's string: `nil` for an expression, and what is meant for a text that begins with two brackets.
  static func literal(_ text: String) -> String? {
    guard text.hasPrefix("[") else { return text }
    if text.hasPrefix("[[") { return String(text.dropFirst()) }
    return text.hasSuffix("]") ? nil : text
  }

  /// `nil` where the text between the brackets is no expression.
  init?(_ text: String) {
    var tokens: [Token] = []
    var rest = text.utf8.dropFirst().dropLast()
    // The longest expression that Azure takes has 24,576 characters.
    guard rest.count <= 24_576 else { return nil }
    while let byte = rest.first {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: rest = rest.dropFirst()
      case UInt8(ascii: "'"):
        guard let (text, after) = Self.quoted(rest.dropFirst()) else { return nil }
        tokens.append(.text(text))
        rest = after
      case _ where Self.isName(byte):
        let name = rest.prefix(while: Self.isName)
        let text = String(decoding: Array(name), as: UTF8.self)
        tokens.append((0x30...0x39).contains(byte) ? .number(text) : .name(text))
        rest = rest.dropFirst(name.count)
      default:
        guard let mark = Self.marks[byte] else { return nil }
        tokens.append(mark)
        rest = rest.dropFirst()
      }
    }
    self.tokens = tokens
  }

  private static let marks: [UInt8: Token] = [
    UInt8(ascii: "("): .open, UInt8(ascii: ")"): .close, UInt8(ascii: ","): .comma, UInt8(ascii: "."): .dot,
    UInt8(ascii: "["): .openIndex, UInt8(ascii: "]"): .closeIndex,
  ]

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "$")
  }

  /// A string up to its quote; a doubled quote is one.
  private static func quoted(_ bytes: Substring.UTF8View.SubSequence) -> (
    text: String, after: Substring.UTF8View.SubSequence
  )? {
    var text: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "'") else {
        text.append(byte)
        continue
      }
      guard rest.first == UInt8(ascii: "'") else { return (String(decoding: text, as: UTF8.self), rest) }
      text.append(byte)
      rest = rest.dropFirst()
    }
    return nil
  }
}
