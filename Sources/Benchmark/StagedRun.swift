import Analysis
import Inventory
import Loaders
import Rules
import SourceText

/// A check in stages, one after the other on one thread, each of them timed: what `airtight check` does, but for places,
/// suppressions and reports.
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
      let loaded = clock.measure("parse and recognise") {
        ArtefactLoader.load(source, format: ArtefactFormat(of: source))
      }
      found += loaded.resources + loaded.credentials
      zones += loaded.zones
      kinds.formUnion(loaded.listed)
    }
    resources = found.count
    let inventory = clock.measure("inventory") { Inventory(found, zones: zones, seen: kinds) }
    var steps = StageClock()
    let analysis = EstateAnalysis(inventory) { step, work in steps.measure(step, work) }
    for (step, time) in steps.times { clock.add("join: \(step)", time) }
    let paths = clock.measure("analysis: private paths") { PrivatePath.all(in: analysis.inventory, analysis) }
    self.paths = paths.count
    try judge(library, analysis, byRule: byRule)
  }

  private mutating func judge(_ library: RuleLibrary, _ analysis: EstateAnalysis, byRule: Bool) throws {
    let inventory = analysis.inventory
    let context = EstateContext(inventory, analysis)
    for (index, entry) in library.entries.enumerated() where !entry.isEngineRule {
      let ids = inventory.ids(of: entry.match.map(ResourceKind.init))
      guard !ids.isEmpty else { continue }
      let rule = try library.rule(index)
      clock.measure(byRule ? "rule: \(entry.id)" : "rules: \(entry.family)") {
        for id in ids {
          var subject = RuleSubject(id, in: context)
          if case .fail(let found) = rule.judge(&subject) { findings += found.count }
        }
      }
    }
  }
}
