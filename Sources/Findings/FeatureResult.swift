/// A feature of the classic compute plane as reports show it: its steps, and what they come to.
package struct FeatureResult: Sendable {
  package enum Verdict: String, Sendable, CaseIterable {
    case sound, broken, absent, unknown
  }

  /// What kind of feature it is, in lower case with hyphens: `private-link`.
  package var kind: String
  /// The same for people: `PrivateLink`.
  package var title: String
  /// The workspace's name, else the network's.
  package var subject: String
  package var verdict: Verdict
  package var steps: [HopResult]
  /// The one thing to do next; `nil` where nothing is left to do.
  package var next: String?

  package init(
    kind: String, title: String, subject: String, verdict: Verdict, steps: [HopResult], next: String?
  ) {
    self.kind = kind
    self.title = title
    self.subject = subject
    self.verdict = verdict
    self.steps = steps
    self.next = next
  }
}
