import Documents
import Inventory
import SourceText

/// Long lists, looked at part by part on several threads.
enum ListParts {
  /// From how many elements on a list is worth a second thread.
  static let many = 4096
  private static let size = 1024

  /// The resources in elements of one tree, in their order.
  ///
  /// - Parameter find: finds those in some of the elements, which do not depend on the others.
  static func resources(
    of elements: [DocumentNode], jobs: Int, _ find: @Sendable ([DocumentNode]) -> [Resource]
  ) -> [Resource] {
    guard jobs > 1, elements.count >= many, let tree = elements.first?.tree else { return find(elements) }
    let ids = elements.map(\.id)
    let parts = Parallel.map((ids.count + size - 1) / size, jobs: jobs, state: { _ in tree.twin() }) {
      twin, number in
      find(ids[number * size..<Swift.min((number + 1) * size, ids.count)].map(twin.node))
    }
    var found: [Resource] = []
    found.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { found += part }
    for index in found.indices where found[index].node.tree.isTwin(of: tree) {
      found[index].node = tree.node(found[index].node.id)
    }
    return found
  }
}
