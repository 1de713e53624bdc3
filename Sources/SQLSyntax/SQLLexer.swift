package import SourceText

/// Takes SQL text apart, as Spark's `SqlBaseLexer` does. Comments (`-- …`, `/* … */`, which nest) and hints (`/*+ … */`) are
/// passed over; what is in strings and in bodies between dollar signs is never code. Linear in the bytes.
package struct SQLLexer {
  private let bytes: [UInt8]
  private let longestStatement: Int
  private var position = 0
  private var tokens: [SQLToken] = []
  private var isTooLong = false

  /// What is wrong with the text that has been read: a string, an identifier or a comment without an end, a statement that is too
  /// long.
  package private(set) var problems: [SourceProblem] = []

  /// The tokens of a statement that is kept; what has more is data, and would only fill the memory.
  package static let longestStatement = 1_000_000

  /// - Throws: a problem for text that is not UTF-8.
  package init(_ source: SourceFile, longestStatement: Int = Self.longestStatement) throws(SourceProblem) {
    try source.validate()
    bytes = source.bytes
    self.longestStatement = longestStatement
  }

  /// The tokens up to the next `;`, without it; none where the statement is too long. `nil` at the end.
  ///
  /// - Returns: also the span of the statement with its semicolon, and of the blanks and comments before it.
  package mutating func statement() -> (tokens: [SQLToken], span: ByteSpan, isTooLong: Bool)? {
    guard position < bytes.count else { return nil }
    let start = position
    tokens = []
    isTooLong = false
    while position < bytes.count {
      next()
      if tokens.last?.isSymbol(";") == true {
        tokens.removeLast()
        break
      }
    }
    let span = ByteSpan(start..<position)
    guard isTooLong else { return (tokens, span, false) }
    problems.append(
      SourceProblem(
        "a statement of more than \(longestStatement) tokens, which is not read", at: ByteSpan(start..<start),
        severity: .warning))
    return ([], span, true)
  }

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
    case UInt8(ascii: "?"):
      position += 1
      add(.parameter, "?", from: position - 1)
    case UInt8(ascii: "$"): dollar()
    case UInt8(ascii: "{") where byte(1) == UInt8(ascii: "{"): braces(closing: "}}")
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
    // Its end is none of a statement's tokens.
    if tokens.count >= longestStatement, kind != .symbol || text != ";" {
      isTooLong = true
      tokens = []
    }
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
        escape(escaped, into: &text)
      } else {
        text.append(byte)
      }
    }
    problems.append(
      SourceProblem(
        "a string without its end; it ends with the quote it begins with", at: ByteSpan(start..<position)))
  }

  /// What a backslash and a byte after it stand for; `\%` and `\_` stay as they are. (Databricks SQL reference, STRING.)
  private mutating func escape(_ escaped: UInt8, into text: inout [UInt8]) {
    switch escaped {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "Z"): text.append(0x1A)
    case UInt8(ascii: "0"): text.append(0)
    case UInt8(ascii: "%"), UInt8(ascii: "_"): text += [UInt8(ascii: "\\"), escaped]
    case UInt8(ascii: "u"):
      let digits = bytes[position..<Swift.min(position + 4, bytes.count)]
      guard digits.count == 4, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      else { return text.append(escaped) }
      position += 4
      text += Array(String(scalar).utf8)
    default: text.append(escaped)
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

  // MARK: Dollar signs and braces

  /// `$$ body $$`, `$tag$ body $tag$`, `${name}` or `$name`.
  private mutating func dollar() {
    if byte(1) == UInt8(ascii: "{") { return braces(closing: "}") }
    let start = position
    position += 1
    while let byte = byte(), Self.isWordByte(byte) { position += 1 }
    guard byte() == UInt8(ascii: "$") else {
      let isBare = position == start + 1
      return add(isBare ? .symbol : .parameter, text(from: start), from: start)
    }
    position += 1
    body(after: start)
  }

  private func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

  /// What stands between two equal tags, the first of which has been read.
  private mutating func body(after start: Int) {
    let tag = Array(bytes[start..<position])
    let first = position
    while position + tag.count <= bytes.count {
      if bytes[position] == UInt8(ascii: "$"), bytes[position..<position + tag.count].elementsEqual(tag) {
        let text = String(decoding: bytes[first..<position], as: UTF8.self)
        position += tag.count
        return add(.string, text, from: start)
      }
      position += 1
    }
    position = bytes.count
    problems.append(
      SourceProblem(
        "a body without its end; it ends with the tag it begins with", at: ByteSpan(start..<first)))
  }

  /// The longest name of a parameter in braces, in bytes, so that a line of opening braces stays linear.
  private static let longestName = 256

  /// `${name}` or `{{name}}`, which stand on one line; a brace that is not closed there is a sign by itself.
  private mutating func braces(closing: String) {
    let length = closing.utf8.count
    var place = position + 2
    let last = Swift.min(bytes.count - length, position + Self.longestName)
    while place <= last, bytes[place] != 0x0A {
      if bytes[place] == UInt8(ascii: "}"), length == 1 || bytes[place + 1] == UInt8(ascii: "}") {
        let start = position
        position = place + length
        return add(.parameter, text(from: start), from: start)
      }
      place += 1
    }
    symbol()
  }

  // MARK: Comments

  /// Passes over a comment to the end of the line, and of the next one where a backslash ends it. The line with which
  /// Databricks ends a cell of an exported notebook ends a statement.
  private mutating func skipLine() {
    let start = position
    let cell = Array("-- COMMAND ----------".utf8)
    while let byte = byte(), byte != 0x0A {
      position += byte == UInt8(ascii: "\\") && self.byte(1) == 0x0A ? 2 : 1
    }
    if position - start >= cell.count, bytes[start..<start + cell.count].elementsEqual(cell) {
      add(.symbol, ";", from: start)
    }
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
