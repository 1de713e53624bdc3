package import Inventory

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
  private var columns: [Column] = []
  private var places: [String: Int] = [:]
  /// The place of the name that was set last: facts come name by name, or the same few names in turns.
  private var latest = 0

  package init() {}

  /// The facts of one resource.
  package subscript(id: ResourceID) -> [String: Fact] {
    var facts: [String: Fact] = [:]
    for column in columns { facts[column.name] = column[id] }
    return facts
  }

  /// One fact of a resource.
  package subscript(id: ResourceID, name: String) -> Fact? { places[name].flatMap { columns[$0][id] } }

  mutating func set(_ id: ResourceID, _ name: String, _ fact: Fact) {
    if latest >= columns.count || columns[latest].name != name { latest = place(of: name) }
    columns[latest].set(id, fact)
  }

  /// Takes the facts of another table; for the same resource and name those of the other one count.
  mutating func add(_ other: FactTable) {
    for column in other.columns {
      if places[column.name] == nil {
        places[column.name] = columns.count
        columns.append(column)
      } else {
        column.forEach { id, fact in set(id, column.name, fact) }
      }
    }
  }

  private mutating func place(of name: String) -> Int {
    let next = latest + 1
    if next < columns.count, columns[next].name == name { return next }
    if let known = places[name] { return known }
    places[name] = columns.count
    columns.append(Column(name: name))
    return columns.count - 1
  }
}

extension FactTable {
  /// The facts of one name. Nearly all are set in the resources' order: these are found by halving, without a hash of each.
  private struct Column: Sendable {
    let name: String
    private var ids: [ResourceID] = []
    private var facts: [Fact] = []
    /// Those that were set out of order.
    private var others: [ResourceID: Fact] = [:]

    init(name: String) { self.name = name }

    subscript(id: ResourceID) -> Fact? {
      if !others.isEmpty, let fact = others[id] { return fact }
      return index(of: id).map { facts[$0] }
    }

    private func index(of id: ResourceID) -> Int? {
      var (low, high) = (0, ids.count)
      while low < high {
        let middle = (low + high) / 2
        if ids[middle] < id { low = middle + 1 } else { high = middle }
      }
      return low < ids.count && ids[low] == id ? low : nil
    }

    func forEach(_ body: (ResourceID, Fact) -> Void) {
      for (id, fact) in zip(ids, facts) { body(id, fact) }
      for (id, fact) in others { body(id, fact) }
    }

    mutating func set(_ id: ResourceID, _ fact: Fact) {
      if ids.last.map({ $0 < id }) ?? true {
        ids.append(id)
        facts.append(fact)
      } else if let index = index(of: id) {
        facts[index] = fact
      } else {
        others[id] = fact
      }
    }
  }
}
