/// An IPv4 or IPv6 address as a number. RFC 791, RFC 4291.
struct NetworkAddress: Hashable, Sendable {
  /// The address; that of an IPv4 address is in the lower 32 bits.
  let bits: UInt128
  let isIPv4: Bool

  /// 32 or 128.
  var width: Int { isIPv4 ? 32 : 128 }

  /// The longest text that is read: an IPv6 address with an IPv4 address at its end, and a prefix length.
  static let longestText = 49

  /// How an IPv6 address is written.
  struct IPv6Text {
    let bits: UInt128
    /// Whether the last 32 bits are written as an IPv4 address.
    let endsInIPv4: Bool

    /// Whether it is an IPv4 address in an IPv6 one. RFC 4291 section 2.5.5.2.
    var isMapped: Bool { bits >> 32 == 0xFFFF }
  }

  /// The number of an IPv4 address: four decimal numbers up to 255 without leading zeros.
  static func ipv4(_ text: ArraySlice<UInt8>) -> UInt128? {
    let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt128 = 0
    for part in parts {
      guard let first = part.first, part.count <= 3, part.count == 1 || first != UInt8(ascii: "0") else {
        return nil
      }
      var octet: UInt128 = 0
      for digit in part {
        guard digit.isDigit else { return nil }
        octet = octet * 10 + UInt128(digit - 0x30)
      }
      guard octet <= 255 else { return nil }
      bits = bits << 8 | octet
    }
    return bits
  }

  /// Reads the text forms of RFC 4291 section 2.2; `::` stands for one group at least.
  static func ipv6(_ text: ArraySlice<UInt8>) -> IPv6Text? {
    var reader = IPv6Reader(text)
    return reader.read()
  }
}

private struct IPv6Reader {
  private var rest: ArraySlice<UInt8>
  private var groups: [UInt128] = []
  /// How many groups stand before `::`.
  private var gap: Int?
  private var endsInIPv4 = false

  init(_ text: ArraySlice<UInt8>) { rest = text }

  mutating func read() -> NetworkAddress.IPv6Text? {
    if rest.starts(with: "::".utf8) {
      gap = 0
      rest.removeFirst(2)
    }
    while !rest.isEmpty {
      guard readGroup() else { return nil }
    }
    let missing = 8 - groups.count
    guard gap == nil ? missing == 0 : missing > 0 else { return nil }
    if let gap { groups.insert(contentsOf: Array(repeating: 0, count: missing), at: gap) }
    return NetworkAddress.IPv6Text(bits: groups.reduce(0) { $0 << 16 | $1 }, endsInIPv4: endsInIPv4)
  }

  /// Takes a group and what separates it from the next one.
  private mutating func readGroup() -> Bool {
    guard groups.count < 8 else { return false }
    let digits = rest.prefix { $0.digitValue != nil }
    guard !digits.isEmpty else { return false }
    if rest.dropFirst(digits.count).first == UInt8(ascii: ".") {
      guard groups.count <= 6, let tail = NetworkAddress.ipv4(rest) else { return false }
      groups += [tail >> 16, tail & 0xFFFF]
      endsInIPv4 = true
      rest = []
      return true
    }
    guard digits.count <= 4 else { return false }
    groups.append(digits.reduce(0) { $0 << 4 | UInt128($1.digitValue ?? 0) })
    rest.removeFirst(digits.count)
    if rest.isEmpty { return true }
    guard rest.removeFirst() == UInt8(ascii: ":"), let next = rest.first else { return false }
    guard next == UInt8(ascii: ":") else { return true }
    guard gap == nil else { return false }
    gap = groups.count
    rest.removeFirst()
    return true
  }
}

extension NetworkAddress: CustomStringConvertible {
  /// The canonical text; of an IPv6 address as in RFC 5952.
  var description: String {
    if isIPv4 { return [24, 16, 8, 0].map { String(bits >> $0 & 0xFF) }.joined(separator: ".") }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) }
    let gap = Self.longestZeros(groups)
    let texts = groups.map { String($0, radix: 16) }
    guard gap.count > 1 else { return texts.joined(separator: ":") }
    return texts[..<gap.lowerBound].joined(separator: ":") + "::"
      + texts[gap.upperBound...].joined(separator: ":")
  }

  /// The longest stretch of groups that are 0, the first one of several.
  private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 {
        start = index + 1
      } else if index + 1 - start > longest.count {
        longest = start..<index + 1
      }
    }
    return longest
  }
}

// MARK: What an address is for; the classes of Go's net/netip, which Kubernetes uses.

extension NetworkAddress {
  /// `0.0.0.0` or `::`.
  var isUnspecified: Bool { bits == 0 }
  /// In `127.0.0.0/8`, or `::1`.
  var isLoopback: Bool { isIPv4 ? bits >> 24 == 127 : bits == 1 }
  /// In `224.0.0.0/4` or `ff00::/8`.
  var isMulticast: Bool { isIPv4 ? bits >> 28 == 0xE : bits >> 120 == 0xFF }
  /// In `224.0.0.0/24`, or an IPv6 multicast address of the scope 2 (RFC 4291 section 2.7).
  var isLinkLocalMulticast: Bool { isIPv4 ? bits >> 8 == 0xE00000 : bits >> 112 & 0xFF0F == 0xFF02 }
  /// In `169.254.0.0/16` or `fe80::/10`.
  var isLinkLocalUnicast: Bool { isIPv4 ? bits >> 16 == 0xA9FE : bits >> 118 == 0x3FA }
  /// Anything else than the classes above and `255.255.255.255`; private addresses are global ones here.
  var isGlobalUnicast: Bool {
    !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
      && !(isIPv4 && bits == 0xFFFF_FFFF)
  }
}

/// An address and how many of its bits, counted from the left, are those of a network. RFC 4632 section 3.1.
struct NetworkPrefix: Hashable, Sendable {
  /// Not necessarily the network's first address.
  let address: NetworkAddress
  /// From 0 to 32 or 128.
  let length: Int

  /// The network with its first address.
  var masked: NetworkPrefix {
    let host = address.width - length
    return NetworkPrefix(
      address: NetworkAddress(bits: (address.bits >> host) << host, isIPv4: address.isIPv4), length: length)
  }

  func contains(_ other: NetworkAddress) -> Bool {
    address.isIPv4 == other.isIPv4 && (address.bits ^ other.bits) >> (address.width - length) == 0
  }

  /// Whether every address of the other network is one of this network's.
  func contains(_ other: NetworkPrefix) -> Bool { length <= other.length && contains(other.address) }
}

extension NetworkPrefix: CustomStringConvertible {
  var description: String { "\(address)/\(length)" }
}
