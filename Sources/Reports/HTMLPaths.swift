import Findings

/// The private paths: a picture of each, its hops in words, and the findings on it.
struct HTMLPaths {
  /// Findings that are named at one hop.
  private static let most = 20

  private let page: HTMLPage
  /// For each path the findings on it: the hop and the finding's place among the page's.
  private let findings: [[(hop: Int, finding: Int)]]

  init(_ page: HTMLPage) {
    self.page = page
    var findings: [[(hop: Int, finding: Int)]] = Array(repeating: [], count: page.result.paths.count)
    for (number, finding) in page.findings.enumerated() {
      for step in page.index.steps(of: finding) { findings[step.path].append((step.hop, number)) }
    }
    self.findings = findings
  }

  func write(into output: inout OutputBuffer) {
    let paths = page.result.paths
    guard !paths.isEmpty else { return }
    output.append("<section aria-labelledby=\"paths\">\n<h2 id=\"paths\">Private paths</h2>\n")
    output.append(
      "<p class=\"intro\">The way of a request from the SQL statement to the pods. A path is private when every "
    )
    output.append(
      "hop is proven by an artefact; what no artefact shows is unknown, and never taken for private.</p>\n")
    for (number, path) in paths.enumerated().sorted(by: { $0.1.verdict.rank > $1.1.verdict.rank }) {
      write(path, number, into: &output)
    }
    output.append("</section>\n")
  }

  private func write(_ path: PathResult, _ number: Int, into output: inout OutputBuffer) {
    let palette = PathPalette(PathColumn(path).tone).name
    output.append("<article class=\"path\" aria-labelledby=\"path-\(number + 1)\">\n")
    output.append("<h3 id=\"path-\(number + 1)\"><span class=\"name\">\(path.name.markup)</span> ")
    output.append(
      "<span class=\"verdict \(palette)\">\(path.verdict.sign) \(path.verdict.rawValue)</span></h3>\n")
    output.append(
      "<p class=\"quiet\">\(path.provenHops) of \(Summary.count(path.hops.count, "hop")) proven</p>\n")
    if let next = path.next {
      output.append("<p class=\"next\"><strong>Do next.</strong> \(next.markup)</p>\n")
    }
    output.append("<div class=\"route\">\n<div class=\"picture\">\n")
    PathSVG.writeInline(path, into: &output)
    output.append("</div>\n<ol class=\"hops\">\n")
    for (index, hop) in path.hops.enumerated() {
      write(hop, findings[number].filter { $0.hop == index }.map(\.finding), into: &output)
    }
    output.append("</ol>\n</div>\n</article>\n")
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
      output.append("<ul class=\"links\" aria-label=\"Findings on this hop\">\n")
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
