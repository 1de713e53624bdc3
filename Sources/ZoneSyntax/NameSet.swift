package import Networking

/// A set of absolute names as 64-bit hashes with a seed of the process's own: small enough for the names of a large zone.
///
/// It takes 1,000,000 names. A zone with more of them above its owners, which would take all memory, is nobody's.
package struct NameSet: Sendable {
  private var hashes: Set<Int> = []
  /// Whether it holds all names that were put in.
  package private(set) var isWhole = true
  private static let limit = 1_000_000

  package func contains(_ name: DomainName) -> Bool {
    hashes.contains(name.labels.map(ASCII.lowercased).withUnsafeBytes(Self.hash))
  }

  /// Adds the names above a name in wire form with the root's octet and letters in lower case, up to the first that is known.
  mutating func insertAncestors(of name: WireLabels) {
    var ancestor = name.parent
    while let name = ancestor,
      insert(Self.hash(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: name.octets.dropLast()))))
    {
      ancestor = name.parent
    }
  }

  /// Adds the hash of a name; whether it is new and there was room for it.
  private mutating func insert(_ hash: Int) -> Bool {
    if hashes.count == Self.limit {
      if !hashes.contains(hash) { isWhole = false }
      return false
    }
    return hashes.insert(hash).inserted
  }

  /// The hash of a name's labels in wire form, in lower case, without the root's octet.
  private static func hash(_ labels: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: labels)
    return hasher.finalize()
  }
}

extension ZoneFile {
  /// The names above owners: they exist although they may have no records (RFC 4592 section 2.2.2).
  package var namesAboveOwners: NameSet {
    var set = NameSet()
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * WireName.capacity) { memory in
      for owner in owners.indices where owners[owner].first != UInt32.max && set.isWhole {
        let count = wireName(ofOwner: owner, into: memory)
        for place in 0..<count { memory[place] = ASCII.lowercased(memory[place]) }
        set.insertAncestors(of: WireLabels(UnsafeBufferPointer(rebasing: memory[..<count])))
      }
    }
    return set
  }
}
