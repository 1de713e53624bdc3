import Documents
import Findings
import Inventory
import Loaders
import Rules
import SourceText

/// What checking one file gave: the findings of the rules that look at one object alone, and what the others need.
struct FileOutcome: Sendable {
  var report: InputReport
  var documents = 0
  var findings: [Finding] = []
  var tallies = RuleTallies()
  /// Resources for relations, analyses and cross-object rules.
  var retained: [Resource] = []
  /// Zones, whose records stay rows.
  var zones: [InventoryZone] = []
  /// The kinds of all resources of the file, and those that it lists without having any.
  var kinds: Set<ResourceKind> = []
  /// The kinds of which the file is one page of several.
  var partial: Set<ResourceKind> = []
  /// Objects that a template will hold, by kind.
  var unrendered: [ResourceKind: Int] = [:]
  /// What the file says of its findings.
  var suppressions: [Suppression] = []
  var fault: String?
  /// The source, where it cannot be read again.
  var source: SourceFile?
  /// What the places of findings were found with, where the source is kept anyway.
  var places: PlaceFinder.Prepared?
}

extension FileOutcome {
  /// The outcome without what a zone file is on its own, where it is a part of another one: it has no SOA, and an
  /// `$INCLUDE` of another file brought it in. Its records and problems are told there.
  func withoutParts(_ included: Set<String>) -> FileOutcome {
    guard report.format == "zone", included.contains(report.path), !zones.contains(where: \.isComplete) else {
      return self
    }
    var part = FileOutcome(report: InputReport(path: report.path, format: report.format, problems: []))
    part.suppressions = suppressions
    return part
  }
}

/// What judging some of a file's resources gave.
private struct JudgedPart: Sendable {
  var findings: [Finding] = []
  var problems: [InputProblem] = []
  var tallies = RuleTallies()
  var retained: [Resource] = []
  /// Whether the time for the file was over before all of them were judged.
  var isCutShort = false
}

extension FileOutcome {
  fileprivate mutating func add(_ part: JudgedPart) {
    findings.add(part.findings)
    report.problems += part.problems
    tallies.add(part.tallies)
    retained.add(part.retained)
  }
}

/// Checks files one at a time: reads, recognises, runs the local rules while the file is in memory, and keeps of it only
/// what the second phase needs.
struct FileCheck {
  private(set) var library: RuleLibrary
  /// How often rules judged what, of all files but zones: these may be left out in the end.
  private(set) var tallies = RuleTallies()
  let selection: RuleSelection
  let limit: Int
  let roots: IncludeRoots
  /// Threads for the resources of one file; at least 1.
  var jobs = 1
  /// From how many resources on a file is worth several threads.
  private static let manyResources = 4096
  /// How many resources a thread judges in one go.
  private static let partSize = 256
  /// Bytes to read in the place of files, by path.
  var overlay: [String: [UInt8]] = [:]
  /// Whether places are to have the text of their lines.
  var showsLines = true
  /// What reading a file may cost.
  var limits = LoadLimits()
  /// How long a file may be judged, in seconds.
  var fileTime = CheckOptions(paths: []).fileTime
  /// When the file at hand has been judged for long enough.
  private var deadline = FileDeadline(seconds: .infinity)
  /// Compiled rules by kind, so that the shared cache is asked once a kind.
  private var rules: [ResourceKind: KindRules] = [:]

  init(_ library: RuleLibrary, _ selection: RuleSelection, limit: Int, roots: IncludeRoots) {
    self.library = library
    self.selection = selection
    self.limit = limit
    self.roots = roots
  }

  mutating func check(_ file: InputFile, index: Int) -> FileOutcome {
    do throws(SourceProblem) {
      return check(try file.source(limit: limit, overlay: overlay, jobs: jobs), file, index: index)
    } catch {
      let place = Place(path: file.path)
      let problem = InputProblem(isError: true, message: error.message, place: place)
      return FileOutcome(report: InputReport(path: file.path, format: "unknown", problems: [problem]))
    }
  }

