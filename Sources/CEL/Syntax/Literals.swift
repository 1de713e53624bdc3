/// Turns the text of literals into values. Section "String and Bytes Values" of the language definition.
enum Literals {
  static func int(_ token: Token, in lexer: Lexer, isNegative: Bool) throws(CompileError) -> Value {
    let text = digits(token, in: lexer)
    let radix = token.kind == .hexInt ? 16 : 10
    guard let value = Int64(isNegative ? "-" + text : text, radix: radix) else {
      throw CompileError(
        "\(lexer.text(token.range)) is no int; an int is from -9223372036854775808 to 9223372036854775807",
        at: token.range)
    }
    return .int(value)
  }

  static func uint(_ token: Token, in lexer: Lexer) throws(CompileError) -> Value {
    let text = digits(token, in: lexer).dropLast()
    guard let value = UInt64(text, radix: token.kind == .hexUint ? 16 : 10) else {
      throw CompileError(
        "\(lexer.text(token.range)) is no uint; a uint is from 0 to 18446744073709551615", at: token.range)
    }
    return .uint(value)
  }

  static func double(_ token: Token, in lexer: Lexer, isNegative: Bool) throws(CompileError) -> Value {
    guard let value = Double(lexer.text(token.range)), value.isFinite else {
      throw CompileError(
        "\(lexer.text(token.range)) is no double; a double is at most 1.7976931348623157e308", at: token.range
      )
    }
    return .double(isNegative ? -value : value)
  }

  private static func digits(_ token: Token, in lexer: Lexer) -> String {
    let text = lexer.text(token.range)
    return token.kind == .hexInt || token.kind == .hexUint ? String(text.dropFirst(2)) : text
  }

  static func string(_ token: Token, in lexer: Lexer) throws(CompileError) -> Value {
    let content = lexer.bytes[Int(token.content.start)..<Int(token.content.end)]
    if token.isRaw || !content.contains(UInt8(ascii: "\\")) {
      return .string(String(decoding: content, as: UTF8.self))
    }
    var decoder = EscapeDecoder(content, isBytes: false)
    let bytes = try decoder.decode()
    return .string(String(decoding: bytes, as: UTF8.self))
  }

  static func bytes(_ token: Token, in lexer: Lexer) throws(CompileError) -> Value {
    let content = lexer.bytes[Int(token.content.start)..<Int(token.content.end)]
    if token.isRaw { return .bytes(Array(content)) }
    var decoder = EscapeDecoder(content, isBytes: true)
    return .bytes(try decoder.decode())
  }
}

/// Replaces the escape sequences of a string or bytes literal.
struct EscapeDecoder {
  private let content: ArraySlice<UInt8>
  private let isBytes: Bool
  private var position: Int
  private var out: [UInt8] = []

  init(_ content: ArraySlice<UInt8>, isBytes: Bool) {
    self.content = content
    self.isBytes = isBytes
    position = content.startIndex
  }

  mutating func decode() throws(CompileError) -> [UInt8] {
    out.reserveCapacity(content.count)
    while position < content.endIndex {
      if content[position] == UInt8(ascii: "\\") {
        try escape()
      } else {
        out.append(content[position])
        position += 1
      }
    }
    return out
  }

  private mutating func escape() throws(CompileError) {
    let start = position
    position += 1
    guard position < content.endIndex else { throw bad(start) }
    let byte = content[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      out.append(byte)
    case UInt8(ascii: "a"): out.append(0x07)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "v"): out.append(0x0B)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      try append(number(start, digits: 2, radix: 16), start, isOctet: true)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      try append(number(start, digits: 3, radix: 8), start, isOctet: true)
    case UInt8(ascii: "u") where !isBytes: try unicode(start)
    case UInt8(ascii: "U") where !isBytes:
      try append(number(start, digits: 8, radix: 16), start, isOctet: false)
    default: throw bad(start)
    }
  }

  /// `\uXXXX`, and two of them that are a surrogate pair.
  private mutating func unicode(_ start: Int) throws(CompileError) {
    let first = try number(start, digits: 4, radix: 16)
    guard first >= 0xD800, first < 0xDC00 else { return try append(first, start, isOctet: false) }
    guard content[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { throw bad(start) }
    position += 2
    let second = try number(start, digits: 4, radix: 16)
    guard second >= 0xDC00, second < 0xE000 else { throw bad(start) }
    try append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), start, isOctet: false)
  }

  private mutating func number(_ start: Int, digits: Int, radix: UInt32) throws(CompileError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard position < content.endIndex, let digit = content[position].digitValue, digit < radix else {
        throw bad(start)
      }
      value = value &* radix &+ digit
      position += 1
    }
    return value
  }

  private mutating func append(_ value: UInt32, _ start: Int, isOctet: Bool) throws(CompileError) {
    if isBytes, isOctet { return out.append(UInt8(truncatingIfNeeded: value)) }
    guard let scalar = Unicode.Scalar(value) else { throw bad(start) }
    out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private func bad(_ start: Int) -> CompileError {
    let range = SourceRange(start, min(max(position, start + 2), content.endIndex))
    let allowed =
      isBytes
      ? "\\\\ \\? \\\" \\' \\` \\a \\b \\f \\n \\r \\t \\v \\xHH \\OOO"
      : "\\\\ \\? \\\" \\' \\` \\a \\b \\f \\n \\r \\t \\v \\xHH \\OOO \\uHHHH \\UHHHHHHHH"
    let text = String(decoding: content[start..<Int(range.end)], as: UTF8.self)
    return CompileError("unknown escape \(text); allowed are \(allowed)", at: range)
  }
}

extension UInt8 {
  /// The value of a digit or a letter a to f; `nil` for anything else.
  var digitValue: UInt32? {
    if isDigit { return UInt32(self - 0x30) }
    return isHexDigit ? UInt32((self | 0x20) - 0x61 + 10) : nil
  }
}
