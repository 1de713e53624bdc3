import Networking

/// A name at which a zone ends: at a delegation, at a DNAME, or at both.
struct ZoneCut {
  let owner: Int
  /// The first NS record of a delegation, and the first DNAME, as indices into `ZoneFile.records`; one of them is there.
  var delegation: Int?
  var redirection: Int?
}

/// Looks for the uppermost cut above one name after the other, which is the cut that a resolver meets.
///
/// All names together cost time linear in the labels that are written, because names that follow one another under an origin have one
/// parent.
struct ZoneCuts {
  private let zone: ZoneFile
  private let cuts: [ZoneCut]
  /// By owner: which of the cuts it is; `UInt32.max` for most, which are none.
  private var numbers: [UInt32] = []
  /// A bit for each number of labels that a cut has.
  private var depths: UInt128 = 0
  private let zoneName: [UInt8]
  /// The parent last asked for, and the uppermost cut at or above it.
  private var lastParent: [UInt8] = []
  private var lastCut: ZoneCut?

  init(_ cuts: [ZoneCut], in zone: ZoneFile, named name: DomainName) {
    self.zone = zone
    self.cuts = cuts
    zoneName = name.labels + [0]
    guard !cuts.isEmpty else { return }
    numbers = Array(repeating: UInt32.max, count: zone.owners.count)
    for (number, cut) in cuts.enumerated() {
      numbers[cut.owner] = UInt32(truncatingIfNeeded: number)
      zone.withWireName(ofOwner: cut.owner) { depths |= 1 << UInt128($0.count) }
    }
  }

  /// The uppermost cut at or above a name of the zone; `nil` where there is none.
  ///
  /// - Parameter owner: the owner with that name; `nil` where no record has it.
  mutating func uppermost(above name: WireLabels, owner: Int?) -> ZoneCut? {
    guard !cuts.isEmpty else { return nil }
    if let parent = name.parent {
      if !parent.isWritten(as: lastParent) {
        lastCut = search(parent)
        lastParent = Array(parent.octets)
      }
      if let lastCut { return lastCut }
    }
    return owner.flatMap { cut(at: $0) }
  }

  /// Asks a name and all above it, down to the zone's; the uppermost cut counts.
  private func search(_ name: WireLabels) -> ZoneCut? {
    guard name.isSubdomain(of: zoneName) else { return nil }
    var found: ZoneCut?
    var labels = name.count
    var rest: WireLabels? = name
    while let current = rest, current.octets.count >= zoneName.count {
      if depths >> UInt128(labels) & 1 == 1,
        let owner = zone.owner(named: current.octets, zone.index.hash(current.octets))
      {
        found = cut(at: owner) ?? found
      }
      labels -= 1
      rest = current.parent
    }
    return found
  }

  private func cut(at owner: Int) -> ZoneCut? {
    numbers[owner] == UInt32.max ? nil : cuts[Int(numbers[owner])]
  }
}
