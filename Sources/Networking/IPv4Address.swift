/// An IPv4 address.
package struct IPv4Address: Hashable, Comparable, Sendable {
  /// The 32 bits, first octet highest.
  package var bits: UInt32

  package init(bits: UInt32) {
    self.bits = bits
  }

  /// Reads four decimal octets: no short forms, no leading zeros, no octal or hexadecimal, nothing around them.
  ///
  /// The strict form of RFC 6943 section 3.1.1; the loose one lets two readers see two addresses in one text.
  package init?(_ text: some StringProtocol) {
    let parsed = text.utf8.withContiguousStorageIfAvailable { IPv4Address(utf8: $0) }
    guard let address = parsed ?? Array(text.utf8).withUnsafeBufferPointer({ IPv4Address(utf8: $0) }) else {
      return nil
    }
    self = address
  }

  /// The same from the text's UTF-8 bytes.
  package init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    guard (7...15).contains(text.count) else { return nil }
    var bits: UInt32 = 0
    var octet: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in text {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        bits = bits << 8 | octet
        (octet, digits, dots) = (0, 0, dots + 1)
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10, digits == 0 || octet != 0 else { return nil }
      octet = octet * 10 + UInt32(digit)
      digits += 1
      guard octet <= 255 else { return nil }
    }
    guard dots == 3, digits > 0 else { return nil }
    self.bits = bits << 8 | octet
  }

  package static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }
}

extension IPv4Address: CustomStringConvertible {
  /// Four decimal octets.
  package var description: String {
    "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
  }
}
