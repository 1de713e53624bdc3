import Documents
import Inventory
import Networking

// What security groups permit a network's nodes (section 4.3 of the AWS reference).
extension ClassicFacts {
  private static let directions: [(fact: String, name: String, transport: IPProtocol, isIngress: Bool)] = [
    ("missingSelfIngressTCP", "inbound TCP", .tcp, true),
    ("missingSelfIngressUDP", "inbound UDP", .udp, true),
    ("missingSelfEgressTCP", "outbound TCP", .tcp, false),
    ("missingSelfEgressUDP", "outbound UDP", .udp, false),
  ]

  /// What is missing between the nodes themselves. Nothing can listen on port 0, so that its absence does not count.
  func addSelf(_ network: ClassicNetwork, to facts: inout FactTable) {
    guard network.groupsAreKnown else { return }
    var byAddress: [String] = []
    var found: [String: String] = [:]
    for direction in Self.directions {
      let permitted = direction.isIngress ? network.ingress : network.egress
      let byGroup = permitted.ports(direction.transport, withGroups: network.groupIDs)
      let addresses = permitted.ports(direction.transport, toAll: network.addresses ?? Self.internet)
      let missing = PortSet.connectable.subtracting(byGroup)
      var rest = missing.subtracting(addresses)
      if network.addresses == nil, !rest.isEmpty {
        // Where the subnets are is not known: what some address may use may be what they may use.
        let perhaps = permitted.ports(direction.transport) { peer in
          if case .addresses = peer { true } else { false }
        }
        rest = rest.subtracting(perhaps)
        if rest.isEmpty { return }
      }
      found[direction.fact] = rest.description
      // An egress to everywhere is no replacement for a rule that is missing: it is the usual form.
      if rest.isEmpty, !missing.isEmpty, direction.isIngress { byAddress.append(direction.name) }
    }
    for (fact, ports) in found { facts.set(network.id, fact, .string(ports)) }
    facts.set(network.id, "selfByAddress", .strings(byAddress))
  }

  /// What of the ports that nodes need is not permitted to where they are needed.
  func addEgress(_ network: ClassicNetwork, _ settings: WorkspaceSettings, to facts: inout FactTable) {
    guard let needs = EgressNeeds(network, cloud) else { return }
    let id = network.id
    let resolvers = customResolvers(network)
    if let resolvers { facts.set(id, "customResolvers", .strings(resolvers)) }
    facts.set(id, "missingEgressPorts", .strings(needs.missing(resolvers ?? [])))
    facts.set(id, "undecidedEgressPorts", .strings(needs.undecided))
    facts.set(id, "missingTargets443", .strings(needs.missingTargets443))
    facts.set(id, "egressToInternet", .string(needs.internet.description))
    if let tunnel = needs.tunnelPort(settings) {
      facts.set(id, "tunnelPort", .int(Int(tunnel)))
      if let isBlocked = needs.isTunnelBlocked(tunnel) { facts.set(id, "tunnelBlocked", .bool(isBlocked)) }
    }
  }

  /// The DNS servers of the VPC that are not Amazon's; `nil` where its options are not known.
  func customResolvers(_ network: ClassicNetwork) -> [String]? {
    guard let name = network.vpc.flatMap({ cloud.node($0)["DhcpOptionsId"]?.identifier }),
      let options = cloud.find(.dhcpOptions, name)
    else { return nil }
    return cloud.node(options).list("DhcpConfigurations")
      .filter { $0["Key"]?.text == "domain-name-servers" }
      .flatMap { $0.list("Values").compactMap { $0["Value"]?.text } }
      .filter { $0.lowercased() != "amazonprovideddns" }
  }

  // MARK: Groups

