import Networking

/// Finds a zone's owners by name, whatever the case of its letters: a hash table of numbers over names that stay
/// where they are written.
///
/// The hash has a seed of the process's own, so that the author of a file cannot make names meet.
struct OwnerIndex: Sendable {
  /// The hash in the high half, the owner's number and 1 in the low; 0 is a free slot.
  private var slots: [UInt64]
  private(set) var count = 0

  private static let processSeed = UInt64.random(in: 0...UInt64.max) | 1
  private let seed = OwnerIndex.processSeed

  init(expecting owners: Int) {
    var size = 64
    while size < owners + owners / 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// The hash of an absolute name in wire form. Lengths are folded as letters are, which only makes names meet.
  func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(name)
    let fold: UInt64 = 0x2020_2020_2020_2020
    var hash = seed
    var index = 0
    while index &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) | fold
      hash = mix(hash ^ word)
      index &+= 8
    }
    var rest: UInt64 = UInt64(truncatingIfNeeded: raw.count)
    while index < raw.count {
      rest = rest << 8 | UInt64(raw[index] | 0x20)
      index &+= 1
    }
    hash = mix(hash ^ rest)
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  private func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low ^ seed
  }

  /// The owner with a hash that is the one looked for, by a comparison of names.
  func owner(_ hash: UInt32, where isSame: (Int) -> Bool) -> Int? {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if UInt32(truncatingIfNeeded: entry >> 32) == hash {
        let owner = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        if isSame(owner) { return owner }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Adds an owner that is not in the table.
  mutating func insert(_ owner: Int, _ hash: UInt32) {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    count += 1
    place(UInt64(hash) << 32 | UInt64(truncatingIfNeeded: owner + 1) & 0xFFFF_FFFF)
  }

  private mutating func place(_ entry: UInt64) {
    let mask = slots.count - 1
    var slot = Int(entry >> 32) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 { place(entry) }
  }
}
