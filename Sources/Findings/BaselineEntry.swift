/// A known finding, as the baseline has it.
package struct BaselineEntry: Hashable, Comparable, Sendable {
  package var rule: String
  /// `kubernetes.Service/namespace/name`.
  package var resource: String
  /// The finding's fingerprint: 16 hexadecimal digits from the rule, the resource and the message's values.
  package var evidence: String
  /// Where it was found last; not compared with findings.
  package var path: String
  /// What was found, for people; not compared with findings.
  package var message: String

  package init(rule: String, resource: String, evidence: String, path: String, message: String) {
    self.rule = rule
    self.resource = resource
    self.evidence = evidence
    self.path = path
    self.message = message
  }

  package init(_ finding: Finding) {
    self.init(
      rule: finding.rule, resource: finding.resource, evidence: finding.fingerprint.description,
      path: finding.place.path,
      message: finding.message)
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.rule, a.resource, a.evidence, a.path) < (b.rule, b.resource, b.evidence, b.path)
  }
}
