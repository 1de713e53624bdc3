import SourceText

/// A word, or the inside of a quoted string, as 0-based byte offsets; escapes are not decoded.
struct ZoneToken {
  var start: Int
  var end: Int
  var isQuoted: Bool

  /// The place of the token with its quotes.
  var span: ByteSpan { isQuoted ? ByteSpan(start - 1..<end + 1) : ByteSpan(start..<end) }
}

/// Cuts a master file into entries and those into tokens (RFC 1035 section 5.1).
///
/// An entry is a line, or as many lines as parentheses join. Quoted strings end on the line they begin on.
struct ZoneScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Bytes that a token may have.
  let tokenLimit: Int
  private(set) var index: Int
  /// Where the open parenthesis stands; -1 outside of parentheses.
  private(set) var open = -1
  /// Whether the line has ended since the parenthesis was opened.
  private var hasCrossedLine = false
  /// Whether the entry has been read to its end.
  private(set) var isAtEnd = false
  /// The end of the last token, its closing quote included.
  private(set) var lastEnd = 0
  private var held: ZoneToken?

  init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int = 0, tokenLimit: Int) {
    self.bytes = bytes
    self.index = index
    self.tokenLimit = tokenLimit
  }

  /// Whether all of the text has been read.
  var isDone: Bool { index >= bytes.count }

  /// The next byte of the text; 0 at its end.
  var peek: UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// The bytes of a token as written.
  func text(_ token: ZoneToken) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[token.start..<token.end])
  }

  /// A token as a text for messages, cut where it is long.
  func quote(_ token: ZoneToken) -> String {
    let shown = bytes[token.start..<Swift.min(token.end, token.start + 40)]
    let text = String(decoding: shown.map { (0x20..<0x7F).contains($0) ? $0 : 0x3F }, as: UTF8.self)
    return token.end - token.start > 40 ? "\"\(text)…\"" : "\"\(text)\""
  }

  /// The place where the next token was wanted: the end of the last one.
  var gap: ByteSpan { ByteSpan(lastEnd..<lastEnd) }

  /// Begins an entry at the current byte, or goes on in the middle of one, in parentheses or not.
  mutating func begin(inParentheses: Bool = false) {
    open = inParentheses ? index : -1
    hasCrossedLine = false
    isAtEnd = false
    held = nil
    lastEnd = index
  }

  /// Puts the last token back.
  mutating func hold(_ token: ZoneToken) { held = token }

  /// The next token of the entry; `nil` at its end, which is then read.
  mutating func next() throws(SourceProblem) -> ZoneToken? {
    if let token = held {
      held = nil
      return token
    }
    if isAtEnd { return nil }
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x20, 0x09: index += 1
      case 0x0A, 0x0D:
        skipLineBreak()
        if open < 0 {
          isAtEnd = true
          return nil
        }
      case 0x3B: skipComment()
      case 0x28: try openParenthesis()
      case 0x29: try closeParenthesis()
      case 0x22: return try quoted()
      default: return try word()
      }
    }
    isAtEnd = true
    if open >= 0 { throw ZoneMessage.unbalancedOpen(at: open) }
    return nil
  }

  private mutating func skipLineBreak() {
    let byte = bytes[index]
    index += 1
    if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
    hasCrossedLine = true
  }

  /// A comment ends with its line; a carriage return alone is a part of it, as servers have it.
  private mutating func skipComment() {
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    if index < bytes.count, index > 0, bytes[index - 1] == 0x0D { index -= 1 }
  }

  private mutating func openParenthesis() throws(SourceProblem) {
    if open >= 0 {
      throw hasCrossedLine ? ZoneMessage.unbalancedOpen(at: open) : ZoneMessage.nestedParenthesis(at: index)
    }
    open = index
    hasCrossedLine = false
    index += 1
  }

  private mutating func closeParenthesis() throws(SourceProblem) {
    index += 1
    if open < 0 { throw ZoneMessage.unbalancedClose(at: index - 1) }
    open = -1
  }

  private mutating func quoted() throws(SourceProblem) -> ZoneToken {
    let start = index
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 {
        index += 1
        lastEnd = index
        return try checked(ZoneToken(start: start + 1, end: index - 1, isQuoted: true))
      }
      if byte == 0x0A || byte == 0x0D { break }
      index += 1
      if byte == 0x5C, index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    }
    lastEnd = index
    throw ZoneMessage.unbalancedQuote(at: start..<index)
  }

  private mutating func word() throws(SourceProblem) -> ZoneToken {
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x5C {
        index += 1
        if index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      } else if ZoneScanner.isDelimiter(byte) {
        break
      } else {
        index += 1
      }
    }
    lastEnd = index
    return try checked(ZoneToken(start: start, end: index, isQuoted: false))
  }

  /// Whether a byte ends a word: blank, line break, quote, parenthesis or semicolon.
  @inline(__always)
  private static func isDelimiter(_ byte: UInt8) -> Bool {
    let delimiters: UInt64 =
      1 << 0x20 | 1 << 0x09 | 1 << 0x0A | 1 << 0x0D | 1 << 0x22 | 1 << 0x28 | 1 << 0x29 | 1 << 0x3B
    return byte < 64 && delimiters >> UInt64(byte) & 1 != 0
  }

  private func checked(_ token: ZoneToken) throws(SourceProblem) -> ZoneToken {
    if token.end - token.start > tokenLimit {
      throw ZoneMessage.longToken(token.end - token.start, limit: tokenLimit, at: token.span)
    }
    return token
  }

  /// Goes to the end of an entry that has an error.
  ///
  /// Parentheses that are never closed, or not before the next ones, are given up: reading then goes on with the
  /// line behind the one they were opened on, so that one typo does not swallow a file. Every byte is passed over
  /// a bounded number of times, because nothing goes beyond the second parenthesis.
  ///
  /// - Returns: the place of a parenthesis that was given up.
  mutating func recover() -> Int? {
    held = nil
    while !isAtEnd, index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09: index += 1
      case 0x0A, 0x0D:
        skipLineBreak()
        if open < 0 { isAtEnd = true }
      case 0x3B: skipComment()
      case 0x29:
        index += 1
        open = -1
      case 0x28:
        if open < 0 {
          open = index
          hasCrossedLine = false
        } else if hasCrossedLine {
          return giveUpParenthesis()
        }
        index += 1
      case 0x22: _ = try? quoted()
      default: _ = try? word()
      }
    }
    return open >= 0 ? giveUpParenthesis() : nil
  }

  private mutating func giveUpParenthesis() -> Int {
    let place = open
    index = place
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    if index < bytes.count { skipLineBreak() }
    begin()
    return place
  }
}
