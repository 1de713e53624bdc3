/// How the results of two runs differ.
package struct ResultDifference: Sendable {
  /// A path whose verdict is another one; `nil` on the side that has no such path.
  package struct PathChange: Sendable {
    package var name: String
    package var before: PathResult.Verdict?
    package var after: PathResult.Verdict?
    /// What to do next, in the later run.
    package var next: String?

    /// Whether the path is public or broken now and was not.
    package var isWorse: Bool {
      switch after {
      case .public: before != .public
      case .broken: before != .broken && before != .public
      default: false
      }
    }
  }

  /// Findings that only the later run has, in its order.
  package private(set) var appeared: [Finding] = []
  /// Findings that only the earlier run has, in its order.
  package private(set) var disappeared: [Finding] = []
  /// Findings that the later run has suppressed and the earlier one has not.
  package private(set) var accepted: [Finding] = []
  /// How many findings both have.
  package private(set) var unchanged = 0
  package private(set) var paths: [PathChange] = []
  /// Rules that had their evidence in the earlier run and lack it in the later one: what they found has not gone.
  package private(set) var lost: [RuleResult] = []
  /// What both runs say of the rules.
  package private(set) var descriptions: [RuleDescription] = []

  package init(from old: CheckResult, to new: CheckResult) {
    compareFindings(old.findings, new.findings)
    comparePaths(old.paths, new.paths)
    let judged = Set(old.rules.filter { $0.outcome != .notEvaluated }.map(\.id))
    lost = new.rules.filter { $0.outcome == .notEvaluated && judged.contains($0.id) }
    descriptions = new.descriptions.isEmpty ? old.descriptions : new.descriptions
  }

  /// Findings are the same that have one rule, resource and evidence, whatever their lines and files; each is compared with
  /// one.
  private mutating func compareFindings(_ old: [Finding], _ new: [Finding]) {
    func key(_ finding: Finding) -> [String] { [finding.rule, finding.resource, finding.fingerprint] }
    var open: [[String]: [Int]] = [:]
    for index in old.indices.reversed() { open[key(old[index]), default: []].append(index) }
    for finding in new {
      let twin = open[key(finding)]?.popLast().map { old[$0] }
      let wasThere = twin.map { $0.suppressed == nil }
      switch (wasThere, finding.suppressed == nil) {
      case (true, true): unchanged += 1
      case (_, true): appeared.append(finding)
      case (false, false): break
      case (_, false): accepted.append(finding)
      }
    }
    disappeared = open.values.joined().sorted().map { old[$0] }.filter { $0.suppressed == nil }
  }

  /// Paths are the same that have one name; of several the first with the first.
  private mutating func comparePaths(_ old: [PathResult], _ new: [PathResult]) {
    var open: [String: [Int]] = [:]
    for index in old.indices.reversed() { open[old[index].name, default: []].append(index) }
    for path in new {
      let before = open[path.name]?.popLast().map { old[$0].verdict }
      if before != path.verdict {
        paths.append(PathChange(name: path.name, before: before, after: path.verdict, next: path.next))
      }
    }
    for index in open.values.joined().sorted() {
      paths.append(PathChange(name: old[index].name, before: old[index].verdict, after: nil, next: nil))
    }
  }
}
