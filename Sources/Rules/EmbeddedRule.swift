import Findings

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
  var isSuppressible = true
  var text: StaticString

  var entry: RuleLibrary.Entry {
    RuleLibrary.Entry(
      description: RuleDescription(
        id: id.string, family: family.string, summary: summary.string, why: why.string,
        remediation: remediation.string, severity: severity, confidence: confidence,
        references: references.map { ($0.0.string, $0.1.utf8CodeUnitCount == 0 ? nil : $0.1.string) }),
      match: match.map(\.string), needs: needs.map(\.string), isLocal: isLocal,
      fields: fields.map { $0.map(\.string) }, isSuppressible: isSuppressible, text: .embedded(text))
  }
}

extension StaticString {
  /// The text as a `String`; interpolation would look up how to describe it first.
  var string: String {
    String(decoding: UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount), as: UTF8.self)
  }
}
