import Documents
import Inventory

/// How the account's and AWS' resources of the classic compute plane hang together.
struct ClassicRelations {
  private let plane: ClassicPlane
  private var cloud: CloudIndex { plane.cloud }

  init(_ plane: ClassicPlane) { self.plane = plane }

  func add(to relations: inout RelationTable) {
    for network in plane.networks { add(network, to: &relations) }
    addWorkspaces(to: &relations)
    addGroups(to: &relations)
  }

  private func add(_ network: ClassicNetwork, to relations: inout RelationTable) {
    let id = network.id
    func link(_ name: String, _ others: some Sequence<ResourceID>) {
      for other in others {
        relations.link(id, name, other)
        relations.link(other, "networks", id)
      }
    }
    link("workspaces", network.workspaces)
    link("vpcs", [network.vpc].compactMap { $0 })
    link("subnets", network.subnets.compactMap(\.resource))
    link("securityGroups", network.groups.compactMap(\.resource))
    link("routeTables", network.subnets.compactMap(\.table))
    link("networkACLs", network.subnets.compactMap(\.acl))
    for subnet in network.subnets {
      guard let own = subnet.resource else { continue }
      if let table = subnet.table { relations.link(own, "routeTables", table) }
      if let acl = subnet.acl { relations.link(own, "networkACLs", acl) }
      if let table = subnet.table { relations.link(table, "subnets", own) }
      if let acl = subnet.acl { relations.link(acl, "subnets", own) }
    }
    let gateways = network.subnets.compactMap { subnet -> ResourceID? in
      if case .natGateway(let name) = subnet.egress { cloud.find(.natGateway, name) } else { nil }
    }
    link("natGateways", gateways)
    for name in gateways.compactMap({ cloud.node($0)["SubnetId"]?.identifier }) {
      if let subnet = cloud.find(.awsSubnet, name) { relations.link(id, "natSubnets", subnet) }
    }
    let back = network.rest + network.relay
    link("registeredEndpoints", back.compactMap(\.registration))
    for endpoint in network.rest.compactMap(\.endpoint) { relations.link(id, "restEndpoints", endpoint) }
    for endpoint in network.relay.compactMap(\.endpoint) { relations.link(id, "relayEndpoints", endpoint) }
    let inVPC = network.vpcID.map { cloud.all(.vpcEndpoint, in: $0) } ?? []
    link("endpoints", inVPC + back.compactMap(\.endpoint))
    addVPC(of: network, link)
  }

  /// What hangs on the network's VPC.
  private func addVPC(of network: ClassicNetwork, _ link: (String, [ResourceID]) -> Void) {
    guard let vpc = network.vpcID else { return }
    link("internetGateways", cloud.all(.internetGateway, in: vpc))
    link("vpcAttributes", cloud.attributes(of: vpc))
    link("peerings", cloud.peerings(of: vpc))
    let options = network.vpc.flatMap { cloud.node($0)["DhcpOptionsId"]?.identifier }
    link("dhcpOptions", [options.flatMap { cloud.find(.dhcpOptions, $0) }].compactMap { $0 })
    let nodes = network.subnets.flatMap { cloud.instances(in: $0.name) }.filter { id in
      let node = cloud.node(id)
      return cloud.isDatabricksNode(node)
        || node.list("SecurityGroups").contains { group in
          group["GroupId"]?.identifier.map(network.groupIDs.contains) ?? false
        }
    }
    link("instances", nodes)
  }

  /// Workspaces and the private access settings that they name.
  private func addWorkspaces(to relations: inout RelationTable) {
    for id in cloud.inventory.ids(of: .workspace) {
      guard let name = cloud.node(id)["private_access_settings_id"]?.identifier,
        let settings = cloud.find(.privateAccessSettings, name)
      else { continue }
      relations.link(id, "privateAccessSettings", settings)
      relations.link(settings, "workspaces", id)
      for network in relations.related(id, "networks") {
        relations.link(network, "privateAccessSettings", settings)
        relations.link(settings, "networks", network)
      }
    }
    for id in cloud.inventory.ids(of: .registeredEndpoint) {
      guard let name = cloud.node(id)["aws_vpc_endpoint_id"]?.identifier,
        let endpoint = cloud.find(.vpcEndpoint, name)
      else { continue }
      relations.link(id, "endpoints", endpoint)
      relations.link(endpoint, "registeredEndpoints", id)
    }
  }

  /// Endpoints and their security groups.
  private func addGroups(to relations: inout RelationTable) {
    for id in cloud.inventory.ids(of: .vpcEndpoint) {
      for group in cloud.node(id).list("Groups") {
        guard let name = group["GroupId"]?.identifier, let found = cloud.find(.securityGroup, name) else {
          continue
        }
        relations.link(id, "securityGroups", found)
        relations.link(found, "endpoints", id)
      }
    }
  }
}
