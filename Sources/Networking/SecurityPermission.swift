/// One permission of a security group, for one direction and one peer.
package struct SecurityPermission: Hashable, Sendable {
  /// Who may be at the other end.
  package enum Peer: Hashable, Sendable {
    case addresses(AddressSet)
    /// The id of a security group: everything that has it.
    case group(String)
    /// The id of a prefix list.
    case prefixList(String)
  }

  package var protocols: IPProtocol.Selection
  /// The ports of TCP or UDP; of no meaning for other protocols.
  package var ports: ClosedRange<UInt16>
  package var peer: Peer

  package init(_ protocols: IPProtocol.Selection, _ ports: ClosedRange<UInt16>, _ peer: Peer) {
    self.protocols = protocols
    self.ports = protocols == .all ? 0...UInt16.max : ports
    self.peer = peer
  }
}

/// What permissions allow together: security groups have no denials, so that the order does not matter.
package struct SecurityPermissions: Sendable {
  package private(set) var all: [SecurityPermission]

  package init(_ permissions: [SecurityPermission] = []) { all = permissions }

  package mutating func add(_ more: some Sequence<SecurityPermission>) { all += more }

  /// The ports of a protocol on which every one of some addresses is permitted. Of no addresses, none.
  ///
  /// Exact, in time n log n of the permissions: a block may be covered by several permissions of different ports.
  package func ports(_ transport: IPProtocol, toAll addresses: AddressSet) -> PortSet {
    guard !addresses.isEmpty else { return PortSet() }
    var four: [RectangleCover<UInt32>.Rectangle] = []
    var six: [RectangleCover<UInt128>.Rectangle] = []
    for permission in all where permission.protocols.contains(transport) {
      guard case .addresses(let peers) = permission.peer else { continue }
      if !addresses.v4.isEmpty { four += peers.v4.intervals.map { .init(permission.ports, $0) } }
      if !addresses.v6.isEmpty { six += peers.v6.intervals.map { .init(permission.ports, $0) } }
    }
    var covered = PortSet.all
    if !addresses.v4.isEmpty {
      covered = covered.intersection(RectangleCover(addresses.v4).ports(coveredBy: four))
    }
    if !addresses.v6.isEmpty {
      covered = covered.intersection(RectangleCover(addresses.v6).ports(coveredBy: six))
    }
    return covered
  }

  /// The ports of a protocol that are permitted with some group or prefix list by its id.
  package func ports(_ transport: IPProtocol, where isMeant: (SecurityPermission.Peer) -> Bool) -> PortSet {
    PortSet(
      IntervalSet(all.filter { $0.protocols.contains(transport) && isMeant($0.peer) }.map(\.ports)))
  }

  package func ports(_ transport: IPProtocol, withGroups groups: Set<String>) -> PortSet {
    ports(transport) { if case .group(let id) = $0 { groups.contains(id) } else { false } }
  }

  package func ports(_ transport: IPProtocol, withPrefixLists lists: Set<String>) -> PortSet {
    ports(transport) { if case .prefixList(let id) = $0 { lists.contains(id) } else { false } }
  }

  /// The addresses that are permitted on one port of a protocol.
  package func addresses(_ transport: IPProtocol, port: UInt16) -> AddressSet {
    var four: [ClosedRange<UInt32>] = []
    var six: [ClosedRange<UInt128>] = []
    for permission in all where permission.protocols.contains(transport) && permission.ports.contains(port) {
      guard case .addresses(let peers) = permission.peer else { continue }
      four += peers.v4.intervals
      six += peers.v6.intervals
    }
    return AddressSet(v4: IntervalSet(four), v6: IntervalSet(six))
  }
}
