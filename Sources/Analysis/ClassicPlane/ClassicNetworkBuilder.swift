import Documents
import Inventory
import Networking

/// Joins networks with what they name (section 4.10 of the AWS reference, step 6), in time linear in the inventory.
struct ClassicNetworkBuilder {
  private let cloud: CloudIndex
  private let workspacesByNetwork: [String: [ResourceID]]
  /// What was read of route tables and of groups, which many networks may have.
  private var tables: [ResourceID: (routes: [Route]?, egress: ClassicNetwork.Egress)] = [:]
  private var groups: [ResourceID: ClassicNetwork.Group] = [:]

  init(_ cloud: CloudIndex) {
    self.cloud = cloud
    var found: [String: [ResourceID]] = [:]
    for id in cloud.inventory.ids(of: .workspace) {
      if let network = cloud.node(id)["network_id"]?.identifier, !network.isEmpty {
        found[network.lowercased(), default: []].append(id)
      }
    }
    workspacesByNetwork = found
  }

  mutating func networks() -> [ClassicNetwork] {
    var networks: [ClassicNetwork] = []
    for id in cloud.inventory.ids(of: .network) { networks.append(network(id)) }
    return networks
  }

  private mutating func network(_ id: ResourceID) -> ClassicNetwork {
    let node = cloud.node(id)
    var network = ClassicNetwork(id)
    network.workspaces = workspacesByNetwork[node["network_id"]?.identifier?.lowercased() ?? ""] ?? []
    network.vpcID = node["vpc_id"]?.identifier
    network.vpc = network.vpcID.flatMap { cloud.find(.vpc, $0) }
    for name in Self.texts(node["subnet_ids"]) { network.subnets.append(subnet(name, of: network.vpcID)) }
    for name in Self.texts(node["security_group_ids"]) { network.groups.append(group(name)) }
    // A list that is unknown as a whole is called like its only element, if it has one alone.
    network.hidesSubnets = node["subnet_ids"]?.unknownName != nil
    if let only = node["security_group_ids"]?.unknownName {
      if cloud.find(.securityGroup, only) != nil {
        network.groups = [group(only)]
      } else {
        network.hidesGroups = true
      }
    }
    let ends = node["vpc_endpoints"]
    network.rest = Self.ends(ends, ends?["rest_api"]).map(endpoint)
    network.relay = Self.ends(ends, ends?["dataplane_relay"]).map(endpoint)
    network.subnetRegion = network.subnets.lazy.compactMap { $0.zone.flatMap(AWSRegion.of(zone:)) }.first
    network.region =
      network.workspaces.lazy.compactMap { [cloud] in cloud.node($0)["aws_region"]?.text }.first
      ?? network.subnetRegion
    network.isExported =
      network.vpc != nil || network.subnets.contains { $0.resource != nil }
      || network.groups.contains { $0.resource != nil }
    return network
  }

  /// The endpoints of one use; one that is unknown where the whole list is.
  private static func ends(_ all: DocumentNode?, _ list: DocumentNode?) -> [String] {
    if let name = all?.unknownName ?? list?.unknownName { return [name] }
    return texts(list)
  }

  static func texts(_ list: DocumentNode?) -> [String] {
    var seen: Set<String> = []
    return list?.elements.compactMap(\.identifier).filter { seen.insert($0).inserted } ?? []
  }

  private mutating func subnet(_ name: String, of network: String?) -> ClassicNetwork.Subnet {
    var subnet = ClassicNetwork.Subnet(name)
    subnet.resource = cloud.find(.awsSubnet, name)
    let node = subnet.resource.map(cloud.node)
    subnet.block = node?["CidrBlock"]?.text.flatMap { CIDR($0) }
    subnet.zone = (node?["AvailabilityZone"] ?? node?["AvailabilityZoneId"])?.text
    subnet.acl = cloud.acl(of: name)
    guard let vpc = node?["VpcId"]?.identifier ?? network else { return subnet }
    guard let table = cloud.table(of: name, in: vpc) else { return subnet }
    // Whether a subnet is listed is known only from all tables; the main one is no answer of a page alone.
    if table.isMain && !cloud.inventory.lists(.routeTable) { return subnet }
    (subnet.table, subnet.isImplicit) = (table.id, table.isMain)
    (subnet.routes, subnet.egress) = routes(of: table.id)
    return subnet
  }

  private mutating func routes(of table: ResourceID) -> (routes: [Route]?, egress: ClassicNetwork.Egress) {
    if let known = tables[table] { return known }
    let routes = Route.all(of: cloud.node(table))
    let entry = (routes, routes.map { Self.egress($0.defaultRoute) } ?? .unknown)
    tables[table] = entry
    return entry
  }

  static func egress(_ route: Route?) -> ClassicNetwork.Egress {
    switch route?.target {
    case nil, .local: .none
    case .internetGateway(let id): .internetGateway(id)
    case .peering(let id): .peering(id)
    case .natGateway(let id): .natGateway(id)
    case .endpoint(let id), .other(let id): .other(id)
    }
  }

  private mutating func group(_ name: String) -> ClassicNetwork.Group {
    var group = ClassicNetwork.Group(name)
    group.resource = cloud.find(.securityGroup, name)
    guard let resource = group.resource else { return group }
    if let known = groups[resource], known.name == name { return known }
    group.ingress = SecurityGroupReader.read(cloud.node(resource)["IpPermissions"], of: name)
    group.egress = SecurityGroupReader.read(cloud.node(resource)["IpPermissionsEgress"], of: name)
    groups[resource] = group
    return group
  }

  private func endpoint(_ name: String) -> ClassicNetwork.BackEndEndpoint {
    var endpoint = ClassicNetwork.BackEndEndpoint(name)
    endpoint.registration = cloud.find(.registeredEndpoint, name)
    endpoint.awsID = endpoint.registration.flatMap { cloud.node($0)["aws_vpc_endpoint_id"]?.identifier }
    endpoint.endpoint = endpoint.awsID.flatMap { cloud.find(.vpcEndpoint, $0) }
    return endpoint
  }
}
