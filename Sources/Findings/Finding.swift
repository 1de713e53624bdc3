package import SourceText

/// A problem in the estate that the input describes.
package struct Finding: Sendable {
  /// What was found does not change: findings are put in order and handed on by one reference.
  private let found: Found
  /// The reason for which the finding was suppressed, if it was.
  package var suppressed: String?
  /// What suppressed it, where it is known.
  package var suppressedBy: SuppressionKind?

  private final class Found: Sendable {
    let rule: String
    let severity: Severity
    let confidence: Confidence
    let message: String
    let place: Place
    let resource: String
    let related: [RelatedPlace]
    let fixes: [Fix]
    let withheld: [WithheldFix]
    let fingerprint: Fingerprint

    init(
      _ rule: String, _ severity: Severity, _ confidence: Confidence, _ message: String, _ place: Place,
      _ resource: String, _ related: [RelatedPlace], _ fixes: [Fix], _ withheld: [WithheldFix],
      _ fingerprint: Fingerprint
    ) {
      self.rule = rule
      self.severity = severity
      self.confidence = confidence
      self.message = message
      self.place = place
      self.resource = resource
      self.related = related
      self.fixes = fixes
      self.withheld = withheld
      self.fingerprint = fingerprint
    }
  }

  package init(
    rule: String, severity: Severity, confidence: Confidence, message: String, place: Place, resource: String,
    related: [RelatedPlace] = [], fixes: [Fix] = [], withheld: [WithheldFix] = [], fingerprint: Fingerprint,
    suppressed: String? = nil
  ) {
    found = Found(
      rule, severity, confidence, message, place, resource, related, fixes, withheld, fingerprint)
    self.suppressed = suppressed
  }

  /// The id of the rule that found it.
  package var rule: String { found.rule }
  package var severity: Severity { found.severity }
  package var confidence: Confidence { found.confidence }
  /// What was found, one line, without a final period.
  package var message: String { found.message }
  package var place: Place { found.place }
  // Of the place, without a copy of all of it.
  package var path: String { found.place.path }
  package var range: SourceRange? { found.place.range }
  /// What the finding is about: `kubernetes.Service/namespace/name`.
  package var resource: String { found.resource }
  /// Other places that bear on it, in any file.
  package var related: [RelatedPlace] { found.related }
  package var fixes: [Fix] { found.fixes }
  /// Fixes that the rule has and that cannot be made here.
  package var withheld: [WithheldFix] { found.withheld }
  /// Stays the same when lines move.
  package var fingerprint: Fingerprint { found.fingerprint }
}

/// What suppresses a finding.
package enum SuppressionKind: String, Sendable {
  /// A comment at the line, an annotation of the object, an entry of the configuration, or the list of known findings.
  case comment, annotation, configuration, baseline
}

/// A further place that a finding rests on, and what is to be seen there.
package struct RelatedPlace: Hashable, Sendable {
  package var place: Place
  package var message: String

  package init(place: Place, message: String) {
    self.place = place
    self.message = message
  }
}

/// A change to the input that would mend a finding.
package struct Fix: Hashable, Sendable {
  package enum Safety: String, Sendable {
    /// Keeps what the author meant.
    case safe
    /// May change what the author meant; to be looked at.
    case unsafe
  }

  package var title: String
  package var safety: Safety
  package var edits: [Edit]
  /// What the edits come to in the document.
  package var changes: [Change]

  package init(title: String, safety: Safety, edits: [Edit], changes: [Change] = []) {
    self.title = title
    self.safety = safety
    self.edits = edits
    self.changes = changes
  }
}

/// Text to put in the place of a stretch of a file.
package struct Edit: Hashable, Sendable {
  package var path: String
  package var range: SourceRange
  package var replacement: String

  package init(path: String, range: SourceRange, replacement: String) {
    self.path = path
    self.range = range
    self.replacement = replacement
  }
}
