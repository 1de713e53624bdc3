package import Inventory

/// Links between resources, by name: what rules see as `related.<name>`.
///
/// Every list is in the inventory's order and holds each resource once.
package struct RelationTable: Sendable {
  private var relations: [Relation] = []
  /// Where the relation of a name stands.
  private var places: [String: Int] = [:]
  /// The place of the relation that was linked last: links come name by name, or two names in turns.
  private var latest = 0
  /// Links that may still be added.
  private var room: Int
  private let limit: Int

  fileprivate struct Relation: Sendable {
    let name: String
    var lists: [ResourceID: [ResourceID]] = [:]
    /// Whether every list is in order and without duplicates.
    var isSorted = true
  }

  /// - Parameter limit: how many links it takes.
  package init(limit: Int = AnalysisLimits().links) {
    self.limit = limit
    room = limit
  }

  /// The resources that stand in a relation to one resource.
  package func related(_ id: ResourceID, _ name: String) -> [ResourceID] {
    places[name].flatMap { relations[$0].lists[id] } ?? []
  }

  /// The relations that one resource stands in, sorted.
  package func names(of id: ResourceID) -> [String] {
    relations.filter { $0.lists[id] != nil }.map(\.name).sorted()
  }

  /// Whether anything stands in this relation to anything.
  package func has(_ name: String) -> Bool { places[name] != nil }

  /// Adds a link; adding it again changes nothing as long as links are added in order.
  ///
  /// - Throws: the link is one more than the table takes.
  mutating func link(_ from: ResourceID, _ name: String, _ to: ResourceID) throws(AnalysisExcess) {
    try count(1, of: from)
    if latest >= relations.count || relations[latest].name != name { latest = place(of: name) }
    relations[latest].link(from, to)
  }

  /// Counts links that are not kept here, such as those of a network to each route of its subnets.
  ///
  /// - Throws: there are more than the table takes.
  mutating func count(_ links: Int, of resource: ResourceID) throws(AnalysisExcess) {
    if links > room {
      throw AnalysisExcess(resource, moreThan: limit, "links between resources", option: "--max-links")
    }
    room -= links
  }

  /// Where the relation of a name stands, which begins with its first link.
  private mutating func place(of name: String) -> Int {
    for near in [latest + 1, latest - 1]
    where relations.indices.contains(near) && relations[near].name == name {
      return near
    }
    if let known = places[name] { return known }
    places[name] = relations.count
    relations.append(Relation(name: name))
    return relations.count - 1
  }

  /// Puts every list into the inventory's order, without duplicates.
  mutating func sort() {
    for place in relations.indices { relations[place].sort() }
  }
}

extension RelationTable.Relation {
  mutating func link(_ from: ResourceID, _ to: ResourceID) {
    if !Self.append(to, to: &lists[from, default: []]) { isSorted = false }
  }

  /// Adds a link to a list that does not end with it; whether the list's end is still in order.
  private static func append(_ to: ResourceID, to list: inout [ResourceID]) -> Bool {
    guard let last = list.last, last != to else {
      if list.isEmpty { list.append(to) }
      return true
    }
    list.append(to)
    return last < to
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
