/// How bad a finding is. Ordered from harmless to bad.
package enum Severity: String, CaseIterable, Comparable, Sendable {
  case note, warning, error

  package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// How sure a finding is.
package enum Confidence: String, CaseIterable, Sendable {
  case low, medium, high
}
