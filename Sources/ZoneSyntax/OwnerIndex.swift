import Networking

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
  init(_ hashes: [UInt32]) {
    var keys = hashes
    var numbers = Array(0..<UInt32(truncatingIfNeeded: hashes.count))
    var nextKeys = [UInt32](repeating: 0, count: hashes.count)
    var nextNumbers = [UInt32](repeating: 0, count: hashes.count)
    for shift: UInt32 in [0, 8, 16, 24] {
      Self.sort(keys, numbers, by: shift, into: &nextKeys, &nextNumbers)
      swap(&keys, &nextKeys)
      swap(&numbers, &nextNumbers)
    }
    self.hashes = keys
    owners = numbers
    starts = [UInt32](repeating: 0, count: 65_537)
    for key in keys { starts[Int(key >> 16) + 1] &+= 1 }
    for place in 1..<starts.count { starts[place] &+= starts[place - 1] }
  }

  /// One pass of a radix sort that keeps the order of equal digits.
  private static func sort(
    _ keys: [UInt32], _ numbers: [UInt32], by shift: UInt32, into nextKeys: inout [UInt32],
    _ nextNumbers: inout [UInt32]
  ) {
    var places = [Int](repeating: 0, count: 257)
    for key in keys { places[Int(key >> shift & 255) + 1] &+= 1 }
    for digit in 1..<places.count { places[digit] &+= places[digit - 1] }
    for index in keys.indices {
      let digit = Int(keys[index] >> shift & 255)
      let place = places[digit]
      places[digit] = place &+ 1
      nextKeys[place] = keys[index]
      nextNumbers[place] = numbers[index]
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

  /// Calls with every pair of owners that may be the same name: the first with a hash, and a later one with the same.
  ///
  /// Where the names differ after all, `merge` says so, and the later one is compared with the next first one.
  func forEachMeeting(_ merge: (_ first: Int, _ later: Int) -> Bool) {
    var firsts: [Int] = []
    for place in hashes.indices {
      if place == 0 || hashes[place] != hashes[place - 1] {
        firsts.removeAll(keepingCapacity: true)
        firsts.append(Int(owners[place]))
      } else if !firsts.contains(where: { merge($0, Int(owners[place])) }) {
        firsts.append(Int(owners[place]))
      }
    }
  }
}

/// Hashes of names in wire form. Lengths are folded as letters are, which only makes names meet.
struct NameHasher: Sendable {
  private static let processSeed = UInt64.random(in: 0...UInt64.max) | 1
  private let seed = NameHasher.processSeed

  func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(name)
    let fold: UInt64 = 0x2020_2020_2020_2020
    var hash = seed
    var index = 0
    while index &+ 8 <= raw.count {
      hash = mix(hash ^ (raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) | fold))
      index &+= 8
    }
    var rest = UInt64(truncatingIfNeeded: raw.count)
    while index < raw.count {
      rest = rest << 8 | UInt64(raw[index] | 0x20)
      index &+= 1
    }
    return UInt32(truncatingIfNeeded: mix(hash ^ rest) >> 32)
  }

  private func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low ^ seed
  }
}
