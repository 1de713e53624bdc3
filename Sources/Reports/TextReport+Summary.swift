import Findings

// What the run could not judge, and its counts.
extension TextReport {
  /// How many rules are named for one missing kind.
  private static let namedRules = 3

  /// A line for each private path: its verdict, and what to do next; `airtight trace` shows the hops.
  func writePaths(_ paths: [PathResult], into output: inout OutputBuffer) {
    for path in paths {
      let style: TextStyle =
        switch path.verdict {
        case .private: .green
        case .public, .broken: .red
        case .unknown: .yellow
        }
      output.append("path " + paint(path.name.shown, .bold) + ": " + paint(path.verdict.rawValue, style))
      if let next = path.next { output.append("; next: " + next.shown) }
      output.newline()
    }
    if !paths.isEmpty { output.newline() }
  }

  /// A line for each kind of evidence that is missing, with the rules that need it and the command that gets it, and
  /// a line for each rule that left resources undecided.
  func writeOpenRules(_ rules: [RuleResult], into output: inout OutputBuffer) {
    let lacking = rules.filter { $0.outcome == .notEvaluated }
    if !lacking.isEmpty {
      output.append(
        paint("not evaluated:", .yellow) + " \(Summary.count(lacking.count, "rule")) for lack of evidence")
      output.newline()
      writeMissing(lacking, into: &output)
      output.newline()
    }
    let undecided = rules.filter { $0.outcome != .notEvaluated && $0.unknown > 0 }
    if !undecided.isEmpty {
      output.append(
        paint("undecided:", .yellow) + " \(Summary.count(undecided.count, "rule")) met unknown values")
      output.newline()
      for rule in undecided {
        output.append("  \(rule.id.shown): \(rule.unknown) of \(Summary.count(rule.evaluated, "resource"))\n")
      }
      output.newline()
    }
  }

  private func writeMissing(_ rules: [RuleResult], into output: inout OutputBuffer) {
    for missing in MissingKind.all(of: rules) {
      let command = missing.command.isEmpty ? "" : ": " + paint(missing.command.shown, .bold)
      output.append("  no \(missing.kind.shown) (\(missing.named(TextReport.namedRules)))\(command)\n")
    }
  }

  /// `3 errors, 2 warnings in 12 files (31 resources; 4 documents not recognised; 6 rules not evaluated)`
  func writeSummary(_ summary: Summary, into output: inout OutputBuffer) {
    let found = summary.counts.map { paint($0.text, TextStyle($0.severity)) }
    let headline = found.isEmpty ? summary.headline : found.joined(separator: ", ")
    output.append("\(headline) \(summary.extent)\n")
  }
}
