package import Inventory

/// Links between resources, by name: what rules see as `related.<name>`.
///
/// Every list is in the inventory's order and holds each resource once.
package struct RelationTable: Sendable {
  private var links: [String: Relation] = [:]

  fileprivate struct Relation: Sendable {
    var lists: [ResourceID: [ResourceID]] = [:]
    /// Whether every list is in order and without duplicates.
    var isSorted = true
  }

  package init() {}

  /// The resources that stand in a relation to one resource.
  package func related(_ id: ResourceID, _ name: String) -> [ResourceID] {
    links[name]?.lists[id] ?? []
  }

  /// The relations that one resource stands in, sorted.
  package func names(of id: ResourceID) -> [String] {
    links.filter { $0.value.lists[id] != nil }.keys.sorted()
  }

  /// Whether anything stands in this relation to anything.
  package func has(_ name: String) -> Bool { links[name] != nil }

  /// Adds a link; adding it again changes nothing as long as links are added in order.
  mutating func link(_ from: ResourceID, _ name: String, _ to: ResourceID) {
    links[name, default: Relation()].link(from, to)
  }

  /// Puts every list into the inventory's order, without duplicates.
  mutating func sort() {
    for name in Array(links.keys) { links[name]?.sort() }
  }
}

extension RelationTable.Relation {
  mutating func link(_ from: ResourceID, _ to: ResourceID) {
    if let last = lists[from]?.last {
      if last == to { return }
      if to < last { isSorted = false }
    }
    lists[from, default: []].append(to)
  }

  mutating func sort() {
    if isSorted { return }
    lists = lists.mapValues { list in
      let isAscending = zip(list, list.dropFirst()).allSatisfy { $0 < $1 }
      return isAscending ? list : Array(Set(list)).sorted()
    }
    isSorted = true
  }
}
