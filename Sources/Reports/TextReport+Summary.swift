import Findings

// What the run could not judge, and its counts.
extension TextReport {
  /// How many rules are named for one missing kind.
  private static let namedRules = 3
  /// Kinds of evidence that are lacking, as far as they are listed one by one.
  private static let namedKinds = 6

  /// A line for each private path and feature with its verdict, and one with what to do next; `airtight trace` shows the hops.
  func writeColumns(_ columns: [PathColumn], into output: inout OutputBuffer) {
    for column in columns {
      let what = column.isFeature ? "feature" : "path"
      output.append("\(what) " + paint(column.name.shown, .bold) + ": ")
      output.append(paint(column.verdict, TextStyle(column.tone)))
      output.append(column.tone == .neutral ? "\n" : ", \(column.proven)\n")
      if let next = column.next { output.append("  " + paint("next:", .cyan) + " \(next.shown)\n") }
    }
    if !columns.isEmpty { output.newline() }
  }

  /// For each kind of evidence that is missing the command that gets it and the rules that need it, and a line for each
  /// rule that left resources undecided.
  func writeOpenRules(_ rules: [RuleResult], into output: inout OutputBuffer) {
    let cut = rules.count { $0.outcome == .notEvaluated && $0.missing.isEmpty }
    if cut > 0 {
      output.append(
        paint("not evaluated:", .yellow)
          + " \(Summary.count(cut, "rule")), because there is too much to relate to one another\n\n")
    }
    let lacking = rules.filter { $0.outcome == .notEvaluated && !$0.missing.isEmpty }
    if !lacking.isEmpty {
      output.append(
        paint("not evaluated:", .yellow)
          + " \(Summary.count(lacking.count, "rule")), because the inputs lack their evidence; to get it:")
      output.newline()
      writeMissing(lacking, into: &output)
      output.newline()
    }
    let open = rules.filter { $0.outcome != .notEvaluated && $0.unknown > 0 }
    writeUnrendered(open.filter(\.waitsForTemplates), into: &output)
    let undecided = open.filter { !$0.waitsForTemplates }
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

  /// One line for all rules that wait for nothing but templates, with the kinds that these hold.
  private func writeUnrendered(_ rules: [RuleResult], into output: inout OutputBuffer) {
    guard let command = rules.first?.missing.first?.command else { return }
    let kinds = Set(rules.flatMap { $0.missing.map(\.kind) }).sorted().joined(separator: ", ")
    output.append(
      paint("undecided:", .yellow)
        + " \(Summary.count(rules.count, "rule")), because templates and patches hold objects that are not rendered; to see them:"
    )
    output.newline()
    output.append("  " + paint(command.shown, .bold) + "\n")
    output.append("      " + paint("for \(kinds.shown)", .faint) + "\n\n")
  }

  /// Those that most rules wait for: a folder of manifests alone lacks most of what there is.
  private func writeMissing(_ rules: [RuleResult], into output: inout OutputBuffer) {
    let all = MissingKind.all(of: rules)
    let most = all.sorted { ($1.rules.count, $0.kind) < ($0.rules.count, $1.kind) }
      .prefix(TextReport.namedKinds)
    for missing in most.sorted(by: { $0.kind < $1.kind }) {
      if missing.command.isEmpty {
        output.append("  \(missing.kind.shown), which no single command prints\n")
      } else {
        output.append("  " + paint(missing.command.shown, .bold) + "\n")
      }
      let kind = missing.command.isEmpty ? "" : "\(missing.kind.shown) "
      output.append("      " + paint("\(kind)for \(missing.named(TextReport.namedRules))", .faint) + "\n")
    }
    if all.count > most.count {
      output.append("  and \(all.count - most.count) kinds more: --format json lists them\n")
    }
  }

  /// `3 errors, 2 warnings in 12 files (31 resources; 4 documents not recognised; 6 rules not evaluated)`
  func writeSummary(_ summary: Summary, into output: inout OutputBuffer) {
    let found = summary.counts.map { paint($0.text, TextStyle($0.severity)) }
    let headline = found.isEmpty ? summary.headline : found.joined(separator: ", ")
    output.append("\(headline) \(summary.extent)\n")
  }

  /// Which commands tell more, where there is more to tell.
  func writeFurtherCommands(_ result: CheckResult, into output: inout OutputBuffer) {
    var commands: [String] = []
    if result.findings.contains(where: { $0.suppressed == nil }) {
      commands.append("'airtight explain RULE' says why a rule matters")
    }
    if result.paths.contains(where: { $0.verdict != .private }) {
      commands.append("'airtight trace' shows every hop of a path")
    } else if result.features.contains(where: { $0.verdict == .broken || $0.verdict == .unknown }) {
      commands.append("'airtight trace' shows every step of a feature")
    }
    guard !commands.isEmpty else { return }
    output.append(paint("more: " + commands.joined(separator: "; "), .faint))
    output.newline()
  }
}
