import Documents
import Inventory

/// How the account's and AWS' resources of the classic compute plane hang together.
struct ClassicRelations {
  private let plane: ClassicPlane
  private var cloud: CloudIndex { plane.cloud }

  init(_ plane: ClassicPlane) { self.plane = plane }

  func add(to relations: inout RelationTable) throws(AnalysisExcess) {
    for network in plane.networks { try add(network, to: &relations) }
    try addWorkspaces(to: &relations)
    try addGroups(to: &relations)
  }

  private func add(_ network: ClassicNetwork, to relations: inout RelationTable) throws(AnalysisExcess) {
    let id = network.id
    func link(_ name: String, _ others: some Sequence<ResourceID>) throws(AnalysisExcess) {
      for other in others {
        try relations.link(id, name, other)
        try relations.link(other, "networks", id)
      }
    }
    try link("workspaces", network.workspaces)
    try link("vpcs", [network.vpc].compactMap { $0 })
    try link("subnets", network.subnets.compactMap(\.resource))
    try link("securityGroups", network.groups.compactMap(\.resource))
    try link("routeTables", network.subnets.compactMap(\.table))
    try link("networkACLs", network.subnets.compactMap(\.acl))
    for subnet in network.subnets {
      guard let own = subnet.resource else { continue }
      if let table = subnet.table { try relations.link(own, "routeTables", table) }
      if let acl = subnet.acl { try relations.link(own, "networkACLs", acl) }
      if let table = subnet.table { try relations.link(table, "subnets", own) }
      if let acl = subnet.acl { try relations.link(acl, "subnets", own) }
    }
    let gateways = network.subnets.compactMap { subnet -> ResourceID? in
      if case .natGateway(let name) = subnet.egress { cloud.find(.natGateway, name) } else { nil }
    }
    try link("natGateways", gateways)
    for name in gateways.compactMap({ cloud.node($0)["SubnetId"]?.identifier }) {
      if let subnet = cloud.find(.awsSubnet, name) { try relations.link(id, "natSubnets", subnet) }
    }
    let back = network.rest + network.relay
    try link("registeredEndpoints", back.compactMap(\.registration))
    for endpoint in network.rest.compactMap(\.endpoint) { try relations.link(id, "restEndpoints", endpoint) }
    for endpoint in network.relay.compactMap(\.endpoint) {
      try relations.link(id, "relayEndpoints", endpoint)
    }
    let inVPC = network.vpcID.map { cloud.all(.vpcEndpoint, in: $0) } ?? []
    try link("endpoints", inVPC + back.compactMap(\.endpoint))
    try addVPC(of: network, link)
  }

  /// What hangs on the network's VPC.
  private func addVPC(
    of network: ClassicNetwork, _ link: (String, [ResourceID]) throws(AnalysisExcess) -> Void
  ) throws(AnalysisExcess) {
    guard let vpc = network.vpcID else { return }
    try link("internetGateways", cloud.all(.internetGateway, in: vpc))
    try link("vpcAttributes", cloud.attributes(of: vpc))
    try link("peerings", cloud.peerings(of: vpc))
    let options = network.vpc.flatMap { cloud.node($0)["DhcpOptionsId"]?.identifier }
    try link("dhcpOptions", [options.flatMap { cloud.find(.dhcpOptions, $0) }].compactMap { $0 })
    let nodes = network.subnets.flatMap { cloud.instances(in: $0.name) }.filter { id in
      let node = cloud.node(id)
      return cloud.isDatabricksNode(node)
        || node.list("SecurityGroups").contains { group in
          group["GroupId"]?.identifier.map(network.groupIDs.contains) ?? false
        }
    }
    try link("instances", nodes)
  }

  /// Workspaces and the private access settings that they name.
  private func addWorkspaces(to relations: inout RelationTable) throws(AnalysisExcess) {
    for id in cloud.inventory.ids(of: .workspace) {
      guard let name = cloud.node(id)["private_access_settings_id"]?.identifier,
        let settings = cloud.find(.privateAccessSettings, name)
      else { continue }
      try relations.link(id, "privateAccessSettings", settings)
      try relations.link(settings, "workspaces", id)
      for network in relations.related(id, "networks") {
        try relations.link(network, "privateAccessSettings", settings)
        try relations.link(settings, "networks", network)
      }
    }
    for id in cloud.inventory.ids(of: .registeredEndpoint) {
      guard let name = cloud.node(id)["aws_vpc_endpoint_id"]?.identifier,
        let endpoint = cloud.find(.vpcEndpoint, name)
      else { continue }
      try relations.link(id, "endpoints", endpoint)
      try relations.link(endpoint, "registeredEndpoints", id)
    }
  }

  /// Endpoints and their security groups.
  private func addGroups(to relations: inout RelationTable) throws(AnalysisExcess) {
    for id in cloud.inventory.ids(of: .vpcEndpoint) {
      for group in cloud.node(id).list("Groups") {
        guard let name = group["GroupId"]?.identifier, let found = cloud.find(.securityGroup, name) else {
          continue
        }
        try relations.link(id, "securityGroups", found)
        try relations.link(found, "endpoints", id)
      }
    }
  }
}
