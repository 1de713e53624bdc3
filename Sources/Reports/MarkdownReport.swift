package import Findings

/// The result in Markdown, for a comment on a pull request or a step summary: verdicts of paths and features, findings as a table, what
/// was not evaluated and how to get the evidence. Nothing in it is a link, and no input can make one.
///
/// Servers refuse long comments, so that rows are left out from the end of each table, and it is said how many.
package struct MarkdownReport: Sendable {
  /// What fits into a comment on GitHub, which takes 65,536 characters.
  package static let commentBytes = 60_000
  /// What fits into the summary of a step, which takes 1 MiB.
  package static let summaryBytes = 1_000_000

  private let limit: Int

  /// - Parameter limit: bytes of the whole report; a row is never cut.
  package init(limit: Int = commentBytes) { self.limit = limit }

  package func write(_ result: CheckResult, into output: inout OutputBuffer) {
    let start = output.count
    output.append("## airtight: \(result.summary.headline)\n\n\(result.summary.extent.capitalisedStart)\n")
    write(
      PathColumn.all(result.paths), title: "Private paths", heads: ["Path", "Verdict", "Hops proven"],
      limit: start + limit / 4, into: &output)
    write(
      PathColumn.all([], result.features), title: "Classic compute plane",
      heads: ["Feature", "Verdict", "Steps proven"], limit: start + limit / 8 * 3, into: &output)
    writeFindings(result, limit: start + limit / 4 * 3, into: &output)
    writeProblems(result, limit: start + limit / 8 * 7, into: &output)
    writeOpenRules(result, limit: start + limit - 500, into: &output)
  }

  /// The verdicts of private paths, or of features, the worst first.
  private func write(
    _ columns: [PathColumn], title: String, heads: [String], limit: Int, into output: inout OutputBuffer
  ) {
    let rows = columns.sorted { $0.rank > $1.rank }.map { column in
      [
        column.name.markdownCode, "\(column.sign) **\(column.verdict)**",
        column.tone == .neutral
          ? "" : "\(column.hops.count { $0.state == .proven }) of \(column.hops.count)",
        column.next?.markdown ?? "",
      ]
    }
    write(MarkdownTable(title: title, columns: heads + ["Next"], rows: rows), limit, into: &output)
  }

  private func writeFindings(_ result: CheckResult, limit: Int, into output: inout OutputBuffer) {
    let findings = result.worstFirst
    let rows = findings.map { finding in
      [
        finding.severity.rawValue, finding.place.shown.markdownCode, finding.message.markdown,
        finding.rule.markdownCode,
      ]
    }
    write(
      MarkdownTable(title: "Findings", columns: ["Severity", "Where", "What", "Rule"], rows: rows), limit,
      into: &output)
    var named: Set<String> = []
    let remedies = result.remedies
    let advice = findings.compactMap { finding -> String? in
      guard named.insert(finding.rule).inserted, let remedy = remedies[finding.rule], !remedy.isEmpty else {
        return nil
      }
      return "- \(finding.rule.markdownCode): \(remedy.markdown)\n"
    }
    guard !advice.isEmpty, output.count < limit else { return }
    output.append("\n<details><summary>What to do</summary>\n\n")
    for line in advice where output.count + line.utf8.count < limit { output.append(line) }
    output.append("\n</details>\n")
  }

  private func writeProblems(_ result: CheckResult, limit: Int, into output: inout OutputBuffer) {
    let problems = result.inputs.flatMap(\.problems).sorted { $0.isError && !$1.isError }
    let rows = problems.map {
      [$0.isError ? "refused" : "doubtful", $0.place.shown.markdownCode, $0.message.markdown]
    }
    write(
      MarkdownTable(title: "Problems of the inputs", columns: ["State", "Where", "What"], rows: rows), limit,
      into: &output)
  }

  private func writeOpenRules(_ result: CheckResult, limit: Int, into output: inout OutputBuffer) {
    let missing = MissingKind.all(of: result.rules)
    let rows = missing.map { [$0.kind.markdownCode, $0.command.markdownCode, $0.named(3).markdown] }
    write(
      MarkdownTable(
        title: "Not evaluated, for lack of evidence",
        columns: ["Missing", "Get it with", "Rules that wait for it"],
        rows: rows), limit, into: &output)
    let undecided = result.undecidedRules.map {
      [$0.id.markdownCode, "\($0.unknown) of \($0.evaluated)"]
    }
    write(
      MarkdownTable(
        title: "Undecided, for values not known", columns: ["Rule", "Resources"], rows: undecided), limit,
      into: &output)
  }

  /// Writes a table with as many rows as stay below `limit`, in bytes of the buffer; nothing for a table without rows.
  private func write(_ table: MarkdownTable, _ limit: Int, into output: inout OutputBuffer) {
    guard !table.rows.isEmpty else { return }
    output.append("\n### \(table.title)\n\n")
    output.append("| \(table.columns.joined(separator: " | ")) |\n")
    output.append("|\(String(repeating: " --- |", count: table.columns.count))\n")
    for (index, row) in table.rows.enumerated() {
      let line = "| \(row.joined(separator: " | ")) |\n"
      guard output.count + line.utf8.count <= limit else {
        output.append("\n\(table.rows.count - index) more are left out here; the other reports have them.\n")
        return
      }
      output.append(line)
    }
  }
}

/// A table whose cells are Markdown already.
private struct MarkdownTable {
  var title: String
  var columns: [String]
  var rows: [[String]]
}

extension PathResult.Verdict {
  /// The worst last.
  var rank: Int {
    switch self {
    case .private: 0
    case .unknown: 1
    case .broken: 2
    case .public: 3
    }
  }
}
