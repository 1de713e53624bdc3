import Findings
import Foundation
import Rules
import SourceText
import Testing

@testable import Engine

/// What suppresses a finding, what is told of a suppression, and what `--add-allow` writes.
@Suite struct SuppressionTests {
  static let head = "apiVersion: v1\nkind: Service\nmetadata:\n"
  static let rest = "  name: gateway\n  namespace: carto\nspec:\n  type: LoadBalancer\n  selector: {app: a}\n"

  /// A run over files of a folder of their own; `~` in a result is the folder.
  static func run(
    _ files: [String: String], today: String = "2026-06-01", configuration: String? = nil,
    only: Set<String> = [],
    change: (RuleLibrary.Entry) -> RuleLibrary.Entry = { $0 }, with body: (CheckResult, String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "allow-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    var options = CheckOptions(paths: [folder.path], only: only)
    options.today = try #require(CalendarDate(today))
    if let configuration {
      let source = SourceFile(path: folder.path + "/.airtight.yaml", text: configuration)
      let (read, problems) = ConfigurationReader.read(source, folder: folder.path)
      #expect(problems.isEmpty)
      options.configuration = read
    }
    let library = RuleLibrary((RuleLibrary.embedded() + EngineRules.entries).map(change))
    try body(try CheckRun(library, options).result(), folder.path)
  }

  /// The findings of one rule and of the engine's, each as `line: rule: message (reason)`.
  static func lines(
    _ files: [String: String], today: String = "2026-06-01", configuration: String? = nil,
    only: Set<String> = [],
    of rule: String = "load-balancer-public"
  ) throws -> [String] {
    var lines: [String] = []
    try run(files, today: today, configuration: configuration, only: only) { result, folder in
      for finding in result.findings
      where finding.rule == rule || finding.rule.hasPrefix("suppression-") {
        let message = finding.rule == rule ? "" : ": " + finding.message
        let state = finding.suppressed.map { " (\(finding.suppressedBy?.rawValue ?? "?"): \($0))" } ?? ""
        lines.append("\(finding.place.range?.start.line ?? 0): \(finding.rule)\(message)\(state)")
      }
    }
    return lines
  }

  static func service(above: String = "", behind: String = "") throws -> [String] {
    try lines([
      "service.yaml": head.replacingOccurrences(of: "metadata:", with: above + "metadata:" + behind) + rest
    ])
  }

  @Test func aCommentOnOrAboveTheLine() throws {
    #expect(try Self.service() == ["3: load-balancer-public"])
    #expect(
      try Self.service(behind: "  # airtight: allow load-balancer-public Open on purpose")
        == ["3: load-balancer-public (comment: Open on purpose)"])
    #expect(
      try Self.service(above: "# airtight: allow load-balancer-public: Open on purpose until 2026-06-01\n")
        == ["4: load-balancer-public (comment: Open on purpose)"])
    // Comments and blank lines between them count as one block.
    #expect(
      try Self.service(above: "# airtight: allow load-balancer-public Open\n\n  # more\n#\n")
        == ["7: load-balancer-public (comment: Open)"])
    // A line above that is not empty ends what the comment is for.
    #expect(
      try Self.lines(["service.yaml": "# airtight: allow load-balancer-public Open\n" + Self.head + Self.rest]
      ) == [
        "1: suppression-unused: nothing to suppress for load-balancer-public: Open",
        "4: load-balancer-public",
      ])
  }

  @Test func whatIsWrongWithASuppressionIsAFinding() throws {
    let form = "a suppression is written 'airtight: allow RULE-ID reason [until 2027-01-31]'"
    let wrong = [
      ("allow", "the suppression names no rule; \(form)"),
      ("allow load-balancer-public", "the suppression of load-balancer-public gives no reason; \(form)"),
      (
        "allow load-balancer-public until 2027-01-31",
        "the suppression of load-balancer-public gives no reason; \(form)"
      ),
      (
        "allow load-balancer-publik Open",
        "there is no rule 'load-balancer-publik', perhaps 'load-balancer-public'; 'airtight rules' lists them"
      ),
      (
        "allow load-balancer-public Open until 2027-02-30",
        "'2027-02-30' is no day; 'until' takes one such as 2027-01-31"
      ),
      ("ignore load-balancer-public", "'ignore' is no instruction; \(form)"),
      ("allow suppression-unused Never", "findings of suppression-unused cannot be suppressed"),
    ]
    for (text, message) in wrong {
      #expect(
        try Self.service(behind: " # airtight: \(text)") == [
          "3: load-balancer-public", "3: suppression-malformed: \(message)",
        ])
    }
    // What is not addressed to airtight, or is no comment, is nothing.
    #expect(try Self.service(behind: " # see airtight: allow") == ["3: load-balancer-public"])
    #expect(
      try Self.lines([
        "service.yaml": Self.head + "  labels: {a: \"# airtight: allow load-balancer-public Open\"}\n"
          + Self.rest
      ])
        == ["3: load-balancer-public"])
  }

  @Test func anExpiredOneSuppressesNothing() throws {
    let text = Self.head.replacingOccurrences(
      of: "metadata:",
      with: "metadata: # airtight: allow load-balancer-public Until the link is there until 2026-06-01")
    #expect(
      try Self.lines(["a.yaml": text + Self.rest], today: "2026-06-01")
        == ["3: load-balancer-public (comment: Until the link is there)"])
    #expect(
      try Self.lines(["a.yaml": text + Self.rest], today: "2026-06-02") == [
        "3: load-balancer-public",
        "3: suppression-expired: the suppression of load-balancer-public ended on 2026-06-01: Until the link is there",
      ])
  }

  /// A rule that did not run or had no evidence says nothing about its suppressions.
  @Test func unusedIsSaidOnlyOfRulesThatRan() throws {
    let text = "metadata: # airtight: allow private-zone-unlinked Known\n"
    #expect(
      try Self.lines(["a.yaml": Self.head.replacingOccurrences(of: "metadata:\n", with: text) + Self.rest])
        == ["3: load-balancer-public"])
    #expect(
      try Self.lines(
        ["a.yaml": Self.head + Self.rest + "  # airtight: allow private-link-visibility-open Known\n"],
        only: ["load-balancer-public", "suppression-unused"]) == ["3: load-balancer-public"])
    // Neither is it of a file that could not be read to its end.
    #expect(
      try Self.lines([
        "a.yaml": "# airtight: allow load-balancer-public Open\na: 1\n---\nb: [\n",
        "b.yaml": Self.head + Self.rest,
      ])
        == ["3: load-balancer-public"])
  }

  @Test func anAnnotationIsForItsObject() throws {
    let annotation = """
        annotations:
          airtight.dev/allow: |
            load-balancer-public Open on purpose
            load-balancer-basic: Not ours until 2027-01-31

      """
    #expect(
      try Self.lines(["a.yaml": Self.head + annotation + Self.rest])
        == ["4: load-balancer-public (annotation: Open on purpose)"])
    // In JSON as well, and for no other object.
    let json = """
      {"apiVersion": "v1", "kind": "List", "items": [
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a", "annotations": {"airtight.dev/allow": "load-balancer-public Open"}}, "spec": {"type": "LoadBalancer"}},
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "b", "annotations": {"airtight.dev/allow": "load-balancer-public"}}, "spec": {"type": "LoadBalancer"}}
      ]}
      """
    #expect(
      try Self.lines(["a.json": json]) == [
        "2: load-balancer-public (annotation: Open)", "3: load-balancer-public",
        "3: suppression-malformed: the suppression of load-balancer-public gives no reason; \(SuppressionStatement.form)",
      ])
  }

  @Test func entriesOfTheConfiguration() throws {
    func lines(_ entry: String) throws -> [String] {
      try Self.lines(
        ["k8s/a.yaml": Self.head + Self.rest],
        configuration: "allow:\n- {rule: load-balancer-public, reason: Open, \(entry)}\n")
    }
    let suppressed = ["3: load-balancer-public (configuration: Open)"]
    for entry in [
      "path: k8s/", "path: /k8s/a.yaml", "path: a.yaml", "resource: kubernetes.Service/carto/gateway",
      "resource: 'kubernetes.Service/*'", "resource: '*/gateway', path: '*.yaml'",
    ] { #expect(try lines(entry) == suppressed, "\(entry)") }
    let unused = "2: suppression-unused: nothing to suppress for load-balancer-public: Open"
    for entry in [
      "path: /a.yaml", "resource: kubernetes.Service/carto", "resource: '*/gateway', path: other/",
      "resource: 'kubernetes.Service/carto/gatewa?'",
    ] { #expect(try lines(entry) == [unused, "3: load-balancer-public"], "\(entry)") }
    #expect(
      try lines("path: k8s/, until: 2026-05-31") == [
        "2: suppression-expired: the suppression of load-balancer-public ended on 2026-05-31: Open",
        "3: load-balancer-public",
      ])
  }

  @Test func zoneFilesAndSQL() throws {
    let zone = """
      $ORIGIN contoso.internal.
      $TTL 300
      @ IN SOA ns hostmaster 1 2 3 4 5
      @ IN NS ns
      ns IN A 10.0.0.1
      t IN TXT "; airtight: allow hostname-with-underscore No comment"
      a_b IN A 10.0.0.2 ; airtight: allow hostname-with-underscore An old printer
      ; airtight: allow hostname-with-underscore Another one
      c_d ( ; more
        IN A 10.0.0.3 )
      e_f IN A 10.0.0.4
      """
    #expect(
      try Self.lines(["contoso.zone": zone], of: "hostname-with-underscore") == [
        "7: hostname-with-underscore (comment: An old printer)",
        "9: hostname-with-underscore (comment: Another one)",
        "11: hostname-with-underscore",
      ])
    let sql = """
      /* -- airtight: allow connection-without-tls No comment */
      CREATE CONNECTION plain TYPE HTTP OPTIONS (
        -- airtight: allow connection-without-tls It's inside the network
        host 'http://atg.contoso.internal', port '80', base_path '/');
      CREATE CONNECTION other TYPE HTTP OPTIONS (
        host 'http://atg.contoso.internal', port '80', base_path '-- airtight: allow connection-without-tls x');
      """
    let found = try Self.lines(["gateway.sql": sql], of: "connection-without-tls")
    #expect(
      found == [
        "4: connection-without-tls (comment: It's inside the network)", "6: connection-without-tls",
      ])
  }

  /// What is wrong in an included file is told at the line that includes it, and accepted there.
  @Test func includedFiles() throws {
    let zone = """
      $ORIGIN contoso.internal.
      $TTL 300
      @ IN SOA ns hostmaster 1 2 3 4 5
      @ IN NS ns
      ns IN A 10.0.0.1
      $INCLUDE hosts.inc ; airtight: allow hostname-with-underscore Old printers
      """
    let found = try Self.lines(
      ["contoso.zone": zone, "hosts.inc": "a_b IN A 10.0.0.2\nc_d IN A 10.0.0.3\n"],
      of: "hostname-with-underscore")
    #expect(
      found == [
        "6: hostname-with-underscore (comment: Old printers)",
        "6: hostname-with-underscore (comment: Old printers)",
      ])
  }

  @Test func aRuleMayForbidSuppression() throws {
    let text = Self.head.replacingOccurrences(
      of: "metadata:", with: "metadata: # airtight: allow load-balancer-public Open")
    func strict(_ entry: RuleLibrary.Entry) -> RuleLibrary.Entry {
      if entry.id != "load-balancer-public" { return entry }
      let text = String(decoding: entry.source.bytes, as: UTF8.self) + "\nsuppressible: false\n"
      let source = SourceFile(path: entry.source.path, text: text)
      return (try? RuleLibrary.entry(source, family: entry.family)) ?? entry
    }
    try Self.run(["a.yaml": text + Self.rest], change: strict) { result, _ in
      #expect(result.findings.first { $0.rule == "load-balancer-public" }?.suppressed == nil)
      #expect(
        result.findings.first { $0.rule == "suppression-malformed" }?.message
          == "findings of load-balancer-public cannot be suppressed")
    }
  }

  @Test func theCountsAndTheRulesTellOfIt() throws {
    let text = Self.head.replacingOccurrences(
      of: "metadata:", with: "metadata: # airtight: allow load-balancer-public Open")
    try Self.run(["a.yaml": text + Self.rest + "# airtight: allow x\n"]) { result, _ in
      #expect(result.summary.suppressed == 1 && result.summary.errors == 0 && result.summary.baselined == 0)
      #expect(result.rules.first { $0.id == "suppression-malformed" }?.outcome == .fail)
      #expect(result.rules.first { $0.id == "suppression-unused" }?.outcome == .pass)
    }
  }

  /// Many comments in a row cost time linear in their number.
  @Test func manyCommentsCostLittle() throws {
    let comments = String(repeating: "# airtight: allow load-balancer-public Open\n", count: 3000)
    let clock = ContinuousClock()
    let time = try clock.measure {
      try Self.run(["a.yaml": comments + Self.head + Self.rest]) { result, _ in
        #expect(result.findings.count > 3000)
      }
    }
    #expect(time < .seconds(20))
  }
}
