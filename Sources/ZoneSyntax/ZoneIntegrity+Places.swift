import Networking
import SourceText

extension ZoneIntegrity {
  // MARK: Places of names

  /// What lies outside of the zone, and below its delegations and DNAMEs.
  mutating func checkPlaces() {
    guard let name = zone.zone?.name else { return }
    let isInside = zone.origins.map { $0.isSubdomain(of: name) }
    let isApexOrigin = zone.origins.map { $0 == name }
    let cuts = Set(delegations)
    let redirections = Set(self.redirections)
    // Owners come text by text: the bytes are taken anew where the text changes, not at every owner.
    var text = UInt32.max
    var bytes: [UInt8] = []
    for owner in zone.owners.indices {
      let entry = zone.owners[owner]
      guard entry.first != UInt32.max, entry.start < entry.end else { continue }
      if entry.text != text {
        text = entry.text
        bytes = zone.texts[Int(text)].source.bytes
      }
      let isRelative = entry.origin >= 0 && bytes[Int(entry.end) - 1] != UInt8(ascii: ".")
      var hasDot = false
      for place in Int(entry.start)..<Int(entry.end) where bytes[place] == UInt8(ascii: ".") { hasDot = true }
      if !(isRelative && isInside[Int(entry.origin)]), !zone.name(ofOwner: owner).isSubdomain(of: name) {
        let record = Int(entry.first)
        add(.outOfZone, record, "\(self.name(owner)) is outside of the zone \(name); servers leave it out")
        continue
      }
      if isRelative, hasDot { checkRelativeOwner(owner, name) }
      if cuts.isEmpty && redirections.isEmpty { continue }
      if isRelative, isApexOrigin[Int(entry.origin)], !hasDot, !cuts.contains(owner) { continue }
      checkOcclusion(owner, below: name, cuts, redirections)
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

extension RecordType {
  /// What the parent's side of a delegation holds: NS, DS, NSEC and signatures.
  fileprivate var mayStandAtDelegation: Bool { [2, 43, 46, 47, 65401].contains(rawValue) }
}
