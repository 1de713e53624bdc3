package import Networking

/// A set of names as 64-bit hashes with a seed of the process's own: small enough for the names of a large zone.
package struct NameSet: Sendable {
  private var hashes: Set<Int> = []

  package init() {}

  /// Adds a name; whether it is new.
  @discardableResult
  package mutating func insert(_ name: DomainName) -> Bool { hashes.insert(name.hashValue).inserted }

  package func contains(_ name: DomainName) -> Bool { hashes.contains(name.hashValue) }
}

extension ZoneFile {
  /// The names above owners: they exist although they may have no records (RFC 4592 section 2.2.2).
  package var namesAboveOwners: NameSet {
    var set = NameSet()
    for owner in owners.indices where owners[owner].first != UInt32.max {
      var ancestor = name(ofOwner: owner).parent
      while let name = ancestor, set.insert(name) { ancestor = name.parent }
    }
    return set
  }
}
