import Findings
import Inventory
import Rules
import SourceText

/// The findings of cross-object rules, which get their places once all files have been judged.
struct EstateFindings {
  private let found: [(id: ResourceID, rule: Int, raw: RawFinding)]
  /// By the rules' places in the library.
  private let marks: [RuleMark]
  private let inventory: Inventory
  private let files: [InputFile]
  /// File by file, because a file is read once more for its places.
  private let order: [Int]

  /// How many findings a thread takes in one go.
  private static let many = 1024

  init(
    _ outcome: EstateRules.Outcome, _ library: RuleLibrary, _ inventory: Inventory, _ files: [InputFile]
  ) {
    found = outcome.findings
    marks = library.entries.map(\.description.mark)
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
    return Parallel.map((order.count + Self.many - 1) / Self.many, jobs: jobs, state: { _ in places() }) {
      places, number in
      placed(order[number * Self.many..<Swift.min((number + 1) * Self.many, order.count)], &places)
    }
  }

  private func placed(_ order: ArraySlice<Int>, _ places: inout EstatePlaces) -> [Finding] {
    order.map { place in
      let id = found[place].id
      return places.finding(
        found[place].raw, marks[found[place].rule], inventory.identity(of: id),
        path: files[inventory.file(of: id)].path)
    }
  }
}
