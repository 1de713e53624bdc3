import Findings

/// What the run could not judge: kinds that the inputs lack, each with the command that gets it, and rules that met
/// unknown values.
struct HTMLOpenRules {
  private let missing: [MissingKind]
  private let undecided: [RuleResult]

  init(_ page: HTMLPage) {
    missing = MissingKind.all(of: page.result.rules)
    undecided = page.result.undecidedRules
  }

  /// Whether there is anything to tell.
  var isNeeded: Bool { !missing.isEmpty || !undecided.isEmpty }

  func write(into output: inout OutputBuffer) {
    guard isNeeded else { return }
    output.append("<section aria-labelledby=\"open\">\n<h2 id=\"open\">Not evaluated</h2>\n")
    output.append(
      "<p class=\"intro\">Unknown is not a pass. Add the output of these commands to the inputs, and the rules that "
    )
    output.append("wait for it are applied.</p>\n")
    for kind in missing {
      output.append("<article class=\"evidence\">\n<h3><code>\(kind.kind.markup)</code></h3>\n")
      if kind.command.isEmpty {
        output.append("<p>Add the artefact; no single command prints it.</p>\n")
      } else {
        output.append("<pre><code>\(kind.command.markup)</code></pre>\n")
      }
      output.append(
        "<p class=\"quiet\">\(Summary.count(kind.rules.count, "rule")): \(kind.named(8).markup)</p>\n</article>\n"
      )
    }
    writeUndecided(into: &output)
    output.append("</section>\n")
  }

  private func writeUndecided(into output: inout OutputBuffer) {
    guard !undecided.isEmpty else { return }
    output.append(
      "<h3>Undecided, for values that are not known</h3>\n<table>\n<thead><tr><th scope=\"col\">Rule</th>")
    output.append("<th scope=\"col\">Undecided</th><th scope=\"col\">Resources</th></tr></thead>\n<tbody>\n")
    for rule in undecided {
      output.append("<tr><th scope=\"row\"><code>\(rule.id.markup)</code></th>")
      output.append("<td>\(rule.unknown)</td><td>\(rule.evaluated)</td></tr>\n")
    }
    output.append("</tbody>\n</table>\n")
  }
}

/// The files that were looked at and what is wrong with them.
struct HTMLInputs {
  /// Rows of the list of all files; those with problems are always told.
  private static let most = 1000

  private let inputs: [InputReport]

  init(_ page: HTMLPage) { inputs = page.result.inputs }

  func write(into output: inout OutputBuffer) {
    guard !inputs.isEmpty else { return }
    output.append("<section aria-labelledby=\"inputs\">\n<h2 id=\"inputs\">Inputs</h2>\n")
    for problem in inputs.flatMap(\.problems) {
      let style = problem.isError ? "error" : "warning"
      output.append("<article class=\"finding \(style)\"><h3><span class=\"badge \(style)\">")
      output.append("\(problem.isError ? "not read" : "doubtful")</span> \(problem.message.markup)</h3>\n")
      output.append("<p class=\"quiet\"><code>\(problem.place.shown.markup)</code></p>\n")
      HTMLSource.write(problem.place, into: &output)
      output.append("</article>\n")
    }
    output.append(
      "<details class=\"long\"><summary>\(Summary.count(inputs.count, "file")) looked at</summary>\n<table>\n<thead><tr>"
    )
    for name in ["File", "Format", "Resources", "Not recognised"] {
      output.append("<th scope=\"col\">\(name)</th>")
    }
    output.append("</tr></thead>\n<tbody>\n")
    for input in inputs.prefix(Self.most) {
      output.append(
        "<tr><th scope=\"row\"><code>\(input.path.markup)</code></th><td>\(input.format.markup)</td>")
      output.append("<td>\(input.resources)</td><td>\(input.unrecognised)</td></tr>\n")
    }
    output.append("</tbody>\n</table>\n")
    if inputs.count > Self.most { output.append("<p>and \(inputs.count - Self.most) more</p>\n") }
    output.append("</details>\n</section>\n")
  }
}

/// The rules with findings, described, and what became of every rule.
struct HTMLRules {
  private let page: HTMLPage

  init(_ page: HTMLPage) { self.page = page }

  /// Whether there is anything to tell.
  var isNeeded: Bool { !page.result.rules.isEmpty || !page.rules.isEmpty }

  func write(into output: inout OutputBuffer) {
    guard isNeeded else { return }
    let results = page.result.rules
    output.append("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">Rules</h2>\n")
    for (number, rule) in page.rules.enumerated() { write(rule, number, into: &output) }
    output.append(
      "<details class=\"long\"><summary>What became of each of the \(Summary.count(results.count, "rule"))</summary>\n<table>\n"
    )
    output.append("<thead><tr>")
    for name in ["Rule", "Outcome", "Applied", "Failed", "Undecided"] {
      output.append("<th scope=\"col\">\(name)</th>")
    }
    output.append("</tr></thead>\n<tbody>\n")
    for rule in results {
      output.append(
        "<tr><th scope=\"row\"><code>\(rule.id.markup)</code></th><td>\(rule.outcome.rawValue)</td>")
      output.append("<td>\(rule.evaluated)</td><td>\(rule.failed)</td><td>\(rule.unknown)</td></tr>\n")
    }
    output.append("</tbody>\n</table>\n</details>\n</section>\n")
  }

  private func write(_ rule: RuleDescription, _ number: Int, into output: inout OutputBuffer) {
    output.append(
      "<article class=\"rule\" id=\"rule-\(number + 1)\" aria-labelledby=\"rule-\(number + 1)-title\">\n")
    output.append(
      "<h3 id=\"rule-\(number + 1)-title\"><code>\(rule.id.markup)</code></h3>\n<p>\(rule.summary.markup)</p>\n"
    )
    if !rule.why.isEmpty { output.append("<p><strong>Why it matters.</strong> \(rule.why.markup)</p>\n") }
    if !rule.remediation.isEmpty {
      output.append("<p><strong>What to do.</strong> \(rule.remediation.markup)</p>\n")
    }
    if !rule.references.isEmpty {
      let sources = rule.references.map { Self.source($0.name, $0.url) }
      output.append("<p class=\"quiet\">Sources: \(sources.joined(separator: "; "))</p>\n")
    }
    output.append("</article>\n")
  }

  /// A link where there is an address that a browser may open.
  private static func source(_ name: String, _ url: String?) -> String {
    guard let url, url.hasPrefix("https://") || url.hasPrefix("http://") else { return name.markup }
    return "<a href=\"\(url.markup)\" rel=\"noopener noreferrer\">\(name.markup)</a>"
  }
}
