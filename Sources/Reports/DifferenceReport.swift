package import Findings
import SourceText

/// How two runs differ, for people, for a pull request and for scripts.
package struct DifferenceReport: Sendable {
  package enum Format: String, CaseIterable, Sendable { case text, markdown, json }

  let text: TextReport

  /// - Parameter width: cells in a line of text.
  package init(colour: Bool, width: Int) { text = TextReport(colour: colour, width: width) }

  package func write(_ difference: ResultDifference, as format: Format, into output: inout OutputBuffer) {
    switch format {
    case .text: writeText(difference, into: &output)
    case .markdown: DifferenceMarkdown.write(difference, into: &output)
    case .json: writeJSON(difference, into: &output)
    }
  }

  /// `2 new, 1 gone, 1 accepted, 14 unchanged`
  static func summary(_ difference: ResultDifference) -> String {
    let accepted = difference.accepted.isEmpty ? "" : ", \(difference.accepted.count) accepted"
    return "\(difference.appeared.count) new, \(difference.disappeared.count) gone\(accepted), "
      + "\(difference.unchanged) unchanged"
  }

  /// `private` or, where a run has no such path, `no path`.
  static func verdict(_ verdict: PathResult.Verdict?) -> String { verdict?.rawValue ?? "no path" }

  /// `sound` or, where a run has no such feature, `no feature`.
  static func verdict(_ verdict: FeatureResult.Verdict?) -> String { verdict?.rawValue ?? "no feature" }

  // MARK: Text

  private func writeText(_ difference: ResultDifference, into output: inout OutputBuffer) {
    if !difference.appeared.isEmpty {
      output.append(text.paint("new:", .bold) + "\n\n")
      text.write(difference.appeared, difference.descriptions, into: &output)
    }
    list("gone:", difference.disappeared, into: &output)
    list("accepted:", difference.accepted, into: &output)
    for path in difference.paths {
      let style: TextStyle = path.isWorse ? .red : path.after == .private ? .green : .yellow
      let change = "\(Self.verdict(path.before)) -> \(Self.verdict(path.after))"
      output.append("path " + text.paint(path.name.shown, .bold) + ": " + text.paint(change, style))
      if let next = path.next { output.append("; next: " + next.shown) }
      output.newline()
    }
    for feature in difference.features {
      let style: TextStyle = feature.isWorse ? .red : feature.after == .sound ? .green : .yellow
      let change = "\(Self.verdict(feature.before)) -> \(Self.verdict(feature.after))"
      output.append("feature " + text.paint("\(feature.subject): \(feature.title)".shown, .bold) + ": ")
      output.append(text.paint(change, style))
      if let next = feature.next { output.append("; next: " + next.shown) }
      output.newline()
    }
    if !difference.paths.isEmpty || !difference.features.isEmpty { output.newline() }
    if !difference.lost.isEmpty {
      let names = difference.lost.map(\.id.shown).joined(separator: ", ")
      output.append(text.paint("no longer evaluated for lack of evidence:", .yellow) + " \(names)\n\n")
    }
    output.append(Self.summary(difference) + "\n")
  }

  /// A line for each finding.
  private func list(_ title: String, _ findings: [Finding], into output: inout OutputBuffer) {
    if findings.isEmpty { return }
    output.append(text.paint(title, .bold) + "\n")
    for finding in findings {
      output.append("  " + Self.place(finding.place).shown + ": \(finding.severity.rawValue): ")
      output.append(finding.message.shown + " " + text.paint("[\(finding.rule.shown)]", .faint))
      if let reason = finding.suppressed { output.append(": " + reason.shown) }
      output.newline()
    }
    output.newline()
  }

  static func place(_ place: Place) -> String {
    place.range.map { "\(place.path):\($0.start.line):\($0.start.column)" } ?? place.path
  }

  // MARK: JSON

  private func writeJSON(_ difference: ResultDifference, into output: inout OutputBuffer) {
    let report = JSONReport()
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.member("appeared", each: difference.appeared) { json, finding in report.write(finding, to: &json)
        }
        json.member("disappeared", each: difference.disappeared) { json, finding in
          report.write(finding, to: &json)
        }
        json.member("accepted", each: difference.accepted) { json, finding in report.write(finding, to: &json)
        }
        json.member("paths", each: difference.paths) { json, path in
          json.object { json in
            json.member("name", path.name)
            json.member("before", orNull: path.before?.rawValue)
            json.member("after", orNull: path.after?.rawValue)
            json.member("next", orNull: path.next)
          }
        }
        json.member("features", each: difference.features) { json, feature in
          json.object { json in
            json.member("kind", feature.kind)
            json.member("subject", feature.subject)
            json.member("before", orNull: feature.before?.rawValue)
            json.member("after", orNull: feature.after?.rawValue)
            json.member("next", orNull: feature.next)
          }
        }
        json.member("noLongerEvaluated", strings: difference.lost.map(\.id))
        json.member("summary") { json in
          json.member("appeared", difference.appeared.count)
          json.member("disappeared", difference.disappeared.count)
          json.member("accepted", difference.accepted.count)
          json.member("unchanged", difference.unchanged)
        }
      }
    }
  }
}
