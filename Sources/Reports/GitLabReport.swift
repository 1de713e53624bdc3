package import Findings
import SourceText

/// The result as a Code Quality report of GitLab: a list of objects, one for each finding that counts and for each
/// problem of an input.
///
/// GitLab compares the fingerprints of two branches to tell what is new, and drops what has the fingerprint of another;
/// so they do not depend on lines, and findings that have one in common are numbered.
package struct GitLabReport: Sendable {
  package init() {}

  package func write(_ result: CheckResult, into output: inout OutputBuffer) {
    var seen: [String: Int] = [:]
    func fingerprint(_ text: String) -> String {
      let number = (seen[text] ?? 0) + 1
      seen[text] = number
      return number == 1 ? text : "\(text)-\(number)"
    }
    JSONWriter.write(into: &output) { json in
      json.beginArray()
      for finding in result.findings where finding.suppressed == nil {
        entry(
          finding.rule, finding.message, Self.severity(finding.severity),
          fingerprint(finding.fingerprint.description),
          finding.place, to: &json)
      }
      for problem in result.inputs.flatMap(\.problems) {
        let name = (problem.isError ? SARIFNotification.inputRefused : .inputDoubtful).rawValue
        entry(
          name, problem.message, problem.isError ? "blocker" : "minor",
          fingerprint("\(name): \(problem.place.path): \(problem.message)".shown), problem.place, to: &json)
      }
      json.endArray()
    }
  }

  private func entry(
    _ name: String, _ message: String, _ severity: String, _ fingerprint: String, _ place: Place,
    to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("description", message)
      json.member("check_name", name)
      json.member("fingerprint", fingerprint)
      json.member("severity", severity)
      json.member("location") { json in
        json.member("path", place.path)
        json.member("lines") { json in
          json.member("begin", place.range?.start.line ?? 1)
          if let end = place.range?.end { json.member("end", end.line) }
        }
      }
    }
  }

  /// One of `info`, `minor`, `major`, `critical` and `blocker`.
  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .note: "info"
    case .warning: "major"
    case .error: "critical"
    }
  }
}
