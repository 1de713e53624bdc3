package import SourceText

/// Takes SQL text apart. Comments (`-- …`, `/* … */`, which nest) are passed over; what is in strings is never code.
package struct SQLLexer {
  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [SQLToken] = []
  private var problems: [SourceProblem] = []

  /// The tokens of a text, in order, and what is wrong with it: a string, an identifier or a comment without an end.
  package static func tokens(_ source: SourceFile) -> (tokens: [SQLToken], problems: [SourceProblem]) {
    var lexer = SQLLexer(bytes: source.bytes)
    while lexer.position < lexer.bytes.count { lexer.next() }
    return (lexer.tokens, lexer.problems)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func byte(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func next() {
    guard let first = byte() else { return }
    switch first {
    case 0x20, 0x09, 0x0A, 0x0D, 0x0C: position += 1
    case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"): skipLine()
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): string(at: position, quote: first, isRaw: false)
    case UInt8(ascii: "r"), UInt8(ascii: "R"):
      if let quote = byte(1), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
        position += 1
        string(at: position - 1, quote: quote, isRaw: true)
      } else {
        word()
      }
    case UInt8(ascii: "`"): identifier()
    case UInt8(ascii: ":") where byte(1).map(Self.isWordByte) ?? false:
      position += 1
      run(.parameter, from: position - 1)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): run(.number, from: position)
    case _ where Self.isWordByte(first): word()
    default: symbol()
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF: true
    default: false
    }
  }

  private mutating func add(_ kind: SQLToken.Kind, _ text: String, from start: Int) {
    tokens.append(SQLToken(kind: kind, text: text, span: ByteSpan(start..<position)))
  }

  private mutating func run(_ kind: SQLToken.Kind, from start: Int) {
    while let byte = byte(), Self.isWordByte(byte) || (kind == .number && byte == UInt8(ascii: ".")) {
      position += 1
    }
    add(kind, String(decoding: bytes[start..<position], as: UTF8.self), from: start)
  }

  private mutating func word() { run(.word, from: position) }

  private mutating func symbol() {
    let start = position
    let pairs: [(UInt8, UInt8)] = [
      (UInt8(ascii: "="), UInt8(ascii: ">")), (UInt8(ascii: "<"), UInt8(ascii: "=")),
      (UInt8(ascii: ">"), UInt8(ascii: "=")),
      (UInt8(ascii: "|"), UInt8(ascii: "|")), (UInt8(ascii: "!"), UInt8(ascii: "=")),
      (UInt8(ascii: ":"), UInt8(ascii: ":")),
    ]
    let isPair = pairs.contains { $0.0 == byte() && $0.1 == byte(1) }
    position += isPair ? 2 : 1
    add(.symbol, String(decoding: bytes[start..<position], as: UTF8.self), from: start)
  }

  // MARK: Quotes and comments

  private mutating func string(at start: Int, quote: UInt8, isRaw: Bool) {
    position += 1
    var text: [UInt8] = []
    while let byte = byte() {
      position += 1
      if byte == quote {
        // A quote that is written twice is one in the string.
        guard !isRaw, self.byte() == quote else {
          return add(.string, String(decoding: text, as: UTF8.self), from: start)
        }
        position += 1
        text.append(quote)
      } else if byte == UInt8(ascii: "\\"), !isRaw, let escaped = self.byte() {
        position += 1
        text.append(Self.meaning(of: escaped))
      } else {
        text.append(byte)
      }
    }
    problems.append(
      SourceProblem(
        "a string without its end; it ends with the quote it begins with", at: ByteSpan(start..<position)))
  }

  private static func meaning(of escaped: UInt8) -> UInt8 {
    switch escaped {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "0"): 0
    default: escaped
    }
  }

  private mutating func identifier() {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = byte() {
      position += 1
      if byte == UInt8(ascii: "`") {
        guard self.byte() == UInt8(ascii: "`") else {
          return add(.identifier, String(decoding: text, as: UTF8.self), from: start)
        }
        position += 1
      }
      text.append(byte)
    }
    problems.append(
      SourceProblem("an identifier without its closing back quote", at: ByteSpan(start..<position)))
  }

  private mutating func skipLine() {
    while let byte = byte(), byte != 0x0A { position += 1 }
  }

  private mutating func skipComment() {
    let start = position
    var depth = 0
    while position < bytes.count {
      if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        depth += 1
        position += 2
      } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
    problems.append(
      SourceProblem("a comment without its end; it ends with */", at: ByteSpan(start..<start + 2)))
  }
}
