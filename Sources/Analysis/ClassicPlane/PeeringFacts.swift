import Documents
import Inventory
import Networking

/// The two sides of a peering connection, seen from a workspace's VPC.
struct PeeringSides {
  let isRequester: Bool
  let workspace: DocumentNode?
  let peer: DocumentNode?

  /// - Parameter vpc: the workspace's VPC.
  init(_ connection: DocumentNode, workspace vpc: String) {
    isRequester = connection.at("RequesterVpcInfo", "VpcId")?.identifier == vpc
    workspace = connection[isRequester ? "RequesterVpcInfo" : "AccepterVpcInfo"]
    peer = connection[isRequester ? "AccepterVpcInfo" : "RequesterVpcInfo"]
  }

  var peerVPC: String? { peer?["VpcId"]?.identifier }
  var workspaceBlocks: [CIDR] { Self.blocks(workspace) }

  /// The blocks of the peer: those that the connection tells, and those of its VPC, as a Terraform state tells only these.
  func peerBlocks(_ cloud: CloudIndex) -> [CIDR] { Self.all(peerVPC, Self.blocks(peer), cloud) }

  static func all(_ vpc: String?, _ told: [CIDR], _ cloud: CloudIndex) -> [CIDR] {
    let own = vpc.flatMap { cloud.find(.vpc, $0) }.map { ClassicFacts.blocks(of: cloud.node($0)) } ?? []
    return told + own.filter { !told.contains($0) }
  }

  private static func blocks(_ side: DocumentNode?) -> [CIDR] {
    guard let side else { return [] }
    let set = side.list("CidrBlockSet").compactMap { $0["CidrBlock"]?.text }
    return (set.isEmpty ? [side["CidrBlock"]?.text].compactMap { $0 } : set).compactMap { CIDR($0) }
  }
}

/// What peering connections of workspace networks are worth (section 1.3 of the AWS reference).
struct PeeringFacts {
  private let plane: ClassicPlane
  private var cloud: CloudIndex { plane.cloud }

  init(_ plane: ClassicPlane) { self.plane = plane }

  func add(to facts: inout FactTable) {
    var byVPC: [String: [ClassicNetwork]] = [:]
    for network in plane.networks { if let vpc = network.vpcID { byVPC[vpc, default: []].append(network) } }
    for (vpc, networks) in byVPC.sorted(by: { $0.key < $1.key }) {
      for peering in cloud.peerings(of: vpc) { add(peering, vpc, networks, to: &facts) }
    }
    addTables(byVPC, to: &facts)
  }

  private func add(
    _ id: ResourceID, _ vpc: String, _ networks: [ClassicNetwork], to facts: inout FactTable
  ) {
    let sides = PeeringSides(cloud.node(id), workspace: vpc)
    facts.set(id, "workspaceSide", .string(sides.isRequester ? "requester" : "accepter"))
    facts.set(id, "workspaceVPC", .string(vpc))
    if let peer = sides.peerVPC { facts.set(id, "peerVPC", .string(peer)) }
    let state = cloud.node(id).at("Status", "Code")?.text?.lowercased() ?? ""
    facts.set(id, "state", .string(state))
    facts.set(id, "overlap", .string(overlap(sides, vpc)))
    addWorkspaceRoutes(id, sides, networks, to: &facts)
    addPeerRoutes(id, sides, networks, to: &facts)
    addPermissions(id, sides, networks, to: &facts)
    addDNS(id, sides, vpc, to: &facts)
  }

  /// The first pair of blocks of the two sides that share an address: `10.20.0.0/16 and 10.20.128.0/17`; else empty.
  private func overlap(_ sides: PeeringSides, _ vpc: String) -> String {
    let left = PeeringSides.all(vpc, sides.workspaceBlocks, cloud)
    let right = peerBlocks(sides)
    guard AddressSet(left).overlaps(AddressSet(right)) else { return "" }
    for one in left { if let other = right.first(where: one.overlaps) { return "\(one) and \(other)" } }
    return ""
  }

  private func peerBlocks(_ sides: PeeringSides) -> [CIDR] { sides.peerBlocks(cloud) }

  // MARK: Routes

  /// Subnets from which no block, or not every block, of the peer is routed through the connection.
  private func addWorkspaceRoutes(
    _ id: ResourceID, _ sides: PeeringSides, _ networks: [ClassicNetwork], to facts: inout FactTable
  ) {
    let name = cloud.id(of: id)
    let blocks = peerBlocks(sides)
    guard !blocks.isEmpty else { return }
    var (none, some): ([String], [String]) = ([], [])
    var isKnown = true
    for subnet in networks.flatMap(\.subnets) {
      guard let routes = subnet.routes else {
        isKnown = false
        continue
      }
      let routed = blocks.filter { Self.isRouted($0, name, routes) }
      if routed.isEmpty { none.append(subnet.name) }
      let rest = blocks.filter { !routed.contains($0) }
      if !routed.isEmpty, !rest.isEmpty {
        some.append("\(subnet.name): \(rest.map(\.description).joined(separator: ", "))")
      }
    }
    facts.set(id, "workspaceRoutesKnown", .bool(isKnown))
    facts.set(id, "subnetsWithoutRoute", .strings(none))
    facts.set(id, "partlyRoutedSubnets", .strings(some))
  }

