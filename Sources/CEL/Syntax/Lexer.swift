/// Cuts an expression into tokens, one at a time. Section "Syntax" of the language definition.
struct Lexer {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The text of a stretch of the expression.
  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// The next token; `end` once there are no more.
  mutating func next() throws(CompileError) -> Token {
    skipSpaceAndComments()
    let start = position
    guard let byte = peek(0) else { return Token(kind: .end, range: SourceRange(start, start)) }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "."):
      if let digit = peek(1), digit.isDigit { return try number() }
      return take(.dot, 1)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try string(prefix: 0, isRaw: false, isBytes: false)
    case UInt8(ascii: "`"): return try quotedIdentifier()
    case _ where byte.startsName:
      if let token = try prefixedString() { return token }
      return name()
    default: return try punctuation(byte)
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private mutating func take(_ kind: Token.Kind, _ length: Int) -> Token {
    let start = position
    position += length
    return Token(kind: kind, range: SourceRange(start, position))
  }

  private mutating func skipSpaceAndComments() {
    while let byte = peek(0) {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while let byte = peek(0), byte != 0x0A, byte != 0x0D { position += 1 }
      default: return
      }
    }
  }

  private mutating func name() -> Token {
    let start = position
    while let byte = peek(0), byte.continuesName { position += 1 }
    return Token(kind: .identifier, range: SourceRange(start, position))
  }

  private mutating func quotedIdentifier() throws(CompileError) -> Token {
    let start = position
    position += 1
    while let byte = peek(0), byte.continuesName || ".-/ ".utf8.contains(byte) { position += 1 }
    guard peek(0) == UInt8(ascii: "`"), position > start + 1 else {
      throw CompileError(
        "a name between backquotes has letters, digits and '_.-/ '; close it with '`'",
        at: SourceRange(start, min(position + 1, bytes.count)))
    }
    position += 1
    var token = Token(kind: .quotedIdentifier, range: SourceRange(start, position))
    token.content = SourceRange(start + 1, position - 1)
    return token
  }
}

// MARK: Operators

extension Lexer {
  private mutating func punctuation(_ byte: UInt8) throws(CompileError) -> Token {
    let equals = peek(1) == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "("): return take(.leftParenthesis, 1)
    case UInt8(ascii: ")"): return take(.rightParenthesis, 1)
    case UInt8(ascii: "["): return take(.leftBracket, 1)
    case UInt8(ascii: "]"): return take(.rightBracket, 1)
    case UInt8(ascii: "{"): return take(.leftBrace, 1)
    case UInt8(ascii: "}"): return take(.rightBrace, 1)
    case UInt8(ascii: ","): return take(.comma, 1)
    case UInt8(ascii: ":"): return take(.colon, 1)
    case UInt8(ascii: "?"): return take(.question, 1)
    case UInt8(ascii: "+"): return take(.plus, 1)
    case UInt8(ascii: "-"): return take(.minus, 1)
    case UInt8(ascii: "*"): return take(.star, 1)
    case UInt8(ascii: "/"): return take(.slash, 1)
    case UInt8(ascii: "%"): return take(.percent, 1)
    case UInt8(ascii: "!"): return equals ? take(.notEqual, 2) : take(.not, 1)
    case UInt8(ascii: "<"): return equals ? take(.lessOrEqual, 2) : take(.less, 1)
    case UInt8(ascii: ">"): return equals ? take(.greaterOrEqual, 2) : take(.greater, 1)
    case UInt8(ascii: "=") where equals: return take(.equal, 2)
    case UInt8(ascii: "&") where peek(1) == byte: return take(.and, 2)
    case UInt8(ascii: "|") where peek(1) == byte: return take(.or, 2)
    default: throw unexpected(byte)
    }
  }

  private func unexpected(_ byte: UInt8) -> CompileError {
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let range = SourceRange(position, end)
    let proposal =
      switch byte {
      case UInt8(ascii: "="): "write '=='"
      case UInt8(ascii: "&"): "write '&&'"
      case UInt8(ascii: "|"): "write '||'"
      default: "only strings and comments may have it"
      }
    return CompileError("unexpected \(text(range).quotedForMessage); \(proposal)", at: range)
  }
}

