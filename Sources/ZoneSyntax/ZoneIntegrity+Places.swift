import Networking
import SourceText

extension ZoneIntegrity {
  // MARK: Places of names

  /// What lies outside of the zone, and below its delegations and DNAMEs.
  mutating func checkPlaces() {
    guard let name = zone.zone?.name else { return }
    let isInside = zone.origins.map { $0.isSubdomain(of: name) }
    let isApexOrigin = zone.origins.map { $0 == name }
    let repetition = NameRepetition(of: name, origins: zone.origins)
    let cuts = Set(delegations)
    let redirections = Set(self.redirections)
    let hasCuts = !cuts.isEmpty || !redirections.isEmpty
    for owner in zone.owners.indices {
      let entry = zone.owners[owner]
      let traits = zone.traits[owner]
      let isBelowOrigin = entry.origin >= 0 && !traits.contains(.endsWithDot) && isInside[Int(entry.origin)]
      let mayRepeat = traits.contains(.isDotted) && repetition.isPossible(entry, traits)
      if isBelowOrigin, !mayRepeat, !hasCuts { continue }
      guard entry.first != UInt32.max, entry.start < entry.end else { continue }
      if !isBelowOrigin, !zone.name(ofOwner: owner).isSubdomain(of: name) {
        let record = Int(entry.first)
        add(.outOfZone, record, "\(self.name(owner)) is outside of the zone \(name); servers leave it out")
        continue
      }
      if mayRepeat { checkRelativeOwner(owner, name) }
      let isAtApex = isBelowOrigin && isApexOrigin[Int(entry.origin)] && !traits.contains(.isDotted)
      if hasCuts, !isAtApex || cuts.contains(owner) {
        checkOcclusion(owner, below: name, cuts, redirections)
      }
    }
  }

  /// Whether a delegation or a DNAME hides an owner's records.
  mutating func checkOcclusion(
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
  mutating func hide(_ owner: Int, by cut: Int) {
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