  /// Permissions that a workspace's group has for others than its own networks and their peers.
  func addGroups(to facts: inout FactTable) {
    var owners: [ResourceID: [Int]] = [:]
    for (index, network) in plane.networks.enumerated() {
      for group in network.groups.compactMap(\.resource) { owners[group, default: []].append(index) }
    }
    for (group, indices) in owners {
      let networks = indices.map { plane.networks[$0] }
      let known = Set(networks.flatMap { $0.groups.map(\.name) })
      var inside: [CIDR] = networks.flatMap { $0.subnets.compactMap(\.block) }
      var knowsPeers = true
      for vpc in Set(networks.compactMap(\.vpcID)) {
        for peering in cloud.peerings(of: vpc) {
          let blocks = PeeringSides(cloud.node(peering), workspace: vpc).peerBlocks(cloud)
          if blocks.isEmpty { knowsPeers = false }
          inside += blocks
        }
      }
      // What is admitted may be a peer of which only its name is shown.
      let blocks = knowsPeers ? AddressSet(inside) : nil
      facts.set(group, "foreignIngress", .strings(foreignIngress(group, known: known, inside: blocks)))
      addStale(group, to: &facts)
    }
  }

  /// What a group admits beside its own, everything aside: `TCP 22 from 203.0.113.0/24`.
  ///
  /// - Parameter inside: the addresses of the network and its peers; `nil` where those of a peer are not known.
  private func foreignIngress(_ group: ResourceID, known: Set<String>, inside: AddressSet?) -> [String] {
    var found: [String] = []
    for permission in cloud.node(group).list("IpPermissions") {
      let what = Self.describe(permission)
      for (list, key) in [("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6")] {
        for range in permission.value(forKey: list)?.elements.map({ $0 }) ?? [] {
          guard let text = range.value(forKey: key)?.text, let block = CIDR(text), block.length > 0,
            let inside, !inside.isSuperset(of: AddressSet([block]))
          else { continue }
          found.append("\(what) from \(text)")
        }
      }
      for pair in permission.list("UserIdGroupPairs") where pair["VpcPeeringConnectionId"] == nil {
        if let name = pair["GroupId"]?.identifier, !known.contains(name) {
          found.append("\(what) from \(name)")
        }
      }
      for list in permission.list("PrefixListIds") {
        if let name = list["PrefixListId"]?.identifier { found.append("\(what) from \(name)") }
      }
    }
    return found
  }

  /// `TCP 443`, `UDP 0-65535`, `all traffic`.
  static func describe(_ permission: DocumentNode) -> String {
    guard let protocols = permission["IpProtocol"]?.text.flatMap(IPProtocol.Selection.init) else {
      return "unknown traffic"
    }
    guard case .one(let transport) = protocols else { return "all traffic" }
    guard transport.hasPorts, let from = permission["FromPort"]?.integer else { return transport.description }
    let to = permission["ToPort"]?.integer ?? from
    return from == to ? "\(transport) \(from)" : "\(transport) \(from)-\(to)"
  }

  /// References to groups of a peer that is gone or in another Region, where such references do not work.
  private func addStale(_ group: ResourceID, to facts: inout FactTable) {
    var (stale, far): ([String], [String]) = ([], [])
    let node = cloud.node(group)
    for pair in (node.list("IpPermissions") + node.list("IpPermissionsEgress")).flatMap({
      $0.list("UserIdGroupPairs")
    }) {
      guard let name = pair["GroupId"]?.identifier else { continue }
      if let status = pair["PeeringStatus"]?.text, status.lowercased() != "active" { stale.append(name) }
      guard
        let peering = pair["VpcPeeringConnectionId"]?.identifier.flatMap({
          cloud.find(.peeringConnection, $0)
        })
      else { continue }
      let connection = cloud.node(peering)
      if let code = connection.at("Status", "Code")?.text, code != "active" { stale.append(name) }
      if let one = connection.at("RequesterVpcInfo", "Region")?.text,
        let other = connection.at("AccepterVpcInfo", "Region")?.text, one != other
      {
        far.append(name)
      }
    }
    facts.set(group, "stalePeers", .strings(Set(stale).sorted()))
    facts.set(group, "crossRegionPeers", .strings(Set(far).sorted()))
  }
}
