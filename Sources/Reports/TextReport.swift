package import Findings
import SourceText

/// The result for people: each finding with its line of source and what to do, then what is wrong with the inputs,
/// what could not be judged, and the counts.
///
/// Whatever comes from an input is shown so that it cannot drive the terminal. A rule's help is given once, at its
/// first finding; suppressed findings are only counted.
package struct TextReport: Sendable {
  let colour: Bool
  let width: Int

  /// - Parameter width: cells in a line, used for source lines and help; at least 40 is taken.
  package init(colour: Bool, width: Int) {
    self.colour = colour
    self.width = max(40, width)
  }

  package func write(_ result: CheckResult, into output: inout OutputBuffer) {
    write(result.findings, result.descriptions, into: &output)
    for input in result.inputs {
      for problem in input.problems {
        let name = problem.isError ? SARIFNotification.inputRefused : .inputDoubtful
        write(problem, name: name.rawValue, into: &output)
      }
    }
    writeColumns(PathColumn.all(result.paths, result.features), into: &output)
    writeOpenRules(result.rules, into: &output)
    writeSummary(result.summary, into: &output)
    writeFurtherCommands(result, into: &output)
  }

  /// Writes findings that are not suppressed; a rule's help is given at its first one.
  func write(_ findings: [Finding], _ descriptions: [RuleDescription], into output: inout OutputBuffer) {
    let remedies = Dictionary(
      descriptions.map { ($0.id, $0.remediation) }, uniquingKeysWith: { first, _ in first })
    var explained = Set<String>()
    for finding in findings where finding.suppressed == nil {
      let isFirst = explained.insert(finding.rule).inserted
      write(finding, help: isFirst ? remedies[finding.rule] : nil, into: &output)
    }
  }

  /// Writes what is wrong with inputs, each with its line of source.
  package func write(_ problems: [InputProblem], into output: inout OutputBuffer) {
    for problem in problems { write(problem, into: &output) }
  }

  /// Writes one finding, with what to do about it where `help` has that.
  func write(_ finding: Finding, help: String?, into output: inout OutputBuffer) {
    let style = TextStyle(finding.severity)
    writeHead(
      finding.place, finding.severity.rawValue, style,
      finding.message.shown + " " + paint("[\(finding.rule.shown)]", .faint), into: &output)
    writeExcerpt(of: finding.place, style, into: &output)
    for related in finding.related {
      output.append(repeating: 0x20, count: 6)
      output.append(paint("= see:", .cyan) + " " + paint(related.place.shown + ":", .bold))
      output.append(" " + related.message.shown + "\n")
      writeExcerpt(of: related.place, .cyan, into: &output)
    }
    if let help, !help.isEmpty { writeHelp(help, into: &output) }
    output.newline()
  }

  /// - Parameter name: what tells the problem from a finding, in the place of the rule's id.
  private func write(_ problem: InputProblem, name: String? = nil, into output: inout OutputBuffer) {
    let style: TextStyle = problem.isError ? .red : .yellow
    let tag = name.map { " " + paint("[\($0)]", .faint) } ?? ""
    writeHead(
      problem.place, problem.isError ? "error" : "warning", style, problem.message.shown + tag, into: &output)
    writeExcerpt(of: problem.place, style, into: &output)
    output.newline()
  }

  /// `path:line:column: what: message`
  private func writeHead(
    _ place: Place, _ what: String, _ style: TextStyle, _ message: String, into output: inout OutputBuffer
  ) {
    output.append(paint(place.shown + ":", .bold) + " " + paint(what + ":", style) + " " + message)
    output.newline()
  }

  /// The line of a place behind its number, and the mark below.
  private func writeExcerpt(of place: Place, _ style: TextStyle, into output: inout OutputBuffer) {
    guard let line = place.line, let range = place.range else { return }
    let number = String(range.start.line)
    let indent = max(0, 5 - number.utf8.count)
    let gutter = indent + number.utf8.count
    let excerpt = SourceExcerpt(line: line, range: range, width: width - gutter - 3)
    output.append(repeating: 0x20, count: indent)
    output.append(paint(number + " |", .faint) + " " + excerpt.text)
    output.newline()
    output.append(repeating: 0x20, count: gutter)
    output.append(paint(" |", .faint) + " " + String(repeating: " ", count: excerpt.markStart))
    output.append(paint("^" + String(repeating: "~", count: excerpt.markLength - 1), style))
    output.newline()
  }

  private func writeHelp(_ help: String, into output: inout OutputBuffer) {
    let lines = wrap(help.shown, to: width - 14)
    for (index, line) in lines.enumerated() {
      output.append(repeating: 0x20, count: index == 0 ? 6 : 14)
      if index == 0 { output.append(paint("= help:", .cyan) + " ") }
      output.append(line)
      output.newline()
    }
  }

  /// Breaks a text at spaces; a word that is longer than a line stands alone.
  private func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let cells = word.unicodeScalars.reduce(0) { $0 + $1.cells }
      if used > 0, used + 1 + cells > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      line += used > 0 ? " \(word)" : String(word)
      used += (used > 0 ? 1 : 0) + cells
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  func paint(_ text: String, _ style: TextStyle) -> String { style.paint(text, colour: colour) }
}
