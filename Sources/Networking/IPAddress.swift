/// An address of either family.
package enum IPAddress: Hashable, Sendable {
  case v4(IPv4Address)
  case v6(IPv6Address)

  /// Reads an address in the strict text form of its family.
  package init?(_ text: some StringProtocol) {
    if let address = IPv4Address(text) {
      self = .v4(address)
    } else if let address = IPv6Address(text) {
      self = .v6(address)
    } else {
      return nil
    }
  }

  /// The same for a whole text. Most are names: without a colon it is no IPv6 address.
  package init?(_ text: String) {
    var text = text
    let parsed = text.withUTF8 { IPAddress(utf8: $0) }
    guard let parsed else { return nil }
    self = parsed
  }

  /// The same from the text's UTF-8 bytes.
  init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    if let v4 = IPv4Address(utf8: text) {
      self = .v4(v4)
    } else if text.contains(UInt8(ascii: ":")), let v6 = IPv6Address(String(decoding: text, as: UTF8.self)) {
      self = .v6(v6)
    } else {
      return nil
    }
  }

  package var family: IPFamily {
    switch self {
    case .v4: .v4
    case .v6: .v6
    }
  }

  /// The address as a number; of an IPv4 address the low 32 bits.
  package var bits: UInt128 {
    switch self {
    case .v4(let address): UInt128(address.bits)
    case .v6(let address): address.bits
    }
  }

  /// An address of a family from its number, cut to the family's width.
  package init(_ family: IPFamily, bits: UInt128) {
    switch family {
    case .v4: self = .v4(IPv4Address(bits: UInt32(truncatingIfNeeded: bits)))
    case .v6: self = .v6(IPv6Address(bits: bits))
    }
  }
}

extension IPAddress: Comparable, CustomStringConvertible {
  /// IPv4 before IPv6, then by number.
  package static func < (a: Self, b: Self) -> Bool {
    (a.family.width, a.bits) < (b.family.width, b.bits)
  }

  package var description: String {
    switch self {
    case .v4(let address): address.description
    case .v6(let address): address.description
    }
  }
}

/// The two versions of IP.
package enum IPFamily: Hashable, Sendable, CaseIterable {
  case v4
  case v6

  /// The bits of an address: 32 or 128.
  package var width: Int { self == .v4 ? 32 : 128 }

  /// The highest address as a number.
  package var maximum: UInt128 { self == .v4 ? UInt128(UInt32.max) : .max }
}
