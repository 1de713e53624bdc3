package import Findings
package import SourceText

/// What fixing came to.
package struct FixResult: Sendable {
  /// A fix that was made.
  package struct Applied: Sendable {
    package var rule: String
    package var title: String
    package var safety: Fix.Safety
    /// Where the finding stood when it was mended; lines may have moved since the run began.
    package var place: Place
  }

  /// A fix that a finding has and that was not made.
  package struct Withheld: Hashable, Sendable {
    package var rule: String
    package var place: Place
    package var reason: String
  }

  /// A file with its old and its new bytes.
  package struct File: Sendable {
    package var path: String
    package var old: [UInt8]
    package var new: [UInt8]
    package var encoding: SourceEncoding
    /// In the order in which they were made.
    package var applied: [Applied]
  }

  /// Sorted by path; only those that changed.
  package var files: [File]
  /// Fixes that could not be made, by place.
  package var withheld: [Withheld]
  /// Files that were to be changed and stay as they are, and why.
  package var problems: [InputProblem]
  /// What a check says before anything is changed.
  package var before: CheckResult
  /// What a check says afterwards.
  package var after: CheckResult
  /// How many findings are left that an unsafe fix would mend.
  package var unsafeLeft: Int
}
