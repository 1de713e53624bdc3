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
      let range = Int(entry.start)..<Int(entry.end)
      var lastDot: Int?
      for place in range where bytes[place] == UInt8(ascii: ".") { lastDot = place }
      let hasDot = lastDot != nil
      if !(isRelative && isInside[Int(entry.origin)]), !zone.name(ofOwner: owner).isSubdomain(of: name) {
        let record = Int(entry.first)
        add(.outOfZone, record, "\(self.name(owner)) is outside of the zone \(name); servers leave it out")
        continue
      }
      if isRelative, let lastDot, repetition.isPossible(bytes, range, lastDot, Int(entry.origin)) {
        checkRelativeOwner(owner, name)
      }
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

/// Whether what stands before a zone's name may itself end with that name, told by its last label: nearly no owner does, and to find
/// the names of all owners takes a third of the time of a large zone.
private struct NameRepetition {
  /// The last label of the zone's name, in lower case.
  private let ending: [UInt8]
  /// By origin: whether the zone's name may be repeated; `nil` where that is told by what is written before the origin.
  private let isPossible: [Bool?]

  init(of name: DomainName, origins: [DomainName]) {
    func ending(_ name: DomainName?) -> [UInt8] { name?.lastLabel?.map(ASCII.lowercased) ?? [] }
    let last = ending(name)
    self.ending = last
    isPossible = origins.map { origin in
      if origin == name { return nil }
      return !origin.isSubdomain(of: name) || ending(origin.dropping(suffix: name)) == last
    }
  }

  /// - Parameters:
  ///   - range: where a relative owner is written in the bytes.
  ///   - lastDot: the last dot of it.
  ///   - origin: which of the file's origins completes it.
  func isPossible(_ bytes: [UInt8], _ range: Range<Int>, _ lastDot: Int, _ origin: Int) -> Bool {
    if let isPossible = isPossible[origin] { return isPossible }
    let start = lastDot + 1
    var isSame = range.upperBound - start == ending.count
    for place in start..<range.upperBound {
      // What an escape stands for is not looked at here.
      if bytes[place] == UInt8(ascii: "\\") { return true }
      isSame = isSame && ASCII.lowercased(bytes[place]) == ending[place - start]
    }
    return isSame || (lastDot > range.lowerBound && bytes[lastDot - 1] == UInt8(ascii: "\\"))
  }
}

extension RecordType {
  /// What the parent's side of a delegation holds: NS, DS, NSEC and signatures.
  fileprivate var mayStandAtDelegation: Bool { [2, 43, 46, 47, 65401].contains(rawValue) }
}
