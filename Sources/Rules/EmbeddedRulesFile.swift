import SourceText

/// The Swift file that carries the rules in the binary, as text.
package enum EmbeddedRulesFile {
  /// The file for some rules, sorted by id; the same rules give the same text.
  package static func text(of entries: [RuleLibrary.Entry]) -> String {
    let rules = entries.sorted { $0.id < $1.id }.map(literal)
    return """
      // Generated from rules/ by `swift run Generate`; do not edit.
      // swift-format-ignore-file

      enum EmbeddedRules {
        static let all: [EmbeddedRule] = [
      \(rules.joined(separator: "\n"))
        ]
      }

      """
  }

  private static func literal(_ entry: RuleLibrary.Entry) -> String {
    var text = String(decoding: entry.source.bytes, as: UTF8.self)
    if !text.hasSuffix("\n") { text += "\n" }
    return """
          EmbeddedRule(
            family: "\(entry.family)", id: "\(entry.id)", match: \(list(entry.match)), needs: \(list(entry.needs)),
            text: ###\"""
      \(text)
      \"""###),
      """
  }

  private static func list(_ names: [String]) -> String {
    "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }
}
