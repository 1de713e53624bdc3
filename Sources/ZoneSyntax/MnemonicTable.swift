import Networking

/// Names of up to 16 letters with numbers, found in any case without making a `String`.
struct MnemonicTable: Sendable {
  private struct Slot: Sendable {
    var key: UInt128
    var value: UInt16
  }

  /// Open addressing; the key 0 marks a free slot.
  private var slots: [Slot]
  private let mask: Int
  /// What stands before the digits of a name for a number without one, such as `TYPE`.
  private let generic: [UInt8]

  init(generic: String, _ names: [(String, UInt16)]) {
    var size = 16
    while size < names.count * 4 { size *= 2 }
    slots = Array(repeating: Slot(key: 0, value: 0), count: size)
    mask = size - 1
    self.generic = Array(generic.utf8)
    for (name, value) in names {
      let key = Array(name.utf8).withUnsafeBufferPointer(MnemonicTable.key)
      var slot = place(of: key)
      while slots[slot].key != 0 { slot = (slot + 1) & mask }
      slots[slot] = Slot(key: key, value: value)
    }
  }

  /// The number of a name; `nil` for a name that is not known.
  func value(of text: UnsafeBufferPointer<UInt8>) -> UInt16? {
    let key = MnemonicTable.key(text)
    if key != 0 {
      var slot = place(of: key)
      while slots[slot].key != 0 {
        if slots[slot].key == key { return slots[slot].value }
        slot = (slot + 1) & mask
      }
    }
    return number(of: text)
  }

  /// The number of `TYPE123`.
  private func number(of text: UnsafeBufferPointer<UInt8>) -> UInt16? {
    guard !generic.isEmpty, text.count > generic.count, text.count <= generic.count + 5 else { return nil }
    for index in 0..<generic.count where text[index] & 0xDF != generic[index] { return nil }
    var value: UInt32 = 0
    for byte in text[generic.count...] {
      guard ASCII.isDigit(byte) else { return nil }
      value = value * 10 + UInt32(byte - UInt8(ascii: "0"))
    }
    return UInt16(exactly: value)
  }

  /// The letters in upper case as one number; 0 for no or too many of them.
  private static func key(_ text: UnsafeBufferPointer<UInt8>) -> UInt128 {
    guard text.count <= 16 else { return 0 }
    var key: UInt128 = 0
    for byte in text {
      if byte == 0 { return 0 }
      key = key << 8 | UInt128(byte &- UInt8(ascii: "a") < 26 ? byte & 0xDF : byte)
    }
    return key
  }

  private func place(of key: UInt128) -> Int {
    let folded = UInt64(truncatingIfNeeded: key ^ key >> 64) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: folded >> 40) & mask
  }
}
