import Foundation
import Testing

/// The command line as a user meets it: exit codes, formats, and the same bytes whatever the order and the jobs.
@Suite struct CommandTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  struct Run {
    var status: Int32
    var output: String
    var errors: String
  }

  private func airtight(_ arguments: String..., input: String? = nil) throws -> Run {
    try Self.airtight(arguments, input: input)
  }

  /// Runs the binary that was built beside the test bundle, in the package's folder.
  static func airtight(_ arguments: [String], input: String? = nil, in folder: String = root) throws -> Run {
    let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/airtight"
    return try run(binary, arguments, input: input, in: folder)
  }

  static func run(
    _ program: String, _ arguments: [String], input: String? = nil, in folder: String = root
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.currentDirectoryURL = URL(filePath: folder)
    process.arguments = arguments
    let output = Pipe()
    let errors = Pipe()
    let given = Pipe()
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = given
    try process.run()
    given.fileHandleForWriting.write(Data((input ?? "").utf8))
    try given.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: complaint, as: UTF8.self))
  }

  @Test func soundEndsWith0AndBrokenWith1() throws {
    let sound = try airtight("check", "samples/private-aks/sound", "--format", "json")
    #expect(sound.status == 0)
    #expect(sound.output.contains("\"findings\": []"))
    let broken = try airtight("check", "samples/private-aks/broken")
    #expect(broken.status == 1)
    #expect(
      broken.output.contains(
        "at-gateway-service.yaml:10:62: error: Service at-gateway gets a public load balancer: the annotation "
          + "azure-load-balancer-internal is \"True\", and only exactly \"true\" makes it internal "
          + "[load-balancer-public]"))
    #expect(try airtight("check", "samples/private-aks/broken", "--fail-on", "never").status == 0)
  }

  @Test func soundLacksNoEvidence() throws {
    #expect(try airtight("check", "samples/private-aks/sound", "--require-evidence").status == 0)
  }

  @Test func wrongUsageEndsWith2() throws {
    #expect(try airtight("check", "--no-such-option").status == 2)
    #expect(try airtight("check", "--format", "yaml").status == 2)
    let path = try airtight("check", "no/such/folder")
    #expect(path.status == 2)
    #expect(path.errors == "airtight: no/such/folder: no such file or folder\n")
    let rule = try airtight("check", "samples", "--only", "no-such-rule")
    #expect(rule.status == 2)
    #expect(rule.errors == "airtight: there is no rule 'no-such-rule'; 'airtight rules' lists them\n")
    #expect(try airtight("explain", "no-such-rule").status == 2)
  }

  @Test func unreadableEndsWith3AndTheOthersAreChecked() throws {
    let run = try airtight("check", "-", "samples/private-aks/broken", input: "a: [1\nb: 2\n")
    #expect(run.status == 3)
    #expect(run.output.contains("-:2:2: error: did not find expected ',' or ']'"))
    #expect(run.output.contains("[load-balancer-public]"))
  }

  @Test func nothingToCheckEndsWith4() throws {
    #expect(try airtight("check", "Sources").status == 4)
  }

  @Test func severalOutputsInOneRun() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let run = try airtight(
      "check", "samples/private-aks/broken", "--format", "json=\(file)", "--format", "text")
    #expect(run.status == 1 && run.output.contains("in 16 files ("))
    let json = try #require(FileManager.default.contents(atPath: file))
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(["features", "findings", "inputs", "paths", "rules", "summary"] == object.keys.sorted())
  }

  @Test func credentialsOnTheLineOfAFindingAreHidden() throws {
    let connection =
      #"{"name": "c", "connection_type": "HTTP", "options": {"bearer_token": "dapi\"1", "host": "http://a.b.c", "#
      + #""client_secret":"canary"}}"#
    for format in ["text", "json", "sarif"] {
      let run = try airtight("check", "-", "--format", format, input: connection)
      #expect(run.status == 1)
      #expect(!run.output.contains("dapi") && !run.output.contains("canary"))
    }
    #expect(try airtight("check", "-", input: connection).output.contains(#"er_token": "*******""#))
  }

  /// The cases of the rules hold credentials in every place that a rule or a reader knows; none of them is in any output.
  @Test(arguments: ["text", "json", "sarif"]) func noFormatShowsACredential(_ format: String) throws {
    let run = try airtight("check", "rules/databricks", "--format", format)
    #expect(run.status == 1)
    #expect(run.output.contains("connection-credential-literal"))
    #expect(run.output.contains("setup-credential-literal"))
    #expect(!run.output.contains("S3CR3T"))
  }

  /// What one page of several does not hold may stand on another one.
  @Test(arguments: [("", true), (#", "next_page_token": "t""#, false)])
  func aPageOfSeveralLacksNothing(_ token: String, _ isTold: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "call.sql": "SELECT http_request(CONN => 'gateway', METHOD => 'GET', PATH => '/health');",
      "connections.json":
        #"{"connections": [{"name": "other", "connection_type": "HTTP", "options": {"host": "https://atg.contoso.internal"}}]\#(token)}"#,
      "rules.json":
        #"{"items": [{"rule_id": "r", "resource_id": "x", "domain_names": ["b.contoso.internal"]}]\#(token)}"#,
      "warehouses.json": #"{"warehouses": [{"id": "w", "name": "w", "warehouse_type": "PRO"}]\#(token)}"#,
    ]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let output = try airtight("check", folder.path, "--format", "json").output
    for rule in [
      "http-request-connection-undefined", "connection-host-not-routed", "no-serverless-warehouse",
    ] {
      #expect(output.contains("\"rule\": \"\(rule)\"") == isTold, "\(rule)")
    }
  }

  /// Statements that are not what they seem: a comma or a quote is missing, the key has no quote, a comment tells.
  @Test(arguments: [
    "CREATE CONNECTION c TYPE HTTP OPTIONS (port 0, host 'http://h' x 'S3CR3T')",
    "CREATE CONNECTION c TYPE HTTP OPTIONS (host 'http://u:S3CR3T@h', port 0)",
    "CREATE CONNECTION c TYPE HTTP OPTIONS (host 'http://h', port 0, x 'S3CR3T)",
    "CREATE CONNECTION c TYPE HTTP OPTIONS (host 'http://h', port 0) -- S3CR3Tdapi0123456789abcdef",
    "CREATE CONNECTION c TYPE HTTP OPTIONS (port 0, x S3CR3Tdapi0123456789abcdef)",
    "SELECT http_request('S3CR3T', CONN => 'c', METHOD => 'X', HEADERS => map('Authorization', 'S3CR3T'))",
    "CALL a.b.SETUP('{\"api_access_token\": \"S3CR3T\"}'); SELECT http_request('c')",
  ]) func brokenSQLShowsNoCredential(_ sql: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sql-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "a.sql")
    try Data(sql.utf8).write(to: file)
    for format in ["text", "json", "sarif"] {
      let run = try airtight("check", file.path, "--format", format)
      #expect(run.status != 0 && run.output.contains("a.sql"))
      #expect(!run.output.contains("S3CR3T"))
    }
    #expect(!(try airtight("parse", file.path, "--as", "sql").output.contains("S3CR3T")))
  }

  @Test func standardInputIsChecked() throws {
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: LoadBalancer}\n"
    let run = try airtight("check", "-", input: service)
    #expect(run.status == 1)
    #expect(run.output.contains("-:3:1: error: Service a gets a public load balancer"))
  }

  @Test func theSameBytesForAnyOrderAndAnyJobs() throws {
    let folders = ["samples/private-aks/broken", "samples/private-aks/sound", "rules/dns"]
    let one = try airtight("check", folders[0], folders[1], folders[2], "--jobs", "1", "--format", "json")
      .output
    let other = try airtight("check", folders[2], folders[1], folders[0], "--jobs", "3", "--format", "json")
      .output
    #expect(!one.isEmpty && one == other)
    let sarif = try airtight("check", folders[0], folders[2], "--jobs", "1", "--format", "sarif").output
    #expect(
      sarif == (try airtight("check", folders[2], folders[0], "--jobs", "2", "--format", "sarif").output))
  }

  @Test func parsePrintsDocumentsEventsAndRefuses() throws {
    let yaml = try airtight("parse", "-", "--as", "yaml", input: "a: yes\n---\n- \"yes\"\n")
    #expect(yaml.output == "{\"a\":true}\n[\"yes\"]\n")
    #expect(
      try airtight("parse", "-", "--as", "yaml", "--events", input: "- &x a\n").output
        == "+STR\n+DOC\n+SEQ\n=VAL &x :a\n-SEQ\n-DOC\n-STR\n")
    #expect(
      try airtight("parse", "-", "--as", "json", input: "[1E+2, \"\\u0041\"]").output == "[1E+2,\"A\"]\n")
    let bad = try airtight("parse", "-", "--as", "json", input: "[1,]")
    #expect(bad.status == 3 && bad.output.isEmpty)
  }

  @Test func evalPrintsValueTypeAndErrors() throws {
    #expect(try airtight("eval", "1 + 2").output == "{\n  \"value\": 3,\n  \"type\": \"int\"\n}\n")
    let run = try airtight("eval", "x.y", "--bindings", "-", input: "{\"x\": {}}")
    #expect(run.status == 2)
    #expect(run.output.contains("no such key: y"))
  }

  @Test func inspectNamesResourcesAndRelations() throws {
    let run = try airtight("inspect", "samples/private-aks/sound")
    #expect(run.status == 0)
    #expect(run.output.contains("\"name\": \"kubernetes.Service/carto/at-gateway\""))
    #expect(run.output.contains("\"workloads\""))
  }

  @Test func inspectResolvesANameInBothViews() throws {
    let run = try airtight(
      "inspect", "samples/private-aks/sound", "--resolve", "CARTO-atg.carto.contoso.internal.")
    #expect(run.status == 0)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let inside = try #require(answer["private"] as? [String: Any])
    #expect(inside["outcome"] as? String == "addresses")
    #expect(inside["addresses"] as? [String] == ["10.1.0.5"])
    let record = try #require((inside["records"] as? [[String: Any]])?.first)
    #expect(record["line"] as? Int == 15 && record["type"] as? String == "A")
    let outside = try #require(answer["public"] as? [String: Any])
    #expect(outside["outcome"] as? String == "unknown")
    #expect(outside["reason"] as? String == "no zone of the inputs holds CARTO-atg.carto.contoso.internal.")
    #expect(try airtight("inspect", "samples", "--resolve", "a..b").status == 2)
  }

  /// A parameter of the rules is set for all rules that have it.
  @Test func aSettingChangesTheWeightOfAMissingName() throws {
    let folder = "rules/dns/private-hostname-missing/fail/absent"
    let only = ["--only", "private-hostname-missing"]
    #expect(try Self.airtight(["check", folder] + only).output.contains("1 error"))
    let run = try Self.airtight(["check", folder, "--set", "dnsMode=databricks-managed"] + only)
    #expect(run.output.contains("1 note"))
    #expect(run.status == 0)
    #expect(try airtight("check", folder, "--set", "dnsMode").status == 2)
  }

  @Test func aUsersRulesAreTreatedTheSame() throws {
    let run = try airtight(
      "check", "samples/private-aks/broken", "--rules", "rules", "--only", "load-balancer-public")
    #expect(run.status == 1)
    #expect(try airtight("test", "rules").status == 0)
  }

  /// A manifest that makes a rule too dear is named, and hides nothing else.
  @Test func aRuleThatCannotJudgeOneObjectJudgesTheOthers() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "many-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func service(_ name: String, annotations: Int) -> String {
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: \(name)\n  annotations: {"
        + (0..<annotations).map { "a/\($0): b" }.joined(separator: ", ") + "}\nspec: {type: LoadBalancer}\n"
    }
    for (name, count) in [("dear", 100_000), ("plain", 1)] {
      try service(name, annotations: count)
        .write(to: folder.appending(path: name + ".yaml"), atomically: true, encoding: .utf8)
    }
    let run = try airtight("check", folder.path, "--only", "load-balancer-public")
    #expect(run.status == 3)
    #expect(run.output.contains("plain.yaml:5:3: error: Service plain gets a public load balancer"))
    #expect(
      run.output.contains(
        "dear.yaml:4:9: error: the rule load-balancer-public could not judge kubernetes.Service/default/dear: the "
          + "evaluation costs more than the limit of 1000000"))
  }
}
