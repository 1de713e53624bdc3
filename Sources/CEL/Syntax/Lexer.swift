/// Splits an expression into tokens (google/cel-spec, doc/langdef.md, "Syntax").
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0

  init(_ source: String) { bytes = Array(source.utf8) }

  /// All tokens, the end included.
  ///
  /// - Throws: the first character or literal that is none of the language's.
  static func tokens(of source: String) throws(CompileError) -> [Token] {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private mutating func next() throws(CompileError) -> Token {
    skipBlanks()
    let start = position
    guard let byte = peek() else { return Token(kind: .end, start: start, end: start) }
    let kind: Token.Kind
    if let quoted = try stringLiteral() {
      kind = quoted
    } else if isLetter(byte) {
      kind = .identifier(word())
    } else if isDigit(byte) || (byte == UInt8(ascii: ".") && peek(1).map(isDigit) == true) {
      kind = try number()
    } else if byte == UInt8(ascii: "`") {
      kind = .identifier(try escapedIdentifier())
    } else {
      kind = .symbol(try symbol())
    }
    return Token(kind: kind, start: start, end: position)
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        position += 1
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        while let byte = peek(), byte != 0x0A { position += 1 }
      } else {
        return
      }
    }
  }

  private mutating func word() -> String {
    let start = position
    while let byte = peek(), isLetter(byte) || isDigit(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// A field name in backquotes: `` `content-type` ``.
  private mutating func escapedIdentifier() throws(CompileError) -> String {
    let start = position
    position += 1
    while let byte = peek(), isLetter(byte) || isDigit(byte) || "-./ ".utf8.contains(byte) { position += 1 }
    guard peek() == UInt8(ascii: "`"), position > start + 1 else {
      throw CompileError(
        "unterminated field name; letters, digits and '_-./ ' may stand between backquotes",
        at: start..<position)
    }
    position += 1
    return String(decoding: bytes[start + 1..<position - 1], as: UTF8.self)
  }

  private mutating func symbol() throws(CompileError) -> String {
    let byte = bytes[position]
    let next = peek(1)
    for (first, second, text) in Self.pairs where byte == first && next == second {
      position += 2
      return text
    }
    for (only, text) in Self.singles where byte == only {
      position += 1
      return text
    }
    let rest = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    let character = rest.first.map { String($0) } ?? "?"
    throw CompileError(
      "unexpected character '\(character)'; a name, a literal, an operator or a bracket is allowed",
      at: position..<position + character.utf8.count)
  }

  private static let pairs: [(UInt8, UInt8, String)] = ["==", "!=", "<=", ">=", "&&", "||"].map { text in
    let bytes = Array(text.utf8)
    return (bytes[0], bytes[1], text)
  }

  private static let singles: [(UInt8, String)] = ".()[],?:{}<>+-*/%!".utf8.map {
    ($0, String(decoding: [$0], as: UTF8.self))
  }
}

// Numbers.
extension Lexer {
  private mutating func number() throws(CompileError) -> Token.Kind {
    let start = position
    if peek() == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x") || peek(1) == UInt8(ascii: "X") {
      position += 2
      return try whole(skip(isHexDigit), radix: 16, from: start)
    }
    _ = skip(isDigit)
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1).map(isDigit) == true {
      isDouble = true
      position += 1
      _ = skip(isDigit)
    }
    if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if peek(1 + sign).map(isDigit) == true {
        isDouble = true
        position += 1 + sign
        _ = skip(isDigit)
      }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard isDouble else { return try whole(text, radix: 10, from: start) }
    guard let value = Double(text) else {
      throw CompileError("not a number: '\(text)'", at: start..<position)
    }
    return .double(value)
  }

  private mutating func whole(
    _ digits: String, radix: Int, from start: Int
  ) throws(CompileError) -> Token.Kind {
    let isUnsigned = peek().map { $0 | 0x20 == UInt8(ascii: "u") } ?? false
    if isUnsigned { position += 1 }
    guard let value = UInt64(digits, radix: radix) else {
      throw CompileError(
        "the number is too large; whole numbers have at most 64 bits", at: start..<position)
    }
    return isUnsigned ? .uint(value) : .int(value)
  }

  private mutating func skip(_ isPart: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = peek(), isPart(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }
}

// Strings and bytes.
extension Lexer {
  /// A string or bytes literal, if one starts here; prefixes `r` and `b` in either order and case.
  private mutating func stringLiteral() throws(CompileError) -> Token.Kind? {
    var prefix = 0
    var isRaw = false
    var isBytes = false
    while let byte = peek(prefix), prefix < 2 {
      if byte | 0x20 == UInt8(ascii: "r"), !isRaw {
        isRaw = true
      } else if byte | 0x20 == UInt8(ascii: "b"), !isBytes {
        isBytes = true
      } else {
        break
      }
      prefix += 1
    }
    guard let quote = peek(prefix), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return nil
    }
    let start = position
    position += prefix
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var text: [UInt8] = []
    while true {
      guard let byte = peek(), isTriple || (byte != 0x0A && byte != 0x0D) else {
        throw CompileError("unterminated string; a quote that opens is closed", at: start..<position)
      }
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) { break }
      if byte == UInt8(ascii: "\\"), !isRaw {
        try escape(into: &text, isBytes: isBytes)
      } else {
        text.append(byte)
        position += 1
      }
    }
    position += isTriple ? 3 : 1
    return isBytes ? .bytes(text) : .string(String(decoding: text, as: UTF8.self))
  }

  private mutating func escape(into text: inout [UInt8], isBytes: Bool) throws(CompileError) {
    let start = position
    position += 2
    guard position <= bytes.count else {
      throw CompileError("unterminated string; a quote that opens is closed", at: start..<bytes.count)
    }
    let letter = bytes[position - 1]
    if let plain = Self.escapes[letter] {
      text.append(plain)
      return
    }
    let code: UInt32?
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): code = digits(2, radix: 16)
    case UInt8(ascii: "u") where !isBytes: code = digits(4, radix: 16)
    case UInt8(ascii: "U") where !isBytes: code = digits(8, radix: 16)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      code = digits(3, radix: 8)
    default: code = nil
    }
    if isBytes, let code, code <= 0xFF {
      text.append(UInt8(code))
    } else if !isBytes, let code, let scalar = Unicode.Scalar(code) {
      text += Array(String(scalar).utf8)
    } else {
      throw CompileError(
        "unknown escape; allowed are \\\\ \\' \\\" \\` \\? \\a \\b \\f \\n \\r \\t \\v, \\xhh, \\ooo, \\uhhhh and \\Uhhhhhhhh",
        at: start..<Swift.min(position, bytes.count))
    }
  }

  private mutating func digits(_ count: Int, radix: Int) -> UInt32? {
    guard position + count <= bytes.count else { return nil }
    let text = String(decoding: bytes[position..<position + count], as: UTF8.self)
    guard text.utf8.allSatisfy(isHexDigit) else { return nil }
    position += count
    return UInt32(text, radix: radix)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): 0x5C,
    UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22, UInt8(ascii: "`"): 0x60, UInt8(ascii: "?"): 0x3F,
  ]
}
