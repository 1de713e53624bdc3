package import Findings
package import SourceText

/// A rule as its file has it; expressions are texts with their places.
package struct RuleDefinition: Sendable {
  /// A text of the rule file and where it stands there.
  package struct Text: Sendable {
    package var value: String
    /// The span of the scalar in the rule file.
    package var span: ByteSpan
  }

  /// A parameter that the configuration may set.
  package struct Parameter: Sendable {
    package enum Default: Sendable {
      case string(String)
      case bool(Bool)
      case int(Int64)
      case strings([String])
    }

    package var name: String
    package var `default`: Default
    package var description: String
  }

  /// A condition that is true where all is well.
  package struct Validation: Sendable {
    package var expression: Text
    /// An expression that gives the message, or a fixed message.
    package var messageExpression: Text?
    package var message: String?
    /// The place to mark, or an expression that gives it.
    package var at: FieldPath?
    package var atExpression: Text?
    /// Whether the key at the place is marked, not the value.
    package var marksKey: Bool
    /// The weight of this validation's findings, where it is not the rule's.
    package var severity: Severity?
    package var related: [Related]
  }

  /// Further places that a finding names.
  package struct Related: Sendable {
    package var each: Text
    package var at: FieldPath?
    package var messageExpression: Text?
    package var message: String?
  }

  /// A way to mend a finding.
  package struct FixTemplate: Sendable {
    package var title: String
    package var safety: Fix.Safety
    /// A condition without which the fix is not offered.
    package var when: Text?
    /// What it changes, at least one thing.
    package var changes: [ChangeTemplate]
  }

  /// A change that a fix makes at a place of the resource.
  package struct ChangeTemplate: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case set, rename, remove, quote, append
    }

    package var kind: Kind
    /// The place, or an expression that gives it.
    package var at: FieldPath?
    package var atExpression: Text?
    /// What `set` writes, `rename` names, `append` adds; or an expression that gives it.
    package var value: ChangedValue?
    package var valueExpression: Text?
  }

  package var description: RuleDescription
  /// The kinds that the rule judges.
  package var match: [String]
  /// Further kinds without which it is not evaluated.
  package var needs: [String]
  package var parameters: [Parameter]
  package var matchConditions: [Text]
  package var variables: [(name: String, expression: Text)]
  package var forEach: Text?
  package var validations: [Validation]
  package var fixes: [FixTemplate]
  /// Whether a finding may be suppressed.
  package var isSuppressible = true
}
