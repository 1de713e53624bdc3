import Dispatch
import Findings
import Inventory
import Rules
import Synchronization

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
    let filed = found.map { inventory[$0.id].file }
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
    if count == 1 { return [placed(order[...], places())] }
    let size = (order.count + count - 1) / count
    let parts = Mutex<[Int: [Finding]]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let range = Swift.min(number * size, order.count)..<Swift.min((number + 1) * size, order.count)
      let part = placed(order[range], places())
      parts.withLock { $0[number] = part }
    }
    return parts.withLock { parts in (0..<count).compactMap { parts[$0] } }
  }

  private func placed(_ order: ArraySlice<Int>, _ places: EstatePlaces) -> [Finding] {
    var places = places
    return order.map { place in
      let (id, index, raw) = found[place]
      let resource = inventory[id]
      return places.finding(
        raw, library.entries[index].description, resource.identity, path: files[resource.file].path)
    }
  }
}
