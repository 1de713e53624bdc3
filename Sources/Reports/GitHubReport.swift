package import Findings
import SourceText

/// The result as workflow commands of GitHub Actions, which annotate the files of a pull request.
///
/// GitHub shows at most ten annotations of a kind for a step, and drops the rest without a word; so the ten worst are
/// written, and how many there are beyond. Everything is in the step summary, which is `MarkdownReport`.
package struct GitHubReport: Sendable {
  static let most = 10

  package init() {}

  package func write(_ result: CheckResult, into output: inout OutputBuffer) {
    let annotations = annotations(result)
    for annotation in annotations.prefix(Self.most) { output.append(annotation.command + "\n") }
    let left = annotations.count - Self.most
    if left > 0 {
      output.append("airtight: \(left) more are not annotated: GitHub shows \(Self.most) at most\n")
    }
    output.append("airtight: \(result.summary.headline) \(result.summary.extent)\n")
  }

  /// Files that could not be read first, because nothing is known of what they hold; then findings, the worst first.
  private func annotations(_ result: CheckResult) -> [GitHubAnnotation] {
    let problems = result.inputs.flatMap(\.problems)
    let remedies = result.remedies
    let findings = result.worstFirst.map { GitHubAnnotation($0, remedy: remedies[$0.rule]) }
    return problems.filter(\.isError).map(GitHubAnnotation.init) + findings
      + problems.filter { !$0.isError }.map(GitHubAnnotation.init)
  }
}

/// One workflow command: `::error file=…,line=…::message`.
struct GitHubAnnotation {
  private let name: String
  private let title: String
  private let message: String
  private let place: Place

  init(_ finding: Finding, remedy: String?) {
    name = finding.severity == .note ? "notice" : finding.severity.rawValue
    title = finding.rule
    let advice = remedy.map { $0.isEmpty ? "" : "\n\n\($0)" } ?? ""
    message = finding.message.shown + advice
    place = finding.place
  }

  init(_ problem: InputProblem) {
    name = problem.isError ? "error" : "warning"
    title = problem.isError ? "this file could not be read" : "this file is ambiguous"
    message = problem.message.shown
    place = problem.place
  }

  /// The command on one line. A column is only understood within one line.
  var command: String {
    var properties = ["file=" + Self.property(place.path)]
    if let range = place.range {
      properties += ["line=\(range.start.line)", "endLine=\(range.end.line)"]
      if range.start.line == range.end.line {
        properties += ["col=\(range.start.column)", "endColumn=\(range.end.column)"]
      }
    }
    properties.append("title=" + Self.property(title))
    return "::\(name) \(properties.joined(separator: ","))::\(Self.data(message))"
  }

  /// What ends a command or a line is written as its code, as the runner's own toolkit does.
  static func data(_ text: String) -> String {
    escaped(text) { scalar in scalar == "%" || scalar == "\r" || scalar == "\n" }
  }

  /// In a property a colon and a comma have a meaning as well.
  static func property(_ text: String) -> String {
    escaped(text) { scalar in
      switch scalar {
      case "%", "\r", "\n", ":", ",": true
      default: false
      }
    }
  }

  private static func escaped(_ text: String, _ isSpecial: (Unicode.Scalar) -> Bool) -> String {
    var written = ""
    for scalar in text.unicodeScalars {
      if isSpecial(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        written += scalar.value < 0x10 ? "%0\(digits)" : "%\(digits)"
      } else if scalar.steersDisplay {
        written += "<\(scalar.codePoint)>"
      } else {
        written.unicodeScalars.append(scalar)
      }
    }
    return written
  }
}
