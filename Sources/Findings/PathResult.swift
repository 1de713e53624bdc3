/// A private path as reports show it: its hops in order, and what they come to.
package struct PathResult: Sendable {
  package enum Verdict: String, Sendable, CaseIterable {
    case `private`, `public`, broken, unknown
  }

  /// The host that requests go to, or the resource that the path begins at.
  package var name: String
  package var verdict: Verdict
  package var hops: [HopResult]
  /// The one thing to do next; `nil` where nothing is left to do.
  package var next: String?

  package init(name: String, verdict: Verdict, hops: [HopResult], next: String?) {
    self.name = name
    self.verdict = verdict
    self.hops = hops
    self.next = next
  }
}

/// One step of a path.
package struct HopResult: Sendable {
  package enum State: String, Sendable, CaseIterable {
    case proven, contradicted, drifted, missing, unknown
  }

  /// What kind of hop it is, in lower case with hyphens: `private-link-service`.
  package var kind: String
  /// The same for people: `Private Link Service`.
  package var title: String
  package var state: State
  /// Whether the path can be reached from outside the private network here.
  package var isExposed: Bool
  /// The reason for the state.
  package var summary: String
  /// What to do about it; `nil` for a proven hop.
  package var remedy: String?
  /// What the state rests on.
  package var evidence: [RelatedPlace]
  /// The resources of the hop, named as findings name them; also those that its state does not rest on.
  package var resources: [String]

  package init(
    kind: String, title: String, state: State, isExposed: Bool, summary: String, remedy: String?,
    evidence: [RelatedPlace], resources: [String] = []
  ) {
    self.kind = kind
    self.title = title
    self.state = state
    self.isExposed = isExposed
    self.summary = summary
    self.remedy = remedy
    self.evidence = evidence
    self.resources = resources
  }
}
