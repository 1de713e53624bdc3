/// What an address is for, from IANA's special-purpose registries (RFC 6890 and its updates).
package enum IPScope: String, Hashable, Sendable {
  /// `0.0.0.0/8` ("this network", RFC 791) or `::`.
  case unspecified
  /// `127.0.0.0/8` or `::1`.
  case loopback
  /// 10/8, 172.16/12, 192.168/16 (RFC 1918), or `fc00::/7` (RFC 4193).
  case `private`
  /// `100.64.0.0/10`, carrier-grade NAT (RFC 6598).
  case shared
  /// `169.254.0.0/16` (RFC 3927) or `fe80::/10`.
  case linkLocal
  /// `224.0.0.0/4` or `ff00::/8`.
  case multicast
  /// `255.255.255.255`.
  case broadcast
  /// RFC 5737, RFC 3849 and RFC 9637.
  case documentation
  /// Set aside without being any of the above: benchmarking, protocol assignments, class E and their like.
  case reserved
  /// Reachable from the internet.
  case global
}

extension IPv4Address {
  /// The kind of address this is.
  package var scope: IPScope { IPv4Address.scopes.first { $0.prefix.contains(self) }?.scope ?? .global }

  private static let scopes: [(prefix: IPv4Prefix, scope: IPScope)] = [
    (.init(0x0000_0000, 8), .unspecified),
    (.init(0x0A00_0000, 8), .private),
    (.init(0x6440_0000, 10), .shared),
    (.init(0x7F00_0000, 8), .loopback),
    (.init(0xA9FE_0000, 16), .linkLocal),
    (.init(0xAC10_0000, 12), .private),
    (.init(0xC000_0009, 32), .global),  // 192.0.0.9, RFC 7723
    (.init(0xC000_000A, 32), .global),  // 192.0.0.10, RFC 8155
    (.init(0xC000_0000, 24), .reserved),
    (.init(0xC000_0200, 24), .documentation),
    (.init(0xC0A8_0000, 16), .private),
    (.init(0xC612_0000, 15), .reserved),  // benchmarking, RFC 2544
    (.init(0xC633_6400, 24), .documentation),
    (.init(0xCB00_7100, 24), .documentation),
    (.init(0xE000_0000, 4), .multicast),
    (.init(0xFFFF_FFFF, 32), .broadcast),
    (.init(0xF000_0000, 4), .reserved),
  ]
}

/// A prefix of the table above.
private struct IPv4Prefix: Sendable {
  let base: UInt32
  let length: Int

  init(_ base: UInt32, _ length: Int) {
    self.base = base
    self.length = length
  }

  func contains(_ address: IPv4Address) -> Bool {
    (address.bits ^ base) >> UInt32(32 - length) == 0
  }
}

extension IPv6Address {
  /// The kind of address this is; an IPv4-mapped one has the scope of its IPv4 address.
  package var scope: IPScope {
    if let mapped { return mapped.scope }
    if bits == 0 { return .unspecified }
    if bits == 1 { return .loopback }
    let high = UInt64(truncatingIfNeeded: bits >> 64)
    switch high >> 56 {
    case 0xFF: return .multicast
    case 0xFC, 0xFD: return .private
    default: break
    }
    if high >> 54 == 0x3FA { return .linkLocal }
    if high >> 32 == 0x2001_0DB8 || high >> 44 == 0x3FFF0 { return .documentation }
    if high >> 32 == 0x0064_FF9B, high & 0xFFFF_FFFF == 0, bits >> 32 & 0xFFFF_FFFF == 0 {
      return IPv4Address(bits: UInt32(truncatingIfNeeded: bits)).scope  // NAT64, RFC 6052
    }
    if high >> 41 == 0x2001_0000 >> 9 { return isAssignedBelow2001 ? .global : .reserved }
    return high >> 61 == 1 ? .global : .reserved
  }

  /// Whether an address below `2001::/23` is one of the few there that are globally reachable.
  private var isAssignedBelow2001: Bool {
    let high = UInt64(truncatingIfNeeded: bits >> 64)
    switch high >> 32 {
    case 0x2001_0001: return [1, 2, 3].contains(bits & ((1 << 96) - 1))
    case 0x2001_0003: return true  // AMT, RFC 7450
    case 0x2001_0004: return high >> 16 == 0x2001_0004_0112  // AS112-v6, RFC 7535
    case 0x2001_0020...0x2001_003F: return true  // ORCHIDv2 and drone identifiers
    default: return false
    }
  }
}

extension IPAddress {
  /// The kind of address this is.
  package var scope: IPScope {
    switch self {
    case .v4(let address): address.scope
    case .v6(let address): address.scope
    }
  }

  /// Whether the address can only be reached inside a network: RFC 1918, RFC 4193.
  package var isPrivate: Bool { scope == .private }

  /// Whether the internet routes to the address.
  package var isGloballyRoutable: Bool { scope == .global }
}
