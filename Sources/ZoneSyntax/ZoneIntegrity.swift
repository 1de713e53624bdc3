import Networking
import SourceText

/// Looks for what does not fit together in a zone, in time linear in its records.
package struct ZoneIntegrity {
  /// Defects of one kind after which no more of it are looked for.
  private static let limit = 1000

  let zone: ZoneFile
  private(set) var defects: [ZoneDefect] = []
  private var counts: [ZoneDefect.Kind: Int] = [:]
  /// Owners of NS records below the zone's name, and of DNAME records.
  var delegations: [Int] = []
  var redirections: [Int] = []
  let apex: Int?

  private init(_ zone: ZoneFile) {
    self.zone = zone
    apex = zone.zone.flatMap { zone.owner(named: $0.name) }
  }

  /// The defects of a zone, by record; those of the zone as a whole first.
  package static func defects(of zone: ZoneFile) -> [ZoneDefect] {
    guard !zone.records.isEmpty else { return [] }
    var integrity = ZoneIntegrity(zone)
    integrity.checkClasses()
    for owner in zone.owners.indices { integrity.checkOwner(owner) }
    integrity.checkApex()
    integrity.checkPlaces()
    integrity.checkTargets()
    integrity.checkUnusualNames()
    integrity.checkRelativeNames()
    return integrity.defects.sorted {
      ($0.record ?? -1, $0.kind.rawValue) < ($1.record ?? -1, $1.kind.rawValue)
    }
  }

  mutating func add(_ kind: ZoneDefect.Kind, _ record: Int?, _ detail: String) {
    add(kind, record, nil, detail)
  }

  mutating func add(_ kind: ZoneDefect.Kind, _ record: Int?, _ other: Int?, _ detail: String) {
    let count = counts[kind, default: 0]
    guard count < Self.limit else { return }
    counts[kind] = count + 1
    defects.append(ZoneDefect(kind: kind, record: record, other: other, detail: detail))
  }

  func name(_ owner: Int) -> String { zone.name(ofOwner: owner).description }

  // MARK: The zone

  mutating func checkClasses() {
    guard let first = zone.records.first(where: { $0.type == .soa }) ?? zone.records.first else { return }
    for (index, record) in zone.records.enumerated()
    where record.class != first.class && record.class != .azure {
      add(
        .otherClass, index,
        "record of class \(record.class) in a zone of class \(first.class); a zone has one class")
    }
  }

  mutating func checkApex() {
    guard let name = zone.zone?.name else { return }
    let types = apex.map { zone.records(ofOwner: $0).map { zone.records[$0].type } } ?? []
    if !types.contains(.soa) {
      add(.missingSOA, nil, "\(name) has no SOA record; a zone has one at its name")
    } else if !types.contains(.ns), !zone.isAzurePrivate {
      add(.missingNS, nil, "\(name) has no NS record; a zone names its name servers")
    }
  }

  // MARK: One owner

  mutating func checkOwner(_ owner: Int) {
    let (first, last) = (zone.owners[owner].first, zone.owners[owner].last)
    guard first != UInt32.max else { return }
    let isApex = owner == apex
    if first == last {
      noteCut(owner, zone.records[Int(first)].type, isApex)
      if zone.records[Int(first)].type == .soa, !isApex { addMisplacedSOA(Int(first)) }
      return
    }
    if isPlain(first) { return }
    var byType: [RecordType: [Int]] = [:]
    for record in zone.records(ofOwner: owner) {
      byType[zone.records[record].type, default: []].append(record)
    }
    for (type, records) in byType.sorted(by: { $0.value[0] < $1.value[0] }) {
      noteCut(owner, type, isApex)
      if type == .soa, !isApex { addMisplacedSOA(records[0]) }
      if records.count > 1 { checkSet(type, records, owner) }
    }
    if let alias = byType[.cname]?.first {
      let others = byType.filter { $0.key != .cname && !$0.key.mayStandBesideAlias }
      if let other = others.values.compactMap(\.first).min() {
        let types = others.keys.map(\.description).sorted().joined(separator: ", ")
        add(
          .aliasBesideData, alias, other,
          "CNAME and other data at \(name(owner)): \(types); a CNAME stands alone")
      }
    }
  }

  /// Whether an owner has up to four records, all of other types, none of which asks for more: most owners.
  func isPlain(_ first: UInt32) -> Bool {
    var seen: (UInt16, UInt16, UInt16, UInt16) = (0, 0, 0, 0)
    var record = first
    while record != UInt32.max {
      let type = zone.records[Int(record)].type.rawValue
      if type == seen.0 || type == seen.1 || type == seen.2 || type == seen.3 || seen.3 != 0 { return false }
      if type == 2 || type == 5 || type == 6 || type == 39 { return false }
      seen = (type, seen.0, seen.1, seen.2)
      record = zone.following[Int(record)]
    }
    return true
  }

  mutating func addMisplacedSOA(_ record: Int) {
    guard let name = zone.zone?.name else { return }
    add(
      .misplacedSOA, record,
      "SOA at \(zone.owner(of: zone.records[record])); it belongs to \(name), the zone's name")
  }

  mutating func noteCut(_ owner: Int, _ type: RecordType, _ isApex: Bool) {
    if type == .ns, !isApex { delegations.append(owner) }
    if type == .dname { redirections.append(owner) }
  }

  /// Duplicates, TTLs, and types of which a name may have one record.
  mutating func checkSet(_ type: RecordType, _ records: [Int], _ owner: Int) {
    var seen: [String: Int] = [:]
    let first = records[0]
    for record in records {
      let data = zone.data(of: zone.records[record]).lowercasedASCII
      if let earlier = seen[data] {
        add(
          .duplicate, record, earlier, "\(type) record of \(name(owner)) again; a set holds each record once")
        continue
      }
      seen[data] = record
      if record != first, [.cname, .soa, .dname].contains(type) {
        add(.severalSingletons, record, first, "another \(type) at \(name(owner)); a name has at most one")
      }
      let (ttl, wanted) = (zone.records[record].ttl, zone.records[first].ttl)
      if ttl != wanted, type.rawValue != 46 {
        add(
          .differingTTL, record, first,
          "TTL \(ttl) in the \(type) set of \(name(owner)), which began with \(wanted); a set has one TTL")
      }
    }
  }
}

extension RecordType {
  /// DNSSEC's own records, which may stand beside a CNAME (RFC 4035 section 2.5): SIG, KEY, NXT, RRSIG, NSEC.
  fileprivate var mayStandBesideAlias: Bool { [24, 25, 30, 46, 47].contains(rawValue) }
}

extension String {
  fileprivate var lowercasedASCII: String { String(decoding: utf8.map(ASCII.lowercased), as: UTF8.self) }
}
