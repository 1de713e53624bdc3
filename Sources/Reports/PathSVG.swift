package import Findings

/// Private paths as one self-contained SVG picture: a column of hops for each path, without scripts, fonts or images from
/// elsewhere. Viewers that prefer dark colours get them.
package enum PathSVG {
  package static func write(
    _ results: [PathResult], features: [FeatureResult] = [], into output: inout OutputBuffer
  ) {
    let paths = PathColumn.all(results, features)
    let layout = Layout.full
    let hops = paths.map(\.hops.count).max() ?? 0
    let width = max(1, paths.count) * (layout.column + layout.margin) + layout.margin
    let height = layout.head + hops * (layout.boxHeight + layout.gap) + 64 + layout.margin
    open(
      width, height, label: paths.map { "\($0.name): \($0.verdict)" }.joined(separator: "; "),
      into: &output)
    output.append("<style>\(darkStyle)</style>\n")
    output.append("<rect class=\"p-paper\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n")
    for (index, path) in paths.enumerated() {
      let left = layout.margin + index * (layout.column + layout.margin)
      writeHead(path, left, into: &output)
      let bottom = HopColumn(layout: layout, left: left).write(path.hops, from: layout.head, into: &output)
      if let next = path.next {
        SVGText(layout.cut("Next: " + next), left, bottom + 10, size: 13, weight: 600).write(into: &output)
      }
    }
    output.append("</svg>\n")
  }

  /// The picture of one path or feature for a page that says the rest: hops with their number and state, no head and no colours of
  /// its own for dark viewers; the page takes `darkStyle` into its own style.
  static func writeInline(_ path: PathColumn, into output: inout OutputBuffer) {
    let layout = Layout.inline
    let height = path.hops.count * (layout.boxHeight + layout.gap) - layout.gap + 2
    let hops = path.hops.enumerated().map { "\($0 + 1) \($1.title): \($1.word)" }.joined(separator: "; ")
    open(
      layout.column + 2 * layout.margin, max(2, height),
      label: "\(path.isFeature ? "The feature" : "The path") \(path.name), \(path.verdict): \(hops)",
      into: &output)
    HopColumn(layout: layout, left: layout.margin).write(path.hops, from: layout.head, into: &output)
    output.append("</svg>\n")
  }

  private static func open(_ width: Int, _ height: Int, label: String, into output: inout OutputBuffer) {
    output.append(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" "
        + "font-family=\"system-ui, 'Segoe UI', Helvetica, Arial, sans-serif\">\n")
    output.append("<title>\(label.markup)</title>\n")
  }

  /// The path's name and a badge with its verdict.
  private static func writeHead(_ path: PathColumn, _ left: Int, into output: inout OutputBuffer) {
    let layout = Layout.full
    let badge = left + layout.column - 104
    SVGText(layout.cut(path.name, 40), left, 40, size: 18, weight: 600).write(into: &output)
    output.append(
      "<rect x=\"\(badge)\" y=\"20\" width=\"104\" height=\"28\" rx=\"14\" fill=\"\(PathPalette(path.tone).stroke)\"/>\n"
    )
    output.append(
      "<text x=\"\(badge + 52)\" y=\"39\" font-size=\"14\" font-weight=\"600\" fill=\"#ffffff\" text-anchor=\"middle\">"
        + path.verdict.markup + "</text>\n")
  }

  /// Colours for viewers that prefer dark ones, over those in the attributes. Paper is left light.
  static let darkStyle =
    "@media screen and (prefers-color-scheme:dark){.p-paper{fill:#15181c}.p-ink{fill:#e7eaee}"
    + ".p-line{stroke:#a4aebb}.p-arrow{fill:#a4aebb}"
    + PathPalette.all.map(\.darkRule).joined() + "}"

  /// Lengths in pixels.
  struct Layout {
    var column: Int
    var margin: Int
    var boxHeight: Int
    var gap: Int
    var head: Int
    /// Whether a box has a line with the reason for its state.
    var showsReason: Bool

    static let full = Layout(column: 560, margin: 24, boxHeight: 58, gap: 22, head: 64, showsReason: true)
    static let inline = Layout(column: 338, margin: 1, boxHeight: 46, gap: 15, head: 1, showsReason: false)

    /// A text of one line, cut to what fits into a box in the narrow fonts that viewers choose.
    func cut(_ text: String, _ width: Int = 80) -> String {
      text.unicodeScalars.count <= width
        ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(width - 1))) + "…"
    }
  }
}

