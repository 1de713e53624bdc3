package import Findings
import SourceText

/// Private paths and features of the classic compute plane as columns of hops, for a terminal.
package struct PathText: Sendable {
  private let colour: Bool
  private let width: Int

  /// - Parameter width: cells in a line; at least 40 is taken.
  package init(colour: Bool, width: Int) {
    self.colour = colour
    self.width = max(40, width)
  }

  package func write(
    _ paths: [PathResult], features: [FeatureResult] = [], into output: inout OutputBuffer
  ) {
    let columns = PathColumn.all(paths, features)
    if columns.isEmpty { output.append("no private path found\n") }
    for column in columns { write(column, into: &output) }
  }

  private func write(_ path: PathColumn, into output: inout OutputBuffer) {
    output.append(
      paint(path.name.shown, .bold) + "  " + paint(path.verdict, TextStyle(path.tone)) + "\n")
    for hop in path.hops { write(hop, into: &output) }
    if let next = path.next { output.append(paint("  next:", .cyan) + " " + next.shown + "\n") }
    output.newline()
  }

  private func write(_ hop: HopResult, into output: inout OutputBuffer) {
    let style = Self.style(hop.state)
    output.append("  " + paint(hop.mark, style) + " " + paint(hop.title, .bold))
    if hop.state != .proven {
      output.append(" " + paint(hop.word, style))
    }
    output.newline()
    output.append("      " + hop.summary.shown + "\n")
    for place in hop.evidence {
      output.append("      " + paint(place.place.shown + "  " + place.message.shown, .faint) + "\n")
    }
    if let remedy = hop.remedy { output.append("      " + paint("= do:", .cyan) + " " + remedy.shown + "\n") }
  }

  private static func style(_ state: HopResult.State) -> TextStyle {
    switch state {
    case .proven: .green
    case .contradicted, .missing: .red
    case .drifted, .unknown: .yellow
    }
  }

  private func paint(_ text: String, _ style: TextStyle) -> String { style.paint(text, colour: colour) }
}