  mutating func check(_ source: SourceFile, _ file: InputFile, index: Int) -> FileOutcome {
    deadline = FileDeadline(seconds: fileTime)
    let scan = jobs > 1 ? SourceScan.begin(source) : nil
    var loaded = file.load(
      source, limits: limits, jobs: jobs, includes: roots.read,
      scan: scan.map { scan in { scan.value.credentials } })
    let format = loaded.format
    var places = PlaceFinder(source, rendered: file.rendered, showsLines: showsLines)
    let found = scan?.value
    if let found { places.use(found) }
    if loaded.problems.isEmpty { places.tree = loaded.tree }
    let problems = (file.note.map { [$0.problem] } ?? []) + loaded.problems.map { places.problem($0) }
    var outcome = FileOutcome(
      report: InputReport(
        path: source.path, format: format.rawValue, resources: loaded.resources.count + loaded.recordCount,
        unrecognised: loaded.unrecognised.count, problems: problems))
    outcome.documents = loaded.documents
    outcome.kinds = loaded.listed
    outcome.partial = loaded.partial
    if found?.namesAirtight ?? SuppressionReader.isNamed(in: source.bytes) {
      outcome.suppressions = SuppressionReader.suppressions(in: source, format, loaded.resources, &places)
    }
    if source.path == "-" { outcome.source = source }
    // That none was found is evidence as well.
    outcome.kinds.insert(.credential)
    outcome.unrendered = loaded.unrendered
    outcome.kinds.formUnion(loaded.unrendered.keys.filter { $0 != .anyKubernetes })
    if let policy = loaded.unrenderedPolicy {
      var kept = RetainedResources(file: index)
      kept.add(policy, fields: nil)
      outcome.retained = kept.finish()
    }
    // Taken over: two owners would have all of them copied with the first change.
    var resources = loaded.resources
    loaded.resources = []
    if !loaded.credentials.isEmpty { resources += loaded.credentials }
    for place in resources.indices { resources[place].file = index }
    judge(resources, of: file, index: index, &places, &outcome)
    for zone in loaded.zones { keep(zone, index: index, &places, &outcome) }
    if loaded.zones.isEmpty {
      tallies.add(outcome.tallies)
      outcome.tallies = RuleTallies()
    }
    if outcome.retained.contains(where: { !$0.node.tree.source.isEmpty }) {
      outcome.places = places.preparation
    }
    return outcome
  }

  /// Keeps a zone for the second phase; rules that look at a record alone judge its records now, one by one.
  private mutating func keep(
    _ zone: InventoryZone, index: Int, _ places: inout PlaceFinder, _ outcome: inout FileOutcome
  ) {
    var zone = zone
    zone.file = index
    outcome.zones.append(zone)
    guard zone.recordCount > 0 else { return }
    outcome.kinds.insert(.record)
    let recordRules = rules(for: .record, &outcome.fault)
    guard !recordRules.local.isEmpty else { return }
    var part = JudgedPart()
    var subject = RuleSubject(zone.resource(of: 0).node)
    for record in 0..<zone.recordCount {
      if deadline.hasPassed {
        part.isCutShort = true
        break
      }
      let resource = zone.resource(of: record)
      subject.show(resource.node)
      withUnsafePointer(to: resource) { resource in
        recordRules.local.withUnsafeBufferPointer { judge(resource, subject, $0, &places, &part) }
      }
    }
    add([part], &places, &outcome)
  }

  /// Adds what judging the file's resources gave; that the time was over is told once.
  private func add(
    _ parts: [JudgedPart], _ places: inout PlaceFinder, _ outcome: inout FileOutcome
  ) {
    var isCutShort = false
    // With room for those of the second phase.
    if parts.count > 1 {
      LargePages.reserve(2 * parts.reduce(0) { $0 + $1.findings.count }, in: &outcome.findings)
    }
    for part in parts {
      outcome.add(part)
      isCutShort = isCutShort || part.isCutShort
    }
    if isCutShort { outcome.report.problems.append(places.problem(deadline.problem)) }
  }

  /// Judges the resources of the file and keeps what the second phase needs: those of a large file in parts, on several threads.
  private mutating func judge(
    _ resources: [Resource], of file: InputFile, index: Int, _ places: inout PlaceFinder,
    _ outcome: inout FileOutcome
  ) {
    // Exports are long lists of one kind, or of two that take turns.
    var (last, other): (ResourceKind?, ResourceKind?)
    var isWholeKept = true
    for place in resources.indices where resources[place].kind != last && resources[place].kind != other {
      let kind = resources[place].kind
      (last, other) = (kind, last)
      outcome.kinds.insert(kind)
      let isKept = rules(for: kind, &outcome.fault).isRetained
      isWholeKept = isWholeKept && isKept && !RetainedResources.copies(kind)
    }
    let count = resources.count < Self.manyResources ? 1 : jobs
    guard count > 1 else {
      var trees = ThreadTrees()
      return add(
        [part(resources[...], of: file, index: index, keeps: true, &places, &trees)], &places, &outcome)
    }
    // In small parts, because resources of one kind stand together and some kinds have many more rules than others; and because a thread
    // that finds none left waits for the others.
    let size = Self.partSize
    let (checker, shared, keeps) = (self, places.prepared(), !isWholeKept)
    let parts = Parallel.map((resources.count + size - 1) / size, jobs: count) { thread in
      var fault: String?
      return (
        thread == 0 ? checker : checker.forThread(&fault), PlaceFinder(shared), ThreadTrees()
      )
    } _: { own, number in
      let range = number * size..<Swift.min((number + 1) * size, resources.count)
      return own.0.part(resources[range], of: file, index: index, keeps: keeps, &own.1, &own.2)
    }
    add(parts, &places, &outcome)
    if !keeps { outcome.retained.add(resources) }
  }

