import Findings

/// The private paths and the features of the classic compute plane: a picture of each, its hops in words, and the findings on
/// it.
struct HTMLPaths {
  /// Findings that are named at one hop.
  private static let most = 20

  private let page: HTMLPage
  /// For each column of the page the findings on it: the hop and the finding's place among the page's.
  private let findings: [[(hop: Int, finding: Int)]]

  init(_ page: HTMLPage) {
    self.page = page
    var findings: [[(hop: Int, finding: Int)]] = Array(repeating: [], count: page.columns.count)
    for (number, finding) in page.findings.enumerated() {
      for step in page.index.steps(of: finding) { findings[step.column].append((step.hop, number)) }
    }
    self.findings = findings
  }

  func write(into output: inout OutputBuffer) {
    writeSection(
      "paths", "Private paths",
      "The way of a request from the SQL statement to the pods. A path is private when every hop is proven by an artefact; "
        + "what no artefact shows is unknown, and never taken for private.",
      areFeatures: false, into: &output)
    writeSection(
      "features", "Classic compute plane",
      "What secures a workspace's network on AWS. A feature is sound when every step is proven by an artefact, broken where one "
        + "contradicts it, and absent where the artefacts show that it is not used.",
      areFeatures: true, into: &output)
  }

  private func writeSection(
    _ id: String, _ title: String, _ intro: String, areFeatures: Bool, into output: inout OutputBuffer
  ) {
    let columns = page.columns.enumerated().filter { $0.element.isFeature == areFeatures }
    guard !columns.isEmpty else { return }
    output.append("<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(title)</h2>\n")
    output.append("<p class=\"intro\">\(intro)</p>\n")
    for (number, column) in columns.sorted(by: { $0.element.rank > $1.element.rank }) {
      write(column, number, into: &output)
    }
    output.append("</section>\n")
  }

  private func write(_ column: PathColumn, _ number: Int, into output: inout OutputBuffer) {
    let palette = PathPalette(column.tone).name
    output.append("<article class=\"path\" aria-labelledby=\"path-\(number + 1)\">\n")
    output.append("<h3 id=\"path-\(number + 1)\"><span class=\"name\">\(column.name.markup)</span> ")
    output.append("<span class=\"verdict \(palette)\">\(column.sign) \(column.verdict)</span></h3>\n")
    if column.tone != .neutral { output.append("<p class=\"quiet\">\(column.proven)</p>\n") }
    if let next = column.next {
      output.append("<p class=\"next\"><strong>Do next.</strong> \(next.markup)</p>\n")
    }
    // A workspace has four features: those with nothing to do are folded.
    let isFolded = column.isFeature && column.next == nil
    if isFolded { output.append("<details><summary>What it rests on</summary>\n") }
    writeRoute(column, findings[number], into: &output)
    output.append("\(isFolded ? "</details>\n" : "")</article>\n")
  }

  private func writeRoute(
    _ column: PathColumn, _ findings: [(hop: Int, finding: Int)], into output: inout OutputBuffer
  ) {
    output.append("<div class=\"route\">\n<div class=\"picture\">\n")
    PathSVG.writeInline(column, into: &output)
    output.append("</div>\n<ol class=\"hops\">\n")
    for (index, hop) in column.hops.enumerated() {
      write(hop, findings.filter { $0.hop == index }.map(\.finding), into: &output)
    }
    output.append("</ol>\n</div>\n")
  }

  private func write(_ hop: HopResult, _ findings: [Int], into output: inout OutputBuffer) {
    let palette = PathPalette(hop.state).name
    output.append("<li class=\"hop \(palette)\"><p class=\"title\"><strong>\(hop.title.markup)</strong> ")
    output.append("<span class=\"state \(palette)\">\(hop.mark) \(hop.word)</span></p>\n")
    output.append("<p>\(hop.summary.markup)</p>\n")
    if let remedy = hop.remedy { output.append("<p><strong>To do:</strong> \(remedy.markup)</p>\n") }
    if !hop.evidence.isEmpty {
      let count = Summary.count(hop.evidence.count, "place")
      output.append("<details><summary>Shown by \(count)</summary><ul>\n")
      for evidence in hop.evidence {
        output.append("<li><code>\(evidence.place.shown.markup)</code> \(evidence.message.markup)</li>\n")
      }
      output.append("</ul></details>\n")
    }
    if !findings.isEmpty {
      output.append("<ul class=\"links\" aria-label=\"Findings here\">\n")
      let severities = page.findings
      let worst = findings.sorted { severities[$0].severity > severities[$1].severity }
      for number in worst.prefix(Self.most) {
        let finding = page.findings[number]
        output.append(
          "<li><span class=\"badge \(finding.severity.rawValue)\">\(finding.severity.rawValue)</span> ")
        output.append("<a href=\"#finding-\(number + 1)\">\(finding.message.markup)</a></li>\n")
      }
      if worst.count > Self.most { output.append("<li>and \(worst.count - Self.most) more</li>\n") }
      output.append("</ul>\n")
    }
    output.append("</li>\n")
  }
}