// MARK: Numbers

extension Lexer {
  private mutating func number() throws(CompileError) -> Token {
    let start = position
    var kind = Token.Kind.int
    if peek(0) == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x"),
      peek(2)?.isHexDigit == true
    {
      position += 2
      while let byte = peek(0), byte.isHexDigit { position += 1 }
      kind = .hexInt
    } else {
      kind = decimal()
    }
    if kind != .double, let suffix = peek(0), suffix | 0x20 == UInt8(ascii: "u") {
      position += 1
      kind = kind == .hexInt ? .hexUint : .uint
    }
    if let byte = peek(0), byte.continuesName {
      while let byte = peek(0), byte.continuesName { position += 1 }
      let range = SourceRange(start, position)
      throw CompileError(
        "'\(text(range))' is not a number; write digits, 0x and hexadecimal digits, or 1.5e3", at: range)
    }
    return Token(kind: kind, range: SourceRange(start, position))
  }

  private mutating func decimal() -> Token.Kind {
    var kind = Token.Kind.int
    while let byte = peek(0), byte.isDigit { position += 1 }
    if peek(0) == UInt8(ascii: "."), peek(1)?.isDigit == true {
      kind = .double
      position += 1
      while let byte = peek(0), byte.isDigit { position += 1 }
    }
    if let e = peek(0), e | 0x20 == UInt8(ascii: "e") {
      let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(signed ? 2 : 1)?.isDigit == true {
        kind = .double
        position += signed ? 2 : 1
        while let byte = peek(0), byte.isDigit { position += 1 }
      }
    }
    return kind
  }
}

// MARK: Strings

extension Lexer {
  /// A string with the prefixes `r`, `b`, or both in either order; `nil` if what stands here is a name.
  private mutating func prefixedString() throws(CompileError) -> Token? {
    var isRaw = false
    var isBytes = false
    var length = 0
    while let byte = peek(length), length < 3 {
      switch byte | 0x20 {
      case _ where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"):
        return try string(prefix: length, isRaw: isRaw, isBytes: isBytes)
      case UInt8(ascii: "r") where !isRaw: isRaw = true
      case UInt8(ascii: "b") where !isBytes: isBytes = true
      default: return nil
      }
      length += 1
    }
    return nil
  }

  private mutating func string(prefix: Int, isRaw: Bool, isBytes: Bool) throws(CompileError) -> Token {
    let start = position
    position += prefix
    let quote = bytes[position]
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    let contentStart = position
    while let byte = peek(0) {
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        var token = Token(kind: isBytes ? .bytes : .string, range: SourceRange(start, position))
        token.content = SourceRange(contentStart, position)
        token.isRaw = isRaw
        position += isTriple ? 3 : 1
        token.range = SourceRange(start, position)
        return token
      }
      if !isTriple, byte == 0x0A || byte == 0x0D { break }
      position += byte == UInt8(ascii: "\\") && !isRaw && position + 1 < bytes.count ? 2 : 1
    }
    let closing = String(repeating: Character(Unicode.Scalar(quote)), count: isTriple ? 3 : 1)
    throw CompileError(
      "the string is not closed; end it with \(closing)", at: SourceRange(start, min(position, bytes.count)))
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  var startsName: Bool { (self | 0x20) &- 0x61 < 26 || self == 0x5F }
  var continuesName: Bool { startsName || isDigit }
}

extension String {
  /// The text between single quotes, with control characters escaped.
  var quotedForMessage: String {
    var out = "'"
    for scalar in unicodeScalars {
      out += scalar.value < 0x20 || scalar.value == 0x7F ? scalar.celEscape : String(scalar)
    }
    return out + "'"
  }
}