/// One column of hops with arrows between them.
struct HopColumn {
  let layout: PathSVG.Layout
  let left: Int

  /// Writes the hops and returns where the next one would begin.
  @discardableResult
  func write(_ hops: [HopResult], from top: Int, into output: inout OutputBuffer) -> Int {
    var top = top
    for (index, hop) in hops.enumerated() {
      if index > 0 { writeArrow(top - layout.gap, isDashed: hop.state != .proven, into: &output) }
      write(hop, number: index + 1, top, into: &output)
      top += layout.boxHeight + layout.gap
    }
    return top
  }

  private func write(_ hop: HopResult, number: Int, _ top: Int, into output: inout OutputBuffer) {
    let palette = PathPalette(hop.state)
    let dash = hop.state == .unknown || hop.state == .missing ? " stroke-dasharray=\"5 4\"" : ""
    output.append("<g class=\"p-\(palette.name)\">\n<title>\(hop.summary.markup)</title>\n")
    output.append(
      "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(layout.column)\" height=\"\(layout.boxHeight)\" rx=\"8\" "
        + "fill=\"\(palette.fill)\" stroke=\"\(palette.stroke)\" stroke-width=\"1.5\"\(dash)/>\n")
    let title = layout.showsReason ? hop.title : "\(number)  \(hop.title)"
    SVGText(
      hop.mark, left + 16, top + layout.boxHeight / 2 + 6, size: 16, weight: 700, palette.stroke,
      style: "p-mark"
    )
    .write(into: &output)
    let second = top + layout.boxHeight - (layout.showsReason ? 14 : 10)
    let first = second - (layout.showsReason ? 20 : 17)
    SVGText(title, left + 42, first, size: 14, weight: 600, palette.ink).write(into: &output)
    if layout.showsReason {
      SVGText(
        hop.word, left + layout.column - 14, first, size: 12, weight: 400, palette.ink, isAtEnd: true
      )
      .write(into: &output)
    }
    SVGText(
      layout.showsReason ? layout.cut(hop.summary) : hop.word, left + 42, second, size: 12, weight: 400,
      palette.ink
    )
    .write(into: &output)
    output.append("</g>\n")
  }

  private func writeArrow(_ top: Int, isDashed: Bool, into output: inout OutputBuffer) {
    let x = left + layout.column / 2
    let end = top + layout.gap
    let dash = isDashed ? " stroke-dasharray=\"3 3\"" : ""
    output.append(
      "<path class=\"p-line\" d=\"M\(x) \(top + 2)V\(end - 7)\" stroke=\"#5f6368\" stroke-width=\"1.5\"\(dash)/>\n"
    )
    output.append(
      "<path class=\"p-arrow\" d=\"M\(x - 5) \(end - 8)L\(x) \(end - 1)L\(x + 5) \(end - 8)Z\" fill=\"#5f6368\"/>\n"
    )
  }
}

/// One line of text in a picture.
private struct SVGText {
  let text: String
  let x: Int
  let y: Int
  let size: Int
  let weight: Int
  let fill: String
  let style: String
  let isAtEnd: Bool

  /// - Parameters:
  ///   - y: of the baseline.
  ///   - isAtEnd: whether the text ends at `x` instead of beginning there.
  init(
    _ text: String, _ x: Int, _ y: Int, size: Int, weight: Int, _ fill: String = "#202124",
    style: String = "p-ink",
    isAtEnd: Bool = false
  ) {
    (self.text, self.x, self.y, self.size, self.weight) = (text, x, y, size, weight)
    (self.fill, self.style, self.isAtEnd) = (fill, style, isAtEnd)
  }

  func write(into output: inout OutputBuffer) {
    let anchor = isAtEnd ? " text-anchor=\"end\"" : ""
    output.append(
      "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\" font-weight=\"\(weight)\" "
        + "fill=\"\(fill)\"\(anchor)>\(text.markup)</text>\n")
  }
}

extension HopResult {
  /// The state in one word; what is reachable from outside is `public`.
  var word: String { isExposed ? "public" : state.rawValue }

  /// A mark that is told apart without colours.
  var mark: String {
    switch state {
    case .proven: "✔"
    case .contradicted: "✘"
    case .drifted: "≠"
    case .missing: "∅"
    case .unknown: "?"
    }
  }
}