  /// Whether a part of a block is routed through a connection: networks may route what they need alone.
  static func isRouted(_ block: CIDR, _ peering: String, _ routes: [Route]) -> Bool {
    routes.contains {
      $0.target == .peering(peering) && !$0.isBlackhole && $0.block?.overlaps(block) == true
    }
  }

  /// Workspace subnets that no table of the peer's VPC routes back to.
  private func addPeerRoutes(
    _ id: ResourceID, _ sides: PeeringSides, _ networks: [ClassicNetwork], to facts: inout FactTable
  ) {
    let tables = sides.peerVPC.map { cloud.all(.routeTable, in: $0) } ?? []
    facts.set(id, "peerTablesKnown", .bool(!tables.isEmpty))
    guard !tables.isEmpty else { return }
    let name = cloud.id(of: id)
    let back = AddressSet(
      tables.flatMap { Route.all(of: cloud.node($0)) ?? [] }
        .filter { $0.target == .peering(name) && !$0.isBlackhole }.compactMap(\.block))
    let lost = networks.flatMap(\.subnets).filter { subnet in
      subnet.block.map { !back.overlaps(AddressSet([$0])) } ?? false
    }
    facts.set(id, "subnetsWithoutReturn", .strings(lost.map(\.name)))
  }

  /// Routes of workspace subnets into a peering connection that are wider than the peer: `0.0.0.0/0 to pcx-1`.
  private func addTables(_ byVPC: [String: [ClassicNetwork]], to facts: inout FactTable) {
    var done: Set<ResourceID> = []
    // In order: exports of several accounts may show one table in two VPCs, and the first one counts.
    for (vpc, networks) in byVPC.sorted(by: { $0.key < $1.key }) {
      for table in networks.flatMap({ $0.subnets.compactMap(\.table) }) where done.insert(table).inserted {
        let wide = (Route.all(of: cloud.node(table)) ?? []).compactMap { route -> String? in
          guard case .peering(let name) = route.target, let block = route.block,
            let peering = cloud.find(.peeringConnection, name)
          else { return nil }
          let blocks = peerBlocks(PeeringSides(cloud.node(peering), workspace: vpc))
          guard !blocks.isEmpty, !AddressSet(blocks).isSuperset(of: AddressSet([block])) else { return nil }
          return "\(block) to \(name)"
        }
        facts.set(table, "widePeeringRoutes", .strings(wide))
      }
    }
  }

  // MARK: Permissions

  /// Whether the peer's groups admit the nodes, whether the nodes may go to the peer, and which ACLs deny either.
  private func addPermissions(
    _ id: ResourceID, _ sides: PeeringSides, _ networks: [ClassicNetwork], to facts: inout FactTable
  ) {
    let peers = AddressSet(peerBlocks(sides))
    let groups = sides.peerVPC.map { cloud.all(.securityGroup, in: $0) } ?? []
    let own = AddressSet(networks.flatMap { $0.subnets.compactMap(\.block) })
    let names = Set(networks.flatMap { $0.groups.map(\.name) })
    if !groups.isEmpty {
      let admits = groups.contains { group in
        let reading = SecurityGroupReader.read(cloud.node(group)["IpPermissions"])
        return !reading.isComplete || Self.permits(reading.permissions, own, names)
      }
      facts.set(id, "peerAdmits", .bool(admits))
    }
    let peerGroups = Set(groups.map { cloud.id(of: $0) })
    if networks.allSatisfy(\.groupsAreKnown), !peers.isEmpty {
      facts.set(
        id, "egressPermitted", .bool(networks.allSatisfy { Self.permits($0.egress, peers, peerGroups) }))
    }
    addACLs(id, sides, networks, peers, own, to: &facts)
    addCommonPorts(id, sides, networks, groups, to: &facts)
  }

  /// The TCP ports on which nodes may connect to something in the peer's VPC: that every step lets through.
  private func addCommonPorts(
    _ id: ResourceID, _ sides: PeeringSides, _ networks: [ClassicNetwork], _ groups: [ResourceID],
    to facts: inout FactTable
  ) {
    let readings = groups.map { SecurityGroupReader.read(cloud.node($0)["IpPermissions"]) }
    let peers = AddressSet(peerBlocks(sides))
    guard !readings.isEmpty, readings.allSatisfy(\.isComplete), !peers.isEmpty,
      networks.allSatisfy({ $0.groupsAreKnown && $0.addresses != nil })
    else { return }
    let peerGroups = Set(groups.map { cloud.id(of: $0) })
    var common = PortSet()
    for network in networks {
      let own = network.addresses ?? AddressSet()
      var ports = Self.ports(network.egress, peers, peerGroups)
      let admitted = readings.map { Self.ports($0.permissions, own, network.groupIDs) }
      ports = ports.intersection(admitted.reduce(PortSet()) { $0.union($1) })
      if let out = allowed(network.subnets.compactMap(\.acl), peers, egress: true) {
        ports = ports.intersection(out)
      }
      let acls = sides.peerVPC.map { cloud.all(.networkACL, in: $0) } ?? []
      if let inward = allowed(acls, own, egress: false) { ports = ports.intersection(inward) }
      common = common.union(ports)
    }
    facts.set(id, "commonPorts", .string(common.description))
  }

