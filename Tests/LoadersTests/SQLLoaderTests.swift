import Documents
import Foundation
import Inventory
import SourceText
import Testing

@testable import Loaders

/// What SQL states, in the shapes of Databricks' API.
@Suite struct SQLLoaderTests {
  private func load(_ text: String) -> LoadedFile {
    ArtefactLoader.load(SourceFile(path: "a.sql", text: text), format: .sql)
  }

  @Test func aConnectionKeepsOnlyWhereItGoes() throws {
    let loaded = load(
      """
      CREATE CONNECTION c TYPE http OPTIONS (host 'https://h', port 443, bearer_token 'CANARY',
        client_secret secret('s', 'k'), oauth_scope :scope);
      """)
    let connection = try #require(loaded.resources.first)
    #expect(connection.identity == "databricks.Connection/c")
    #expect(connection.node["connection_type"]?.text == "HTTP")
    let options = try #require(connection.node["options"])
    #expect(options["host"]?.text == "https://h")
    #expect(options["port"]?.text == "443")
    #expect(options["bearer_token"]?.text == "(literal)")
    #expect(options["client_secret"]?.text == "(secret)")
    #expect(options["oauth_scope"]?.unknownName == "oauth_scope")
    #expect(options["host"].map { $0.span.range } == 44..<55)
  }

