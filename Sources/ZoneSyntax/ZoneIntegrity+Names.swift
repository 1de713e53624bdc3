import Networking
import SourceText

extension ZoneIntegrity {
  // MARK: Targets

  /// NS, MX and SRV targets that are aliases, and name servers without addresses.
  mutating func checkTargets() {
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
  mutating func checkGlue(_ record: Int, _ name: DomainName) {
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
  mutating func checkRelativeNames() {
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
        "\(record.type) target \(written) has no final dot and so means \(target); an absolute name ends with a dot"
      )
    }
  }

  /// Last labels that leave little doubt that a name was meant to be absolute.
  private static let topLevels: Set<String> = [
    "com", "net", "org", "edu", "gov", "mil", "arpa", "info", "io", "dev", "app", "cloud", "internal",
    "local",
  ]

  mutating func checkRelativeOwner(_ owner: Int, _ name: DomainName) {
    let full = zone.name(ofOwner: owner)
    guard name.labelCount > 1, let rest = full.dropping(suffix: name), rest.absolute.isSubdomain(of: name)
    else { return }
    add(
      .relativeOwner, Int(zone.owners[owner].first),
      "owner \(rest) has no final dot and so means \(full); an absolute name ends with a dot")
  }

  /// Underscores in host names, and asterisks that are no wildcards.
  mutating func checkUnusualNames() {
    for owner in zone.unusualOwners {
      let entry = zone.owners[Int(owner)]
      let text = zone.texts[Int(entry.text)].source.bytes[Int(entry.start)..<Int(entry.end)]
      // Most are the owners of services, which need no second look.
      let isHost = zone.records(ofOwner: Int(owner)).contains { zone.records[$0].type.isOfHosts }
      guard isHost || text.contains(where: { $0 != UInt8(ascii: "_") && !ASCII.isNameCharacter($0) }) else {
        continue
      }
      let name = zone.name(ofOwner: Int(owner))
      let rest = name.isWildcard ? name.labels[2...] : name.labels[...]
      if rest.contains(UInt8(ascii: "*")),
        let record = zone.records(ofOwner: Int(owner)).first(where: { _ in true })
      {
        add(.strayAsterisk, record, "\(name) is no wildcard; one has * alone as its first label")
      }
      if text.contains(where: { $0 > 0x7E }),
        let record = zone.records(ofOwner: Int(owner)).first(where: { _ in true })
      {
        let written = String(decoding: text, as: UTF8.self)
        let ascii = InternationalName.ascii(written).map { "; \($0) is what DNS would hold" } ?? ""
        add(
          .nameBeyondASCII, record,
          "owner \(written) has octets beyond ASCII, which no resolver asks for\(ascii)")
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
  /// Whether the owner of such data is a host (RFC 1123 section 2.1): A, AAAA and MX.
  fileprivate var isOfHosts: Bool { self == .a || self == .aaaa || self == .mx }
}

extension ASCII {
  /// Whether a byte stands in names as they mostly are: letters, digits, hyphens and dots.
  fileprivate static func isNameCharacter(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
