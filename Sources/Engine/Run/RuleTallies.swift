import Rules

/// How often each rule passed, failed and could not decide, by its place in the library.
struct RuleTallies: Sendable {
  struct Tally: Sendable {
    var passed = 0
    var failed = 0
    var unknown = 0
  }

  private(set) var byRule: [Int: Tally] = [:]

  mutating func count(_ verdict: RuleVerdict, _ rule: Int) {
    switch verdict {
    case .pass: byRule[rule, default: Tally()].passed += 1
    case .fail: byRule[rule, default: Tally()].failed += 1
    case .unknown, .fault: byRule[rule, default: Tally()].unknown += 1
    case .notApplicable: break
    }
  }

  mutating func add(_ other: RuleTallies) {
    byRule.merge(other.byRule) {
      Tally(passed: $0.passed + $1.passed, failed: $0.failed + $1.failed, unknown: $0.unknown + $1.unknown)
    }
  }
}
