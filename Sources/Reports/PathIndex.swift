import Findings

/// Which columns of hops (private paths, features) a finding lies on, by its resource; made once for all findings.
struct PathIndex {
  /// A hop of a column, both 0-based.
  struct Step: Hashable {
    var column: Int
    var hop: Int
  }

  private var steps: [String: [Step]] = [:]

  init(_ columns: [PathColumn]) {
    for (number, column) in columns.enumerated() {
      var best: [String: (rank: Int, hop: Int)] = [:]
      for (index, hop) in column.hops.enumerated() {
        for (rank, resource) in hop.resources.enumerated() where rank < best[resource]?.rank ?? Int.max {
          best[resource] = (rank, index)
        }
      }
      for (resource, found) in best {
        steps[resource, default: []].append(Step(column: number, hop: found.hop))
      }
    }
  }

  /// The hop that the finding is most about in each of its columns, in their order: a hop names its own resource
  /// first and then those that it is compared with.
  func steps(of finding: Finding) -> [Step] { steps[finding.resource] ?? [] }
}
