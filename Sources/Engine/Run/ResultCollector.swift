import Analysis
import Documents
import Findings
import Inventory
import Rules
import SourceText

/// Puts the files' outcomes together and adds what needs more than one object.
struct ResultCollector {
  private let library: RuleLibrary
  private let selection: RuleSelection
  private var findings: [Finding] = []
  private var inputs: [InputReport] = []
  private var tallies: RuleTallies
  private var retained: [Resource] = []
  private var zones: [InventoryZone] = []
  /// Sources that cannot be read again: standard input.
  private var sources: [SourceFile] = []
  private var prepared: [PlaceFinder.Prepared] = []
  private var kinds: Set<ResourceKind> = []
  private var partial: Set<ResourceKind> = []
  /// Objects that templates will hold, by kind.
  private var unrendered: [ResourceKind: Int] = [:]
  private var summary = Summary()
  private var paths: [PathResult] = []
  private var features: [FeatureResult] = []
  /// Whether there were too many resources or names to relate, so that no rule which needs more than one object was applied.
  private var isCut = false
  private var suppressions: [Suppression] = []
  /// Findings of the engine's own rules, by rule: how often these were applied.
  private var applied: [String: Int] = [:]

  /// - Parameter tallies: how often rules judged what of the files that are added; those of an outcome come on top.
  init(_ library: RuleLibrary, _ selection: RuleSelection, _ tallies: RuleTallies) {
    self.tallies = tallies
    self.library = library
    self.selection = selection
  }

  /// Adds a file's outcome; files come in order.
  mutating func add(_ outcome: FileOutcome) {
    findings.add(outcome.findings)
    inputs.append(outcome.report)
    tallies.add(outcome.tallies)
    retained.add(outcome.retained)
    zones += outcome.zones
    if let source = outcome.source { sources.append(source) }
    if let places = outcome.places { prepared.append(places) }
    suppressions += outcome.suppressions
    kinds.formUnion(outcome.kinds)
    partial.formUnion(outcome.partial)
    unrendered.merge(outcome.unrendered, uniquingKeysWith: +)
    summary.files += 1
    summary.documents += outcome.documents
    summary.resources += outcome.report.resources
    summary.unrecognised += outcome.report.unrecognised
  }

  /// Runs the rules that look at relations, facts and the inventory.
  ///
  /// - Throws: a rule that does not compile.
  mutating func addCrossObjectRules(_ files: [InputFile], _ options: CheckOptions) throws(CheckFailure) {
    let found = Inventory(
      DuplicateRules.removed(from: retained, jobs: options.jobs), zones: zones, seen: kinds, partial: partial)
    let analysis = EstateAnalysis(
      found, gateway: options.profile?.gateway, limits: options.analysisLimits, jobs: options.jobs)
    let inventory = analysis.inventory
    if let excess = analysis.excess {
      isCut = true
      var places = places(of: files, options)()
      let file = inventory[excess.resource].file
      inputs[file].problems.append(InputProblem(excess, inventory, &places, files[file].path))
      return
    }
    let isLarge = options.jobs > 1 && inventory.resources.count >= Self.manyResources
    let findPaths = { @Sendable in
      PrivatePath.all(
        in: inventory, analysis, dnsMode: options.dnsMode, gateway: options.profile?.gateway,
        hosts: options.profile?.hosts ?? [])
    }
    let beside = isLarge ? Awaited(findPaths) : nil
    let rules = try estateRules()
    let outcome = EstateRules(
      rules, of: library, inventory, EstateContext(inventory, analysis), files
    ).outcome(jobs: options.jobs)
    tallies.add(outcome.tallies)
    let newPlaces = places(of: files, options)
    var places = newPlaces()
    paths = (beside?.value ?? findPaths()).map { PathResult($0, inventory, &places) }
    features = ClassicFeature.all(analysis).map { FeatureResult($0, inventory, &places) }
    for (id, index, message) in outcome.faults {
      let resource = inventory[id]
      let problem = library.entries[index].description.fault(message, resource)
      let place = places.place(files[resource.file].path, problem.span ?? resource.node.span)
      inputs[resource.file].problems.append(
        InputProblem(isError: true, message: problem.message, place: place))
    }
    let parts = EstateFindings(outcome, library, inventory, files).placed(jobs: options.jobs, newPlaces)
    LargePages.reserve(parts.reduce(0) { $0 + $1.count }, in: &findings)
    for part in parts { findings.add(part) }
    if isLarge { Discarded.elsewhere((analysis, outcome, parts)) }
  }

