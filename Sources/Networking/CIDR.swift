/// A block of addresses: a prefix and its length.
package struct CIDR: Hashable, Sendable {
  package let family: IPFamily
  /// The first address of the block as a number; no bit below the prefix is set.
  package let base: UInt128
  /// The prefix length in bits: 0 to 32, or 0 to 128.
  package let length: Int
  /// Whether the text had no bits below the prefix; `10.1.2.3/8` has.
  ///
  /// Kubernetes takes both and means the block; Azure and AWS refuse the second.
  package let isCanonical: Bool

  /// The block of a prefix length that an address is in; `nil` for a length that the family has not.
  package init?(_ address: IPAddress, length: Int) {
    guard (0...address.family.width).contains(length) else { return nil }
    family = address.family
    self.length = length
    base = address.bits & CIDR.mask(family, length)
    isCanonical = base == address.bits
  }

  /// Reads `address/length`; the length has no sign and no leading zero.
  package init?(_ text: some StringProtocol) { self.init(String(text)) }

  /// The same of a whole text.
  package init?(_ text: String) {
    var text = text
    let parsed = text.withUTF8 { CIDR(utf8: $0) }
    guard let parsed else { return nil }
    self = parsed
  }

  private init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let digits = text[(slash + 1)...]
    guard (1...3).contains(digits.count), digits.allSatisfy(ASCII.isDigit),
      digits.count == 1 || digits.first != UInt8(ascii: "0"),
      let address = IPAddress(utf8: UnsafeBufferPointer(rebasing: text[..<slash]))
    else { return nil }
    self.init(address, length: digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
  }

  private static func mask(_ family: IPFamily, _ length: Int) -> UInt128 {
    length == 0 ? 0 : family.maximum & ~(family.maximum >> UInt128(length))
  }

  /// The first and the last address as numbers.
  package var bounds: ClosedRange<UInt128> {
    base...(base | (family.maximum & ~CIDR.mask(family, length)))
  }

  package var first: IPAddress { IPAddress(family, bits: bounds.lowerBound) }
  package var last: IPAddress { IPAddress(family, bits: bounds.upperBound) }

  /// Whether an address is in the block; one of the other family never is.
  package func contains(_ address: IPAddress) -> Bool {
    address.family == family && bounds.contains(address.bits)
  }

  /// Whether every address of another block is in this one.
  package func contains(_ other: CIDR) -> Bool {
    other.family == family && length <= other.length && bounds.contains(other.base)
  }

  /// Whether two blocks have an address in common.
  package func overlaps(_ other: CIDR) -> Bool { contains(other) || other.contains(self) }

  /// Two texts of one block are equal.
  package static func == (a: Self, b: Self) -> Bool {
    a.family == b.family && a.base == b.base && a.length == b.length
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(family)
    hasher.combine(base)
    hasher.combine(length)
  }
}

extension CIDR: CustomStringConvertible {
  /// The block with its first address.
  package var description: String { "\(first)/\(length)" }
}
