import Engine
import Findings
import Foundation
import Rules
import SourceText
import Testing

/// What rules share is found once for a resource, and anew for the next one.
@Suite struct SharedExpressionTests {
  private static func rule(_ id: String, _ expressions: String) throws -> RuleLibrary.Entry {
    let text = """
      id: \(id)
      summary: A sentence.
      why: A sentence.
      remediation: A sentence.
      severity: error
      confidence: high
      references: [{name: a source}]
      match: [kubernetes.Service]
      \(expressions)
      """
    return try RuleLibrary.entry(SourceFile(path: "rule.yaml", text: text), family: "kubernetes")
  }

  /// Services with and without a type and ports; the first one comes again at the end.
  private static let services = [
    ("a", "{type: LoadBalancer, ports: [{name: x}, {name: y}]}"),
    ("b", "{type: ClusterIP, ports: [{name: z}]}"),
    ("c", "{ports: []}"), ("d", "{type: LoadBalancer, ports: [{name: z}]}"),
    ("e", "{type: LoadBalancer, ports: [{name: x}, {name: y}]}"),
  ]

  private static func findings(
    _ entries: [RuleLibrary.Entry], settings: [String: String] = [:]
  ) throws -> Set<String> {
    let folder = NSTemporaryDirectory() + "airtight-shared-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = services.map {
      "apiVersion: v1\nkind: Service\nmetadata: {name: \($0), namespace: n}\nspec: \($1)\n"
    }.joined(separator: "---\n")
    try Data(text.utf8).write(to: URL(filePath: folder + "/services.yaml"))
    let library = RuleLibrary(entries, settings: settings)
    let result = try CheckRun(library, CheckOptions(paths: [folder])).result()
    #expect(result.inputs.flatMap(\.problems).isEmpty)
    return Set(result.findings.map { "\($0.rule) \($0.resource) \($0.message)" })
  }

  @Test func rulesFindTogetherWhatEachFindsAlone() throws {
    let condition = "matchConditions: [object.spec.?type.orValue('ClusterIP') == 'LoadBalancer']"
    let list = "forEach: object.spec.ports.map(p, p.name)"
    let entries = [
      try Self.rule("first-rule", "\(condition)\nvalidations: [{expression: 'false', message: one}]"),
      try Self.rule("second-rule", "\(condition)\nvalidations: [{expression: 'false', message: two}]"),
      try Self.rule(
        "third-rule", "\(list)\nvalidations: [{expression: item != 'x', messageExpression: item}]"),
      try Self.rule(
        "fourth-rule",
        "\(condition)\n\(list)\nvalidations: [{expression: item != 'z', messageExpression: item}]"),
    ]
    let together = try Self.findings(entries)
    let alone = try entries.map { try Self.findings([$0]) }
    #expect(together == alone.reduce(into: []) { $0.formUnion($1) })
    #expect(alone.map(\.count) == [3, 3, 2, 1])
  }

  /// A rule without parameters sees none, whatever the rule before it has.
  @Test func aRuleSeesNoParametersOfAnother() throws {
    let entries = [
      try Self.rule(
        "with-a-parameter",
        """
        params: {kind: {type: string, default: x, description: A type.}}
        validations: [{expression: "params.kind == ''", messageExpression: "string(size(dyn(params)))"}]
        """),
      try Self.rule(
        "without-any",
        "validations: [{expression: 'false', messageExpression: \"string(size(dyn(params)))\"}]"),
    ]
    let messages = try Self.findings(entries).map { $0.split(separator: " ").last ?? "" }
    #expect(messages.count { $0 == "1" } == 5)
    #expect(messages.count { $0 == "0" } == 5)
  }

  /// Two rules may give a parameter of one name different values.
  @Test func whatAParameterDecidesIsNotShared() throws {
    func rule(_ id: String, _ value: String) throws -> RuleLibrary.Entry {
      try Self.rule(
        id,
        """
        params: {kind: {type: string, default: \(value), description: A type.}}
        matchConditions: [object.spec.?type.orValue('') == params.kind]
        validations: [{expression: 'false', message: a message}]
        """)
    }
    let found = try Self.findings([
      try rule("first-rule", "LoadBalancer"), try rule("second-rule", "ClusterIP"),
    ])
    #expect(found.count { $0.hasPrefix("first-rule") } == 3)
    #expect(found.count { $0.hasPrefix("second-rule") } == 1)
  }
}
