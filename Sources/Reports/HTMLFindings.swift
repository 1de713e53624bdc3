import Findings

/// The findings, file by file, each with its line of source and what to do; then those that were suppressed.
struct HTMLFindings {
  private let page: HTMLPage

  init(_ page: HTMLPage) { self.page = page }

  func write(into output: inout OutputBuffer) {
    output.append("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n")
    if page.findings.isEmpty { output.append("<p class=\"intro\">Nothing was found.</p>\n") }
    var file: String?
    for (number, finding) in page.findings.enumerated() {
      if file != finding.place.path {
        file = finding.place.path
        output.append("<h3 class=\"file\"><code>\(finding.place.path.markup)</code></h3>\n")
      }
      write(finding, number, into: &output)
    }
    writeSuppressed(into: &output)
    output.append("</section>\n")
  }

  private func write(_ finding: Finding, _ number: Int, into output: inout OutputBuffer) {
    let severity = finding.severity.rawValue
    let id = "finding-\(number + 1)"
    output.append("<article class=\"finding \(severity)\" id=\"\(id)\" aria-labelledby=\"\(id)-title\">\n")
    output.append("<h4 id=\"\(id)-title\"><span class=\"badge \(severity)\">\(severity)</span> ")
    output.append("\(finding.message.markup)</h4>\n")
    output.append(
      "<p class=\"quiet\"><code>\(finding.place.shown.markup)</code> · \(page.link(toRule: finding.rule))")
    if finding.confidence != .high { output.append(" · confidence \(finding.confidence.rawValue)") }
    output.append("</p>\n")
    HTMLSource.write(finding.place, into: &output)
    for related in finding.related {
      output.append(
        "<p class=\"related\"><code>\(related.place.shown.markup)</code> \(related.message.markup)</p>\n")
      HTMLSource.write(related.place, into: &output)
    }
    if let remedy = page.remedies[finding.rule], !remedy.isEmpty {
      output.append("<p><strong>What to do.</strong> \(remedy.markup)</p>\n")
    }
    for fix in finding.fixes { write(fix, into: &output) }
    writePaths(finding, into: &output)
    output.append("</article>\n")
  }

  private func write(_ fix: Fix, into output: inout OutputBuffer) {
    let safety = fix.safety == .safe ? "safe" : "to be looked at, it may change what was meant"
    output.append("<details><summary>Fix: \(fix.title.markup) (\(safety))</summary>\n")
    for edit in fix.edits {
      let place = Place(path: edit.path, range: edit.range)
      let text = edit.replacement.split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0).markup }.joined(separator: "\n")
      output.append("<p><code>\(place.shown.markup)</code> becomes</p>\n<pre><code>\(text)</code></pre>\n")
    }
    output.append("</details>\n")
  }

  private func writePaths(_ finding: Finding, into output: inout OutputBuffer) {
    let steps = page.index.steps(of: finding)
    guard !steps.isEmpty else { return }
    let shown = steps.prefix(3).map { step in
      "<a href=\"#path-\(step.column + 1)\">\(page.columns[step.column].name.markup)</a>"
    }
    let more = steps.count > shown.count ? " and \(steps.count - shown.count) more" : ""
    output.append("<p class=\"quiet\">On \(shown.joined(separator: ", "))\(more)</p>\n")
  }

  private func writeSuppressed(into output: inout OutputBuffer) {
    let suppressed = page.result.findings.filter { $0.suppressed != nil }
    guard !suppressed.isEmpty else { return }
    output.append(
      "<details><summary>\(Summary.count(suppressed.count, "finding")) suppressed</summary>\n<ul>\n")
    for finding in suppressed {
      output.append("<li><code>\(finding.place.shown.markup)</code> \(page.link(toRule: finding.rule)) ")
      output.append("\(finding.message.markup) <em>\((finding.suppressed ?? "").markup)</em></li>\n")
    }
    output.append("</ul>\n</details>\n")
  }
}
