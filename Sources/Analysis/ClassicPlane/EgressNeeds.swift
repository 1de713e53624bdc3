import Documents
import Inventory
import Networking

/// The TCP ports that a network's nodes must reach, and what its security groups permit of them.
struct EgressNeeds {
  private let network: ClassicNetwork
  private let cloud: CloudIndex
  private let egress: SecurityPermissions
  /// The ports that are open to every IPv4 address.
  let internet: PortSet
  /// The ports that are open to the endpoint of REST and of the relay, or to everywhere; and whether the endpoints are known.
  let rest: (ports: PortSet, isKnown: Bool)
  let relay: (ports: PortSet, isKnown: Bool)

  /// `nil` where not every group of the network is known.
  init?(_ network: ClassicNetwork, _ cloud: CloudIndex) {
    guard network.groupsAreKnown else { return nil }
    self.network = network
    self.cloud = cloud
    let egress = network.egress
    self.egress = egress
    let internet = egress.ports(.tcp, toAll: ClassicFacts.internet)
    self.internet = internet
    func reach(_ endpoints: [ClassicNetwork.BackEndEndpoint]) -> (PortSet, Bool) {
      guard !endpoints.isEmpty else { return (internet, true) }
      let resources = endpoints.compactMap(\.endpoint)
      guard resources.count == endpoints.count else { return (internet, false) }
      let own = resources.map { Self.ports(to: $0, egress, cloud) }
      let common = own.dropFirst().reduce(own.first?.ports ?? PortSet()) { $0.intersection($1.ports) }
      return (internet.union(common), own.allSatisfy(\.isKnown))
    }
    rest = reach(network.rest)
    relay = reach(network.relay)
  }

  /// The ports that permissions open to an endpoint: by one of its groups, or by all addresses of its subnets.
  static func ports(
    to endpoint: ResourceID, _ egress: SecurityPermissions, _ cloud: CloudIndex
  ) -> (ports: PortSet, isKnown: Bool) {
    let node = cloud.node(endpoint)
    let groups = Set(node.list("Groups").compactMap { $0["GroupId"]?.identifier })
    let byGroup = egress.ports(.tcp, withGroups: groups)
    if node["Groups"]?.unknownName != nil || node["SubnetIds"]?.unknownName != nil { return (byGroup, false) }
    let subnets = ClassicNetworkBuilder.texts(node["SubnetIds"])
    let blocks = subnets.compactMap { name in
      cloud.find(.awsSubnet, name).flatMap { cloud.node($0)["CidrBlock"]?.text }.flatMap { CIDR($0) }
    }
    guard blocks.count == subnets.count else { return (byGroup, false) }
    return (byGroup.union(egress.ports(.tcp, toAll: AddressSet(blocks))), true)
  }

  // MARK: Ports

  /// Ports and stretches of ports that are not open to where they are needed: `443`, `8445-8451`.
  func missing(_ resolvers: [String]) -> [String] {
    var missing: [String] = []
    if is443Missing == true { missing.append("443") }
    for stretch in ["8443", "8444", "8445-8451"] where rest.isKnown && !Self.covers(rest.ports, stretch) {
      missing.append(stretch)
    }
    if !network.relay.isEmpty, !network.isGovCloud, relay.isKnown, !Self.covers(relay.ports, "6666") {
      missing.append("6666")
    }
    if relay.isKnown, !Self.covers(relay.ports, "2443") { missing.append("2443") }
    if network.shape != .fullyPrivate, network.shape != .unknown, !Self.covers(internet, "3306") {
      missing.append("3306")
    }
    let servers = AddressSet(
      resolvers.compactMap { IPAddress($0) }.compactMap { CIDR($0, length: $0.family.width) })
    if !servers.isEmpty, !egress.ports(.tcp, toAll: servers).contains(53) { missing.append("53") }
    return missing
  }

  /// Ports of which it is not known whether they are open to where they are needed, because that is not known.
  var undecided: [String] {
    var found = is443Missing == nil ? ["443"] : []
    if !rest.isKnown { found += ["8443", "8444", "8445-8451"].filter { !Self.covers(rest.ports, $0) } }
    if !relay.isKnown { found += ["6666", "2443"].filter { !Self.covers(relay.ports, $0) } }
    return found
  }

