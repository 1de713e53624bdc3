import Networking
import SourceText

/// Looks for what does not fit together in a zone, in time linear in its records.
package struct ZoneIntegrity {
  /// Defects of one kind after which no more of it are looked for.
  private static let limit = 1000

  let zone: ZoneFile
  private(set) var defects: [ZoneDefect] = []
  private var counts: [ZoneDefect.Kind: Int] = [:]
  /// The kinds of which no more are looked for.
  private var full: [ZoneDefect.Kind] = []
  /// The owners of NS records below the zone's name, and of DNAME records.
  private(set) var cutOwners: [ZoneCut] = []
  /// What finds them; `nil` before all owners are known, and without the zone's name.
  var cuts: ZoneCuts?
  /// Where the data of one record after the other is read to; the caller frees it.
  var wire: WireBuffer
  let apex: Int?

  private init(_ zone: ZoneFile, wire: WireBuffer) {
    self.zone = zone
    self.wire = wire
    apex = zone.zone.flatMap { zone.owner(named: $0.name) }
  }

  /// The defects of a zone, by record; those of the zone as a whole first.
  package static func defects(of zone: ZoneFile) -> [ZoneDefect] {
    guard !zone.records.isEmpty else { return [] }
    let wire = WireBuffer(limit: zone.limits.dataLength)
    defer { wire.free() }
    var integrity = ZoneIntegrity(zone, wire: wire)
    integrity.checkClasses()
    for owner in zone.owners.indices { integrity.checkOwner(owner) }
    integrity.cuts = zone.zone.map { ZoneCuts(integrity.cutOwners, in: zone, named: $0.name) }
    integrity.checkApex()
    integrity.checkPlaces()
    integrity.checkTargets()
    integrity.checkUnusualNames()
    integrity.checkRelativeNames()
    return integrity.defects.sorted {
      ($0.record ?? -1, $0.kind.rawValue) < ($1.record ?? -1, $1.kind.rawValue)
    }
  }

  /// Whether more defects of a kind are looked for. Asked before `add` where there may be as many as records, because to tell
  /// one takes longer than to find it.
  func isWanted(_ kind: ZoneDefect.Kind) -> Bool { !full.contains(kind) }

  mutating func add(_ kind: ZoneDefect.Kind, _ record: Int?, _ detail: String) {
    add(kind, record, nil, detail)
  }

  mutating func add(_ kind: ZoneDefect.Kind, _ record: Int?, _ other: Int?, _ detail: String) {
    guard isWanted(kind) else { return }
    counts[kind, default: 0] += 1
    if counts[kind] == Self.limit { full.append(kind) }
    defects.append(ZoneDefect(kind: kind, record: record, other: other, detail: detail))
  }

  func name(_ owner: Int) -> String { zone.name(ofOwner: owner).description }

  // MARK: The zone

  mutating func checkClasses() {
    guard let first = zone.records.first(where: { $0.type == .soa }) ?? zone.records.first else { return }
    for (index, record) in zone.records.enumerated()
    where record.class != first.class && record.class != .azure {
      guard isWanted(.otherClass) else { return }
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
    if first == last { return noteFirst(Int(first), of: owner) }
    if isPlain(first) { return }
    var byType: [RecordType: [UInt32]] = [:]
    for record in zone.records(ofOwner: owner) {
      byType[zone.records[record].type, default: []].append(UInt32(truncatingIfNeeded: record))
    }
    for (type, records) in byType.sorted(by: { $0.value[0] < $1.value[0] }) {
      noteFirst(Int(records[0]), of: owner)
      if records.count > 1 { checkSet(type, records, owner) }
    }
    if isWanted(.aliasBesideData) { checkAlias(owner, byType) }
  }

  /// A CNAME with other data.
  private mutating func checkAlias(_ owner: Int, _ byType: [RecordType: [UInt32]]) {
    if let alias = byType[.cname]?.first {
      let others = byType.filter { $0.key != .cname && !$0.key.mayStandBesideAlias }
      if let other = others.values.compactMap(\.first).min() {
        let types = others.keys.map(\.description).sorted().joined(separator: ", ")
        add(
          .aliasBesideData, Int(alias), Int(other),
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

  /// Notes what the first record of a type at an owner makes of that.
  private mutating func noteFirst(_ record: Int, of owner: Int) {
    let type = zone.records[record].type
    guard type == .soa || type == .ns || type == .dname else { return }
    let isApex = owner == apex
    if type == .dname || type == .ns && !isApex {
      if cutOwners.last?.owner != owner { cutOwners.append(ZoneCut(owner: owner)) }
      let last = cutOwners.count - 1
      if type == .ns { cutOwners[last].delegation = record } else { cutOwners[last].redirection = record }
    }
    if type == .soa, !isApex, isWanted(.misplacedSOA), let name = zone.zone?.name {
      add(
        .misplacedSOA, record,
        "SOA at \(zone.owner(of: zone.records[record])); it belongs to \(name), the zone's name")
    }
  }

  /// Duplicates, TTLs, and types of which a name may have one record.
  private mutating func checkSet(_ type: RecordType, _ records: [UInt32], _ owner: Int) {
    var duplicates = duplicates(among: records)[...]
    let first = Int(records[0])
    for record in records.lazy.map(Int.init) {
      if let duplicate = duplicates.first, Int(duplicate.record) == record {
        duplicates.removeFirst()
        if isWanted(.duplicate) {
          add(
            .duplicate, record, Int(duplicate.earlier),
            "\(type) record of \(name(owner)) again; a set holds each record once")
        }
        continue
      }
      if record != first, type.standsAlone, isWanted(.severalSingletons) {
        add(.severalSingletons, record, first, "another \(type) at \(name(owner)); a name has at most one")
      }
      let (ttl, wanted) = (zone.records[record].ttl, zone.records[first].ttl)
      if ttl != wanted, type.rawValue != 46, isWanted(.differingTTL) {
        add(
          .differingTTL, record, first,
          "TTL \(ttl) in the \(type) set of \(name(owner)), which began with \(wanted); a set has one TTL")
      }
    }
  }

  /// The records of a set that say the same as an earlier one, and the first that says it, in the order of the file.
  ///
  /// A set may hold all records of a large zone, so that what they say is compared by hashes of 64 bits, with a seed of the process's
  /// own, which are put in order.
  private mutating func duplicates(among records: [UInt32]) -> [Duplicate] {
    let seed = Hasher()
    var entries = records.map { record in
      var hasher = seed
      hasher.combine(
        bytes: UnsafeRawBufferPointer(zone.canonicalData(of: zone.records[Int(record)], in: &wire)))
      return UInt128(truncatingIfNeeded: UInt(bitPattern: hasher.finalize())) << 64 | UInt128(record)
    }
    entries.sort()
    var found: [Duplicate] = []
    var first = entries[0]
    for entry in entries.dropFirst() {
      if entry >> 64 == first >> 64 {
        found.append(
          Duplicate(record: UInt32(truncatingIfNeeded: entry), earlier: UInt32(truncatingIfNeeded: first)))
      } else {
        first = entry
      }
    }
    found.sort { $0.record < $1.record }
    return found
  }

  private struct Duplicate {
    let record: UInt32
    let earlier: UInt32
  }
}

extension RecordType {
  /// Whether a name has at most one record of the type.
  fileprivate var standsAlone: Bool { self == .cname || self == .soa || self == .dname }

  /// DNSSEC's own records, which may stand beside a CNAME (RFC 4035 section 2.5): SIG, KEY, NXT, RRSIG, NSEC.
  fileprivate var mayStandBesideAlias: Bool { [24, 25, 30, 46, 47].contains(rawValue) }
}
