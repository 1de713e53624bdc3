import SQLSyntax
import SourceText

/// Reads SQL: the parts cover the file from end to end, tokens stand in order within their part, and every value within the
/// file.
enum SQLTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    guard let source = try? SourceFile(path: "fuzz.sql", raw: bytes) else { return }
    for longest in [SQLLexer.longestStatement, 8] { lex(source, longest) }
    let (statements, problems) = SQLReader.read(source)
    for problem in problems { Places.check(problem.span, in: source) }
    for statement in statements { check(statement, in: source) }
  }

  private static func lex(_ source: SourceFile, _ longest: Int) {
    guard var lexer = try? SQLLexer(source, longestStatement: longest) else { return }
    var end = 0
    while let part = lexer.statement() {
      precondition(part.span.range.lowerBound == end, "a gap between statements")
      precondition(part.span.range.upperBound > end, "a statement of nothing")
      var last = end
      for token in part.tokens {
        precondition(token.span.range.lowerBound >= last, "tokens overlap")
        precondition(token.span.start < token.span.end, "a token of nothing")
        last = token.span.range.upperBound
      }
      end = part.span.range.upperBound
      precondition(last <= end, "a token behind its statement")
      precondition(part.tokens.count <= longest)
    }
    precondition(end == source.bytes.count, "the end was not read")
  }

  private static func check(_ statement: SQLStatement, in source: SourceFile) {
    switch statement {
    case .createConnection(let connection), .alterConnection(let connection):
      Places.check(connection.name.span, in: source)
      for option in connection.options {
        Places.check(option.key.span, in: source)
        Places.check(option.value.span, in: source)
      }
    case .renameConnection(let name, let other):
      Places.check(name.span, in: source)
      Places.check(other.span, in: source)
    case .dropConnection(let name): Places.check(name.span, in: source)
    case .grant(let grant), .revoke(let grant):
      precondition(!grant.principals.isEmpty)
      for privilege in grant.privileges { Places.check(privilege.span, in: source) }
      for principal in grant.principals { Places.check(principal.span, in: source) }
    case .call(let call):
      for argument in call.arguments {
        Places.check(argument.name?.span, in: source)
        Places.check(argument.value.span, in: source)
      }
    }
  }
}
