import SQLSyntax
import SourceText

/// What must not be shown of SQL. A credential may stand in any string, in a number, in a comment and behind a quote that is
/// missing, so all strings are hidden but those that rules speak of, and of comments the words that look like a credential.
enum SQLSensitiveSpans {
  static func spans(in source: SourceFile) -> [ByteSpan] {
    guard SQLLoader.mayConcern(source), var lexer = try? SQLLexer(source) else { return [] }
    var spans: [ByteSpan] = []
    while let part = lexer.statement() {
      if part.isTooLong {
        spans.append(part.span)
      } else {
        add(part.tokens, part.span.range, source.bytes, &spans)
      }
    }
    return spans + lexer.problems.compactMap(\.span)
  }

  /// Adds what must not be shown of one statement.
  private static func add(
    _ tokens: [SQLToken], _ range: Range<Int>, _ bytes: [UInt8], _ spans: inout [ByteSpan]
  ) {
    let shown = Set(SQLReader.statements(tokens).flatMap(shown))
    // What no token covers are blanks and comments.
    var end = range.lowerBound
    for token in tokens {
      let own = token.span.range
      if end < own.lowerBound { spans += words(in: end..<own.lowerBound, bytes) }
      end = Swift.max(end, own.upperBound)
      if isHidden(token), !shown.contains(token.span) { spans.append(token.span) }
    }
    if end < range.upperBound { spans += words(in: end..<range.upperBound, bytes) }
  }

  /// A string, or a word that looks like a credential whose quotes were forgotten; names have underscores where they are long.
  private static func isHidden(_ token: SQLToken) -> Bool {
    switch token.kind {
    case .string: true
    case .word, .number, .identifier: !token.text.contains("_") && CredentialText.isLikely(token.text.utf8)
    case .parameter, .symbol: false
    }
  }

  /// The spans of the tokens that may be shown although they are strings.
  private static func shown(_ statement: SQLStatement) -> [ByteSpan] {
    switch statement {
    case .createConnection(let connection), .alterConnection(let connection):
      let values = connection.options.filter(\.isShown).map(\.value).filter { $0.text != nil }
      return [connection.name.span] + values.map(\.span) + (connection.type.map { [$0.span] } ?? [])
    case .renameConnection(let name, let new): return [name.span, new.span]
    case .dropConnection(let name): return [name.span]
    case .grant(let grant), .revoke(let grant): return [grant.connection.span] + grant.principals.map(\.span)
    case .call(let call):
      let names = call.isHTTPRequest ? ["CONN", "METHOD", "PATH"] : ["API_BASE_URL", "CONNECTION"]
      return names.compactMap { call.argument($0)?.value }.filter { $0.text != nil }.map(\.span)
    }
  }

  /// The words in a range of bytes that look like a credential.
  private static func words(in range: Range<Int>, _ bytes: [UInt8]) -> [ByteSpan] {
    bytes[range].split { !CredentialText.isPart($0) }.filter(CredentialText.isLikely).map {
      ByteSpan($0.startIndex..<$0.endIndex)
    }
  }
}

/// What texts look like that give access to something.
enum CredentialText {
  /// Whether a byte may be part of a credential: letters, digits and `-_.~+/=`.
  static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    case UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): true
    default: false
    }
  }

  /// Whether a text may be a credential: 20 bytes or more of what they are made of, with digits and letters among them.
  static func isLikely(_ text: some Sequence<UInt8>) -> Bool {
    var count = 0
    var hasDigit = false
    var hasLetter = false
    for byte in text {
      guard isPart(byte) else { return false }
      count += 1
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { hasDigit = true }
      if (0x41...0x5A).contains(byte & 0xDF) { hasLetter = true }
    }
    return count >= 20 && hasDigit && hasLetter
  }
}
