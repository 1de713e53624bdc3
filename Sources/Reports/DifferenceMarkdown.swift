import Findings

/// How two runs differ, as GitHub's Markdown for a comment on a pull request.
enum DifferenceMarkdown {
  static func write(_ difference: ResultDifference, into output: inout OutputBuffer) {
    output.append("### airtight: \(DifferenceReport.summary(difference))\n")
    if !difference.paths.isEmpty {
      output.append("\n| path | before | after | next |\n|---|---|---|---|\n")
      for path in difference.paths {
        let after = DifferenceReport.verdict(path.after)
        let cells = [
          path.name.markdownCode, DifferenceReport.verdict(path.before),
          path.isWorse ? "**\(after)**" : after,
          (path.next ?? "").markdown,
        ]
        output.append("| \(cells.joined(separator: " | ")) |\n")
      }
    }
    if !difference.features.isEmpty {
      output.append("\n| feature | before | after | next |\n|---|---|---|---|\n")
      for feature in difference.features {
        let after = DifferenceReport.verdict(feature.after)
        let cells = [
          "\(feature.subject): \(feature.title)".markdownCode, DifferenceReport.verdict(feature.before),
          feature.isWorse ? "**\(after)**" : after, (feature.next ?? "").markdown,
        ]
        output.append("| \(cells.joined(separator: " | ")) |\n")
      }
    }
    table("New", difference.appeared, into: &output)
    table("Gone", difference.disappeared, into: &output)
    table("Accepted", difference.accepted, into: &output)
    if !difference.lost.isEmpty {
      let names = difference.lost.map { $0.id.markdownCode }.joined(separator: ", ")
      output.append("\nNo longer evaluated for lack of evidence: \(names).\n")
    }
  }

  /// A table of findings; an accepted one says why.
  private static func table(_ title: String, _ findings: [Finding], into output: inout OutputBuffer) {
    if findings.isEmpty { return }
    output.append("\n**\(title)**\n\n| severity | place | finding | rule |\n|---|---|---|---|\n")
    for finding in findings {
      let message = finding.message + (finding.suppressed.map { "; accepted: \($0)" } ?? "")
      let cells = [
        finding.severity.rawValue, DifferenceReport.place(finding.place).markdownCode, message.markdown,
        finding.rule.markdownCode,
      ]
      output.append("| \(cells.joined(separator: " | ")) |\n")
    }
  }
}
