import Findings

/// The page of the documentation that lists the rules, as Markdown.
package enum RuleListPage {
  /// The page for some rules, by family and id; the same rules give the same text.
  package static func text(of entries: [RuleLibrary.Entry]) -> String {
    let rules = entries.sorted { ($0.family, $0.id) < ($1.family, $1.id) }
    var text = """
      # The rules

      Generated from `rules/` by `swift run Generate`. Each rule's page says why, what to do, with an example, and on what it rests; `airtight explain RULE` too.

      """
    var family = ""
    for entry in rules {
      let rule = entry.description
      if rule.family != family {
        family = rule.family
        text +=
          "\n## \(family)\n\n| rule | severity | finds | judges | needs as well |\n|---|---|---|---|---|\n"
      }
      let kinds = entry.matchNames.map { "`\($0)`" }.joined(separator: ", ")
      let needs = entry.needsNames.map { "`\($0)`" }.joined(separator: ", ")
      let file =
        entry.isEngineRule
        ? "suppressions.md#what-is-wrong-with-a-suppression-is-a-finding"
        : "rules/\(rule.family).md#\(rule.id)"
      text +=
        "| [\(rule.id)](\(file)) | \(rule.severity.rawValue) | \(rule.summary) | \(kinds) | \(needs) |\n"
    }
    return text
  }
}
