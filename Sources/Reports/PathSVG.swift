package import Findings

/// Private paths as one self-contained SVG picture: a column of hops for each path, without scripts, fonts or images from
/// elsewhere.
package enum PathSVG {
  private static let column = 560
  private static let margin = 24
  private static let boxHeight = 58
  private static let gap = 22
  private static let head = 64
  /// How many characters fit into a box, in the narrow fonts that viewers choose.
  private static let titleWidth = 52
  private static let textWidth = 80

  package static func write(
    _ results: [PathResult], features: [FeatureResult] = [], into output: inout OutputBuffer
  ) {
    let paths = PathColumn.all(results, features)
    let hops = paths.map(\.hops.count).max() ?? 0
    let width = max(1, paths.count) * (column + margin) + margin
    let height = head + hops * (boxHeight + gap) + 64 + margin
    output.append(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" font-family=\"system-ui, 'Segoe UI', Helvetica, Arial, sans-serif\">\n"
    )
    output.append(
      "<title>\(escaped(paths.map { "\($0.name): \($0.verdict)" }.joined(separator: "; ")))</title>\n"
    )
    output.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n")
    for (index, path) in paths.enumerated() {
      write(path, left: margin + index * (column + margin), into: &output)
    }
    output.append("</svg>\n")
  }

  private static func write(_ path: PathColumn, left: Int, into output: inout OutputBuffer) {
    let style = Palette(path.tone)
    text(cut(path.name, titleWidth - 12), left, 40, size: 18, weight: 600, "#202124", into: &output)
    let badge = left + column - 104
    output.append(
      "<rect x=\"\(badge)\" y=\"20\" width=\"104\" height=\"28\" rx=\"14\" fill=\"\(style.stroke)\"/>\n")
    output.append(
      "<text x=\"\(badge + 52)\" y=\"39\" font-size=\"14\" font-weight=\"600\" fill=\"#ffffff\" text-anchor=\"middle\">"
        + escaped(path.verdict) + "</text>\n")
    var top = head
    for (index, hop) in path.hops.enumerated() {
      if index > 0 { arrow(left + column / 2, top - gap, isDashed: hop.state != .proven, into: &output) }
      write(hop, left, top, into: &output)
      top += boxHeight + gap
    }
    guard let next = path.next else { return }
    text(cut("Next: " + next, textWidth), left, top + 10, size: 13, weight: 600, "#202124", into: &output)
  }

  private static func write(_ hop: HopResult, _ left: Int, _ top: Int, into output: inout OutputBuffer) {
    let style = Palette(hop)
    let dash = hop.state == .unknown || hop.state == .missing ? " stroke-dasharray=\"5 4\"" : ""
    output.append("<g>\n<title>\(escaped(hop.summary))</title>\n")
    output.append(
      "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(column)\" height=\"\(boxHeight)\" rx=\"8\" fill=\"\(style.fill)\" "
        + "stroke=\"\(style.stroke)\" stroke-width=\"1.5\"\(dash)/>\n")
    text(style.mark, left + 16, top + 25, size: 16, weight: 700, style.stroke, into: &output)
    text(hop.title, left + 42, top + 24, size: 14, weight: 600, style.ink, into: &output)
    output.append(
      "<text x=\"\(left + column - 14)\" y=\"\(top + 24)\" font-size=\"12\" fill=\"\(style.ink)\" text-anchor=\"end\">"
        + escaped(hop.isExposed ? "public" : hop.state.rawValue) + "</text>\n")
    text(cut(hop.summary, textWidth), left + 42, top + 44, size: 12, weight: 400, style.ink, into: &output)
    output.append("</g>\n")
  }

  private static func arrow(_ x: Int, _ y: Int, isDashed: Bool, into output: inout OutputBuffer) {
    let dash = isDashed ? " stroke-dasharray=\"3 3\"" : ""
    output.append(
      "<path d=\"M\(x) \(y + 2)V\(y + gap - 7)\" stroke=\"#5f6368\" stroke-width=\"1.5\"\(dash)/>\n")
    output.append(
      "<path d=\"M\(x - 5) \(y + gap - 8)L\(x) \(y + gap - 1)L\(x + 5) \(y + gap - 8)Z\" fill=\"#5f6368\"/>\n"
    )
  }

  private static func text(
    _ text: String, _ x: Int, _ y: Int, size: Int, weight: Int, _ fill: String,
    into output: inout OutputBuffer
  ) {
    output.append(
      "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\" font-weight=\"\(weight)\" fill=\"\(fill)\">\(escaped(text))</text>\n"
    )
  }

  private static func cut(_ text: String, _ width: Int) -> String {
    text.unicodeScalars.count <= width
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(width - 1))) + "…"
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.shown.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// The colours of a state; every pair of ink and fill has a contrast of at least 7 to 1.
  private struct Palette {
    let fill: String
    let stroke: String
    let ink: String
    let mark: String

    private init(_ fill: String, _ stroke: String, _ ink: String, _ mark: String) {
      (self.fill, self.stroke, self.ink, self.mark) = (fill, stroke, ink, mark)
    }

    init(_ hop: HopResult) {
      switch hop.state {
      case .proven: self.init("#e6f4ea", "#1e7e34", "#0b3d1a", "✔")
      case .contradicted, .missing:
        self.init("#fdecea", "#b3261e", "#5c0f0a", hop.state == .missing ? "∅" : "✘")
      case .drifted: self.init("#fff4e5", "#b26a00", "#5c3700", "≠")
      case .unknown: self.init("#f1f3f4", "#5f6368", "#202124", "?")
      }
    }

    init(_ tone: PathColumn.Tone) {
      switch tone {
      case .good: self.init("#e6f4ea", "#1e7e34", "#0b3d1a", "✔")
      case .bad: self.init("#fdecea", "#b3261e", "#5c0f0a", "✘")
      case .doubtful, .neutral: self.init("#f1f3f4", "#5f6368", "#202124", "?")
      }
    }
  }
}
