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

/// What the analyses computed for a resource: what rules see as `facts.<name>`.
package struct FactTable: Sendable {
  package enum Fact: Hashable, Sendable {
    case bool(Bool)
    case int(Int)
    case string(String)
    case strings([String])
    /// What cannot be computed, by the name of what it hangs on.
    case unknown(String)
  }

  /// By the name of the fact: there are few names and many resources.
  private var columns: [String: [ResourceID: Fact]] = [:]

  package init() {}

  /// The facts of one resource.
  package subscript(id: ResourceID) -> [String: Fact] { columns.compactMapValues { $0[id] } }

  /// One fact of a resource.
  package subscript(id: ResourceID, name: String) -> Fact? { columns[name]?[id] }

  mutating func set(_ id: ResourceID, _ name: String, _ fact: Fact) {
    columns[name, default: [:]][id] = fact
  }
}
