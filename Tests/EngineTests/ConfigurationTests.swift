import Analysis
import Findings
import Foundation
import SourceText
import Testing

@testable import Engine

/// The configuration: what is read, and what is refused with which words.
@Suite struct ConfigurationTests {
  static func read(_ text: String) -> (Configuration, [String]) {
    let source = SourceFile(path: ".airtight.yaml", text: text)
    let (configuration, problems) = ConfigurationReader.read(source, folder: ".")
    var places = PlaceFinder(source)
    return (
      configuration,
      problems.map {
        let problem = places.problem($0)
        let start = problem.place.range?.start
        return "\(start?.line ?? 0):\(start?.column ?? 0): \(problem.message)"
      }
    )
  }

  /// A file with every key.
  static let whole = """
    include: [kubernetes/, "*.json"]
    exclude:
      - "**/charts/*.yaml"
    severity:
      load-balancer-basic: note
      zone-generate: "off"
    params: {dnsMode: databricks-managed, limit: 3, strict: true, names: [a, b]}
    profiles:
      production:
        gateway: {namespace: carto, service: at-gateway, labels: {app: at-gateway}}
        hosts: [https://ATG.contoso.internal./]
        databricks-subscriptions: [0B0F3A2E-0000-4000-8000-000000000001]
        dns-mode: databricks-managed
        api-egress-host: api.carto.example
    rules: [our-rules]
    fail-on: error
    require-evidence: true
    baseline: baseline.jsonl
    allow:
      - rule: load-balancer-public
        resource: kubernetes.Service/carto/*
        path: kubernetes/
        reason: Public until the link is there
        until: 2027-01-31
    """

  @Test func everyKeyIsRead() throws {
    let (read, problems) = Self.read(Self.whole)
    #expect(problems == [])
    #expect(read.include.count == 2 && read.exclude.count == 1)
    #expect(read.severityByRule == ["load-balancer-basic": .note] && read.rulesTurnedOff == ["zone-generate"])
    #expect(read.parameters.map(\.name.value) == ["dnsMode", "limit", "strict", "names"])
    let profile = try #require(read.profiles.first)
    #expect(profile.gateway?.namespace == "carto" && profile.gateway?.labels == ["app": "at-gateway"])
    #expect(profile.hosts == ["atg.contoso.internal"] && profile.dnsMode == .databricksManaged)
    #expect(profile.databricksSubscriptions == ["0b0f3a2e-0000-4000-8000-000000000001"])
    #expect(profile.apiEgressHost == "api.carto.example")
    #expect(read.ruleFolders == ["our-rules"] && read.failOn == .error && read.requiresEvidence == true)
    #expect(read.baseline == "baseline.jsonl")
    #expect(read.allow.first?.reason == "Public until the link is there")
    #expect(read.allow.first?.until == CalendarDate("2027-01-31"))
  }

  @Test func nothingIsAConfigurationToo() {
    #expect(Self.read("").1 == [])
    #expect(Self.read("# only a comment\n").1 == [])
    #expect(Self.read("exclude:\n").1 == [])
  }

  @Test func plainOffIsOff() {
    #expect(Self.read("severity: {zone-generate: off}").0.rulesTurnedOff == ["zone-generate"])
  }

  static let refused: [(String, String)] = [
    (
      "exclud: []",
      "1:1: unknown key 'exclud', perhaps 'exclude'; allowed are include, exclude, severity, params, profiles, rules, fail-on, require-evidence, baseline, allow, render, charts"
    ),
    (
      "profiles: {a: {gatway: {service: a}}}",
      "1:16: unknown key 'gatway', perhaps 'gateway'; allowed are gateway, hosts, databricks-subscriptions, dns-mode, api-egress-host"
    ),
    (
      "profiles: {a: {gateway: {name: a, service: b}}}",
      "1:26: unknown key 'name'; allowed are namespace, service, labels"
    ),
    (
      "profiles: {a: {gateway: {namespace: a}}}",
      "1:25: a gateway is named by 'service', 'labels' or both; 'namespace' says where"
    ),
    (
      "profiles: {a: {dns-mode: customer}}",
      "1:26: 'customer' is no dns-mode; allowed are customer-managed, databricks-managed"
    ),
    ("profiles: {a: {databricks-subscriptions: [x]}}", "1:42: 'x' is no subscription; one is a GUID"),
    (
      "severity: {zone-generate: eror}",
      "1:27: 'eror' is no severity of zone-generate, perhaps 'error'; allowed are error, warning, note, off"
    ),
    (
      "severity: {zone-generate: false}",
      "1:27: 'false' is no severity of zone-generate; allowed are error, warning, note, off"
    ),
    ("fail-on: never-ever", "1:10: 'never-ever' is no fail-on; allowed are error, warning, note, never"),
    ("require-evidence: 1", "1:19: 'require-evidence' is true or false"),
    ("rules: ours", "1:8: 'rules' is a list of folders"),
    ("exclude: [{a: b}]", "1:11: an element of 'exclude' is a text"),
    ("exclude: ['#']", "1:10: '#' is no pattern; patterns are those of .gitignore"),
    ("params: {a: {b: c}}", "1:13: a parameter is a text, true or false, a whole number or a list of texts"),
    (
      "- a",
      "1:1: expected a mapping; its keys are include, exclude, severity, params, profiles, rules, fail-on, require-evidence, baseline, allow, render, charts"
    ),
    (
      "allow: [{rule: a, path: b}]",
      "1:9: 'reason' is missing; an entry has 'rule', 'reason', and 'resource' or 'path'"
    ),
    (
      "allow: [{rule: a, reason: b}]",
      "1:9: 'resource' or 'path' is missing; a whole rule is turned off under 'severity'"
    ),
    (
      "allow: [{rule: a, path: b, reason: c, until: 2027-02-29}]",
      "1:46: '2027-02-29' is no day; one is written 2027-01-31"
    ),
    ("allow: {rule: a}", "1:8: 'allow' is a list"),
    ("a: [", "1:5: did not find expected node content while parsing a flow node"),
    (
      "exclude: [a]\nexclude: [b]",
      "2:1: the key 'exclude' stands more than once in this mapping; only the last one counts"
    ),
    ("rules: []\n---\nrules: []", "3:1: a configuration is one YAML document"),
  ]

