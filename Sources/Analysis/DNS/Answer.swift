package import Networking

/// A record of the inventory: its zone, and its row in it.
package struct RecordID: Hashable, Comparable, Sendable {
  /// The 0-based index in `Inventory.zones`.
  package let zone: Int
  /// The 0-based index in the zone's records.
  package let record: Int

  package static func < (a: Self, b: Self) -> Bool { (a.zone, a.record) < (b.zone, b.record) }
}

/// What a resolver would answer from the zones of the inventory.
package struct Answer: Sendable {
  package enum Outcome: String, Sendable {
    /// A or AAAA records.
    case addresses
    /// The name exists and has no addresses.
    case noData
    /// The name does not exist.
    case nameError = "NXDOMAIN"
    /// The aliases lead in a circle, or are too many.
    case loop
    /// The answer lies outside of the inventory.
    case unknown
  }

  /// A step from one name to the next.
  package struct Step: Sendable {
    package enum Kind: String, Sendable {
      case cname = "CNAME"
      case dname = "DNAME"
      /// Azure's alias record, and what others call ANAME.
      case alias = "ALIAS"
    }

    package let kind: Kind
    package let name: DomainName
    /// Where the name leads; `nil` for an alias to something that is no name.
    package let target: DomainName?
    package let record: RecordID
    /// Whether the record is a wildcard's.
    package let isWildcard: Bool
  }

  package let name: DomainName
  package internal(set) var outcome = Outcome.unknown
  /// The aliases that were followed, in order.
  package internal(set) var steps: [Step] = []
  /// The A records, and the AAAA records, that the answer ends with.
  package internal(set) var ipv4: [RecordID] = []
  package internal(set) var ipv6: [RecordID] = []
  /// The addresses of the two, in their order.
  package internal(set) var addresses: [IPAddress] = []
  /// Whether the addresses are a wildcard's.
  package internal(set) var isWildcard = false
  /// Records that are not part of the answer and explain it: a delegation, or what stands at a name without addresses.
  package internal(set) var evidence: [RecordID] = []
  /// Why the outcome is unknown, as the end of a sentence.
  package internal(set) var reason = ""
  /// The zones that were asked, in order, by their place in the inventory.
  package internal(set) var zones: [Int] = []
  /// A wildcard that would have matched, had the name not existed for another reason (RFC 4592 section 2.2.1).
  package internal(set) var shadowedWildcard: RecordID?

  init(_ name: DomainName) { self.name = name }

  /// Every record that the answer rests on.
  package var records: [RecordID] { steps.map(\.record) + ipv4 + ipv6 + evidence }
}
