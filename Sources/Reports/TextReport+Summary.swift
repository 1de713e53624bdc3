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
        paint("not evaluated:", .yellow) + " \(count(lacking.count, "rule")) for lack of evidence")
      output.newline()
      writeMissing(lacking, into: &output)
      output.newline()
    }
    let undecided = rules.filter { $0.outcome != .notEvaluated && $0.unknown > 0 }
    if !undecided.isEmpty {
      output.append(paint("undecided:", .yellow) + " \(count(undecided.count, "rule")) met unknown values")
      output.newline()
      for rule in undecided {
        output.append("  \(rule.id.shown): \(rule.unknown) of \(count(rule.evaluated, "resource"))\n")
      }
      output.newline()
    }
  }

  private func writeMissing(_ rules: [RuleResult], into output: inout OutputBuffer) {
    var kinds: [String: (command: String, rules: [String])] = [:]
    for rule in rules {
      for evidence in rule.missing {
        var entry = kinds[evidence.kind] ?? (evidence.command, [])
        if entry.command.isEmpty { entry.command = evidence.command }
        entry.rules.append(rule.id)
        kinds[evidence.kind] = entry
      }
    }
    for (kind, entry) in kinds.sorted(by: { $0.key < $1.key }) {
      var names = entry.rules.prefix(TextReport.namedRules).map(\.shown).joined(separator: ", ")
      let more = entry.rules.count - TextReport.namedRules
      if more > 0 { names += " and \(more) more" }
      let command = entry.command.isEmpty ? "" : ": " + paint(entry.command.shown, .bold)
      output.append("  no \(kind.shown) (\(names))\(command)\n")
    }
  }

  /// `3 errors, 2 warnings in 12 files (31 resources; 4 documents not recognised; 6 rules not evaluated)`
  func writeSummary(_ summary: Summary, into output: inout OutputBuffer) {
    var found: [String] = []
    if summary.errors > 0 { found.append(paint(count(summary.errors, "error"), .red)) }
    if summary.warnings > 0 { found.append(paint(count(summary.warnings, "warning"), .yellow)) }
    if summary.notes > 0 { found.append(paint(count(summary.notes, "note"), .cyan)) }
    if found.isEmpty { found.append("no findings") }
    var details = [count(summary.resources, "resource")]
    if summary.unrecognised > 0 {
      details.append(count(summary.unrecognised, "document") + " not recognised")
    }
    if summary.refused > 0 { details.append(count(summary.refused, "file") + " refused") }
    let suppressed = summary.suppressed - summary.baselined
    if suppressed > 0 { details.append(count(suppressed, "finding") + " suppressed") }
    if summary.baselined > 0 { details.append(count(summary.baselined, "finding") + " in the baseline") }
    if summary.notEvaluated > 0 { details.append(count(summary.notEvaluated, "rule") + " not evaluated") }
    if summary.undecided > 0 { details.append(count(summary.undecided, "rule") + " undecided") }
    output.append(
      found.joined(separator: ", ") + " in " + count(summary.files, "file")
        + " (" + details.joined(separator: "; ") + ")\n")
  }

  private func count(_ number: Int, _ thing: String) -> String {
    number == 1 ? "1 \(thing)" : "\(number) \(thing)s"
  }
}
