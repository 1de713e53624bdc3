import Documents
import Inventory
import Networking

/// What the joined picture says, as facts for rules. A fact that the artefacts do not tell is not set.
struct ClassicFacts {
  let plane: ClassicPlane
  var cloud: CloudIndex { plane.cloud }
  var inventory: Inventory { plane.cloud.inventory }

  init(_ plane: ClassicPlane) { self.plane = plane }

  static let internet = AddressSet([CIDR(IPAddress.v4(IPv4Address(bits: 0)), length: 0)].compactMap { $0 })

  func add(to facts: inout FactTable) {
    let shared = SharedMembers(plane.networks)
    let settings = WorkspaceSettings(inventory)
    for network in plane.networks {
      addShape(network, settings, to: &facts)
      addMembers(network, shared, to: &facts)
      addSubnets(network, to: &facts)
      addAddresses(network, to: &facts)
      addSelf(network, to: &facts)
      addEgress(network, settings, to: &facts)
      addServices(network, to: &facts)
      addBackEnd(network, to: &facts)
    }
    addIDs(to: &facts)
    addWorkspaceNetworks(to: &facts)
    addLegacyAccess(settings, to: &facts)
    addVPCs(to: &facts)
    addNATGateways(to: &facts)
    addACLs(settings, to: &facts)
    addGroups(to: &facts)
    addEndpoints(settings, to: &facts)
    addRegistrations(to: &facts)
    addSettings(to: &facts)
    addUse(settings, to: &facts)
    addEndpointACLs(to: &facts)
    PeeringFacts(plane).add(to: &facts)
  }

  // MARK: The network

  private func addShape(_ network: ClassicNetwork, _ settings: WorkspaceSettings, to facts: inout FactTable) {
    facts.set(network.id, "shape", .string(network.shape.rawValue))
    if let region = network.region {
      facts.set(network.id, "region", .string(region))
      facts.set(network.id, "isGovCloud", .bool(network.isGovCloud))
    }
    if let subnet = network.subnetRegion { facts.set(network.id, "subnetRegion", .string(subnet)) }
    facts.set(network.id, "complianceProfile", .string(settings.complianceProfile.rawValue))
    facts.set(network.id, "legacyAccess", .string(settings.legacyAccess.rawValue))
    facts.set(network.id, "isExported", .bool(network.isExported))
  }

  /// Members that are elsewhere, shared or absent from exports that should hold them.
  private func addMembers(_ network: ClassicNetwork, _ shared: SharedMembers, to facts: inout FactTable) {
    let id = network.id
    let subnets = network.subnets.compactMap { $0.resource.map { ($0, "") } }
    let groups = network.groups.compactMap { $0.resource.map { ($0, "") } }
    let vpc = network.vpcID
    facts.set(id, "foreignSubnets", .strings(foreign(subnets.map(\.0), vpc)))
    facts.set(id, "foreignSecurityGroups", .strings(foreign(groups.map(\.0), vpc)))
    facts.set(id, "sharedSubnets", .strings(network.subnets.map(\.name).filter(shared.subnets.contains)))
    facts.set(
      id, "sharedSecurityGroups", .strings(network.groups.map(\.name).filter(shared.groups.contains)))
    facts.set(id, "missingMembers", .strings(missingMembers(network)))
  }

  /// Members of another VPC than the network's: `subnet-1 (vpc-2)`.
  private func foreign(_ members: [ResourceID], _ vpc: String?) -> [String] {
    members.compactMap { member in
      guard let own = cloud.node(member)["VpcId"]?.identifier, let vpc, cloud.areDifferent(own, vpc) == true
      else { return nil }
      return "\(cloud.id(of: member)) (\(own))"
    }
  }

  /// What the network names and complete exports of its account and Region do not hold.
  private func missingMembers(_ network: ClassicNetwork) -> [String] {
    guard network.isExported else { return [] }
    var missing: [String] = []
    if inventory.lists(.vpc), network.vpc == nil, let vpc = network.vpcID { missing.append(vpc) }
    if inventory.lists(.awsSubnet) {
      missing += network.subnets.filter { $0.resource == nil }.map(\.name)
    }
    if inventory.lists(.securityGroup) {
      missing += network.groups.filter { $0.resource == nil }.map(\.name)
    }
    return missing.filter { !CloudIndex.isPlanned($0) }
  }

  // MARK: Subnets

  private func addSubnets(_ network: ClassicNetwork, to facts: inout FactTable) {
    let id = network.id
    let zones = network.subnets.compactMap(\.zone)
    facts.set(id, "zones", .strings(Set(zones).sorted()))
    facts.set(id, "duplicateZones", .strings(Self.repeated(zones)))
    facts.set(id, "implicitSubnets", .strings(network.subnets.filter(\.isImplicit).map(\.name)))
    facts.set(
      id, "subnetsWithoutEgress",
      .strings(network.subnets.filter { $0.egress != .unknown && !$0.hasEgress }.map(\.name)))
    facts.set(
      id, "publicSubnets",
      .strings(
        network.subnets.compactMap { subnet in
          if case .internetGateway(let gateway) = subnet.egress { "\(subnet.name) (\(gateway))" } else { nil }
        }))
    addRoutes(network, to: &facts)
    for subnet in network.subnets {
      guard let resource = subnet.resource else { continue }
      if let block = subnet.block { facts.set(resource, "prefixLength", .int(block.length)) }
      facts.set(resource, "hasEgress", .bool(subnet.hasEgress))
    }
  }

