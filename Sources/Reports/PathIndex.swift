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
      var best: [String: (rank: Int, hop: Int)] = [:]
      for (index, hop) in path.hops.enumerated() {
        for (rank, resource) in hop.resources.enumerated() where rank < best[resource]?.rank ?? Int.max {
          best[resource] = (rank, index)
        }
      }
      for (resource, found) in best {
        steps[resource, default: []].append(Step(path: number, hop: found.hop))
      }
    }
  }

  /// The hop that the finding is most about in each of its paths, in the order of the paths: a hop names its own resource
  /// first and then those that it is compared with.
  func steps(of finding: Finding) -> [Step] { steps[finding.resource] ?? [] }
}
