package import Findings
package import SourceText

/// What a rule says of one resource.
package enum RuleVerdict: Sendable {
  /// The rule's conditions leave the resource out.
  case notApplicable
  case pass
  case fail([RawFinding])
  /// It hangs on something unknown; the names say on what.
  case unknown([String])
  /// An expression of the rule could not be evaluated: a fault of the rule.
  case fault(String)
}

/// A finding whose places are still byte spans.
package struct RawFinding: Sendable {
  package var message: String
  package var span: ByteSpan
  /// The weight, where it is not the rule's.
  package var severity: Severity?
  package var related: [RawPlace]
  package var fixes: [RawFix]
}

package struct RawPlace: Sendable {
  package var path: String
  package var span: ByteSpan
  package var message: String
}

/// A fix that is not yet text.
package struct RawFix: Sendable {
  package var title: String
  package var safety: Fix.Safety
  package var changes: [Change]
}
