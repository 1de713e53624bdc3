/// What may flow between a class of pods and each peer, in one direction: most peers alike, some of their own.
struct PeerPermissions {
  /// For every peer without an entry of its own.
  var others: ConnectionTable.ID = ConnectionTable.none
  private(set) var own: [Int: ConnectionTable.ID] = [:]

  subscript(peer: Int) -> ConnectionTable.ID {
    get { own[peer] ?? others }
    set { own[peer] = newValue }
  }

  /// Permits a set to everyone.
  mutating func add(_ set: ConnectionTable.ID, _ table: inout ConnectionTable) {
    others = table.union(others, set)
    for peer in Array(own.keys) { own[peer] = table.union(self[peer], set) }
  }

  /// Permits a set to one peer.
  mutating func add(_ set: ConnectionTable.ID, to peer: Int, _ table: inout ConnectionTable) {
    let sum = table.union(self[peer], set)
    if sum != others || own[peer] != nil { own[peer] = sum }
  }
}
