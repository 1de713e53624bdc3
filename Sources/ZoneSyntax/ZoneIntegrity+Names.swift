import Networking
import SourceText

extension ZoneIntegrity {
  // MARK: Targets

  /// NS, MX and SRV targets that are aliases, and name servers without addresses.
  mutating func checkTargets() {
    let zone = zone
    guard !zone.targets.isEmpty else { return }
    let answers = OwnerAnswers(of: zone)
    // Without the zone's name nobody knows which addresses it should hold.
    let zoneName = zone.zone.map { $0.name.labels + [0] }
    for (record, hash) in zone.targets.lazy.map({ (Int($0.record), $0.hash) }) {
      let isNS = zone.records[record].type == .ns
      guard isWanted(.aliasAsTarget) || isNS && isWanted(.missingGlue) else { continue }
      // By the hash alone, most mail and service records need no second look.
      if !isNS {
        let found = zone.index.owner(hash) { _ in true }
        guard let found, answers.alias(at: found) != nil else { continue }
      }
      guard let target = zone.wireTarget(of: zone.records[record], in: &wire) else { continue }
      let owner = zone.owner(named: target.octets, hash)
      if let alias = owner.flatMap(answers.alias) {
        addAlias(record, alias)
      } else if isNS, isWanted(.missingGlue), !(owner.map(answers.hasAddress) ?? false),
        let zoneName, target.isSubdomain(of: zoneName)
      {
        checkGlue(record, cuts?.uppermost(above: target, owner: owner))
      }
    }
  }

  private mutating func addAlias(_ record: Int, _ alias: Int) {
    guard isWanted(.aliasAsTarget), let name = zone.target(of: record) else { return }
    add(
      .aliasAsTarget, record, alias,
      "\(zone.records[record].type) to \(name), which is an alias; the target has addresses of its own")
  }

  /// A name server in the zone, and not below another delegation than its own, has an address in the file.
  private mutating func checkGlue(_ record: Int, _ cut: ZoneCut?) {
    if let cut, cut.delegation != nil, cut.owner != Int(zone.records[record].owner) { return }
    guard let target = zone.target(of: record) else { return }
    add(
      .missingGlue, record,
      "\(target) serves \(zone.owner(of: zone.records[record])) and has no address in the zone; a resolver cannot reach it"
    )
  }

  // MARK: Names

  /// Names that were meant to be absolute: a final dot is missing, and the origin follows.
  mutating func checkRelativeNames() {
    guard let name = zone.zone?.name, name.labelCount > 0 else { return }
    let zoneName = name.labels + [0]
    for (index, record) in zone.records.enumerated() where record.flags.contains(.hasDottedRelativeName) {
      guard isWanted(.relativeTarget) else { return }
      // Azure's exports print these targets as they are stored, without the final dot.
      if record.type != .cname, AzureExport.isOne(zone.texts[Int(record.text)].source) { continue }
      guard let name = zone.wireTarget(of: record, in: &wire, isWritten: true),
        name.isSubdomain(of: zoneName) || Self.isTopLevel(name.lastLabel),
        let target = zone.target(of: index),
        let written = zone.writtenTarget(of: index), !written.isAbsolute
      else { continue }
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

  private static func isTopLevel(_ label: UnsafeBufferPointer<UInt8>) -> Bool {
    label.count <= 8 && topLevels.contains(String(decoding: label.lazy.map(ASCII.lowercased), as: UTF8.self))
  }

  /// An owner that says the zone's name twice.
  ///
  /// - Parameter twice: the zone's name and that name again, in wire form.
  mutating func checkRelativeOwner(_ owner: Int, _ name: DomainName, _ twice: [UInt8]) {
    guard name.labelCount > 1, zone.withWireName(ofOwner: owner, { $0.isSubdomain(of: twice) }) else {
      return
    }
    let full = zone.name(ofOwner: owner)
    guard let rest = full.dropping(suffix: name) else { return }
    add(
      .relativeOwner, Int(zone.owners[owner].first),
      "owner \(rest) has no final dot and so means \(full); an absolute name ends with a dot")
  }

  /// Underscores in host names, and asterisks that are no wildcards.
  mutating func checkUnusualNames() {
    for owner in zone.unusualOwners.lazy.map(Int.init) {
      let entry = zone.owners[owner]
      guard entry.first != UInt32.max else { continue }
      let text = zone.texts[Int(entry.text)].source.bytes[Int(entry.start)..<Int(entry.end)]
      // Most are the owners of services, which need no second look.
      let isHost = isWanted(.underscoreInHost) && zone.records(ofOwner: owner).contains { isOfHost($0) }
      guard isHost || text.contains(where: { $0 != UInt8(ascii: "_") && !ASCII.isNameCharacter($0) }) else {
        continue
      }
      checkAsterisk(owner)
      if isWanted(.nameBeyondASCII), text.contains(where: { $0 > 0x7E }) { addNameBeyondASCII(owner, text) }
      if isHost { checkUnderscore(owner) }
    }
  }

  private func isOfHost(_ record: Int) -> Bool { zone.records[record].type.isOfHosts }

  private mutating func checkAsterisk(_ owner: Int) {
    guard isWanted(.strayAsterisk) else { return }
    let isStray = zone.withWireName(ofOwner: owner) { name in
      let isWildcard = name.firstLabel.elementsEqual([UInt8(ascii: "*")])
      return (isWildcard ? name.parent : name)?.contains(UInt8(ascii: "*")) ?? false
    }
    guard isStray else { return }
    add(
      .strayAsterisk, Int(zone.owners[owner].first),
      "\(name(owner)) is no wildcard; one has * alone as its first label")
  }

  private mutating func addNameBeyondASCII(_ owner: Int, _ text: ArraySlice<UInt8>) {
    let written = String(decoding: text, as: UTF8.self)
    let ascii = InternationalName.ascii(written).map { "; \($0) is what DNS would hold" } ?? ""
    add(
      .nameBeyondASCII, Int(zone.owners[owner].first),
      "owner \(written) has octets beyond ASCII, which no resolver asks for\(ascii)")
  }

  private mutating func checkUnderscore(_ owner: Int) {
    guard zone.withWireName(ofOwner: owner, { $0.contains(UInt8(ascii: "_")) }),
      let record = zone.records(ofOwner: owner).first(where: { isOfHost($0) })
    else { return }
    add(
      .underscoreInHost, record,
      "\(name(owner)) has \(zone.records[record].type) data and an underscore; host names have letters, digits and hyphens"
    )
  }
}

/// What of a zone's owners is asked again and again by the names that point to them.
private struct OwnerAnswers {
  /// By owner: the first CNAME; `UInt32.max` for none.
  private var aliases: [UInt32]
  private var addresses: [Bool]

  init(of zone: ZoneFile) {
    aliases = Array(repeating: UInt32.max, count: zone.owners.count)
    addresses = Array(repeating: false, count: zone.owners.count)
    for (number, record) in zone.records.enumerated() {
      let owner = Int(record.owner)
      if record.type == .a || record.type == .aaaa { addresses[owner] = true }
      if record.type == .cname, aliases[owner] == UInt32.max {
        aliases[owner] = UInt32(truncatingIfNeeded: number)
      }
    }
  }

  func alias(at owner: Int) -> Int? { aliases[owner] == UInt32.max ? nil : Int(aliases[owner]) }

  func hasAddress(_ owner: Int) -> Bool { addresses[owner] }
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
