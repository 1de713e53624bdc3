import Networking
import Testing

/// What lists of permissions and of ACL entries allow, against an evaluator that asks address by address and port by port.
@Suite struct SecurityRulesTests {
  /// A small generator, so that a failure can be repeated from its seed.
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let lowPorts: ClosedRange<UInt16> = 440...452

  private func ports(_ random: inout Random) -> ClosedRange<UInt16> {
    let first = UInt16.random(in: Self.lowPorts, using: &random)
    let last = UInt16.random(in: Self.lowPorts, using: &random)
    if Int.random(in: 0..<6, using: &random) == 0 { return 0...UInt16.max }
    return min(first, last)...max(first, last)
  }

  /// A block within 10.0.0.0/28 or around it.
  private func block(_ random: inout Random) throws -> CIDR {
    let length = [0, 8, 28, 29, 30, 31, 32].randomElement(using: &random) ?? 32
    let host = UInt32.random(in: 0..<16, using: &random)
    return try #require(CIDR(IPAddress.v4(IPv4Address(bits: 0x0A00_0000 | host)), length: length))
  }

  private func protocols(_ random: inout Random) -> IPProtocol.Selection {
    [.all, .one(.tcp), .one(.udp), .one(.icmp)].randomElement(using: &random) ?? .all
  }

  @Test(arguments: 0..<300)
  func permissionsAgreeWithOneByOne(_ seed: Int) throws {
    var random = Random(state: UInt64(seed) &* 77 &+ 5)
    let list = try (0..<Int.random(in: 0..<8, using: &random)).map { _ in
      let peer: SecurityPermission.Peer =
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .group("sg-1")
        case 1: .prefixList("pl-1")
        default: .addresses(AddressSet([try block(&random)]))
        }
      return SecurityPermission(protocols(&random), ports(&random), peer)
    }
    let permissions = SecurityPermissions(list)
    let target = AddressSet([try block(&random), try block(&random)].filter { $0.length >= 28 })
    func isOpen(_ address: UInt32, _ port: UInt16, _ transport: IPProtocol) -> Bool {
      list.contains { one in
        guard case .addresses(let peers) = one.peer else { return false }
        return one.protocols.contains(transport) && one.ports.contains(port)
          && peers.contains(.v4(IPv4Address(bits: address)))
      }
    }
    let members = (UInt32(0x0A00_0000)...0x0A00_000F).filter { target.contains(.v4(IPv4Address(bits: $0))) }
    for transport in [IPProtocol.tcp, .udp] {
      let all = permissions.ports(transport, toAll: target)
      let groups = permissions.ports(transport, withGroups: ["sg-1", "sg-2"])
      for port in [0, 439] + Array(Self.lowPorts) + [453, UInt16.max] {
        let expected = !members.isEmpty && members.allSatisfy { isOpen($0, port, transport) }
        #expect(all.contains(port) == expected, "port \(port) of \(list)")
        let byGroup = list.contains {
          $0.peer == .group("sg-1") && $0.protocols.contains(transport) && $0.ports.contains(port)
        }
        #expect(groups.contains(port) == byGroup)
        let open = permissions.addresses(transport, port: port)
        for address in UInt32(0x0A00_0000)...0x0A00_0011 {
          #expect(open.contains(.v4(IPv4Address(bits: address))) == isOpen(address, port, transport))
        }
      }
    }
  }

  @Test(arguments: 0..<300)
  func entriesAgreeWithFirstMatch(_ seed: Int) throws {
    var random = Random(state: UInt64(seed) &* 91 &+ 3)
    let entries = try (0..<Int.random(in: 0..<9, using: &random)).map { _ in
      NetworkACLRules.Entry(
        number: Int.random(in: 1..<20, using: &random), allows: Bool.random(using: &random),
        protocols: protocols(&random), block: try block(&random), ports: ports(&random))
    }
    let rules = NetworkACLRules(entries)
    // Equal numbers: the one that stands first.
    let ordered = entries.enumerated().sorted {
      ($0.element.number, $0.offset) < ($1.element.number, $1.offset)
    }
    func allows(_ address: UInt32, _ port: UInt16, _ transport: IPProtocol) -> Bool {
      ordered.first { _, entry in
        entry.protocols.contains(transport) && (!transport.hasPorts || entry.ports.contains(port))
          && entry.block.contains(.v4(IPv4Address(bits: address)))
      }?.element.allows ?? false
    }
    let target = AddressSet([try block(&random)].filter { $0.length >= 28 })
    let addresses = [UInt32(0), 0x09FF_FFFF] + Array(UInt32(0x0A00_0000)...0x0A00_0011) + [.max]
    for transport in [IPProtocol.tcp, .udp, .icmp] {
      let denied = rules.denied(transport, of: target)
      for port in [0, 439] + Array(Self.lowPorts) + [453, UInt16.max] {
        let allowed = rules.allowed(transport, port: port)
        for address in addresses {
          #expect(
            allowed.contains(.v4(IPv4Address(bits: address))) == allows(address, port, transport),
            "\(IPv4Address(bits: address)) \(port) \(transport)")
        }
        let some = addresses.contains {
          target.contains(.v4(IPv4Address(bits: $0))) && !allows($0, port, transport)
        }
        if transport.hasPorts { #expect(denied.contains(port) == some) }
      }
    }
  }

  @Test func halvesOfTheInternetAreTheInternet() throws {
    let halves = try ["0.0.0.0/1", "128.0.0.0/1"].map { try #require(CIDR($0)) }
    let permissions = SecurityPermissions([
      SecurityPermission(.one(.tcp), 443...443, .addresses(AddressSet([halves[0]]))),
      SecurityPermission(.one(.tcp), 400...500, .addresses(AddressSet([halves[1]]))),
      SecurityPermission(.all, 1...1, .prefixList("pl-1")),
    ])
    let internet = AddressSet([try #require(CIDR("0.0.0.0/0"))])
    #expect(permissions.ports(.tcp, toAll: internet).description == "443")
    #expect(permissions.ports(.udp, toAll: internet).isEmpty)
    #expect(permissions.ports(.tcp, toAll: AddressSet()).isEmpty)
    #expect(permissions.ports(.tcp, withPrefixLists: ["pl-1"]) == .all)
  }

  @Test func bothFamiliesMustBeCovered() throws {
    let both = AddressSet(try ["10.0.0.0/8", "fd00::/8"].map { try #require(CIDR($0)) })
    let four = SecurityPermission(
      .one(.tcp), 1...9, .addresses(AddressSet([try #require(CIDR("0.0.0.0/0"))])))
    let six = SecurityPermission(.one(.tcp), 5...12, .addresses(AddressSet([try #require(CIDR("::/0"))])))
    #expect(SecurityPermissions([four]).ports(.tcp, toAll: both).isEmpty)
    #expect(SecurityPermissions([four, six]).ports(.tcp, toAll: both).description == "5-9")
  }

  @Test func protocolsAreReadAsEC2WritesThem() {
    #expect(IPProtocol.Selection("-1") == .all)
    #expect(IPProtocol.Selection("6") == .one(.tcp))
    #expect(IPProtocol.Selection("TCP") == .one(.tcp))
    #expect(IPProtocol.Selection("50") == .one(IPProtocol(number: 50)))
    #expect(IPProtocol.Selection("256") == nil)
    #expect(IPProtocol.Selection("esp") == nil)
    #expect(IPProtocol(number: 50).description == "protocol 50")
  }
}