  /// Makes what finds the places of resources and records.
  private func places(of files: [InputFile], _ options: CheckOptions) -> @Sendable () -> EstatePlaces {
    { [sources, prepared, retained, zones] in
      EstatePlaces(
        limit: options.maximumFileSize, sources: sources, prepared: prepared, resources: retained,
        zones: zones, overlay: options.overlay, files: files, showsLines: options.showsLines)
    }
  }

  /// From how many resources on a further thread is worth its start.
  private static let manyResources = 1024

  /// The selected rules that need more than one object, and have the evidence that they need, by kind.
  ///
  /// - Throws: a rule that does not compile.
  private func estateRules() throws(CheckFailure) -> [ResourceKind: [Int]] {
    var rules: [ResourceKind: [Int]] = [:]
    for index in library.entries.indices where selection.isSelected[index] && isEvident(index) {
      let entry = library.entries[index]
      guard Self.looksAtSeveral(entry) else { continue }
      do throws(RuleProblems) {
        _ = try library.rule(index)
      } catch {
        throw .badRule("\(entry.id): \(error.problems.map(\.message).joined(separator: "; "))")
      }
      for kind in entry.match { rules[kind, default: []].append(index) }
    }
    return rules
  }

  /// Marks the findings that the team accepts, and adds those about what it says.
  mutating func suppress(_ options: CheckOptions) {
    var rules: [String: RuleStanding] = [:]
    for (index, entry) in library.entries.enumerated() {
      let isJudged = selection.isSelected[index] && isEvident(index)
      rules[entry.id] = RuleStanding(
        isSuppressible: entry.isSuppressible, isJudged: isJudged,
        severity: entry.isEngineRule && selection.isSelected[index] ? entry.description.severity : nil)
    }
    let read = Set(inputs.filter { !$0.isRefused }.map(\.path))
    var pass = SuppressionPass(suppressions, rules, read: read, options)
    Self.sort(&findings)
    pass.apply(to: &findings)
    var own = pass.findings()
    if let baseline = options.baseline {
      var known = BaselinePass(baseline)
      known.apply(to: &findings)
      own += known.stale(rules, read: read, options)
    }
    for finding in own { applied[finding.rule, default: 0] += 1 }
    if own.isEmpty { return }
    findings += own
    Self.sort(&findings)
  }

  /// Whether a rule needs more than the object that it judges.
  private static func looksAtSeveral(_ entry: RuleLibrary.Entry) -> Bool {
    !entry.isLocal || !entry.needs.isEmpty
  }

  /// Whether a rule could be applied: the inputs lack nothing that it judges or needs, and are not too much for it.
  private func isEvident(_ index: Int) -> Bool {
    let entry = library.entries[index]
    if isCut, Self.looksAtSeveral(entry) { return false }
    func isThere(_ kind: ResourceKind) -> Bool { kinds.contains(kind) || kind.vendor == "terraform" }
    return entry.needs.allSatisfy(isThere)
      && (entry.match.contains { kinds.contains($0) }
        || !entry.match.contains(.deployment) && entry.match.prefix(1).allSatisfy(isThere))
  }

  /// The kinds that a rule judges or needs and the inputs lack; of the kinds that it judges one is enough.
  private func missing(_ index: Int) -> [ResourceKind] {
    if isEvident(index) { return [] }
    let entry = library.entries[index]
    var missing = entry.needs.filter { !kinds.contains($0) }
    // One of the kinds that it judges is enough; the one that estates have most often stands first, or is a Deployment.
    if !entry.match.contains(where: { kinds.contains($0) }) {
      missing += entry.match.contains(.deployment) ? [.deployment] : Array(entry.match.prefix(1))
    }
    // An estate that is not made with Terraform lacks nothing.
    missing.removeAll { $0.vendor == "terraform" }
    return missing
  }

  /// Whether what a rule judges has to be there in an estate like this one.
  private static func isOwed(_ entry: RuleLibrary.Entry, _ scope: EvidenceScope) -> Bool {
    scope.owes(entry.match, isClassicPlane: entry.description.family == "aws")
  }

  consuming func finish() -> CheckResult {
    let indices = library.entries.indices.filter { selection.isSelected[$0] }
    let scope = EvidenceScope(kinds)
    let rules = indices.map { result(of: $0, scope) }
    summary.refused = inputs.count(where: \.isRefused)
    summary.notEvaluated = rules.count { $0.outcome == .notEvaluated }
    summary.undecided = rules.count { $0.unknown > 0 }
    for finding in findings {
      if finding.suppressed != nil {
        summary.suppressed += 1
        if finding.suppressedBy == .baseline { summary.baselined += 1 }
        continue
      }
      switch finding.severity {
      case .error: summary.errors += 1
      case .warning: summary.warnings += 1
      case .note: summary.notes += 1
      }
    }
    return CheckResult(
      findings: findings, rules: rules, descriptions: indices.map { library.entries[$0].description },
      inputs: inputs,
      summary: summary, paths: paths, features: features)
  }

