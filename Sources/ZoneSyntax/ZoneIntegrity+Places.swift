import Networking
import SourceText

extension ZoneIntegrity {
  // MARK: Places of names

  /// What lies outside of the zone, and below its delegations and DNAMEs.
  mutating func checkPlaces() {
    let zone = zone
    guard let name = zone.zone?.name else { return }
    let hasCuts = !cutOwners.isEmpty
    let isInside = zone.origins.map { $0.isSubdomain(of: name) }
    let repetition = NameRepetition(of: name, origins: zone.origins)
    let zoneName = name.labels + [0]
    let twice = name.labels + zoneName
    for owner in zone.owners.indices {
      let entry = zone.owners[owner]
      let traits = zone.traits[owner]
      let isBelowOrigin = entry.origin >= 0 && !traits.contains(.endsWithDot) && isInside[Int(entry.origin)]
      let mayRepeat =
        traits.contains(.isDotted) && isWanted(.relativeOwner) && repetition.isPossible(entry, traits)
      if isBelowOrigin, !mayRepeat, !hasCuts { continue }
      guard entry.first != UInt32.max, entry.start < entry.end else { continue }
      if !isBelowOrigin, !zone.withWireName(ofOwner: owner, { $0.isSubdomain(of: zoneName) }) {
        guard isWanted(.outOfZone) else { continue }
        add(
          .outOfZone, Int(entry.first),
          "\(self.name(owner)) is outside of the zone \(name); servers leave it out")
        continue
      }
      if mayRepeat { checkRelativeOwner(owner, name, twice) }
      guard hasCuts else { continue }
      let cut = zone.withWireName(ofOwner: owner) { cuts?.uppermost(above: $0, owner: owner) }
      if let cut { checkOcclusion(owner, by: cut) }
    }
  }

  /// Whether a delegation or a DNAME at or above an owner hides its records.
  private mutating func checkOcclusion(_ owner: Int, by cut: ZoneCut) {
    if let redirection = cut.redirection, cut.owner != owner {
      guard isWanted(.belowRedirection) else { return }
      add(
        .belowRedirection, Int(zone.owners[owner].first), redirection,
        "\(name(owner)) is below the DNAME at \(name(cut.owner)); no resolver sees it")
    } else if let delegation = cut.delegation, isWanted(.belowDelegation) {
      hide(owner, by: cut.owner, delegation)
    }
  }

  /// Reports an owner's records that a delegation hides: all but the delegation's own and the addresses below it.
  private mutating func hide(_ owner: Int, by cut: Int, _ cause: Int) {
    for record in zone.records(ofOwner: owner) {
      let type = zone.records[record].type
      if owner == cut ? type.mayStandAtDelegation : [.a, .aaaa].contains(type) || type.rawValue == 46 {
        continue
      }
      // An address at the delegation itself is glue where a name server has the name.
      if owner == cut, [.a, .aaaa].contains(type) { continue }
      guard isWanted(.belowDelegation) else { return }
      add(
        .belowDelegation, record, cause,
        "\(type) at \(name(owner)), but \(name(cut)) is delegated; only its name servers answer for that")
    }
  }
}

/// Whether what stands before a zone's name may itself end with that name, told by its last label: nearly no owner does, and to find
/// the names of all owners takes a third of the time of a large zone.
private struct NameRepetition {
  /// By origin: whether the zone's name may be repeated; `nil` where that is told by the owner's last label, because the origin is the
  /// zone's name.
  private let isPossible: [Bool?]

  init(of name: DomainName, origins: [DomainName]) {
    func ending(_ name: DomainName?) -> [UInt8] { name?.lastLabel?.map(ASCII.lowercased) ?? [] }
    let last = ending(name)
    isPossible = origins.map { origin in
      if origin == name { return nil }
      return !origin.isSubdomain(of: name) || ending(origin.dropping(suffix: name)) == last
    }
  }

  func isPossible(_ owner: ZoneOwner, _ traits: ZoneOwner.Traits) -> Bool {
    guard owner.origin >= 0, !traits.contains(.endsWithDot) else { return false }
    return isPossible[Int(owner.origin)] ?? traits.contains(.mayRepeatOrigin)
  }
}

extension RecordType {
  /// What the parent's side of a delegation holds: NS, DS, NSEC and signatures.
  fileprivate var mayStandAtDelegation: Bool { [2, 43, 46, 47, 65401].contains(rawValue) }
}
