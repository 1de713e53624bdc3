import Findings
import SourceText

/// A rule as the binary carries it: its text, and what must be known of it before the text is read.
struct EmbeddedRule: Sendable {
  var family: StaticString
  var id: StaticString
  var summary: StaticString
  var why: StaticString
  var remediation: StaticString
  var severity: Severity
  var confidence: Confidence
  /// Names and addresses; an empty address where there is none.
  var references: [(StaticString, StaticString)]
  var match: [StaticString]
  var needs: [StaticString]
  var isLocal: Bool
  var fields: [[StaticString]]
  var text: StaticString

  var entry: RuleLibrary.Entry {
    RuleLibrary.Entry(
      description: RuleDescription(
        id: "\(id)", family: "\(family)", summary: "\(summary)", why: "\(why)", remediation: "\(remediation)",
        severity: severity, confidence: confidence,
        references: references.map { ("\($0.0)", $0.1.utf8CodeUnitCount == 0 ? nil : "\($0.1)") }),
      match: match.map { "\($0)" }, needs: needs.map { "\($0)" }, isLocal: isLocal,
      fields: fields.map { $0.map { "\($0)" } },
      source: SourceFile(path: "rules/\(family)/\(id)/rule.yaml", text: "\(text)"))
  }
}
