import Networking
import SourceText

/// Finds a zone's owners by name, whatever the case of its letters.
///
/// Made once, when all owners are known, by sorting their hashes: a table that is filled while a large zone is read
/// waits for memory at every name. The hash has a seed of the process's own, so that the author of a file cannot make
/// names meet.
struct OwnerIndex: Sendable {
  /// The hashes in order, and the owner of each.
  private var hashes: [UInt32] = []
  private var owners: [UInt32] = []
  /// Where the hashes with given high 16 bits begin, and one place more.
  private var starts: [UInt32] = []
  private let hasher = NameHasher()

  init() {}

  /// Sorts the owners by the hashes of their names; of equal hashes the owner stated first comes first.
  ///
  /// - Parameter jobs: threads; at least 1. The index is the same for any number.
  init(_ hashes: [UInt32], jobs: Int) {
    // Parts that stay in the processor's cache while they are sorted, one after the other or by several threads.
    let sorted = Parallel.map(1 << Self.partBits, jobs: hashes.count < Self.manyOwners ? 1 : jobs) {
      Self.sorted(part: UInt32(truncatingIfNeeded: $0), of: hashes)
    }
    self.hashes.reserveCapacity(hashes.count)
    owners.reserveCapacity(hashes.count)
    for part in sorted {
      self.hashes.append(contentsOf: part.lazy.map { UInt32(truncatingIfNeeded: $0 >> 32) })
      owners.append(contentsOf: part.lazy.map { UInt32(truncatingIfNeeded: $0) })
    }
    starts = [UInt32](repeating: 0, count: 65_537)
    for hash in self.hashes { starts[Int(hash >> 16) + 1] &+= 1 }
    for place in 1..<starts.count { starts[place] &+= starts[place - 1] }
  }

  /// The high bits of a hash that tell its part.
  private static let partBits: UInt32 = 3
  /// From how many owners on a further thread is worth its start.
  private static let manyOwners = 1 << 16

  /// The hashes of one part in order, each above its owner, by a radix sort that keeps the order of equal digits.
  private static func sorted(part: UInt32, of hashes: [UInt32]) -> [UInt64] {
    var entries = entries(of: part, hashes)
    var next = [UInt64](repeating: 0, count: entries.count)
    for shift: UInt64 in [32, 42, 52] {
      entries.withUnsafeBufferPointer { entries in
        next.withUnsafeMutableBufferPointer { sort(entries, by: shift, into: $0) }
      }
      swap(&entries, &next)
    }
    return entries
  }

  /// The hashes of one part, each above its owner.
  private static func entries(of part: UInt32, _ hashes: [UInt32]) -> [UInt64] {
    let shift = 32 - partBits
    let count = hashes.reduce(0) { $0 &+ ($1 >> shift == part ? 1 : 0) }
    return Array(unsafeUninitializedCapacity: count + 1) { entries, filled in
      // Each is written, and counted if it is of the part: that cannot be foreseen, so that a branch would have to wait.
      for owner in hashes.indices {
        entries.initializeElement(at: filled, to: UInt64(hashes[owner]) << 32 | UInt64(owner))
        filled &+= hashes[owner] >> shift == part ? 1 : 0
      }
    }
  }

  /// Sorts by ten bits from `shift` on.
  private static func sort(
    _ entries: UnsafeBufferPointer<UInt64>, by shift: UInt64, into next: UnsafeMutableBufferPointer<UInt64>
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1025) { places in
      places.initialize(repeating: 0)
      for entry in entries { places[Int(entry >> shift & 1023) + 1] &+= 1 }
      for digit in 1..<places.count { places[digit] &+= places[digit - 1] }
      for entry in entries {
        let digit = Int(entry >> shift & 1023)
        next[places[digit]] = entry
        places[digit] &+= 1
      }
    }
  }

  func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 { hasher.hash(name) }

  /// The first owner with a hash that is the one looked for, by a comparison of names.
  func owner(_ hash: UInt32, where isSame: (Int) -> Bool) -> Int? {
    guard !starts.isEmpty else { return nil }
    let bucket = Int(hash >> 16)
    for place in Int(starts[bucket])..<Int(starts[bucket + 1]) where hashes[place] == hash {
      if isSame(Int(owners[place])) { return Int(owners[place]) }
    }
    return nil
  }

  /// The places of owners that have one hash, where these are several.
  var meetings: [Range<Int>] {
    var meetings: [Range<Int>] = []
    var start = 0
    for end in hashes.indices.dropFirst() where hashes[end] != hashes[start] {
      if end - start > 1 { meetings.append(start..<end) }
      start = end
    }
    if hashes.count - start > 1 { meetings.append(start..<hashes.count) }
    return meetings
  }

  /// The owner at a place in the order of the hashes; of one hash the owner stated first comes first.
  func owner(at place: Int) -> UInt32 { owners[place] }
}

/// Hashes of names in wire form, whatever the case of their letters. Nothing else is folded: whoever could choose names that meet could make
/// a run take days.
struct NameHasher: Sendable {
  private static let processSeed = UInt64.random(in: 0...UInt64.max) | 1
  private let seed = NameHasher.processSeed

  func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(name)
    var hash = seed
    var index = 0
    while index &+ 8 <= raw.count {
      hash = mix(hash ^ Self.lowercased(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index &+= 8
    }
    var rest = UInt64(truncatingIfNeeded: raw.count)
    while index < raw.count {
      rest = rest << 8 | UInt64(ASCII.lowercased(raw[index]))
      index &+= 1
    }
    return UInt32(truncatingIfNeeded: mix(hash ^ rest) >> 32)
  }

  /// Eight octets with their capital letters in lower case; lengths are below all letters.
  private static func lowercased(_ octets: UInt64) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let low = octets & ~high
    // The high bit of each octet tells whether it is at or above `A`, and above `Z`.
    let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
    let aboveZ = low &+ 0x2525_2525_2525_2525
    let isCapital = (fromA ^ aboveZ) & ~octets & high
    return octets | isCapital >> 2
  }

  private func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low ^ seed
  }
}