  /// What differs between the subnets' ways out.
  private func addRoutes(_ network: ClassicNetwork, to facts: inout FactTable) {
    let known = network.subnets.filter { $0.routes != nil }
    guard known.count == network.subnets.count, !known.isEmpty else { return }
    var kinds: Set<String> = []
    var peerings: Set<Set<String>> = []
    for subnet in known {
      kinds.insert(Self.name(subnet.egress))
      peerings.insert(
        Set(
          (subnet.routes ?? []).filter { !$0.isBlackhole }.compactMap { route in
            if case .peering(let name) = route.target { name } else { nil }
          }))
    }
    facts.set(network.id, "egressKinds", .strings(kinds.sorted()))
    facts.set(network.id, "peeringsDiffer", .bool(peerings.count > 1))
    let gateways = Set(
      known.compactMap { subnet -> String? in
        if case .natGateway(let name) = subnet.egress { name } else { nil }
      })
    facts.set(network.id, "natGatewayNames", .strings(gateways.sorted()))
  }

  static func name(_ egress: ClassicNetwork.Egress) -> String {
    switch egress {
    case .unknown: "unknown"
    case .none: "none"
    case .internetGateway: "internetGateway"
    case .peering: "peering"
    case .natGateway: "natGateway"
    case .other: "other"
    }
  }

  static func repeated(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return Set(values.filter { !seen.insert($0).inserted }).sorted()
  }

  private func addAddresses(_ network: ClassicNetwork, to facts: inout FactTable) {
    let resources = network.subnets.compactMap(\.resource)
    guard !resources.isEmpty, resources.count == network.subnets.count else { return }
    let free = resources.compactMap { cloud.node($0)["AvailableIpAddressCount"]?.integer }
    if free.count == resources.count {
      facts.set(
        network.id, "freeAddresses", .int(Int(clamping: free.reduce(0) { $0 &+ min(max($1, 0), 1 << 32) })))
    }
    let blocks = network.subnets.compactMap(\.block)
    if blocks.count == resources.count {
      facts.set(network.id, "capacityNodes", .int(blocks.reduce(0) { $0 + Self.nodes(in: $1) }))
      addVPCBlocks(network, to: &facts)
    }
    let sizes = inventory.ids(of: .cluster).compactMap { id -> Int64? in
      let node = cloud.node(id)
      return node.at("autoscale", "max_workers")?.integer ?? node["num_workers"]?.integer
    }
    // A list of clusters does not say whose it is.
    if plane.networks.count == 1, let largest = sizes.max() {
      facts.set(network.id, "largestCluster", .int(Int(clamping: min(max(largest, 0), 1_000_000) + 1)))
    }
  }

  /// Nodes that fit into a subnet: two addresses a node, and five that AWS keeps (section 4.1 of the reference).
  static func nodes(in block: CIDR) -> Int {
    guard block.family == .v4, block.length <= 29 else { return 0 }
    return ((1 << (32 - block.length)) - 5) / 2
  }

  /// The VPC's blocks that the subnets lie in.
  private func addVPCBlocks(_ network: ClassicNetwork, to facts: inout FactTable) {
    guard let vpc = network.vpc else { return }
    let blocks = Self.blocks(of: cloud.node(vpc))
    let own = network.subnets.compactMap(\.block).compactMap { subnet in
      blocks.first { $0.contains(subnet) }?.description
    }
    facts.set(network.id, "vpcBlocks", .strings(Set(own).sorted()))
  }

  /// The IPv4 blocks that a VPC has, disassociated ones left out.
  static func blocks(of vpc: DocumentNode) -> [CIDR] {
    let associated = vpc.list("CidrBlockAssociationSet").filter {
      ["associated", "associating", ""].contains($0.at("CidrBlockState", "State")?.text?.lowercased() ?? "")
    }
    let texts = associated.isEmpty ? [vpc["CidrBlock"]?.text] : associated.map { $0["CidrBlock"]?.text }
    return texts.compactMap { $0.flatMap { CIDR($0) } }
  }
}

/// Subnets and groups that several networks name.
struct SharedMembers {
  let subnets: Set<String>
  let groups: Set<String>

  init(_ networks: [ClassicNetwork]) {
    subnets = Set(ClassicFacts.repeated(networks.flatMap { $0.subnets.map(\.name) }))
    groups = Set(ClassicFacts.repeated(networks.flatMap { $0.groups.map(\.name) }))
  }
}

/// Settings that change what a network needs (section 2.8 of the reference). An export of a workspace's setting does not say
/// whose it is: it is believed for a single workspace, or where all agree.
struct WorkspaceSettings {
  enum State: String { case on, off, unknown }

  let complianceProfile: State
  /// Whether the built-in Hive metastore may still be used: `off` where it is shown to be disabled.
  let legacyAccess: State

  init(_ inventory: Inventory) {
    let profiles = inventory.ids(of: .complianceSecurityProfile).map { inventory.node(of: $0) }
    complianceProfile = Self.state(
      account: profiles.compactMap { $0.at("csp_enablement_account", "is_enforced")?.bool },
      workspace: profiles.compactMap { $0.at("compliance_security_profile_workspace", "is_enabled")?.bool })
    let legacy = inventory.ids(of: .disableLegacyAccess).map { inventory.node(of: $0) }
    let disabled = Self.state(
      account: legacy.compactMap { $0.at("disable_legacy_features", "value")?.bool },
      workspace: legacy.compactMap { $0.at("disable_legacy_access", "value")?.bool })
    legacyAccess = disabled == .on ? .off : disabled == .off ? .on : .unknown
  }

  private static func state(account: [Bool], workspace: [Bool]) -> State {
    if account.contains(true) { return .on }
    guard let first = workspace.first, workspace.allSatisfy({ $0 == first }) else { return .unknown }
    return first ? .on : .off
  }
}
