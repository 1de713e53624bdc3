/// What became of a rule, or of a rule for one resource.
package enum RuleOutcome: String, Sendable {
  case pass, fail, unknown
  /// There is no evidence of the kinds that the rule needs.
  case notEvaluated = "not-evaluated"
  /// The estate has nothing that the rule is about, and need not have.
  case notApplicable = "not-applicable"
}

/// What became of one rule in a run.
package struct RuleResult: Sendable {
  package var id: String
  package var outcome: RuleOutcome
  /// Resources that the rule was applied to.
  package var evaluated: Int
  /// Of these, those with a finding.
  package var failed: Int
  /// Of these, those that could not be decided.
  package var unknown: Int
  /// The kinds of resource that the rule needs and the inputs lack; of a rule that is `unknown` for no other reason, the kinds
  /// that are hidden in templates. A rule that was not evaluated and lacks nothing looks at several resources where these are too
  /// many to be related to one another.
  package var missing: [MissingEvidence]

  package init(
    id: String, outcome: RuleOutcome, evaluated: Int = 0, failed: Int = 0, unknown: Int = 0,
    missing: [MissingEvidence] = []
  ) {
    self.id = id
    self.outcome = outcome
    self.evaluated = evaluated
    self.failed = failed
    self.unknown = unknown
    self.missing = missing
  }
}

/// A kind of resource that is not in the inputs, and how to get it.
package struct MissingEvidence: Hashable, Sendable {
  /// Such as `azure.PrivateLinkService`.
  package var kind: String
  /// The command whose output is the evidence; empty where there is none.
  package var command: String

  package init(kind: String, command: String) {
    self.kind = kind
    self.command = command
  }
}

/// What each finding of a rule has of it.
package struct RuleMark: Sendable {
  package let id: String
  package let severity: Severity
  package let confidence: Confidence

  @inlinable @inline(__always)
  package init(id: String, severity: Severity, confidence: Confidence) {
    self.id = id
    self.severity = severity
    self.confidence = confidence
  }
}

/// What a report says of a rule itself.
package struct RuleDescription: Sendable {
  package var id: String
  package var family: String
  /// One sentence that names the bad thing.
  package var summary: String
  /// The risk.
  package var why: String
  /// What to do.
  package var remediation: String
  package var severity: Severity
  package var confidence: Confidence
  /// Documents that the rule rests on: a name, and an address where there is one.
  package var references: [(name: String, url: String?)]

  package init(
    id: String, family: String, summary: String, why: String, remediation: String, severity: Severity,
    confidence: Confidence, references: [(name: String, url: String?)]
  ) {
    self.id = id
    self.family = family
    self.summary = summary
    self.why = why
    self.remediation = remediation
    self.severity = severity
    self.confidence = confidence
    self.references = references
  }
  package var mark: RuleMark { RuleMark(id: id, severity: severity, confidence: confidence) }
}
