/// An exact set of connections: ports for each of the transport protocols that NetworkPolicies know.
package struct ConnectionSet: Hashable, Sendable {
  package var tcp: PortSet
  package var udp: PortSet
  package var sctp: PortSet

  package init(tcp: PortSet = PortSet(), udp: PortSet = PortSet(), sctp: PortSet = PortSet()) {
    self.tcp = tcp
    self.udp = udp
    self.sctp = sctp
  }

  /// The ports of one protocol.
  package init(_ transport: TransportProtocol, _ ports: PortSet) {
    self.init()
    switch transport {
    case .tcp: tcp = ports
    case .udp: udp = ports
    case .sctp: sctp = ports
    }
  }

  package static let none = ConnectionSet()

  /// Every connection there can be: ports 1 to 65535 of each protocol.
  package static let all = ConnectionSet(tcp: .connectable, udp: .connectable, sctp: .connectable)

  package var isEmpty: Bool { tcp.isEmpty && udp.isEmpty && sctp.isEmpty }

  package func ports(_ transport: TransportProtocol) -> PortSet {
    switch transport {
    case .tcp: tcp
    case .udp: udp
    case .sctp: sctp
    }
  }

  package func union(_ other: Self) -> Self {
    Self(tcp: tcp.union(other.tcp), udp: udp.union(other.udp), sctp: sctp.union(other.sctp))
  }

  package func intersection(_ other: Self) -> Self {
    Self(
      tcp: tcp.intersection(other.tcp), udp: udp.intersection(other.udp), sctp: sctp.intersection(other.sctp))
  }

  package func subtracting(_ other: Self) -> Self {
    Self(
      tcp: tcp.subtracting(other.tcp), udp: udp.subtracting(other.udp), sctp: sctp.subtracting(other.sctp))
  }

  /// Whether every connection of another set is in this one.
  package func isSuperset(of other: Self) -> Bool { other.subtracting(self).isEmpty }
}

extension ConnectionSet: CustomStringConvertible {
  /// `TCP 80,443; UDP 53`, `all connections` or `no connections`; a protocol without numbers has all ports.
  package var description: String {
    if self == .all { return "all connections" }
    if isEmpty { return "no connections" }
    let parts = TransportProtocol.allCases.compactMap { transport -> String? in
      let ports = ports(transport)
      if ports.isEmpty { return nil }
      return ports == .connectable ? transport.rawValue : "\(transport.rawValue) \(ports)"
    }
    return parts.joined(separator: "; ")
  }
}

/// A transport protocol of `networking.k8s.io/v1`.
package enum TransportProtocol: String, Hashable, Sendable, CaseIterable {
  case tcp = "TCP"
  case udp = "UDP"
  case sctp = "SCTP"
}

extension PortSet {
  /// The ports that something can listen on: 1 to 65535.
  package static let connectable = PortSet(1...UInt16.max)
}
