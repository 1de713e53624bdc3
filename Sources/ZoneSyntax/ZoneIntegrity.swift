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
  private var delegations: [Int] = []
  private var redirections: [Int] = []
  private let apex: Int?

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

  private mutating func add(_ kind: ZoneDefect.Kind, _ record: Int?, _ detail: String) {
    add(kind, record, nil, detail)
  }

  private mutating func add(_ kind: ZoneDefect.Kind, _ record: Int?, _ other: Int?, _ detail: String) {
    let count = counts[kind, default: 0]
    guard count < Self.limit else { return }
    counts[kind] = count + 1
    defects.append(ZoneDefect(kind: kind, record: record, other: other, detail: detail))
  }

  private func name(_ owner: Int) -> String { zone.name(ofOwner: owner).description }

  // MARK: The zone

  private mutating func checkClasses() {
    guard let first = zone.records.first(where: { $0.type == .soa }) ?? zone.records.first else { return }
    for (index, record) in zone.records.enumerated()
    where record.class != first.class && record.class != .azure {
      add(
        .otherClass, index,
        "record of class \(record.class) in a zone of class \(first.class); a zone has one class")
    }
  }

  private mutating func checkApex() {
    guard let name = zone.zone?.name else { return }
    let types = apex.map { zone.records(ofOwner: $0).map { zone.records[$0].type } } ?? []
    if !types.contains(.soa) {
      add(.missingSOA, nil, "\(name) has no SOA record; a zone has one at its name")
    } else if !types.contains(.ns), !zone.isAzurePrivate {
      add(.missingNS, nil, "\(name) has no NS record; a zone names its name servers")
    }
  }

  // MARK: One owner

  private mutating func checkOwner(_ owner: Int) {
    let (first, last) = (zone.owners[owner].first, zone.owners[owner].last)
    guard first != UInt32.max else { return }
    let isApex = owner == apex
    if first == last {
      noteCut(owner, zone.records[Int(first)].type, isApex)
      if zone.records[Int(first)].type == .soa, !isApex { addMisplacedSOA(Int(first)) }
      return
    }
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

  private mutating func addMisplacedSOA(_ record: Int) {
    guard let name = zone.zone?.name else { return }
    add(
      .misplacedSOA, record,
      "SOA at \(zone.owner(of: zone.records[record])); it belongs to \(name), the zone's name")
  }

  private mutating func noteCut(_ owner: Int, _ type: RecordType, _ isApex: Bool) {
    if type == .ns, !isApex { delegations.append(owner) }
    if type == .dname { redirections.append(owner) }
  }

  /// Duplicates, TTLs, and types of which a name may have one record.
  private mutating func checkSet(_ type: RecordType, _ records: [Int], _ owner: Int) {
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

extension ZoneIntegrity {
  // MARK: Places of names

  /// What lies outside of the zone, and below its delegations and DNAMEs.
  private mutating func checkPlaces() {
    guard let name = zone.zone?.name else { return }
    let isInside = zone.origins.map { $0.isSubdomain(of: name) }
    let isApexOrigin = zone.origins.map { $0 == name }
    let cuts = Set(delegations)
    let redirections = Set(self.redirections)
    for owner in zone.owners.indices {
      let entry = zone.owners[owner]
      guard entry.first != UInt32.max else { continue }
      let text = zone.texts[Int(entry.text)].source.bytes[Int(entry.start)..<Int(entry.end)]
      let isRelative = entry.origin >= 0 && text.last != UInt8(ascii: ".")
      if !(isRelative && isInside[Int(entry.origin)]), !zone.name(ofOwner: owner).isSubdomain(of: name) {
        let record = Int(entry.first)
        add(.outOfZone, record, "\(self.name(owner)) is outside of the zone \(name); servers leave it out")
        continue
      }
      if isRelative, text.contains(UInt8(ascii: ".")) { checkRelativeOwner(owner, name) }
      if cuts.isEmpty && redirections.isEmpty { continue }
      if isRelative, isApexOrigin[Int(entry.origin)], !text.contains(UInt8(ascii: ".")), !cuts.contains(owner)
      {
        continue
      }
      checkOcclusion(owner, below: name, cuts, redirections)
    }
  }

  /// Whether a delegation or a DNAME hides an owner's records.
  private mutating func checkOcclusion(
    _ owner: Int, below name: DomainName, _ cuts: Set<Int>, _ redirections: Set<Int>
  ) {
    var ancestor: DomainName? = zone.name(ofOwner: owner)
    var number: Int? = owner
    while let current = ancestor, current.labels.count >= name.labels.count {
      if let number, redirections.contains(number), number != owner,
        let first = zone.records(ofOwner: owner).first(where: { _ in true })
      {
        let cause = zone.records(ofOwner: number).first { zone.records[$0].type == .dname }
        add(
          .belowRedirection, first, cause,
          "\(self.name(owner)) is below the DNAME at \(current); no resolver sees it")
        return
      }
      if let number, cuts.contains(number) { hide(owner, by: number) }
      ancestor = current.parent
      number = ancestor.flatMap { zone.owner(named: $0) }
    }
  }

  /// Reports an owner's records that a delegation hides: all but the delegation's own and the addresses below it.
  private mutating func hide(_ owner: Int, by cut: Int) {
    let cause = zone.records(ofOwner: cut).first { zone.records[$0].type == .ns }
    for record in zone.records(ofOwner: owner) {
      let type = zone.records[record].type
      if owner == cut ? type.mayStandAtDelegation : [.a, .aaaa].contains(type) || type.rawValue == 46 {
        continue
      }
      // An address at the delegation itself is glue where a name server has the name.
      if owner == cut, [.a, .aaaa].contains(type) { continue }
      add(
        .belowDelegation, record, cause,
        "\(type) at \(name(owner)), but \(name(cut)) is delegated; only its name servers answer for that")
    }
  }

  // MARK: Targets

  /// NS, MX and SRV targets that are aliases, and name servers without addresses.
  private mutating func checkTargets() {
    for target in zone.targets {
      let record = Int(target.record)
      let isNS = zone.records[record].type == .ns
      let found = zone.index.owner(target.hash) { _ in true }
      if found == nil, !isNS { continue }
      if let found, !isNS, !zone.records(ofOwner: found).contains(where: { zone.records[$0].type == .cname })
      {
        continue
      }
      guard let name = zone.target(of: record) else { continue }
      let owner = zone.owner(named: name)
      let types = owner.map { zone.records(ofOwner: $0).map { zone.records[$0].type } } ?? []
      if types.contains(.cname) {
        let alias = owner.flatMap { zone.records(ofOwner: $0).first { zone.records[$0].type == .cname } }
        add(
          .aliasAsTarget, record, alias,
          "\(zone.records[record].type) to \(name), which is an alias; the target has addresses of its own")
      } else if isNS, !types.contains(.a), !types.contains(.aaaa) {
        checkGlue(record, name)
      }
    }
  }

  /// A name server in the zone, and not below another delegation than its own, has an address in the file.
  private mutating func checkGlue(_ record: Int, _ name: DomainName) {
    guard let zoneName = zone.zone?.name, name.isSubdomain(of: zoneName) else { return }
    let owner = zone.owner(of: zone.records[record])
    var ancestor: DomainName? = name
    while let current = ancestor, current.labels.count > zoneName.labels.count {
      if let number = zone.owner(named: current), current != owner, delegations.contains(number) { return }
      if zone.owner(named: current) != nil, current != name { break }
      ancestor = current.parent
    }
    add(
      .missingGlue, record,
      "\(name) serves \(owner) and has no address in the zone; a resolver cannot reach it")
  }

  // MARK: Names

  /// Names that were meant to be absolute: a final dot is missing, and the origin follows.
  private mutating func checkRelativeNames() {
    guard let name = zone.zone?.name, name.labelCount > 0 else { return }
    for (index, record) in zone.records.enumerated() where record.flags.contains(.hasDottedRelativeName) {
      guard [.cname, .dname, .ns, .mx, .srv, .ptr].contains(record.type), let target = zone.target(of: index)
      else { continue }
      // Azure's exports print these targets as they are stored, without the final dot.
      if record.type != .cname, AzureExport.isOne(zone.texts[Int(record.text)].source) { continue }
      guard let written = zone.writtenTarget(of: index), !written.isAbsolute else { continue }
      let last = written.lastLabel.map { String(decoding: $0.map(ASCII.lowercased), as: UTF8.self) } ?? ""
      guard written.absolute.isSubdomain(of: name) || Self.topLevels.contains(last) else { continue }
      add(
        .relativeTarget, index,
        "\(record.type) target \(written) has no final dot and so means \(target); an absolute name ends with a dot")
    }
  }

  /// Last labels that leave little doubt that a name was meant to be absolute.
  private static let topLevels: Set<String> = [
    "com", "net", "org", "edu", "gov", "mil", "arpa", "info", "io", "dev", "app", "cloud", "internal", "local",
  ]

  private mutating func checkRelativeOwner(_ owner: Int, _ name: DomainName) {
    let full = zone.name(ofOwner: owner)
    guard name.labelCount > 1, let rest = full.dropping(suffix: name), rest.absolute.isSubdomain(of: name) else { return }
    add(
      .relativeOwner, Int(zone.owners[owner].first),
      "owner \(rest) has no final dot and so means \(full); an absolute name ends with a dot")
  }

  /// Underscores in host names, and asterisks that are no wildcards.
  private mutating func checkUnusualNames() {
    for owner in zone.unusualOwners {
      let name = zone.name(ofOwner: Int(owner))
      let rest = name.isWildcard ? name.labels[2...] : name.labels[...]
      if rest.contains(UInt8(ascii: "*")),
        let record = zone.records(ofOwner: Int(owner)).first(where: { _ in true })
      {
        add(.strayAsterisk, record, "\(name) is no wildcard; one has * alone as its first label")
      }
      guard name.labels.contains(UInt8(ascii: "_")) else { continue }
      let record = zone.records(ofOwner: Int(owner)).first {
        [.a, .aaaa, .mx].contains(zone.records[$0].type)
      }
      if let record {
        add(
          .underscoreInHost, record,
          "\(name) has \(zone.records[record].type) data and an underscore; host names have letters, digits and hyphens"
        )
      }
    }
  }
}

extension RecordType {
  /// What the parent's side of a delegation holds: NS, DS, NSEC and signatures.
  fileprivate var mayStandAtDelegation: Bool { [2, 43, 46, 47, 65401].contains(rawValue) }
}
