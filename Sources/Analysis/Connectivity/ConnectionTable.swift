import Networking

/// Sets of connections by number, so that the many pairs of peers that have the same one share it, and a union or
/// intersection of two is computed once.
struct ConnectionTable {
  typealias ID = Int32

  static let none: ID = 0
  static let all: ID = 1

  private(set) var sets: [ConnectionSet] = [.none, .all]
  private var ids: [ConnectionSet: ID] = [.none: none, .all: all]
  private var unions: [UInt64: ID] = [:]
  private var intersections: [UInt64: ID] = [:]

  subscript(id: ID) -> ConnectionSet { sets[Int(id)] }

  mutating func id(of set: ConnectionSet) -> ID {
    if let known = ids[set] { return known }
    sets.append(set)
    let id = ID(truncatingIfNeeded: sets.count - 1)
    ids[set] = id
    return id
  }

  private static func key(_ left: ID, _ right: ID) -> UInt64 {
    UInt64(UInt32(bitPattern: min(left, right))) << 32 | UInt64(UInt32(bitPattern: max(left, right)))
  }

  mutating func union(_ left: ID, _ right: ID) -> ID {
    if left == right || right == Self.none || left == Self.all { return left }
    if left == Self.none || right == Self.all { return right }
    let key = Self.key(left, right)
    if let known = unions[key] { return known }
    let made = id(of: self[left].union(self[right]))
    unions[key] = made
    return made
  }

  mutating func intersection(_ left: ID, _ right: ID) -> ID {
    if left == right || right == Self.all || left == Self.none { return left }
    if left == Self.all || right == Self.none { return right }
    let key = Self.key(left, right)
    if let known = intersections[key] { return known }
    let made = id(of: self[left].intersection(self[right]))
    intersections[key] = made
    return made
  }
}
