import Findings

extension Summary {
  /// How many findings there are of each severity that occurs, the worst first.
  var counts: [(severity: Severity, text: String)] {
    [(Severity.error, errors), (.warning, warnings), (.note, notes)].filter { $0.1 > 0 }
      .map { ($0.0, Self.count($0.1, $0.0.rawValue)) }
  }

  /// `3 errors, 2 warnings`, or `no findings`.
  var headline: String { counts.isEmpty ? "no findings" : counts.map(\.text).joined(separator: ", ") }

  /// What else there is to count, without what is zero: `31 resources`, `6 rules not evaluated`.
  var details: [String] {
    var details = [Self.count(resources, "resource")]
    if unrecognised > 0 { details.append(Self.count(unrecognised, "document") + " not recognised") }
    if refused > 0 { details.append(Self.count(refused, "file") + " refused") }
    // What the baseline holds is suppressed, too, and told apart.
    if suppressed > baselined {
      details.append(Self.count(suppressed - baselined, "finding") + " suppressed")
    }
    if baselined > 0 { details.append(Self.count(baselined, "finding") + " in the baseline") }
    if notEvaluated > 0 { details.append(Self.count(notEvaluated, "rule") + " not evaluated") }
    if undecided > 0 { details.append(Self.count(undecided, "rule") + " undecided") }
    return details
  }

  /// `in 12 files (31 resources; 6 rules not evaluated)`
  var extent: String { "in \(Self.count(files, "file")) (\(details.joined(separator: "; ")))" }

  /// `1 file`, `2 files`.
  static func count(_ number: Int, _ thing: String) -> String {
    number == 1 ? "1 \(thing)" : "\(number) \(thing)s"
  }
}

extension CheckResult {
  /// The findings that count, the worst first; those of one severity as they stand.
  var worstFirst: [Finding] {
    Severity.allCases.sorted(by: >).flatMap { severity in
      findings.filter { $0.suppressed == nil && $0.severity == severity }
    }
  }

  /// What is to be done about the findings of each rule, by its id.
  var remedies: [String: String] {
    Dictionary(descriptions.map { ($0.id, $0.remediation) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rules that were applied and could not decide some resources for their values.
  var undecidedRules: [RuleResult] {
    rules.filter { $0.outcome != .notEvaluated && $0.unknown > 0 && !$0.waitsForTemplates }
  }
}

extension RuleResult {
  /// Whether the rule could not decide for no other reason than templates that are not rendered.
  var waitsForTemplates: Bool { outcome != .notEvaluated && unknown > 0 && !missing.isEmpty }
}