  /// What shows the objects of templates.
  private static let render = "airtight check --render"

  private func result(of index: Int, _ scope: EvidenceScope) -> RuleResult {
    let entry = library.entries[index]
    let missing = missing(index)
    if entry.isEngineRule {
      let count = applied[entry.id] ?? 0
      return RuleResult(id: entry.id, outcome: count > 0 ? .fail : .pass, evaluated: count, failed: count)
    }
    let isOptional = missing.allSatisfy(EvidenceScope.isOptional)
    if !missing.isEmpty, isOptional || !Self.isOwed(entry, scope) {
      return RuleResult(id: entry.id, outcome: .notApplicable)
    }
    guard missing.isEmpty, !isCut || !Self.looksAtSeveral(entry) else {
      let evidence = missing.map {
        MissingEvidence(kind: $0.name, command: EvidenceCommand.command(for: $0))
      }
      return RuleResult(id: entry.id, outcome: .notEvaluated, missing: evidence)
    }
    var tally = tallies[index]
    let isDecided = tally.unknown == 0
    let anything = unrendered[.anyKubernetes] ?? 0
    let templated = entry.match.filter {
      unrendered[$0] != nil || (anything > 0 && $0.isKubernetes)
    }
    if templated.contains(where: { $0.isKubernetes }) { tally.unknown += anything }
    for kind in templated { tally.unknown += unrendered[kind] ?? 0 }
    let outcome: RuleOutcome = tally.failed > 0 ? .fail : tally.unknown > 0 ? .unknown : .pass
    return RuleResult(
      id: entry.id, outcome: outcome, evaluated: tally.passed + tally.failed + tally.unknown,
      failed: tally.failed, unknown: tally.unknown,
      missing: isDecided ? templated.map { MissingEvidence(kind: $0.name, command: Self.render) } : [])
  }

  /// Puts findings into their order. A finding is large: places are compared, and each one is moved once.
  private static func sort(_ findings: inout [Finding]) {
    let places = places(of: findings)
    func precedes(_ a: Int, _ b: Int) -> Bool {
      if places[a] != places[b] { return places[a] < places[b] }
      // Field by field: to take a finding out of the array counts all its references.
      if findings[a].rule != findings[b].rule { return findings[a].rule < findings[b].rule }
      if findings[a].resource != findings[b].resource { return findings[a].resource < findings[b].resource }
      return findings[a].message < findings[b].message
    }
    if !findings.indices.dropFirst().contains(where: { precedes($0, $0 - 1) }) { return }
    let order = findings.indices.sorted(by: precedes)
    move(&findings, into: order)
  }

  /// Puts what stands at `order[0]` first, and so on, by swapping: nothing is copied.
  private static func move(_ findings: inout [Finding], into order: [Int]) {
    var isPlaced = [Bool](repeating: false, count: order.count)
    findings.withUnsafeMutableBufferPointer { findings in
      for start in order.indices where !isPlaced[start] {
        var place = start
        while !isPlaced[place] {
          isPlaced[place] = true
          let source = order[place]
          if source == start { break }
          findings.swapAt(place, source)
          place = source
        }
      }
    }
  }

  /// Where each finding stands: its file's place in the order of paths, and its range there; 0 where it has none.
  private static func places(of findings: [Finding]) -> [FindingPlace] {
    let zero = SourceRange(start: .init(line: 0, column: 0), end: .init(line: 0, column: 0))
    // By number, in the order in which they come: findings, which are far apart in memory, are looked at once.
    var numbers: [String: Int] = [:]
    var (path, number) = ("", 0)
    var places = findings.indices.map { index in
      let finding = findings[index]
      if index == 0 || finding.path != path {
        path = finding.path
        number = numbers[path, default: numbers.count]
        numbers[path] = number
      }
      return FindingPlace(file: number, range: finding.range ?? zero)
    }
    if numbers.count < 2 { return places }
    var ranks = [Int](repeating: 0, count: numbers.count)
    for (rank, path) in numbers.keys.sorted(by: PathOrder.precedes).enumerated() {
      ranks[numbers[path] ?? 0] = rank
    }
    for index in places.indices { places[index].file = ranks[places[index].file] }
    return places
  }
}

/// Where a finding stands in the order of all.
private struct FindingPlace: Comparable {
  var file: Int
  var range: SourceRange

  static func < (a: Self, b: Self) -> Bool { a.file == b.file ? a.range < b.range : a.file < b.file }
}
