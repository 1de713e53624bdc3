import Analysis
import Inventory
import JSONSyntax
import Loaders
import Rules
import SourceText
import YAMLSyntax

/// A check in stages, one after the other on one thread, each of them timed: what `airtight check` does, but for places and
/// suppressions. The word before a colon is the stage, what stands behind it the part of it.
struct StagedRun {
  private(set) var clock = StageClock()
  private(set) var resources = 0
  private(set) var findings = 0
  private(set) var paths = 0

  /// - Parameters:
  ///   - sources: the files, read already.
  ///   - library: the rules.
  ///   - byRule: whether each rule is a stage, and not each family.
  init(_ sources: [SourceFile], _ library: RuleLibrary, byRule: Bool) throws {
    var found: [Resource] = []
    var zones: [InventoryZone] = []
    var kinds: Set<ResourceKind> = []
    for source in sources {
      let loaded = load(source)
      found += loaded.resources + loaded.credentials
      zones += loaded.zones
      kinds.formUnion(loaded.listed)
    }
    resources = found.count
    let inventory = clock.measure("model: inventory") { Inventory(found, zones: zones, seen: kinds) }
    var steps = StageClock()
    let analysis = EstateAnalysis(inventory) { step, work in steps.measure(step, work) }
    for (step, time) in steps.times { clock.add("join: \(step)", time) }
    let paths = clock.measure("analyse: private paths") { PrivatePath.all(in: analysis.inventory, analysis) }
    self.paths = paths.count
    try judge(library, analysis, byRule: byRule)
  }

  /// Loads a file. Parsing is part of loading it; it is done once more alone, and what is left is the recognising. Loaders of zones
  /// and SQL make resources while they parse, so that all of theirs is parsing.
  private mutating func load(_ source: SourceFile) -> LoadedFile {
    let format = ArtefactFormat(of: source)
    let timer = ContinuousClock()
    let loading = timer.now
    let loaded = ArtefactLoader.load(source, format: format)
    let whole = loading.duration(to: timer.now)
    let parsing: Duration
    switch format {
    case .yaml: parsing = timer.measure { _ = YAMLReader.read(source) }
    case .json: parsing = timer.measure { _ = JSONReader.read(source) }
    default: parsing = whole
    }
    clock.add("parse", min(parsing, whole))
    clock.add("model: recognise", max(whole - parsing, .zero))
    return loaded
  }

  private mutating func judge(_ library: RuleLibrary, _ analysis: EstateAnalysis, byRule: Bool) throws {
    let inventory = analysis.inventory
    let context = EstateContext(inventory, analysis)
    for (index, entry) in library.entries.enumerated() where !entry.isEngineRule {
      let ids = inventory.ids(of: entry.match)
      guard !ids.isEmpty else { continue }
      let rule = try clock.measure("evaluate: compile the rules") { try library.rule(index) }
      clock.measure(byRule ? "evaluate: \(entry.id)" : "evaluate: \(entry.family)") {
        for id in ids {
          let subject = RuleSubject(id, in: context)
          if case .fail(let found) = rule.judge(subject) { findings += found.count }
        }
      }
    }
  }
}
