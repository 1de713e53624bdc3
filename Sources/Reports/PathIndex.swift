import Findings

/// Which paths a finding lies on, by its resource; made once for all findings.
struct PathIndex {
  /// A hop of a path, both 0-based.
  struct Step: Hashable {
    var path: Int
    var hop: Int
  }

  private var steps: [String: [Step]] = [:]

  init(_ paths: [PathResult]) {
    for (number, path) in paths.enumerated() {
      for (index, hop) in path.hops.enumerated() {
        for resource in hop.resources where steps[resource]?.last?.path != number {
          steps[resource, default: []].append(Step(path: number, hop: index))
        }
      }
    }
  }

  /// The first hop that the finding is about in each of its paths, in the order of the paths.
  func steps(of finding: Finding) -> [Step] { steps[finding.resource] ?? [] }
}
