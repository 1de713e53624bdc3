import Findings
import Inventory
import Rules
import SourceText

/// The findings of cross-object rules, which get their places once all files have been judged.
struct EstateFindings {
  private let found: [(id: ResourceID, rule: Int, raw: RawFinding)]
  private let library: RuleLibrary
  private let inventory: Inventory
  private let files: [InputFile]
  /// File by file, because a file is read once more for its places.
  private let order: [Int]

  /// How many findings are worth a thread.
  private static let many = 1024

  init(
    _ outcome: EstateRules.Outcome, _ library: RuleLibrary, _ inventory: Inventory, _ files: [InputFile]
  ) {
    found = outcome.findings
    self.library = library
    self.inventory = inventory
    self.files = files
    let filed = found.indices.map { inventory.file(of: outcome.findings[$0].id) }
    order = filed.indices.sorted { (filed[$0], $0) < (filed[$1], $1) }
  }

  /// The findings, file by file, in parts that follow each other.
  ///
  /// - Parameters:
  ///   - jobs: threads; at least 1. The findings are the same for any number.
  ///   - places: makes what a thread finds places with.
  func placed(jobs: Int, _ places: @Sendable () -> EstatePlaces) -> [[Finding]] {
    if order.isEmpty { return [] }
    let count = Swift.max(1, Swift.min(jobs, order.count / Self.many))
    let size = (order.count + count - 1) / count
    return Parallel.map(count, jobs: jobs, state: { _ in places() }) { places, number in
      placed(
        order[Swift.min(number * size, order.count)..<Swift.min((number + 1) * size, order.count)], places)
    }
  }

  private func placed(_ order: ArraySlice<Int>, _ places: EstatePlaces) -> [Finding] {
    var places = places
    return order.map { place in
      let id = found[place].id
      return places.finding(
        found[place].raw, library.entries[found[place].rule].description, inventory.identity(of: id),
        path: files[inventory.file(of: id)].path)
    }
  }
}
