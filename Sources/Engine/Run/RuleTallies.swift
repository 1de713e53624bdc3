import Rules

/// How often each rule passed, failed and could not decide, by its place in the library.
struct RuleTallies: Sendable {
  struct Tally: Sendable {
    var passed = 0
    var failed = 0
    var unknown = 0
  }

  /// By the place in the library, as far as a rule has judged.
  private var tallies: [Tally] = []

  /// The tally of a rule.
  subscript(rule: Int) -> Tally { rule < tallies.count ? tallies[rule] : Tally() }

  mutating func count(_ verdict: RuleVerdict, _ rule: Int) {
    if rule >= tallies.count { reserve(rule + 1) }
    switch verdict {
    case .pass: tallies[rule].passed += 1
    case .fail: tallies[rule].failed += 1
    case .unknown, .fault: tallies[rule].unknown += 1
    case .notApplicable: break
    }
  }

  mutating func add(_ other: RuleTallies) {
    if tallies.isEmpty {
      self = other
      return
    }
    reserve(other.tallies.count)
    for (rule, tally) in other.tallies.enumerated() {
      tallies[rule].passed += tally.passed
      tallies[rule].failed += tally.failed
      tallies[rule].unknown += tally.unknown
    }
  }

  private mutating func reserve(_ count: Int) {
    if count > tallies.count {
      tallies.append(contentsOf: repeatElement(Tally(), count: count - tallies.count))
    }
  }
}
