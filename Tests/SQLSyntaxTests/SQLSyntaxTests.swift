import SourceText
import Testing

@testable import SQLSyntax

/// Tokens of SQL, and the statements about connections; comments and strings do not fool them.
struct SQLSyntaxTests {
  private func read(_ text: String) throws -> (tokens: [SQLToken], problems: [SourceProblem]) {
    SQLLexer.tokens(try SourceFile(path: "a.sql", raw: Array(text.utf8)))
  }

  @Test(arguments: [
    (
      "SELECT a -- 'b\n, `c``d` /* x /* y */ z */ 'e''f'",
      "word SELECT|word a|symbol ,|identifier c`d|string e'f"
    ),
    ("r'\\n' \"it's\" 'a\\'b\\n'", "string \\n|string it's|string a'b\n"),
    ("a=>1.5||:p;", "word a|symbol =>|number 1.5|symbol |||parameter :p|symbol ;"),
    ("créé '日本'", "word créé|string 日本"), ("", ""), ("--", ""), ("/**/", ""),
  ])
  func tokens(_ text: String, _ expected: String) throws {
    let found = try read(text)
    #expect(found.tokens.map { "\($0.kind.rawValue) \($0.text)" }.joined(separator: "|") == expected)
    #expect(found.problems.isEmpty)
  }

  @Test(arguments: [
    ("SELECT 'a", "7-9: a string without its end; it ends with the quote it begins with"),
    ("`a", "0-2: an identifier without its closing back quote"),
    ("a /* b /* c */", "2-4: a comment without its end; it ends with */"),
  ])
  func unfinished(_ text: String, _ expected: String) throws {
    let problems = try read(text).problems.map {
      "\($0.span.map { "\($0.start)-\($0.end)" } ?? ""): \($0.message)"
    }
    #expect(problems == [expected])
  }

  private func statements(_ text: String) throws -> [String] {
    SQLStatement.statements(try read(text).tokens).map { statement in
      switch statement {
      case .createConnection(let name, let type, let options):
        "connection \(name.text) \(type.text) "
          + options.map { "\($0.key.text)=\($0.value.text)" }.joined(separator: " ")
      case .grant(let privileges, let connection, let principal):
        "grant \(privileges.map(\.text).joined(separator: " ")) on \(connection.text) to \(principal.text)"
      case .httpRequest(let connection): "call \(connection.text)"
      }
    }
  }

  @Test func connectionsGrantsAndCalls() throws {
    #expect(
      try statements(
        """
        CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE HTTP
          OPTIONS (host 'https://atg.example.internal', port = 443, base_path '/', bearer_token secret('carto', 'host'));
        GRANT USE CONNECTION ON CONNECTION carto_at_gateway TO `analysts`;
        -- SELECT http_request(CONN => 'commented', METHOD => 'GET');
        SELECT 'http_request(CONN => ''quoted'')', http_request(METHOD => 'POST', CONN => 'carto_at_gateway', JSON => '{}').text;
        CREATE SERVER s TYPE http OPTIONS (host "https://h", bearer_token 'CANARY')
        """) == [
          "connection carto_at_gateway HTTP host=https://atg.example.internal port=443 base_path=/",
          "grant USE CONNECTION on carto_at_gateway to analysts", "call carto_at_gateway",
          "connection s http host=https://h",
        ])
  }

  @Test func otherStatementsAreNothing() throws {
    #expect(
      try statements("GRANT SELECT ON TABLE connection TO a; CREATE TABLE t (host STRING); http_request")
        == [])
    #expect(try statements("SELECT http_request(CONN => :name); SELECT f(CONN => 'x')") == [])
  }
}
