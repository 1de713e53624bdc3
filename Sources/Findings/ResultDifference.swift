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

  /// A feature of the classic compute plane whose verdict is another one; `nil` on the side that has no such feature.
  package struct FeatureChange: Sendable {
    package var kind: String
    package var title: String
    package var subject: String
    package var before: FeatureResult.Verdict?
    package var after: FeatureResult.Verdict?
    /// What to do next, in the later run.
    package var next: String?

    /// Whether the feature is broken now and was not.
    package var isWorse: Bool { after == .broken && before != .broken }
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
  package private(set) var features: [FeatureChange] = []
  /// Rules that had their evidence in the earlier run and lack it in the later one: what they found has not gone.
  package private(set) var lost: [RuleResult] = []
  /// What both runs say of the rules.
  package private(set) var descriptions: [RuleDescription] = []

  package init(from old: CheckResult, to new: CheckResult) {
    compareFindings(old.findings, new.findings)
    comparePaths(old.paths, new.paths)
    compareFeatures(old.features, new.features)
    let judged = Set(old.rules.filter { $0.outcome != .notEvaluated }.map(\.id))
    lost = new.rules.filter { $0.outcome == .notEvaluated && judged.contains($0.id) }
    descriptions = new.descriptions.isEmpty ? old.descriptions : new.descriptions
  }

  /// Whether a path or a feature is worse than it was.
  package var hasWorse: Bool { paths.contains(where: \.isWorse) || features.contains(where: \.isWorse) }

  /// Findings are the same that have one rule, resource and evidence, whatever their lines and files; each is compared with
  /// one.
  private mutating func compareFindings(_ old: [Finding], _ new: [Finding]) {
    func key(_ finding: Finding) -> [String] {
      [finding.rule, finding.resource, finding.fingerprint.description]
    }
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

  /// Features are the same that have one kind and subject; of several the first with the first.
  private mutating func compareFeatures(_ old: [FeatureResult], _ new: [FeatureResult]) {
    var open: [[String]: [Int]] = [:]
    for index in old.indices.reversed() {
      open[[old[index].subject, old[index].kind], default: []].append(index)
    }
    func change(
      _ feature: FeatureResult, from before: FeatureResult.Verdict?, to after: FeatureResult.Verdict?
    ) {
      features.append(
        FeatureChange(
          kind: feature.kind, title: feature.title, subject: feature.subject, before: before, after: after,
          next: after == nil ? nil : feature.next))
    }
    for feature in new {
      let before = open[[feature.subject, feature.kind]]?.popLast().map { old[$0].verdict }
      if before != feature.verdict { change(feature, from: before, to: feature.verdict) }
    }
    for index in open.values.joined().sorted() { change(old[index], from: old[index].verdict, to: nil) }
  }
}
