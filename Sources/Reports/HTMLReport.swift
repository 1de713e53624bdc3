package import Findings

/// The result as one self-contained HTML page for people: paths with their pictures, findings by path and by file with
/// their lines of source, and what was not evaluated with the command that gets the evidence.
///
/// There is no script in it, nothing is loaded from elsewhere, and a Content-Security-Policy says so: only the page's own
/// style, named by its hash, has an effect. Whatever comes from an input is escaped.
package struct HTMLReport: Sendable {
  private let toolVersion: String

  /// - Parameter toolVersion: the version of airtight, as `1.2.3`.
  package init(toolVersion: String) { self.toolVersion = toolVersion }

  package func write(_ result: CheckResult, into output: inout OutputBuffer) {
    let page = HTMLPage(result)
    writeHead(result, into: &output)
    output.append("<body>\n<a class=\"skip\" href=\"#main\">Skip to the results</a>\n")
    writeHeader(page, into: &output)
    output.append("<main id=\"main\">\n")
    HTMLPaths(page).write(into: &output)
    HTMLFindings(page).write(into: &output)
    HTMLOpenRules(page).write(into: &output)
    HTMLInputs(page).write(into: &output)
    HTMLRules(page).write(into: &output)
    output.append(
      "</main>\n<footer><p>Written by airtight \(toolVersion.markup), a policy and security linter ")
    output.append("for private connectivity. This page holds no script and loads nothing.</p></footer>\n")
    output.append("</body>\n</html>\n")
  }

  private func writeHead(_ result: CheckResult, into output: inout OutputBuffer) {
    output.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    output.append(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '\(HTMLStyle.hash)'; "
        + "img-src data:; base-uri 'none'; form-action 'none'\">\n")
    output.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    output.append(
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
    )
    output.append(
      "<title>airtight: \(result.summary.headline)</title>\n<link rel=\"icon\" href=\"data:,\">\n")
    output.append("<style>\(HTMLStyle.text)</style>\n</head>\n")
  }

  private func writeHeader(_ page: HTMLPage, into output: inout OutputBuffer) {
    let summary = page.result.summary
    output.append(
      "<header>\n<p class=\"brand\">airtight</p>\n<h1>\(page.headline.markup)</h1>\n<dl class=\"counts\">\n")
    let counts: [(String, Int, String)] = [
      ("Errors", summary.errors, "error"), ("Warnings", summary.warnings, "warning"),
      ("Notes", summary.notes, "note"),
      ("Suppressed", summary.suppressed, "open"), ("Rules not evaluated", summary.notEvaluated, "open"),
      ("Rules undecided", summary.undecided, "open"), ("Files", summary.files, "open"),
      ("Resources", summary.resources, "open"),
    ]
    for (name, number, style) in counts {
      output.append(
        "<div class=\"\(number > 0 ? style : "none")\"><dt>\(name)</dt><dd>\(number)</dd></div>\n")
    }
    output.append("</dl>\n<nav aria-label=\"Parts of this report\"><ul>\n")
    for part in page.parts { output.append("<li><a href=\"#\(part.id)\">\(part.title)</a></li>\n") }
    output.append("</ul></nav>\n</header>\n")
  }
}

/// What the parts of the page share.
struct HTMLPage {
  let result: CheckResult
  /// The findings that count, as the result has them; their place in this list names them (`finding-1`).
  let findings: [Finding]
  /// The private paths and then the features; their place names them (`path-1`).
  let columns: [PathColumn]
  let index: PathIndex
  let remedies: [String: String]
  /// The rules that have findings, in the order in which they are described; their place names them (`rule-1`).
  let rules: [RuleDescription]
  let ruleNumbers: [String: Int]

  init(_ result: CheckResult) {
    self.result = result
    findings = result.findings.filter { $0.suppressed == nil }
    columns = PathColumn.all(result.paths, result.features)
    index = PathIndex(columns)
    remedies = result.remedies
    let failed = Set(result.findings.map(\.rule))
    rules = result.descriptions.filter { failed.contains($0.id) }
    ruleNumbers = Dictionary(
      rules.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
  }

  /// What there is on the page, in its order.
  var parts: [(id: String, title: String)] {
    var parts: [(id: String, title: String)] = []
    if !result.paths.isEmpty { parts.append(("paths", "Private paths")) }
    if !result.features.isEmpty { parts.append(("features", "Classic compute plane")) }
    parts.append(("findings", "Findings"))
    if HTMLOpenRules(self).isNeeded { parts.append(("open", "Not evaluated")) }
    if !result.inputs.isEmpty { parts.append(("inputs", "Inputs")) }
    if HTMLRules(self).isNeeded { parts.append(("rules", "Rules")) }
    return parts
  }

  /// What the run comes to: `1 of 2 private paths is private: 1 is public`; where there is no path what the features come to,
  /// else the findings.
  var headline: String {
    let paths = result.paths
    guard !paths.isEmpty else {
      return featuresHeadline ?? result.summary.headline.capitalisedStart
    }
    let isPrivate = paths.count { $0.verdict == .private }
    if let path = paths.first, paths.count == 1 {
      return "The path to \(path.name) is \(path.verdict.rawValue)"
    }
    if isPrivate == paths.count { return "All \(paths.count) paths are private" }
    let others = [PathResult.Verdict.public, .broken, .unknown].compactMap { verdict -> String? in
      let count = paths.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(count == 1 ? "is" : "are") \(verdict.rawValue)"
    }
    return
      "\(isPrivate) of \(paths.count) paths \(isPrivate == 1 ? "is" : "are") private; \(others.joined(separator: ", "))"
  }

  /// `2 of 3 features of the classic compute plane are sound; 1 is broken`; `nil` where none is in use.
  private var featuresHeadline: String? {
    let used = result.features.filter { $0.verdict != .absent }
    guard let first = used.first else { return nil }
    if used.count == 1 { return "\(first.title) of \(first.subject) is \(first.verdict.rawValue)" }
    let sound = used.count { $0.verdict == .sound }
    let all = "\(used.count) features of the classic compute plane"
    if sound == used.count { return "All \(all) are sound" }
    let others = [FeatureResult.Verdict.broken, .unknown].compactMap { verdict -> String? in
      let count = used.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(count == 1 ? "is" : "are") \(verdict.rawValue)"
    }
    return "\(sound) of \(all) \(sound == 1 ? "is" : "are") sound; \(others.joined(separator: ", "))"
  }

  /// A link to what the page says of a rule, or its id where it says nothing.
  func link(toRule id: String) -> String {
    guard let number = ruleNumbers[id] else { return "<code>\(id.markup)</code>" }
    return "<a href=\"#rule-\(number)\"><code>\(id.markup)</code></a>"
  }
}

extension String {
  /// The text with a capital at its start.
  var capitalisedStart: String { prefix(1).uppercased() + dropFirst() }
}
