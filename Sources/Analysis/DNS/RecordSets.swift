import Inventory
import Networking
import ZoneSyntax

/// The records of one owner that an answer to a question for addresses may rest on, in the file's order.
struct RecordSets {
  /// The first record of all, and the first of its type.
  private(set) var first: RecordID?
  private(set) var cname: RecordID?
  private(set) var dname: RecordID?
  /// At most `mostEvidence`.
  private(set) var ns: [RecordID] = []
  private(set) var ipv4: [RecordID] = []
  private(set) var ipv6: [RecordID] = []
  /// The addresses of the two, in their order.
  private(set) var addresses: [IPAddress] = []
  /// Azure's alias records.
  private(set) var aliases: [RecordID] = []
  /// The first records of any type, at most `mostEvidence`.
  private(set) var all: [RecordID] = []
  /// Whether there are more addresses than are looked at.
  private(set) var isLong = false

  /// Addresses, and alias records, that are looked at. Azure serves 20 in a set and Route 53 400; a message of DNS holds 4,095 at
  /// most. Every name that leads to an owner has its records again: many names would make many of them.
  static let most = 400
  /// Records that explain an answer.
  private static let mostEvidence = 20

  /// - Parameter owner: the number of the owner in the zone; `nil` for a name that owns no records.
  init(of owner: Int?, in zone: Int, _ content: ZoneFile) {
    guard let owner else { return }
    for record in content.records(ofOwner: owner) {
      add(RecordID(zone: zone, record: record), content.records[record].type)
    }
    for record in ipv4 + ipv6 {
      for field in content.fields(of: content.records[record.record]) {
        if case .address(let address) = field.value { addresses.append(address) }
      }
    }
  }

  private mutating func add(_ record: RecordID, _ type: RecordType) {
    first = first ?? record
    if all.count < Self.mostEvidence { all.append(record) }
    switch type {
    case .cname: cname = cname ?? record
    case .dname: dname = dname ?? record
    case .ns where ns.count < Self.mostEvidence: ns.append(record)
    case .alias where aliases.count < Self.most: aliases.append(record)
    case .a, .aaaa:
      isLong = ipv4.count + ipv6.count == Self.most
      if isLong { return }
      if type == .a { ipv4.append(record) } else { ipv6.append(record) }
    default: break
    }
  }
}