  /// `nil` where it is not known whether the network has a way to the internet, and only then needs 443 there.
  private var is443Missing: Bool? {
    if internet.contains(443) { return false }
    if network.shape == .unknown, network.hasBackEnd { return nil }
    return network.shape == .fullyPrivate ? !missingTargets443.isEmpty : true
  }

  static func covers(_ ports: PortSet, _ stretch: String) -> Bool {
    PortSet(stretch)?.subtracting(ports).isEmpty ?? false
  }

  /// Where a fully private network's nodes cannot go on 443: its REST endpoint, the endpoints of AWS' services, S3's addresses.
  var missingTargets443: [String] {
    guard network.shape == .fullyPrivate, let vpc = network.vpcID, !internet.contains(443) else { return [] }
    var missing: [String] = []
    if rest.isKnown, !rest.ports.contains(443) { missing.append("the REST endpoint") }
    var lists: Set<String> = []
    var reachesStorage = false
    for endpoint in cloud.all(.vpcEndpoint, in: vpc) {
      let node = cloud.node(endpoint)
      let service = EndpointService(node["ServiceName"]?.text ?? "")
      let isGateway = node["VpcEndpointType"]?.text?.lowercased() == "gateway"
      if isGateway, service.name == "s3" { lists.formUnion(prefixLists(of: endpoint)) }
      guard !isGateway, ["s3", "sts", "kinesis-streams"].contains(service.name) else { continue }
      let own = Self.ports(to: endpoint, egress, cloud)
      if service.name == "s3", own.ports.contains(443) {
        reachesStorage = true
      } else if service.name != "s3", own.isKnown, !own.ports.contains(443) {
        missing.append("the endpoint of \(service.name)")
      }
    }
    if !reachesStorage, !lists.isEmpty, !egress.ports(.tcp, withPrefixLists: lists).contains(443) {
      missing.append("the prefix list of S3")
    }
    return missing
  }

  /// The prefix lists that routes lead to a gateway endpoint with, and the one that is named for its service.
  private func prefixLists(of endpoint: ResourceID) -> Set<String> {
    let name = cloud.id(of: endpoint)
    let service = cloud.node(endpoint)["ServiceName"]?.text
    var lists = Set(
      network.subnets.flatMap { $0.routes ?? [] }.compactMap { route -> String? in
        route.target == .endpoint(name) ? route.prefixList : nil
      })
    for id in cloud.inventory.ids(of: .prefixList) where cloud.node(id)["PrefixListName"]?.text == service {
      lists.insert(cloud.id(of: id))
    }
    return lists
  }

  // MARK: The tunnel

  /// The port of the tunnel to the relay; `nil` where it depends on a setting that is not known.
  func tunnelPort(_ settings: WorkspaceSettings) -> UInt16? {
    guard !network.relay.isEmpty else { return 443 }
    if network.isGovCloud || settings.complianceProfile == .on { return 2443 }
    return 6666
  }

  /// Whether groups stop the tunnel; `nil` where the relay's endpoint is not known and might be open.
  func isTunnelBlocked(_ port: UInt16) -> Bool? {
    if network.relay.isEmpty { return !internet.contains(port) }
    if relay.ports.contains(port) { return false }
    return relay.isKnown ? true : nil
  }
}

/// The service that an endpoint leads to, by its full name: `com.amazonaws.us-east-1.s3`,
/// `com.amazonaws.vpce.us-east-1.vpce-svc-…`.
struct EndpointService {
  /// `s3`, `sts`, `kinesis-streams`, …; `generalAccess`, `relay`, `serviceDirect` for Databricks'; else the last part.
  let name: String
  let region: String?
  let role: DatabricksServices.Role?

  init(_ full: String) {
    let parts = full.split(separator: ".").map(String.init)
    if let known = DatabricksServices.find(full) {
      (name, region, role) = (known.role.rawValue, known.region, known.role)
    } else {
      let rest = parts.drop { $0 != "amazonaws" }.dropFirst()
      let isCustomers = rest.first == "vpce"
      region = isCustomers ? rest.dropFirst().first : rest.first
      name = rest.dropFirst(isCustomers ? 2 : 1).joined(separator: ".")
      role = nil
    }
  }
}
