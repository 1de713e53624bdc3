/// A protocol number of the IP header (IANA's protocol numbers).
package struct IPProtocol: Hashable, Sendable {
  package let number: UInt8

  package init(number: UInt8) { self.number = number }

  package static let icmp = IPProtocol(number: 1)
  package static let tcp = IPProtocol(number: 6)
  package static let udp = IPProtocol(number: 17)
  package static let icmpv6 = IPProtocol(number: 58)

  /// Whether the protocol has ports that EC2 filters by.
  package var hasPorts: Bool { self == .tcp || self == .udp }

  /// How EC2 writes protocols: `-1` or `all` for every protocol, the number, or one of four names in any letter case.
  package enum Selection: Hashable, Sendable {
    case all
    case one(IPProtocol)

    /// `nil` for what is no protocol.
    package init?(_ text: some StringProtocol) {
      switch text.lowercased() {
      case "-1", "all": self = .all
      case "tcp": self = .one(.tcp)
      case "udp": self = .one(.udp)
      case "icmp": self = .one(.icmp)
      case "icmpv6": self = .one(.icmpv6)
      default:
        guard text.utf8.allSatisfy(ASCII.isDigit), let number = UInt8(text) else { return nil }
        self = .one(IPProtocol(number: number))
      }
    }

    package func contains(_ other: IPProtocol) -> Bool {
      switch self {
      case .all: true
      case .one(let own): own == other
      }
    }
  }
}

extension IPProtocol: CustomStringConvertible {
  /// `TCP`, `UDP`, `ICMP`, `ICMPv6` or `protocol 50`.
  package var description: String {
    switch self {
    case .tcp: "TCP"
    case .udp: "UDP"
    case .icmp: "ICMP"
    case .icmpv6: "ICMPv6"
    default: "protocol \(number)"
    }
  }
}
