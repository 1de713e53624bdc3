import SourceText
import Testing

@testable import SQLSyntax

/// Tokens of SQL, and the statements about connections; comments and strings do not fool them.
struct SQLSyntaxTests {
  private func read(_ text: String) throws -> (tokens: [SQLToken], problems: [SourceProblem]) {
    var lexer = try SQLLexer(try SourceFile(path: "a.sql", raw: Array(text.utf8)))
    var tokens: [SQLToken] = []
    while let part = lexer.statement() {
      tokens += part.tokens
      // The sign at the end is not among a statement's own.
      if part.span.range.last.map({ text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: $0)] }) == 0x3B
      {
        tokens.append(
          SQLToken(kind: .symbol, text: ";", span: ByteSpan(start: part.span.end - 1, end: part.span.end)))
      }
    }
    return (tokens, lexer.problems)
  }

  @Test(arguments: [
    (
      "SELECT a -- 'b\n, `c``d` /* x /* y */ z */ 'e''f'",
      "word SELECT|word a|symbol ,|identifier c`d|string e'f"
    ),
    ("r'\\n' \"it's\" 'a\\'b\\n'", "string \\n|string it's|string a'b\n"),
    ("a=>1.5||:p;", "word a|symbol =>|number 1.5|symbol |||parameter :p|symbol ;"),
    (
      "$a ${b} {{ c }} ? $ {x",
      "parameter $a|parameter ${b}|parameter {{ c }}|parameter ?|symbol $|symbol {|word x"
    ),
    ("'a\\u0041\\%\\b' $q$ it's -- $q$", "string aA\\%\u{8}|string  it's -- "),
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
    ("$a$ b $$", "0-3: a body without its end; it ends with the tag it begins with"),
  ])
  func unfinished(_ text: String, _ expected: String) throws {
    let problems = try read(text).problems.map {
      "\($0.span.map { "\($0.start)-\($0.end)" } ?? ""): \($0.message)"
    }
    #expect(problems == [expected])
  }

  private func statements(_ text: String) throws -> [String] {
    SQLReader.read(try SourceFile(path: "a.sql", raw: Array(text.utf8))).statements.map(Self.text)
  }

  private static func text(_ statement: SQLStatement) -> String {
    switch statement {
    case .createConnection(let connection):
      "connection \(connection.name.text) \(connection.type?.text ?? "") \(text(connection.options))"
    case .alterConnection(let connection): "alter \(connection.name.text) \(text(connection.options))"
    case .renameConnection(let name, let new): "rename \(name.text) \(new.text)"
    case .dropConnection(let name): "drop \(name.text)"
    case .grant(let grant): "grant \(text(grant))"
    case .revoke(let grant): "revoke \(text(grant))"
    case .call(let call):
      "call \(call.name.map(\.text).joined(separator: ".")) "
        + call.arguments.map { ($0.name.map { $0.text + "=" } ?? "") + text($0.value) }.joined(separator: " ")
    }
  }

  private static func text(_ options: [SQLOption]) -> String {
    options.map { "\($0.key.text)=\(text($0.value))" }.joined(separator: " ")
  }

  private static func text(_ value: SQLValue) -> String {
    switch value.content {
    case .text(let text): text
    case .secret: "secret()"
    case .unknown: "?"
    }
  }

  private static func text(_ grant: SQLGrant) -> String {
    "\(grant.privileges.map(\.text).joined(separator: ",")) \(grant.connection.text) "
      + grant.principals.map(\.text).joined(separator: ",")
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
        CREATE SERVER s TYPE http OPTIONS (host "https://h", bearer_token 'TOKEN')
        """) == [
          "connection carto_at_gateway HTTP host=https://atg.example.internal port=443 base_path=/ bearer_token=secret()",
          "grant USE CONNECTION carto_at_gateway analysts",
          "call http_request METHOD=POST CONN=carto_at_gateway JSON={}",
          "connection s http host=https://h bearer_token=TOKEN",
        ])
  }

  @Test(arguments: [
    ("ALTER CONNECTION c OPTIONS (host 'https://' || 'b')", "alter c host=https://b"),
    ("ALTER CONNECTION a.b RENAME TO `c d`", "rename b c d"), ("drop server if exists c", "drop c"),
    ("REVOKE ALL PRIVILEGES, MANAGE ON CONNECTION c FROM 'a'", "revoke ALL PRIVILEGES,MANAGE c a"),
    (
      "CREATE OR REPLACE CONNECTION c TYPE HTTP OPTIONS (host 'https://${host}', port :p, a.b 'x' 'y', 'k' TRUE)",
      "connection c HTTP host=? port=? a.b=xy k=true"
    ),
    ("CREATE CONNECTION c TYPE HTTP OPTIONS (host 'h', bearer_token f(',', (1))", "connection c HTTP host=h"),
    (
      "CALL `carto`.carto.SETUP('{\"api_base_url\": \"u\"}', API => $token)",
      "call carto.carto.SETUP {\"api_base_url\": \"u\"} API=?"
    ),
    ("BEGIN DROP CONNECTION c; END", "drop c"),
    (
      "SELECT http_request(CONN => (SELECT max(c) FROM t), PATH => http_request('a'))",
      "call http_request CONN=? PATH=?|call http_request a"
    ),
    ("SELECT http_request(CONN => 'c'", "call http_request "),
    ("SELECT 1\n-- COMMAND ----------\nDROP CONNECTION c", "drop c"),
    ("-- MAGIC DROP CONNECTION a \\\nDROP CONNECTION b\nDROP CONNECTION c", "drop c"),
    ("CREATE FUNCTION f() LANGUAGE PYTHON AS $$ ; DROP CONNECTION c; $$; DROP CONNECTION d", "drop d"),
    ("SELECT $x$ http_request(CONN => 'c') $x$", ""), ("CREATE CONNECTION c AS REPLICA OF d", ""),
    ("CREATE CONNECTION {{name}} TYPE HTTP OPTIONS ()", "connection {{name}} HTTP "),
    ("SELECT setup('a'), /*+ DROP */ http_request", ""),
    ("EXECUTE FUNCTION supabase_functions.http_request('https://a', 'POST')", ""),
    ("CREATE FUNCTION http_request(method text, path text)", ""),
    (
      "SELECT http_request('GET', 'a'), http_request('http://a'), http_request(url => f(1))",
      "call http_request GET a"
    ),
    ("SELECT system.builtin.http_request(CONN => 'c')", "call system.builtin.http_request CONN=c"),
    ("CREATE SERVER s TYPE 'pg' VERSION '9' FOREIGN DATA WRAPPER w OPTIONS (host 'h')", ""),
    ("USE carto.carto; CALL SETUP(API_BASE_URL => 'u')", "call SETUP API_BASE_URL=u"),
    ("CREATE CONNECTION exists TYPE HTTP OPTIONS (host 'h')", "connection exists HTTP host=h"),
    ("CREATE CONNECTION if not exists if TYPE HTTP OPTIONS ()", "connection if HTTP "),
    ("DROP CONNECTION IF EXISTS exists; DROP CONNECTION `if`", "drop exists|drop if"),
    ("CREATE CONNECTION `a``b; DROP` TYPE `http`", "connection a`b; DROP http "),
    ("CREATE/**/CONNECTION/*'*/c --'\n TYPE\tHTTP", "connection c HTTP "),
    ("CREATE CONNECTION c TYPE ${type} OPTIONS (host 'a' 'b')", "connection c ${type} host=ab"),
    ("CREATE CONNECTION c TYPE HTTP OPTIONS (host 'h' bearer_token 'x')", "connection c HTTP host=?"),
    ("GRANT USE CONNECTION ON CONNECTION c TO `a b`, g;", "grant USE CONNECTION c a b,g"),
    ("GRANT USE CONNECTION ON CONNECTION c TO (SELECT 1)", ""),
    ("GRANT MANAGE ON CONNECTION IDENTIFIER('a.c') TO IDENTIFIER", "grant MANAGE c IDENTIFIER"),
    ("DROP CONNECTION IDENTIFIER(concat(:p, '_c'))", "drop IDENTIFIER"), ("DROP CONNECTION IDENTIFIER(", ""),
    ("IF x > 1 THEN DROP CONNECTION a; ELSE DROP CONNECTION b; END IF", "drop a|drop b"),
    ("l: BEGIN GRANT MANAGE ON CONNECTION c TO g; END", "grant MANAGE c g"),
  ])
  func statement(_ text: String, _ expected: String) throws {
    #expect(try statements(text).joined(separator: "|") == expected)
  }

  /// A statement with too many tokens is passed over, and the next one is read.
  @Test func aStatementWithoutEndIsNotKept() throws {
    let text = "DROP CONNECTION a; INSERT INTO t VALUES (1, 2, 3, 'x;'); DROP CONNECTION b"
    var lexer = try SQLLexer(try SourceFile(path: "a.sql", raw: Array(text.utf8)), longestStatement: 6)
    var parts: [String] = []
    while let part = lexer.statement() {
      parts.append("\(part.tokens.count) \(part.span.start)-\(part.span.end) \(part.isTooLong)")
    }
    #expect(parts == ["3 0-18 false", "0 18-56 true", "3 56-74 false"])
    #expect(
      lexer.problems.map(\.message) == ["a statement of more than 6 tokens, which is not read"])
  }

  @Test func aStatementHasAsManyTokensAsItMay() throws {
    let text = "GRANT MANAGE ON CONNECTION c TO; GRANT MANAGE ON CONNECTION c TO g"
    var lexer = try SQLLexer(try SourceFile(path: "a.sql", raw: Array(text.utf8)), longestStatement: 6)
    let first = lexer.statement()
    #expect(first?.tokens.count == 6 && first?.isTooLong == false)
    let second = lexer.statement()
    #expect(second?.isTooLong == true)
    #expect(lexer.problems.map(\.message) == ["a statement of more than 6 tokens, which is not read"])
  }

  @Test func otherStatementsAreNothing() throws {
    #expect(try statements("GRANT SELECT ON TABLE connection TO a; CREATE TABLE t (host STRING)") == [])
    #expect(try statements("SELECT f(CONN => 'x'), x.http_request") == [])
  }

  /// What grows faster than the text would take many minutes here.
  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      "http_request(", "a.", "$a ", "{{", "/*", "'a'||", "(", "$$ a", "CREATE CONNECTION ", "THEN ",
      "IDENTIFIER(", "GRANT a ON CONNECTION c TO p, ",
    ])
  func longTextsAreReadInLinearTime(_ piece: String) throws {
    _ = try statements(String(repeating: piece, count: 20_000))
  }
}
