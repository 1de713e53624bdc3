import Findings

/// A rule as the binary carries it: its text for whoever wants to see it, and what is read of it.
///
/// All texts are literals, whose strings are the bytes in the binary: nothing is copied.
struct EmbeddedRule: Sendable {
  var family: String
  var id: String
  var summary: String
  var why: String
  var remediation: String
  var severity: Severity
  var confidence: Confidence
  /// Names and addresses; an empty address where there is none.
  var references: [(String, String)]
  var match: [String]
  var needs: [String]
  var isLocal: Bool
  var fields: [[String]]
  var isSuppressible = true
  /// The rest of the definition (`DefinitionTexts`).
  var definition: String
  var text: String

  var entry: RuleLibrary.Entry {
    RuleLibrary.Entry(
      description: RuleDescription(
        id: id, family: family, summary: summary, why: why, remediation: remediation, severity: severity,
        confidence: confidence, references: references.map { ($0.0, $0.1.isEmpty ? nil : $0.1) }),
      match: match, needs: needs, isLocal: isLocal, fields: fields, isSuppressible: isSuppressible,
      text: .embedded(text, definition: definition))
  }
}
