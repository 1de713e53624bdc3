import Findings

/// The rules about what a team says of findings: parts of the program, because no artefact is judged by them. Their findings
/// cannot be suppressed; a configuration can weigh them otherwise or turn them off.
package enum EngineRules {
  package static let expired = "suppression-expired"
  package static let unused = "suppression-unused"
  package static let malformed = "suppression-malformed"
  package static let staleBaseline = "baseline-entry-stale"

  /// The family that reports show.
  package static let family = "suppressions"

  package static var entries: [RuleLibrary.Entry] {
    [
      entry(
        staleBaseline, .note, "An entry of the baseline has no finding any more.",
        why: "What was mended would be hidden if it came back.",
        remediation: "Write the baseline anew with --write-baseline."),
      entry(
        expired, .warning, "A suppression has passed its last day.",
        why: "The finding was accepted for a time, and the time is over: it counts again.",
        remediation: "Mend what the finding says and remove the suppression, or give it a new day and reason."
      ),
      entry(
        malformed, .warning, "A suppression is not written as it must be, and suppresses nothing.",
        why: "Whoever wrote it believes that the finding is accepted, and why is not recorded.",
        remediation:
          "Write it as 'airtight: allow RULE-ID reason [until 2027-01-31]', with a rule that exists and may be suppressed."
      ),
      entry(
        unused, .note, "A suppression suppresses nothing.",
        why: "It would hide a finding that nobody has looked at, should one appear.",
        remediation: "Remove it, or put it at the line that the finding is at."),
    ]
  }

  private static func entry(
    _ id: String, _ severity: Severity, _ summary: String, why: String, remediation: String
  ) -> RuleLibrary.Entry {
    RuleLibrary.Entry(
      description: RuleDescription(
        id: id, family: family, summary: summary, why: why, remediation: remediation, severity: severity,
        confidence: .high, references: [("airtight, docs/suppressions.md", nil)]),
      match: [], needs: [], isLocal: true, fields: [], isSuppressible: false, text: .engine)
  }
}
