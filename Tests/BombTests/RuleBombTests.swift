import Foundation
import Testing

/// Expressions and regular expressions that would run long, on objects whose author may choose the texts.
@Suite(.serialized) struct RuleBombTests {
  private let folder: BombFolder

  init() throws { folder = try BombFolder() }

  /// Writes a rule for Services whose one validation is an expression.
  private func rule(_ expression: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.rules/test/bomb", withIntermediateDirectories: true)
    try folder.write(
      ".rules/test/bomb/rule.yaml",
      """
      id: bomb
      summary: A rule that costs too much.
      why: It is a test.
      remediation: None.
      severity: error
      confidence: high
      references: [{name: none}]
      match: [kubernetes.Service]
      validations:
        - expression: \(String(decoding: try JSONEncoder().encode(expression), as: UTF8.self))
          message: is no bomb
          at: metadata

      """)
  }

  /// The rule cannot judge the neighbour, another rule does.
  @Test(arguments: [
    (
      "lists.range(100000).all(a, lists.range(100000).all(b, true))",
      "the evaluation costs more than the limit of 1000000"
    ),
    (
      "lists.range(1000000000000).size() == 0",
      "the evaluation costs more than the limit of 1000000"
    ),
    (
      "cel.bind(a, lists.range(1000).map(x, 'aaaaaaaaaa').join(), a.replace('a', a).replace('a', a).size() == 0)",
      "the evaluation costs more than the limit of 1000000"
    ),
    (
      "cel.bind(a, lists.range(10000).map(x, 'a').join(), a.findAll('a(?:.*b)?').size() == 0)",
      "the evaluation costs more than the limit of 1000000"
    ),
  ]) func evaluations(_ expression: String, _ message: String) throws {
    try rule(expression)
    let run = try folder.airtight.run(
      "check", ".", "--rules", ".rules", "--only", "bomb", "--only", "load-balancer-public")
    #expect(run.status == 3, "\(run.output)\(run.errors)")
    #expect(
      run.output.contains(
        "neighbour.yaml:4:9: error: the rule bomb could not judge kubernetes.Service/carto/at-gateway: \(message)"
      ),
      "\(run.output)")
    #expect(run.output.contains("[load-balancer-public]"))
    #expect(run.time < Airtight.mostTime, "\(run.time) s")
  }

  /// What a backtracking engine takes for ever to refuse, over a long text that the manifest's author has chosen.
  @Test(arguments: ["^(a+)+$", "^(a|aa)+$", "^(a|a)*b$", "^(.*)*$", "(a{0,50}){0,10}c"])
  func expressionsThatBacktrack(_ pattern: String) throws {
    try rule("!object.metadata.name.matches('\(pattern)')")
    let name = String(repeating: "a", count: 2000) + "!"
    try folder.write(
      "bomb.yaml", BombFolder.service.replacing("at-gateway\n", with: name + "\n", maxReplacements: 1))
    let run = try folder.airtight.run("check", "bomb.yaml", "--rules", ".rules", "--only", "bomb")
    #expect(run.status == (pattern == "^(.*)*$" ? 1 : 0), "\(run.output)\(run.errors)")
    #expect(run.time < Airtight.mostTime, "\(run.time) s")
  }

  /// Expressions that are too large are wrong rules: the run does not begin.
  @Test(arguments: [
    ("''.matches('((((a{1000}){1000}){1000}){1000}){1000}')", "at most 10000 instructions are allowed"),
    (
      String(repeating: "(", count: 5000) + "true" + String(repeating: ")", count: 5000),
      "at most 250 levels are allowed"
    ),
    (
      String(repeating: "[1].all(x, ", count: 40) + "true" + String(repeating: ")", count: 40),
      "macros are nested too deeply; at most 32 variables are allowed"
    ),
    ("'" + String(repeating: "a", count: 100_000) + "' == ''", "at most 100000 are allowed"),
  ]) func sources(_ expression: String, _ message: String) throws {
    try rule(expression)
    let run = try folder.airtight.run("check", ".", "--rules", ".rules")
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.time < Airtight.mostTime, "\(run.time) s")
  }
}
