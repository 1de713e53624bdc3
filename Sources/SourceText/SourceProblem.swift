/// Something wrong with an input itself: it could not be read, or reads otherwise than its author thinks.
///
/// Not a finding: a finding is about the estate that a file describes. `message` says what was found and, after
/// a semicolon, what is allowed; it ends without a period.
package struct SourceProblem: Error, Hashable, Sendable {
  package enum Severity: String, Sendable {
    /// The file, or the rest of it, is refused.
    case error
    /// The file is read, but a part of it has no effect or is ambiguous.
    case warning
  }

  package var severity: Severity
  package var message: String
  /// The place in the decoded bytes; `nil` where the file as a whole is meant.
  package var span: ByteSpan?

  package init(_ message: String, at span: ByteSpan? = nil, severity: Severity = .error) {
    self.message = message
    self.span = span
    self.severity = severity
  }

  /// The same problem, weighed otherwise.
  package func with(severity: Severity) -> SourceProblem {
    SourceProblem(message, at: span, severity: severity)
  }
}
