import Findings

/// A private path, or a feature of the classic compute plane, as a column of hops under a verdict.
struct PathColumn {
  /// What a verdict means to who reads it; the colours follow from it.
  enum Tone {
    case good, bad, doubtful, neutral
  }

  /// Whether it is a feature, which has steps where a path has hops.
  var isFeature: Bool
  var name: String
  var verdict: String
  var tone: Tone
  var hops: [HopResult]
  var next: String?

  init(_ path: PathResult) {
    isFeature = false
    name = path.name
    verdict = path.verdict.rawValue
    tone =
      switch path.verdict {
      case .private: .good
      case .public, .broken: .bad
      case .unknown: .doubtful
      }
    hops = path.hops
    next = path.next
  }

  init(_ feature: FeatureResult) {
    isFeature = true
    name = "\(feature.subject): \(feature.title)"
    verdict = feature.verdict.rawValue
    tone =
      switch feature.verdict {
      case .sound: .good
      case .broken: .bad
      case .absent: .neutral
      case .unknown: .doubtful
      }
    hops = feature.steps
    next = feature.next
  }

  static func all(_ paths: [PathResult], _ features: [FeatureResult] = []) -> [PathColumn] {
    paths.map(PathColumn.init) + features.map(PathColumn.init)
  }

  /// The number of hops that are proven, in words: `3 of 5 hops proven`.
  var proven: String {
    let count = Summary.count(hops.count, isFeature ? "step" : "hop")
    return "\(hops.count { $0.state == .proven }) of \(count) proven"
  }

  /// The worst last.
  var rank: Int {
    switch tone {
    case .neutral: 0
    case .good: 1
    case .doubtful: 2
    case .bad: verdict == PathResult.Verdict.public.rawValue ? 4 : 3
    }
  }

  /// A sign of the verdict that is told apart without colours.
  var sign: String {
    switch tone {
    case .good: "✔"
    case .bad: "✘"
    case .doubtful: "?"
    case .neutral: "–"
    }
  }
}