  /// The TCP ports that permissions open with some of the addresses or with one of the groups.
  private static func ports(
    _ permissions: SecurityPermissions, _ addresses: AddressSet, _ groups: Set<String>
  ) -> PortSet {
    permissions.ports(.tcp) { peer in
      switch peer {
      case .addresses(let own): own.overlaps(addresses)
      case .group(let name): groups.contains(name)
      case .prefixList: false
      }
    }
  }

  /// The TCP ports that some of the ACLs allow with some of the addresses; `nil` where none of them is known.
  private func allowed(_ acls: [ResourceID], _ addresses: AddressSet, egress: Bool) -> PortSet? {
    let rules = Set(acls).sorted().compactMap {
      SecurityGroupReader.entries(of: cloud.node($0), egress: egress)
    }
    guard !rules.isEmpty else { return nil }
    var open: [ClosedRange<UInt16>] = []
    for rule in rules {
      let starts = rule.portClasses(.tcp)
      for (index, start) in starts.enumerated()
      where rule.allowed(.tcp, port: start).overlaps(addresses) {
        open.append(start...(index + 1 < starts.count ? starts[index + 1] - 1 : UInt16.max))
      }
    }
    return PortSet(IntervalSet(open))
  }

  /// Whether some port is open with some of the addresses or with one of the groups.
  private static func permits(
    _ permissions: SecurityPermissions, _ addresses: AddressSet, _ groups: Set<String>
  ) -> Bool {
    permissions.all.contains { permission in
      switch permission.peer {
      case .addresses(let own): own.overlaps(addresses)
      case .group(let name): groups.contains(name)
      case .prefixList: false
      }
    }
  }

  private func addACLs(
    _ id: ResourceID, _ sides: PeeringSides, _ networks: [ClassicNetwork], _ peers: AddressSet,
    _ own: AddressSet, to facts: inout FactTable
  ) {
    var denying: [String] = []
    func judge(_ acl: ResourceID, _ addresses: AddressSet) {
      guard !addresses.isEmpty else { return }
      for egress in [false, true] {
        guard let rules = SecurityGroupReader.entries(of: cloud.node(acl), egress: egress) else { continue }
        let isOpen = rules.portClasses(.tcp).contains { rules.allowed(.tcp, port: $0).overlaps(addresses) }
        if !isOpen { denying.append("\(cloud.id(of: acl)) (\(egress ? "outbound" : "inbound"))") }
      }
    }
    for acl in Set(networks.flatMap { $0.subnets.compactMap(\.acl) }).sorted() { judge(acl, peers) }
    for acl in sides.peerVPC.map({ cloud.all(.networkACL, in: $0) }) ?? [] { judge(acl, own) }
    facts.set(id, "denyingACLs", .strings(denying))
  }

  // MARK: DNS

  /// Whether a side's hostnames resolve to private addresses when they are asked for from the other side: `on`, `off`, or
  /// `unknown` where the export does not show that side's options.
  private func addDNS(_ id: ResourceID, _ sides: PeeringSides, _ vpc: String, to facts: inout FactTable) {
    func state(_ side: DocumentNode?) -> String {
      guard let value = side?.at("PeeringOptions", "AllowDnsResolutionFromRemoteVpc")?.bool else {
        return "unknown"
      }
      return value ? "on" : "off"
    }
    facts.set(id, "peerDNS", .string(state(sides.peer)))
    facts.set(id, "workspaceDNS", .string(state(sides.workspace)))
    var off: [String] = []
    for name in [vpc, sides.peerVPC].compactMap({ $0 }) {
      if cloud.flag("EnableDnsSupport", of: name)?.value == false { off.append("\(name): EnableDnsSupport") }
      if cloud.flag("EnableDnsHostnames", of: name)?.value == false {
        off.append("\(name): EnableDnsHostnames")
      }
    }
    facts.set(id, "dnsFlagsOff", .strings(off))
    guard let peer = sides.peerVPC, cloud.inventory.lists(.vpcEndpoint) else { return }
    func hasStorage(_ vpc: String) -> Bool {
      cloud.all(.vpcEndpoint, in: vpc).contains {
        cloud.node($0)["VpcEndpointType"]?.text?.lowercased() == "gateway"
          && EndpointService(cloud.node($0)["ServiceName"]?.text ?? "").name == "s3"
      }
    }
    facts.set(id, "s3GatewayOnlyInPeer", .bool(hasStorage(peer) && !hasStorage(vpc)))
  }
}