  @Test(arguments: [
    (
      "CREATE CONNECTION a TYPE HTTP OPTIONS (host 'x'); ALTER CONNECTION A OPTIONS (host 'y', port 1)",
      ["a y 1"]
    ),
    ("CREATE CONNECTION a TYPE HTTP OPTIONS (host 'x'); ALTER CONNECTION a RENAME TO b", ["b x "]),
    (
      "CREATE CONNECTION a TYPE HTTP OPTIONS (); CREATE CONNECTION b TYPE HTTP OPTIONS (); DROP CONNECTION a",
      ["b  "]
    ), ("DROP CONNECTION a; ALTER CONNECTION a OPTIONS (host 'x')", []),
    (
      "CREATE CONNECTION a TYPE HTTP OPTIONS (host 'x'); CREATE CONNECTION IF NOT EXISTS A TYPE HTTP OPTIONS (host 'y')",
      ["a x "]
    ),
    (
      "CREATE CONNECTION a TYPE HTTP OPTIONS (host 'x'); CREATE OR REPLACE CONNECTION a TYPE HTTP OPTIONS (host 'y')",
      ["a y "]
    ),
  ])
  func laterStatementsChangeConnections(_ text: String, _ expected: [String]) {
    let found = load(text).resources.map { resource in
      let options = resource.node["options"]
      return "\(resource.name) \(options?["host"]?.text ?? "") \(options?["port"]?.text ?? "")"
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("GRANT USE CONNECTION, MANAGE ON CONNECTION c TO `a b`", ["c a b USE_CONNECTION,MANAGE"]),
    (
      "GRANT USE CONNECTION ON SERVER c TO a; GRANT MANAGE ON SERVER c TO a; REVOKE MANAGE ON CONNECTION C FROM a",
      ["c a USE_CONNECTION"]
    ),
    ("GRANT USE CONNECTION ON CONNECTION c TO a; REVOKE ALL PRIVILEGES ON CONNECTION c FROM a", []),
    ("GRANT EXECUTE ON SCHEMA carto.carto TO a -- connection", []),
    (
      "GRANT USE CONNECTION, MANAGE ON CONNECTION c TO a, b; REVOKE MANAGE ON CONNECTION c FROM b",
      ["c a USE_CONNECTION,MANAGE", "c b USE_CONNECTION"]
    ),
    ("GRANT MANAGE ON CONNECTION c TO a; DROP CONNECTION c", []),
    (
      "CREATE CONNECTION c TYPE HTTP OPTIONS (); GRANT MANAGE ON CONNECTION c TO a; ALTER CONNECTION c RENAME TO d",
      ["d a MANAGE"]
    ),
  ])
  func grants(_ text: String, _ expected: [String]) {
    let found = load(text).resources.flatMap { resource in
      (resource.node.list("privilege_assignments")).map { entry in
        let privileges = entry.list("privileges").compactMap(\.text).joined(separator: ",")
        return "\(resource.node["full_name"]?.text ?? "") \(entry["principal"]?.text ?? "") \(privileges)"
      }
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    (
      #"CALL c.carto.SETUP('{"api_base_url": "https://api", "api_access_token": "CANARY"}')"#,
      "c.carto.SETUP api_base_url=https://api api_access_token=(literal)"
    ),
    (
      "SELECT c.carto.SETUP(API_BASE_URL => 'https://api', API_ACCESS_TOKEN => secret('s', 'k'))",
      "c.carto.SETUP api_base_url=https://api api_access_token=(secret)"
    ),
    (
      "CALL c.carto.SETUP('https://api', 'eyJhbGciOiJIUzI1NiJ9.CANARY', :x)",
      "c.carto.SETUP api_access_token=(literal)"
    ), ("CALL c.carto.SETUP('https://api.example.com', 'name')", "c.carto.SETUP "),
  ])
  func setup(_ text: String, _ expected: String) throws {
    let resource = try #require(load(text).resources.first)
    #expect(resource.kind == .gatewaySetup)
    let members = resource.node.pairs.filter { $0.key.text != "procedure" }
    #expect(
      "\(resource.name) "
        + members.map { "\($0.key.text ?? "")=\($0.value.text ?? "?")" }.joined(separator: " ")
        == expected)
  }

  /// SQL of other systems has other strings and comments; it is not judged by Databricks' rules.
  @Test func otherSQLIsNotRead() {
    #expect(load("# it's a comment\nSELECT 'a").problems.isEmpty)
    #expect(load("# it's a server\nSELECT setup, connection FROM t WHERE x = 'a").problems.isEmpty)
    #expect(load("CREATE CONNECTION c TYPE HTTP OPTIONS (host 'a").problems.count == 1)
    #expect(load("alter  connection 'a").problems.count == 1)
  }

  /// Names that are words of the language, and types that are known when the text is run.
  @Test func aTypeMayBeAParameter() throws {
    let connection = try #require(
      load("CREATE CONNECTION exists TYPE :type OPTIONS (host 'https://h')").resources.first)
    #expect(connection.name == "exists")
    #expect(connection.node["connection_type"]?.unknownName == ":type")
  }

  /// A thousand times as many statements take about a thousand times as long.
  @Test func manyStatementsAreRunInLinearTime() {
    let text = (0..<20_000).map { index in
      "CREATE CONNECTION c\(index) TYPE HTTP OPTIONS (host 'h'); GRANT MANAGE ON CONNECTION c\(index) TO a; "
    }.joined()
    let drops = (0..<20_000).map { "REVOKE MANAGE ON CONNECTION c\($0) FROM a; DROP CONNECTION c\($0);" }
      .joined()
    let clock = ContinuousClock()
    var loaded = load("")
    let time = clock.measure { loaded = load(text + drops) }
    #expect(loaded.resources.isEmpty)
    // AddressSanitizer takes many times as long.
    let patience = dlsym(nil, "__asan_init") == nil ? 1 : 20
    #expect(time < .seconds(20 * patience))
  }

  @Test(arguments: [
    ("CREATE CONNECTION c TYPE HTTP OPTIONS (host 'h', bearer_token 'S1')", ArtefactFormat.sql, ["'S1'"]),
    (
      "SELECT http_request(CONN => 'c', PATH => '/p', JSON => 'S1', HEADERS => map('a', 'S2'))", .sql,
      ["'S1'", "'a'", "'S2'"]
    ),
    // A comma that is missing, a quote that is missing, a comment, and a statement that is not read.
    (
      "CREATE CONNECTION c TYPE HTTP OPTIONS (host 'https://h' bearer_token 'S1')", .sql,
      ["'https://h'", "'S1'"]
    ), ("CREATE CONNECTION c TYPE HTTP OPTIONS (host 'h', x 'S1)", .sql, ["'S1)"]),
    (
      "DROP CONNECTION c -- it was dapi0123456789abcdef0123456789abcdef\n;", .sql,
      ["dapi0123456789abcdef0123456789abcdef"]
    ), ("ALTER connection c SET x 'S1'; SELECT 'S2'", .sql, ["'S1'", "'S2'"]),
    (
      "GRANT MANAGE ON CONNECTION 'c' TO 'p'; CALL a.SETUP(api_base_url => 'u', t => \"S1\")", .sql,
      ["\"S1\""]
    ),
    (
      #"{"connection_type": "HTTP", "options": {"host": "h", "bearer_token": "S1", "x": "S2"}}"#, .json,
      ["S1", "S2"]
    ),
    (
      "kind: Secret\nmetadata:\n  annotations:\n    last: S1\ndata:\n  a: S2\nstringData: {b: S3}\n", .yaml,
      ["S1", "S2", "S3"]
    ),
    (
      #"{"values": {"a": "S1", "b": [{"c": "S2", "d": 1}]}, "sensitive_values": {"a": true, "b": [{"c": true}]}}"#,
      .json, ["S1", "S2"]
    ), (#"{"outputs": {"t": {"sensitive": true, "value": {"k": "S1"}}}}"#, .json, ["S1"]),
    (#"{"kind": "ConfigMap", "data": {"Secret": "no"}}"#, .json, []),
  ])
  func sensitiveSpans(_ text: String, _ format: ArtefactFormat, _ expected: [String]) {
    let source = SourceFile(path: "a", text: text)
    let spans = SensitiveSpans.spans(in: source, format: format).sorted { $0.start < $1.start }
    #expect(spans.map { String(decoding: source.bytes[$0.range], as: UTF8.self) } == expected)
  }
}
