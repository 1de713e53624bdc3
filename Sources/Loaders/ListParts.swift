import Documents
import Inventory
import SourceText

/// Long lists, looked at part by part on several threads.
enum ListParts {
  /// From how many elements on a list is worth a second thread.
  static let many = 4096
  private static let size = 256

  /// Adds the resources in a list's elements, in their order.
  ///
  /// - Parameter find: finds those in some of the elements, which do not depend on the others.
  static func add(
    _ list: DocumentNode, to found: inout [Resource], jobs: Int,
    _ find: @Sendable ([DocumentNode]) -> [Resource]
  ) {
    guard jobs > 1, list.count >= many else { return found.add(find(Array(list.elements))) }
    let tree = list.tree
    let ids = list.elementIDs
    let parts = Parallel.map((ids.count + size - 1) / size, jobs: jobs, state: { _ in tree.twin() }) {
      twin, number in
      find(ids[number * size..<Swift.min((number + 1) * size, ids.count)].map(twin.node))
    }
    let start = found.count
    LargePages.reserve(parts.reduce(0) { $0 + $1.count }, in: &found)
    for part in parts { found += part }
    for index in start..<found.count where found[index].node.tree.isTwin(of: tree) {
      found[index].node = tree.node(found[index].node.id)
    }
  }
}
