import Engine
import Findings
import Reports

/// The page that GitHub Actions shows for a step: Markdown, in the file that `GITHUB_STEP_SUMMARY` names.
enum GitHubStepSummary {
  /// Adds the result to the step's summary where there is one; `false`, with a message on standard error, where that fails.
  static func write(_ result: CheckResult) -> Bool {
    guard let file = Machine.variable("GITHUB_STEP_SUMMARY"), !file.isEmpty else { return true }
    var report = OutputBuffer()
    MarkdownReport(limit: MarkdownReport.summaryBytes).write(result, into: &report)
    guard let reason = FileWriter.append(report.bytes, to: file) else { return true }
    StandardError.write("airtight: \(file): the step summary cannot be written: \(reason)\n")
    return false
  }
}
