import Findings
import SourceText

/// The Swift file that carries the rules in the binary, as text.
package enum EmbeddedRulesFile {
  /// The file for some rules, sorted by id; the same rules give the same text.
  package static func text(of entries: [RuleLibrary.Entry]) -> String {
    let rules = entries.sorted { $0.id < $1.id }.map(literal)
    return """
      // Generated from rules/ by `swift run Generate`; do not edit.
      // swift-format-ignore-file

      import Findings

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
    let rule = entry.description
    // What has been made an entry can be read.
    let definition = RuleReader.read(entry.source, family: entry.family).0.map(DefinitionTexts.text) ?? ""
    let references = rule.references.map { "(\(quoted($0.name)), \(quoted($0.url ?? "")))" }
    return """
          EmbeddedRule(
            family: \(quoted(rule.family)), id: \(quoted(rule.id)),
            summary: \(quoted(rule.summary)),
            why: \(quoted(rule.why)),
            remediation: \(quoted(rule.remediation)),
            severity: .\(rule.severity.rawValue), confidence: .\(rule.confidence.rawValue),
            references: [\(references.joined(separator: ", "))],
            match: \(list(entry.matchNames)), needs: \(list(entry.needsNames)), isLocal: \(entry.isLocal),
            fields: [\(entry.fields.map(list).joined(separator: ", "))],\(entry.isSuppressible ? "" : " isSuppressible: false,")
            definition: \(quoted(definition)),
            text: ###\"""
      \(text)
      \"""###),
      """
  }

  private static func list(_ names: [String]) -> String {
    "[" + names.map(quoted).joined(separator: ", ") + "]"
  }

  /// A Swift string literal in which nothing is special but the ends of lines and of texts.
  private static func quoted(_ text: String) -> String {
    let characters = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\###n"
      case DefinitionTexts.separator: "\\###u{1F}"
      default: String(scalar)
      }
    }
    return "###\"\(characters.joined())\"###"
  }
}
