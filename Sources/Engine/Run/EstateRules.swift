import Analysis
import Documents
import Findings
import Inventory
import Rules
import SourceText

/// The rules that look at relations, facts and the inventory, over the resources of a whole estate.
struct EstateRules {
  /// What judging some resources gave.
  struct Outcome: Sendable {
    var tallies = RuleTallies()
    /// In the order of resources, and of rules within one.
    var findings: [(id: ResourceID, rule: Int, raw: RawFinding)] = []
    var faults: [(id: ResourceID, rule: Int, message: String)] = []

    fileprivate mutating func add(_ other: Outcome) {
      tallies.add(other.tallies)
      findings.add(other.findings)
      faults += other.faults
    }
  }

  /// Resources of one kind that are judged in one go.
  private struct Batch: Sendable {
    var kind: ResourceKind
    var range: Range<Int>
  }

  private static let batchSize = 256

  private let inventory: Inventory
  private let context: EstateContext
  private let files: [InputFile]
  private let library: RuleLibrary
  /// The rules' places in the library, by kind.
  private let rules: [ResourceKind: [Int]]
  private let batches: [Batch]

  /// - Parameters:
  ///   - rules: their places in the library by kind, in its order; all of them can be read.
  ///   - files: those of the run, by which resources are left out that an overlay changes.
  init(
    _ rules: [ResourceKind: [Int]], of library: RuleLibrary, _ inventory: Inventory,
    _ context: EstateContext, _ files: [InputFile]
  ) {
    self.library = library
    self.files = files
    self.inventory = inventory
    self.context = context
    self.rules = rules
    batches = rules.keys.sorted().flatMap { kind in
      let count = inventory.ids(of: kind).count
      return stride(from: 0, to: count, by: Self.batchSize).map {
        Batch(kind: kind, range: $0..<Swift.min($0 + Self.batchSize, count))
      }
    }
  }

  /// Judges every resource by every rule for its kind.
  ///
  /// - Parameter jobs: threads; at least 1. The outcome is the same for any number.
  func outcome(jobs: Int) -> Outcome {
    let isAlone = jobs == 1 || batches.count < 2
    let outcomes = Parallel.map(batches.count, jobs: jobs) { _ in
      (isAlone ? library : library.forThread(), isAlone ? context : context.forThread())
    } _: { seen, number in
      judge(batches[number], seen.0, seen.1)
    }
    var whole = Outcome()
    for outcome in outcomes { whole.add(outcome) }
    return whole
  }

  private func judge(_ batch: Batch, _ library: RuleLibrary, _ context: EstateContext) -> Outcome {
    var outcome = Outcome()
    let rules = (rules[batch.kind] ?? []).compactMap { index in
      (try? library.rule(index)).map { LentRule($0, index: index) }
    }
    let ids = inventory.ids(of: batch.kind)[batch.range]
    guard let first = ids.first else { return outcome }
    var trees = ThreadTrees()
    var subject = RuleSubject(first, in: context)
    for id in ids where !inventory.isOutline(id) {
      let file = inventory.file(of: id)
      if !files[file].changed.isEmpty, files[file].isChanged(inventory[id]) { continue }
      subject.show(inventory.node(of: id, in: &trees), id, in: context)
      for rule in rules {
        let verdict = rule.judge(subject)
        outcome.tallies.count(verdict, rule.index)
        switch verdict {
        case .fail(let found): for raw in found { outcome.findings.append((id, rule.index, raw)) }
        case .fault(let message): outcome.faults.append((id, rule.index, message))
        default: break
        }
      }
    }
    return outcome
  }
}
