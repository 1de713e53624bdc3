import Findings
import SourceText

/// Which columns of hops (private paths, features) a finding lies on, by its resource; made once for all findings.
struct PathIndex {
  /// A hop of a column, both 0-based.
  struct Step: Hashable {
    var column: Int
    var hop: Int
  }

  /// What tells how much a hop is about a resource.
  private struct Candidate {
    var step: Step
    /// The resource's place among the hop's, 0-based: a hop names its own first and then those that it is compared with.
    var rank: Int
    var isProven: Bool
    var evidence: [Place]
  }

  private var candidates: [String: [Candidate]] = [:]

  init(_ columns: [PathColumn]) {
    for (number, column) in columns.enumerated() {
      for (index, hop) in column.hops.enumerated() {
        for (rank, resource) in hop.resources.enumerated() {
          candidates[resource, default: []].append(
            Candidate(
              step: Step(column: number, hop: index), rank: rank, isProven: hop.state == .proven,
              evidence: hop.evidence.map(\.place)))
        }
      }
    }
  }

  /// The hop that the finding is most about in each of its columns, in their order: one that rests on the very place, else the
  /// one that names the resource first; of two such one that is not proven. An error goes to a proven hop only where the column
  /// has no other about the resource: what is proven does not need it.
  func steps(of finding: Finding) -> [Step] {
    var best: [Int: (key: (Int, Int, Int, Int), step: Step)] = [:]
    for candidate in candidates[finding.resource] ?? [] {
      let rests = candidate.evidence.contains {
        $0.path == finding.place.path && $0.range?.start.line == finding.place.range?.start.line
      }
      let isNeedless = candidate.isProven && finding.severity == .error
      let key = (isNeedless ? 1 : 0, rests ? 0 : 1, candidate.rank, candidate.isProven ? 1 : 0)
      if let known = best[candidate.step.column], known.key <= key { continue }
      best[candidate.step.column] = (key, candidate.step)
    }
    return best.values.map(\.step).sorted { $0.column < $1.column }
  }
}