  /// - Parameter keeps: whether what the second phase needs of them is to be kept.
  private func part(
    _ resources: ArraySlice<Resource>, of file: InputFile, index: Int, keeps: Bool,
    _ places: inout PlaceFinder, _ trees: inout ThreadTrees
  ) -> JudgedPart {
    var part = JudgedPart()
    var kept = RetainedResources(file: index)
    guard let first = resources.first else { return part }
    if keeps, resources.count >= Self.partSize { kept.reserve(resources.count) }
    var subject = RuleSubject(first.node)
    let mayBeChanged = !file.changed.isEmpty
    // By pointers: a resource that is taken out of an array, or whose property is asked for, is copied with all its references.
    resources.withUnsafeBufferPointer { resources in
      guard var next = resources.baseAddress else { return }
      let end = next + resources.count
      while next < end, !part.isCutShort {
        let kind = next.pointee.kind
        let kindRules = rules[kind]
        let (keeps, fields) = (keeps && kindRules?.isRetained == true, kindRules?.fields)
        (kindRules?.local ?? []).withUnsafeBufferPointer { local in
          repeat {
            if deadline.hasPassed {
              part.isCutShort = true
              break
            }
            if !local.isEmpty, !(mayBeChanged && file.isChanged(next.pointee)) {
              subject.show(trees.node(next.pointee.node.id, of: .passUnretained(next.pointee.node.tree)))
              judge(next, subject, local, &places, &part)
            }
            if keeps { kept.add(next.pointee, fields: fields) }
            next += 1
          } while next < end && next.pointee.kind == kind
        }
      }
    }
    part.retained = kept.finish()
    return part
  }

  /// Judges a resource by the rules for its kind.
  private func judge(
    _ resource: UnsafePointer<Resource>, _ subject: borrowing RuleSubject,
    _ rules: UnsafeBufferPointer<LentRule>, _ places: inout PlaceFinder, _ part: inout JudgedPart
  ) {
    for rule in rules {
      let verdict = rule.judge(subject)
      part.tallies.count(verdict, rule.index)
      switch verdict {
      case .fail(let found): add(found, rule, resource, &places, &part)
      case .fault(let message):
        part.problems.append(places.problem(rule.description.fault(message, resource.pointee)))
      default: break
      }
    }
  }

  /// Adds what a rule found.
  private func add(
    _ found: [RawFinding], _ rule: LentRule, _ resource: UnsafePointer<Resource>,
    _ places: inout PlaceFinder, _ part: inout JudgedPart
  ) {
    let (identity, mark) = (resource.pointee.identity, rule.mark)
    for raw in found { part.findings.append(places.finding(raw, mark, identity)) }
  }

  /// The same with rules of its own, for one of several threads.
  private func forThread(_ fault: inout String?) -> FileCheck {
    var other = self
    other.library = library.forThread()
    other.rules = [:]
    for kind in rules.keys { _ = other.rules(for: kind, &fault) }
    return other
  }

  private mutating func rules(for kind: ResourceKind, _ fault: inout String?) -> KindRules {
    if let known = rules[kind] { return known }
    let made = KindRules(kind, library, selection, &fault)
    rules[kind] = made
    return made
  }
}

extension SourceFile {
  /// What its name tells, or what it looks like.
  var format: ArtefactFormat {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return ArtefactFormat(fileName: name) ?? ArtefactFormat(sniffing: bytes)
  }

  /// The syntax of its format.
  var syntax: DocumentSyntax {
    switch format {
    case .yaml, .template: .yaml
    case .json: .json
    case .zone: .zone
    case .sql: .sql
    }
  }
}

extension RuleDescription {
  /// What is told of a resource that the rule could not judge: no other resource and rule is kept from its findings.
  func fault(_ message: String, _ resource: Resource) -> SourceProblem {
    SourceProblem(
      "the rule \(id) could not judge \(resource.identity): \(message)",
      at: resource.node.place(of: nil).span)
  }
}
