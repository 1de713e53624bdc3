import ArgumentParser
import Engine

/// `airtight test [RULES-DIR]`: runs the rules' own cases.
struct TestRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the rules' own cases.",
    discussion: """
      A rule is a folder <family>/<id>/ with rule.yaml, fail/<case>/ and pass/<case>/; docs/rules.md has the format.
      """)

  @Argument(help: "The folder with the rules.") var rules = "rules"
  @Flag(help: "Write each failing case's expected.txt instead of comparing with it; the run then fails.")
  var record = false

  func run() throws {
    let folder = RuleFolder(rules)
    guard folder.problems.isEmpty else {
      Failure.report(folder.problems)
      throw Status.usage
    }
    let outcomes = RuleCases(folder, records: record).run()
    var text = ""
    var failed = 0
    for outcome in outcomes where !outcome.complaints.isEmpty {
      failed += 1
      text += "\(outcome.rule) \(outcome.name)\n" + outcome.complaints.map { "    \($0)\n" }.joined()
    }
    let rules = folder.files.count == 1 ? "1 rule" : "\(folder.files.count) rules"
    text += "\(rules), \(outcomes.count) cases, \(failed) failed\n"
    StandardOutput.write(text)
    if record {
      StandardError.write("recorded: read what expected.txt says now, then run without --record\n")
    }
    if failed > 0 || record { throw Status.findings }
  }
}