  @Test(arguments: refused) func whatIsWrongIsToldWithItsPlace(_ text: String, _ message: String) {
    let problems = Self.read(text).1
    #expect(problems == [message])
  }

  @Test func datesAreThoseOfTheCalendar() {
    #expect(CalendarDate("2028-02-29")?.description == "2028-02-29")
    for text in [
      "2027-02-29", "2027-13-01", "2027-1-1", "2027-00-10", "2027-04-31", "27-01-01", "2027-01-+1",
      "1900-02-29",
    ] {
      #expect(CalendarDate(text) == nil)
    }
    #expect(CalendarDate(secondsSinceEpoch: 0).description == "1970-01-01")
    #expect(CalendarDate(secondsSinceEpoch: -1).description == "1969-12-31")
    #expect(CalendarDate(secondsSinceEpoch: 951_782_400).description == "2000-02-29")
    #expect(CalendarDate(secondsSinceEpoch: 1_798_761_599).description == "2026-12-31")
    #expect(CalendarDate(secondsSinceEpoch: 1_798_761_600).description == "2027-01-01")
  }

  @Test func theNearestFileUpwardsIsTaken() throws {
    // The working folder is the process's, so this asks the command (CommandTests); here only what has no file.
    let missing = FileManager.default.temporaryDirectory.appending(path: "no-\(UUID().uuidString).yaml").path
    #expect(
      throws: CheckFailure.badConfiguration([
        InputProblem(
          isError: true, message: "cannot be opened: No such file or directory", place: Place(path: missing))
      ])
    ) { try ConfigurationFile.load(missing) }
  }
}

/// The published JSON Schema accepts what the reader accepts and refuses what it refuses.
@Suite(.enabled(if: JSONSchema.isAvailable, "needs python3 with jsonschema and yaml"))
struct ConfigurationSchemaTests {
  @Test func theSchemaIsOne() throws {
    #expect(try JSONSchema.problems(in: ConfigurationTests.whole) == "")
    #expect(try JSONSchema.problems(in: "exclud: []").contains("exclud"))
  }

  @Test func bothAgree() throws {
    // A day of the calendar, one document and a key that stands twice are no matter of the schema.
    let beyond = ["2027-02-29", "---", "exclude: [a]\n", "a: ["]
    for (text, _) in ConfigurationTests.refused where !beyond.contains(where: text.contains) {
      #expect(try !JSONSchema.problems(in: text).isEmpty, "the schema accepts \(text)")
    }
    let accepted = [
      "{}", "include: ['*.yaml', '!a']", "params: {a: [], b: 'x', c: 1, d: false}", "profiles: {a: {}}",
      "profiles: {a: {gateway: {labels: {app: x}}}}", "severity: {}", "allow: []", "fail-on: never",
      "allow: [{rule: a, resource: b, reason: c, until: '2027-01-31'}]",
    ]
    for text in accepted {
      #expect(ConfigurationTests.read(text).1 == [], "the reader refuses \(text)")
      #expect(try JSONSchema.problems(in: text) == "", "the schema refuses \(text)")
    }
  }

  /// The keys of the reader and of the schema are the same.
  @Test func theKeysAreTheSame() throws {
    let data = try Data(contentsOf: URL(filePath: JSONSchema.path))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    func keys(_ object: Any?) -> [String] {
      ((object as? [String: Any])?["properties"] as? [String: Any])?.keys.sorted() ?? []
    }
    let definitions = schema["$defs"] as? [String: Any]
    let profile = (definitions?["profile"] as? [String: Any])?["properties"] as? [String: Any]
    #expect(keys(schema) == ConfigurationReader.keys.sorted())
    #expect(keys(definitions?["profile"]) == ConfigurationReader.profileKeys.sorted())
    #expect(keys(definitions?["allow"]) == ConfigurationReader.allowKeys.sorted())
    #expect(keys(definitions?["chart"]) == ConfigurationReader.chartKeys.sorted())
    #expect(keys(profile?["gateway"]) == ConfigurationReader.gatewayKeys.sorted())
  }
}

/// Validates YAML texts with Python's `jsonschema`.
enum JSONSchema {
  static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/schema/airtight.schema.json").path

  static var isAvailable: Bool { (try? run("import jsonschema, yaml", []))?.status == 0 }

  /// What the validator says against a text, a line each; empty where it is valid.
  static func problems(in text: String) throws -> String {
    let program = """
      import json, jsonschema, sys, yaml
      schema = json.load(open(sys.argv[1], encoding="utf-8"))
      checker = jsonschema.validators.validator_for(schema)
      checker.check_schema(schema)
      class Loader(yaml.SafeLoader): pass
      Loader.yaml_implicit_resolvers = {
          first: [entry for entry in entries if entry[0] != "tag:yaml.org,2002:timestamp"]
          for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
      }
      for error in checker(schema).iter_errors(yaml.load(sys.argv[2], Loader)):
          print(error.json_path, error.message[:200])
      """
    let result = try run(program, [path, text])
    return result.status == 0 ? result.output : "validator failed: \(result.output)"
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String)
  {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
