import Engine
import Findings
import Foundation
import Rules
import SourceText
import Testing

/// Fixes of rules made for the purpose, in files of every format: what becomes of a file, and what is told.
@Suite struct FixRunTests {
  /// A rule about one kind, with the given fixes.
  private func rule(_ kind: String, _ validation: String, _ fixes: String, id: String = "some-rule") throws
    -> RuleLibrary.Entry
  {
    let text = """
      id: \(id)
      summary: A sentence.
      why: A sentence.
      remediation: A sentence.
      severity: error
      confidence: high
      references: [{name: a source}]
      match: [\(kind)]
      validations:
        - expression: \(validation)
          message: a message
      fixes:
      \(fixes)
      """
    return try RuleLibrary.entry(SourceFile(path: "rule.yaml", text: text), family: "kubernetes")
  }

  /// What a run leaves of a file, and what it tells.
  private func fix(
    _ name: String, _ text: String, _ rules: [RuleLibrary.Entry], unsafe: Bool = false
  ) throws -> (text: String, result: FixResult) {
    let folder = NSTemporaryDirectory() + "airtight-fix-run-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(filePath: path))
    var run = FixRun(RuleLibrary(rules), CheckOptions(paths: [folder]), allowsUnsafe: unsafe)
    let result = try run.result(writes: true)
    return (String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self), result)
  }

  private static let service = """
    apiVersion: v1
    kind: Service
    metadata:
      name: gateway
    spec:
      type: LoadBalancer
      loadBalancerIP: 10.240.0.9 # the old way

    """

  /// Found by `FuzzFix`: a key that one rule corrects and another one adds.
  @Test func ofFixesThatBringTheSameKeyTheFirstIsMade() throws {
    let service = """
      apiVersion: v1
      kind: Service
      metadata:
        name: at-gateway
        namespace: carto
        annotations:
          service.beta.kubernetes.io/azure-load-balancer-internal: "true"
          service.beta.kuberneparams/azure-pls-create: "true"
          service.beta.kubernetes.io/azure-pls-name: pls-atg
          service.beta.kubernetes.io/azure-pls-visibility: "5a1f0c3e-7d24-4b61-9e8a-0c2d4f6a8b10"
      spec:
        type: LoadBalancer
        selector:
          app: at-gateway
        ports:
          - name: https
            port: 443
            targetPort: 8443

      """
    let (text, result) = try fix("service.yaml", service, RuleLibrary.embedded(), unsafe: true)
    #expect(result.problems.isEmpty)
    #expect(text.components(separatedBy: "service.beta.kubernetes.io/azure-pls-create:").count == 2)
    #expect(!text.contains("kuberneparams"))
  }

  @Test func severalChangesAreOneFix() throws {
    let move = try rule(
      "kubernetes.Service", "\"!has(object.spec.loadBalancerIP)\"",
      """
        - title: Move the address into the annotation
          safety: safe
          set: {at: 'metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-ipv4"]', valueExpression: object.spec.loadBalancerIP}
          remove: {at: spec.loadBalancerIP}
      """)
    let (text, result) = try fix("service.yaml", Self.service, [move])
    #expect(
      text == """
        apiVersion: v1
        kind: Service
        metadata:
          name: gateway
          annotations:
            service.beta.kubernetes.io/azure-load-balancer-ipv4: "10.240.0.9"
        spec:
          type: LoadBalancer

        """)
    #expect(result.after.findings.isEmpty)
  }

  @Test func fixesThatTouchAreMadeOneAfterTheOther() throws {
    let annotate = { (id: String, name: String) in
      try rule(
        "kubernetes.Service", "\"'\(name)' in object.metadata.?annotations.orValue({})\"",
        "  - {title: Add \(name), safety: safe, set: {at: metadata.annotations.\(name), value: x}}", id: id)
    }
    let (text, result) = try fix(
      "service.yaml", Self.service, [try annotate("one-rule", "one"), try annotate("two-rule", "two")])
    #expect(text.contains("  annotations:\n    one: x\n    two: x\nspec:\n"))
    #expect(result.files.first?.applied.map(\.rule) == ["one-rule", "two-rule"])
  }

  @Test func rulesThatUndoEachOtherLeaveTheFile() throws {
    let set = { (id: String, from: String, to: String) in
      try rule(
        "kubernetes.Service", "object.spec.type != '\(from)'",
        "  - {title: Set \(to), safety: safe, set: {at: spec.type, value: \(to)}}", id: id)
    }
    let (text, result) = try fix(
      "service.yaml", Self.service,
      [try set("one-rule", "LoadBalancer", "ClusterIP"), try set("two-rule", "ClusterIP", "LoadBalancer")])
    #expect(text == Self.service)
    #expect(result.problems.map(\.message) == ["it still changes after 16 passes"])
  }

  @Test func aFixThatWouldChangeMoreIsNotMade() throws {
    let annotate = try rule(
      "kubernetes.Service", "\"'x' in object\"",
      "  - {title: Add x, safety: safe, set: {at: x, value: v}}")
    // Behind a block scalar without a last line break, the new line's own break would become a part of the value.
    let before = Self.service + "note: |\n  text"
    let (text, result) = try fix("service.yaml", before, [annotate])
    #expect(text == before)
    #expect(
      result.withheld.map(\.reason) == ["with this fix the file would hold another value than was meant"])
    #expect(result.problems.isEmpty)
  }

  @Test func aTTLIsPutWhereTheRecordHasIt() throws {
    let lower = try rule(
      "dns.Record", "int(object.ttl) <= 300",
      "  - {title: Lower the TTL, safety: safe, set: {at: ttl, value: 300}}")
    let zone = """
      $ORIGIN contoso.com.
      @ 300 IN SOA ns1 hostmaster ( 1 7200 3600 1209600 300 ) ; the apex
        300 IN NS ns1
      ns1 3600 IN A 203.0.113.53 ; first
      www\tIN 7200\tA 203.0.113.80
      mail ( IN ; so
        3600 ) A 203.0.113.81

      """
    let (text, result) = try fix("contoso.com.zone", zone, [lower])
    #expect(
      text
        == zone.replacing("ns1 3600", with: "ns1 300").replacing("7200\tA", with: "300\tA").replacing(
          "  3600 )", with: "  300 )"))
    #expect(result.after.findings.isEmpty)
    // A TTL that another record goes by is not lowered alone.
    let first = try rule(
      "dns.Record", "int(object.ttl) <= 300 || object.fqdn != 'ns1.contoso.com'",
      "  - {title: Lower the TTL, safety: safe, set: {at: ttl, value: 300}}")
    let inherited =
      "$ORIGIN contoso.com.\n@ 300 IN SOA ns1 hostmaster 1 2 3 4 5\n\tNS ns1\nns1 3600 A 203.0.113.53\nwww A 203.0.113.80\n"
    let left = try fix("contoso.com.zone", inherited, [first])
    #expect(left.text == inherited)
    #expect(
      left.result.withheld.map(\.reason) == [
        "with this fix the file would hold another record than was meant"
      ])
  }

  @Test func aDotIsAddedToTheOwnerThatOthersInherit() throws {
    let dot = try rule(
      "dns.Record", "\"!object.fqdn.endsWith('contoso.com.contoso.com')\"",
      "  - {title: Add the final dot, safety: safe, append: {at: fqdn, text: .}}")
    let zone =
      "$ORIGIN contoso.com.\r\n$TTL 300\r\n@ IN SOA ns1 hostmaster 1 2 3 4 5\r\n  NS ns1\r\nns1 A 203.0.113.53\r\nwww.contoso.com A 203.0.113.80\r\n  A 203.0.113.81"
    let (text, result) = try fix("contoso.com.zone", zone, [dot])
    #expect(text == zone.replacing("www.contoso.com A", with: "www.contoso.com. A"))
    #expect(result.after.findings.isEmpty)
  }

  @Test func azuresExportsAreEvidence() throws {
    let lower = try rule(
      "dns.Record", "int(object.ttl) <= 300",
      "  - {title: Lower the TTL, safety: safe, set: {at: ttl, value: 300}}")
    let zone = """
      ; Exported zone file from Azure DNS
      ;      Zone name: contoso.com
      $ORIGIN contoso.com.
      @ 3600 IN SOA ns1 hostmaster 1 2 3 4 5
      """
    let (text, result) = try fix("contoso.com.zone", zone, [lower])
    #expect(text == zone)
    #expect(
      result.withheld.first?.reason
        == "an export of Azure DNS is evidence and never edited; change the zone and export it again")
  }

  @Test func aStringOfSQLIsReplaced() throws {
    let port = try rule(
      "databricks.Connection", "object.options.port == '443'",
      "  - {title: Use 443, safety: safe, set: {at: options.port, value: '443'}}")
    let sql = """
      -- the gateway
      CREATE CONNECTION atg TYPE HTTP OPTIONS (
        host 'https://atg.contoso.internal', port "8443", -- not 443
        base_path '/it\\'s', bearer_token secret('scope', 'key'));

      """
    let (text, result) = try fix("connection.sql", sql, [port])
    #expect(text == sql.replacing("\"8443\"", with: "'443'"))
    #expect(result.after.findings.isEmpty)
    let base = try rule(
      "databricks.Connection", "object.options.base_path == '/'",
      "  - {title: Quote, safety: unsafe, set: {at: options.base_path, valueExpression: \"'/'\"}}")
    #expect(try fix("connection.sql", sql, [base]).text == sql)
    #expect(
      try fix("connection.sql", sql, [base], unsafe: true).text == sql.replacing("'/it\\'s'", with: "'/'"))
  }

  @Test func aFileWithAnErrorIsNotEdited() throws {
    let type = try rule(
      "kubernetes.Service", "object.spec.type == 'ClusterIP'",
      "  - {title: Set it, safety: safe, set: {at: spec.type, value: ClusterIP}}")
    let broken = Self.service + "---\na: [1\n"
    let (text, result) = try fix("service.yaml", broken, [type])
    #expect(text == broken)
    #expect(result.withheld.map(\.reason) == ["a part of the file cannot be read; mend that first"])
  }

  @Test func aFileThatIsNoLongerWhatItWasStays() throws {
    let path = NSTemporaryDirectory() + "airtight-replace-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    func reason(_ expected: String) -> String? {
      do throws(SourceProblem) {
        try SourceReplacement.replace(
          path, with: Array("new".utf8), expected: Array(expected.utf8), limit: 1 << 20)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(reason("old") == "is no longer there")
    try Data("other".utf8).write(to: URL(filePath: path))
    #expect(reason("old") == "was changed by someone else in the meantime; run fix again")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "other")
    #expect(reason("other") == nil)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
  }

  @Test func manyFixesInOneFileCostLittle() throws {
    let quote = RuleLibrary.embedded().filter { $0.id == "unquoted-annotation" }
    var text = "apiVersion: v1\nkind: Service\nmetadata:\n  name: x\n  annotations:\n"
    for index in 0..<2000 { text += "    a\(index): \(index)\n" }
    let start = ContinuousClock.now
    let (after, result) = try fix("service.yaml", text, quote)
    #expect(result.files.first?.applied.count == 2000)
    #expect(after.hasSuffix("    a1999: \"1999\"\n"))
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}

/// What is wrong with a fix in a rule file is said with its place.
@Suite struct FixDefinitionTests {
  private func problems(_ fix: String) -> [String] {
    let text = """
      id: some-rule
      summary: A sentence.
      why: A sentence.
      remediation: A sentence.
      severity: error
      confidence: high
      match: [kubernetes.Service]
      validations: [{expression: 'true', message: a message}]
      fixes:
        - \(fix)
      """
    do throws(RuleProblems) {
      _ = try RuleLibrary.entry(SourceFile(path: "rule.yaml", text: text), family: "kubernetes")
      return []
    } catch {
      let source = SourceFile(path: "rule.yaml", text: text)
      let lines = LineIndex(source.bytes)
      return error.problems.map { problem in
        let start = problem.span.map { lines.position(of: Int($0.start), in: source.bytes) }
        return "\(start?.line ?? 0):\(start?.column ?? 0): \(problem.message)"
      }
    }
  }

  @Test(arguments: [
    ("{title: T, safety: safe, set: {at: a, value: \"true\"}}", []),
    ("{title: T, safety: safe, remove: [{at: a}, {atExpression: \"'b'\"}], when: 'true'}", []),
    (
      "{title: T, safety: safe, set: {at: a, value: '\"true\"'}}",
      [
        "10:50: a fix has the value itself, not its text; without the inner quotes \"true\" is a string",
        "10:35: 'set' has 'value' or 'valueExpression'",
      ]
    ),
    ("{title: T, safety: safe}", ["10:5: a fix has at least one of set, rename, remove, quote, append"]),
    ("{title: T, safety: maybe, quote: {at: a}}", ["10:24: 'maybe' is no safety; allowed are safe, unsafe"]),
    (
      "{title: T, safety: safe, quote: {at: a, value: x}}",
      ["10:45: unknown key 'value'; allowed are at, atExpression"]
    ),
    ("{title: T, safety: safe, rename: {at: a}}", ["10:38: 'rename' has 'to' or 'toExpression'"]),
    ("{title: T, safety: safe, quote: {}}", ["10:37: 'quote' has 'at' or 'atExpression'"]),
    (
      "{title: T, safety: safe, quote: {at: a}, when: objekt.x}",
      ["10:52: undeclared variable 'objekt'; did you mean 'object'?"]
    ),
  ])
  func problemsHavePlaces(_ fix: String, _ expected: [String]) { #expect(problems(fix) == expected) }
}
