import Findings

/// A private path, or a feature of the classic compute plane, as a column of hops under a verdict.
struct PathColumn {
  /// What a verdict means to who reads it; the colours follow from it.
  enum Tone {
    case good, bad, doubtful, neutral
  }

  var name: String
  var verdict: String
  var tone: Tone
  var hops: [HopResult]
  var next: String?

  init(_ path: PathResult) {
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

  static func all(_ paths: [PathResult], _ features: [FeatureResult]) -> [PathColumn] {
    paths.map(PathColumn.init) + features.map(PathColumn.init)
  }
}
