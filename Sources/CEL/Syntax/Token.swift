/// A lexical element and where it stands.
struct Token: Sendable {
  enum Kind: UInt8, Sendable {
    case end
    case identifier
    case quotedIdentifier
    case int, hexInt, uint, hexUint, double
    case string, bytes
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case dot, comma, colon, question
    case plus, minus, star, slash, percent, not
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case and, or
  }

  var kind: Kind
  var range: SourceRange
  /// Of a string: the range between the quotes.
  var content = SourceRange(0, 0)
  /// Of a string: whether escapes are left alone.
  var isRaw = false
}
