import Engine
import Findings
import Foundation
import Rules
import SourceText
import Testing

/// The rules of the tree as a set.
@Suite struct RuleCatalogueTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test func everyRuleReadsAndCompiles() {
    let folder = RuleFolder(Self.root + "/rules")
    #expect(folder.problems.isEmpty, "\(folder.problems.map(\.message).joined(separator: "\n"))")
    #expect(folder.files.count >= 20)
  }

  @Test func everyCaseGivesWhatItExpects() {
    let outcomes = RuleCases(RuleFolder(Self.root + "/rules")).run()
    let failed = outcomes.filter { !$0.complaints.isEmpty }
    let text = failed.map { "\($0.rule) \($0.name): \($0.complaints.joined(separator: "; "))" }
    #expect(failed.isEmpty, "\(text.joined(separator: "\n"))")
  }

  @Test func theEmbeddedRulesAreTheTrees() {
    let folder = RuleFolder(Self.root + "/rules")
    let embedded = RuleLibrary.embedded()
    #expect(embedded.map(\.id) == folder.files.map(\.entry.id))
    for (carried, file) in zip(embedded, folder.files) {
      #expect(carried.source.bytes == file.entry.source.bytes, "\(carried.id)")
      #expect(carried.match == file.entry.match && carried.needs == file.entry.needs, "\(carried.id)")
      #expect(carried.family == file.entry.family && carried.isLocal == file.entry.isLocal, "\(carried.id)")
      #expect(carried.fields == file.entry.fields, "\(carried.id)")
      #expect(carried.description.summary == file.entry.description.summary, "\(carried.id)")
      #expect(carried.description.remediation == file.entry.description.remediation, "\(carried.id)")
    }
  }

  @Test func idsAreKebabCaseAndNameTheBadThing() {
    for entry in RuleLibrary.embedded() {
      #expect(entry.id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(entry.id)")
      for start in ["avoid-", "prefer-", "require-", "do-not-", "use-"] {
        #expect(!entry.id.hasPrefix(start), "\(entry.id)")
      }
      #expect(
        ["kubernetes", "azure", "databricks", "dns", "aws", "path"].contains(entry.family), "\(entry.id)")
    }
  }

  @Test func everyRuleNamesItsSources() {
    for description in RuleLibrary.embedded().map(\.description) {
      #expect(!description.references.isEmpty, "\(description.id)")
    }
  }
}

/// What is wrong with a rule file is said with its place.
@Suite struct RuleProblemTests {
  private func problems(_ yaml: String) -> [String] {
    do throws(RuleProblems) {
      _ = try RuleLibrary.entry(SourceFile(path: "rule.yaml", text: yaml), family: "kubernetes")
      return []
    } catch {
      let source = SourceFile(path: "rule.yaml", text: yaml)
      let lines = LineIndex(source.bytes)
      return error.problems.map { problem in
        let start = problem.span.map { lines.position(of: Int($0.start), in: source.bytes) }
        return "\(start?.line ?? 0):\(start?.column ?? 0): \(problem.message)"
      }
    }
  }

  private func rule(_ validation: String, extra: String = "") -> String {
    """
    id: some-rule
    summary: A sentence.
    why: A sentence.
    remediation: A sentence.
    severity: error
    confidence: high
    match: [kubernetes.Service]
    \(extra)validations:
      - expression: \(validation)
        message: a message
    """
  }

  @Test func aSoundRuleHasNoProblem() { #expect(problems(rule("object.spec.type == 'x'")).isEmpty) }

  @Test func aMisspeltNameIsMarkedInTheExpression() {
    #expect(
      problems(rule("objekt.spec.type == 'x'")) == [
        "9:17: undeclared variable 'objekt'; did you mean 'object'?"
      ])
  }

  @Test func aMisspeltFunctionInAQuotedExpressionIsMarked() {
    #expect(
      problems(rule(#""object.spec.type.startWith('x')""#)) == [
        "9:35: undeclared method 'startWith'; did you mean 'startsWith'?"
      ])
  }

  @Test func aSyntaxErrorSaysWhatIsExpected() {
    #expect(
      problems(rule("object.spec.type ==")) == [
        "9:36: unexpected end of the expression; expected a value"
      ])
  }

  @Test func unknownKeysAndWrongChoicesAreRefused() {
    let found = problems(rule("true", extra: "severty: high\n"))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("8:1: unknown key 'severty'; allowed are id, summary, why") == true)
    #expect(
      problems(rule("true").replacing("severity: error", with: "severity: bad")) == [
        "5:11: 'bad' is no severity; allowed are note, warning, error"
      ])
    #expect(
      problems(rule("true").replacing("why: A sentence.", with: "why: No period")) == [
        "3:6: 'why' is a sentence; it ends with a period"
      ])
  }

  @Test func undeclaredVariablesAndParametersAreRefused() {
    #expect(problems(rule("variables.x")) == ["9:27: variables has no field 'x'; it has none"])
    #expect(problems(rule("params.x")) == ["9:24: params has no field 'x'; it has none"])
  }
}
