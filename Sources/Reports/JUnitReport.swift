package import Findings

/// The result as JUnit XML, as CI servers read it: a suite for each family of rules, and one for the inputs.
///
/// A finding is a failed case if it fails the run, and a passed one with its text as output if it does not. A rule
/// without findings is one passed case. What was suppressed, not evaluated or left undecided is a skipped case with its
/// reason: unknown is not a pass. There are no times in it, so the same result gives the same bytes.
package struct JUnitReport: Sendable {
  private let failOn: Severity?

  /// - Parameter failOn: the lowest severity that is a failure; `nil` for none.
  package init(failOn: Severity?) { self.failOn = failOn }

  package func write(_ result: CheckResult, into output: inout OutputBuffer) {
    var suites: [String: JUnitSuite] = [:]
    let families = Dictionary(
      result.descriptions.map { ($0.id, $0.family) }, uniquingKeysWith: { first, _ in first })
    let remedies = result.remedies
    for finding in result.findings {
      let family = families[finding.rule] ?? "rules"
      suites[family, default: JUnitSuite(family)].add(
        "\(finding.rule): \(finding.resource)", outcome(of: finding, help: remedies[finding.rule]))
    }
    for rule in result.rules {
      let family = families[rule.id] ?? "rules"
      for (name, outcome) in outcomes(of: rule) {
        suites[family, default: JUnitSuite(family)].add(name, outcome)
      }
    }
    var inputs = JUnitSuite("inputs")
    for input in result.inputs { inputs.add(input.path, outcome(of: input)) }
    let all = suites.values.sorted { $0.name < $1.name } + (inputs.isEmpty ? [] : [inputs])
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"airtight\"")
    output.append(" tests=\"\(all.reduce(0) { $0 + $1.count })\"")
    output.append(" failures=\"\(all.reduce(0) { $0 + $1.failures })\"")
    output.append(" errors=\"\(all.reduce(0) { $0 + $1.errors })\">\n")
    for suite in all { suite.write(into: &output) }
    output.append("</testsuites>\n")
  }

  private func outcome(of finding: Finding, help: String?) -> JUnitSuite.Outcome {
    if let reason = finding.suppressed {
      return .skipped(reason.isEmpty ? "suppressed" : "suppressed: \(reason)")
    }
    var text = OutputBuffer()
    TextReport(colour: false, width: 100).write(finding, help: help, into: &text)
    let body = String(decoding: text.bytes, as: UTF8.self)
    guard let failOn, finding.severity >= failOn else { return .passed(body) }
    return .failure(type: finding.severity.rawValue, message: finding.message, body)
  }

  private func outcomes(of rule: RuleResult) -> [(name: String, outcome: JUnitSuite.Outcome)] {
    if rule.outcome == .notEvaluated {
      let missing = rule.missing.map {
        $0.command.isEmpty ? $0.kind : "\($0.kind) (get it with: \($0.command))"
      }
      let lack =
        missing.isEmpty
        ? "there is too much to relate to one another" : "there is no " + missing.joined(separator: ", no ")
      return [(rule.id, .skipped("not evaluated: \(lack)"))]
    }
    var outcomes: [(name: String, outcome: JUnitSuite.Outcome)] = []
    if rule.unknown > 0 {
      let text = "could not decide \(rule.unknown) of \(Summary.count(rule.evaluated, "resource"))"
      outcomes.append(("\(rule.id): undecided", .skipped(text)))
    }
    if rule.outcome == .pass { outcomes.append((rule.id, .passed(""))) }
    return outcomes
  }

  private func outcome(of input: InputReport) -> JUnitSuite.Outcome {
    guard !input.problems.isEmpty else { return .passed("") }
    var text = OutputBuffer()
    TextReport(colour: false, width: 100).write(input.problems, into: &text)
    let body = String(decoding: text.bytes, as: UTF8.self)
    guard let error = input.problems.first(where: \.isError) else { return .passed(body) }
    return .error(message: error.message, body)
  }
}

/// One `testsuite`, filled case by case.
struct JUnitSuite {
  enum Outcome {
    /// The text is the case's output.
    case passed(String)
    case failure(type: String, message: String, String)
    case error(message: String, String)
    case skipped(String)
  }

  let name: String
  private(set) var failures = 0
  private(set) var errors = 0
  private var skipped = 0
  private var cases: [(name: String, outcome: Outcome)] = []
  /// How often each name was used: servers tell cases apart by their names.
  private var uses: [String: Int] = [:]

  init(_ name: String) { self.name = name }

  var isEmpty: Bool { cases.isEmpty }

  var count: Int { cases.count }

  mutating func add(_ name: String, _ outcome: Outcome) {
    let use = (uses[name] ?? 0) + 1
    uses[name] = use
    switch outcome {
    case .passed: break
    case .failure: failures += 1
    case .error: errors += 1
    case .skipped: skipped += 1
    }
    cases.append((use == 1 ? name : "\(name) (\(use))", outcome))
  }

  func write(into output: inout OutputBuffer) {
    output.append("  <testsuite name=\"airtight.\(name.markup)\" tests=\"\(count)\" failures=\"\(failures)\"")
    output.append(" errors=\"\(errors)\" skipped=\"\(skipped)\">\n")
    for (title, outcome) in cases {
      output.append("    <testcase name=\"\(title.markup)\" classname=\"airtight.\(name.markup)\"")
      if case .passed("") = outcome {
        output.append("/>\n")
        continue
      }
      output.append(">\n      \(Self.element(outcome))\n    </testcase>\n")
    }
    output.append("  </testsuite>\n")
  }

  private static func element(_ outcome: Outcome) -> String {
    switch outcome {
    case .passed(let text): "<system-out>\(text.markupLines)</system-out>"
    case .failure(let type, let message, let text):
      "<failure type=\"\(type)\" message=\"\(message.markup)\">\(text.markupLines)</failure>"
    case .error(let message, let text):
      "<error type=\"input\" message=\"\(message.markup)\">\(text.markupLines)</error>"
    case .skipped(let reason): "<skipped message=\"\(reason.markup)\"/>"
    }
  }
}
