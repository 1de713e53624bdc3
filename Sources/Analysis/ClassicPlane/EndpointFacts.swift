import Documents
import Inventory
import Networking

// Endpoints for AWS' services and for PrivateLink (sections 4.5 and 4.6 of the AWS reference).
extension ClassicFacts {
  /// AWS' services that nodes need, and whether the VPC has endpoints for them. That one is there needs no complete list.
  func addServices(_ network: ClassicNetwork, to facts: inout FactTable) {
    guard let vpc = network.vpcID, network.isExported else { return }
    var present: Set<String> = []
    var gateways: [ResourceID] = []
    for endpoint in cloud.all(.vpcEndpoint, in: vpc) {
      let node = cloud.node(endpoint)
      guard Self.isUsable(node["State"]?.text) else { continue }
      let service = EndpointService(node["ServiceName"]?.text ?? "").name
      present.insert(service)
      if service == "s3", node["VpcEndpointType"]?.text?.lowercased() == "gateway" {
        gateways.append(endpoint)
      }
    }
    let missing = ["s3", "sts", "kinesis-streams"].filter { !present.contains($0) }
    if missing.isEmpty || inventory.lists(.vpcEndpoint) {
      facts.set(network.id, "missingServices", .strings(missing))
    }
    guard !gateways.isEmpty else { return }
    let tables = Set(gateways.flatMap { ClassicNetworkBuilder.texts(cloud.node($0)["RouteTableIds"]) })
    let known = network.subnets.filter { $0.table != nil }
    let unrouted = known.filter { subnet in
      subnet.table.map { !tables.contains(cloud.id(of: $0)) } ?? false
    }
    facts.set(network.id, "s3UnroutedSubnets", .strings(unrouted.map(\.name)))
  }

  /// States are compared in lower case: EC2 writes them otherwise than its model has them.
  static func isUsable(_ state: String?) -> Bool {
    ["available", "pending", ""].contains(state?.lowercased() ?? "")
  }

  // MARK: Back end

  func addBackEnd(_ network: ClassicNetwork, to facts: inout FactTable) {
    let id = network.id
    facts.set(id, "hasRestEndpoint", .bool(!network.rest.isEmpty))
    facts.set(id, "hasRelayEndpoint", .bool(!network.relay.isEmpty))
    let all = network.rest + network.relay
    let listed = inventory.lists(.registeredEndpoint)
    facts.set(
      id, "unregisteredEndpoints",
      .strings(
        all.filter {
          $0.registration == nil && (listed && !CloudIndex.isPlanned($0.name) || $0.name.hasPrefix("vpce-"))
        }.map(\.name)))
    facts.set(
      id, "swappedRoles", .strings(swapped(network.rest, .generalAccess) + swapped(network.relay, .relay)))
    let zones = Set(network.subnets.compactMap(\.zone))
    for (name, ends) in [("restZonesMissing", network.rest), ("relayZonesMissing", network.relay)] {
      let resources = ends.compactMap(\.endpoint)
      guard !resources.isEmpty, let own = zonesOf(resources) else { continue }
      facts.set(id, name, .strings(zones.subtracting(own).sorted()))
    }
    let elsewhere = all.compactMap(\.endpoint).filter { endpoint in
      guard let own = network.vpcID, let vpc = cloud.node(endpoint)["VpcId"]?.identifier else { return false }
      return cloud.areDifferent(own, vpc) == true
    }
    facts.set(id, "endpointsOfOtherVPCs", .strings(elsewhere.map { cloud.id(of: $0) }))
    let lost = network.isExported && inventory.lists(.vpcEndpoint)
    facts.set(
      id, "missingEndpoints",
      .strings(
        lost
          ? all.filter { $0.endpoint == nil && isLocal($0, network) }.compactMap(\.awsID)
            .filter { !CloudIndex.isPlanned($0) } : []))
  }

  /// Whether an endpoint would be in the exports of the network's account and Region.
  private func isLocal(_ endpoint: ClassicNetwork.BackEndEndpoint, _ network: ClassicNetwork) -> Bool {
    guard let node = endpoint.registration.map(cloud.node) else { return false }
    if let region = node["region"]?.text, let own = network.region, region != own { return false }
    let owner = network.vpc.flatMap { cloud.node($0)["OwnerId"]?.text }
    if let account = node["aws_account_id"]?.text, let owner, account != owner { return false }
    return true
  }

  /// Endpoints in the wrong list: by the use that they are registered for, else by the service that AWS shows.
  private func swapped(
    _ ends: [ClassicNetwork.BackEndEndpoint], _ wanted: DatabricksServices.Role
  ) -> [String] {
    ends.filter { end in
      guard let role = role(of: end.registration, end.endpoint) else { return false }
      return role != wanted
    }.map(\.name)
  }

  private func role(of registration: ResourceID?, _ endpoint: ResourceID?) -> DatabricksServices.Role? {
    switch registration.flatMap({ cloud.node($0)["use_case"]?.text?.uppercased() }) {
    case "GENERAL_ACCESS", "WORKSPACE_ACCESS": return .generalAccess
    case "DATAPLANE_RELAY_ACCESS": return .relay
    default:
      return endpoint.flatMap { cloud.node($0)["ServiceName"]?.text }.flatMap { EndpointService($0).role }
    }
  }

  private func zonesOf(_ endpoints: [ResourceID]) -> Set<String>? {
    var zones: Set<String> = []
    for name in endpoints.flatMap({ ClassicNetworkBuilder.texts(cloud.node($0)["SubnetIds"]) }) {
      guard let zone = cloud.find(.awsSubnet, name).flatMap({ cloud.node($0)["AvailabilityZone"]?.text })
      else {
        return nil
      }
      zones.insert(zone)
    }
    return zones
  }

  // MARK: AWS' endpoints

  func addEndpoints(_ settings: WorkspaceSettings, to facts: inout FactTable) {
    var owners: [String: ResourceID] = [:]
    for id in inventory.ids(of: .vpcEndpoint) {
      let node = cloud.node(id)
      let full = node["ServiceName"]?.text ?? ""
      let service = EndpointService(full)
      facts.set(id, "service", .string(service.name))
      if let region = service.region { facts.set(id, "serviceRegion", .string(region)) }
      facts.set(id, "isDatabricks", .bool(service.role != nil))
      facts.set(id, "isAvailable", .bool(Self.isUsable(node["State"]?.text)))
      guard node["VpcEndpointType"]?.text?.lowercased() == "interface",
        node["PrivateDnsEnabled"]?.bool == true,
        Self.isUsable(node["State"]?.text)
      else { continue }
      let key = "\(node["VpcId"]?.identifier ?? "") \(full)"
      if let first = owners[key], cloud.id(of: first) != cloud.id(of: id) {
        facts.set(id, "privateDNSConflict", .string(cloud.id(of: first)))
      } else {
        owners[key] = id
      }
    }
    addAdmission(settings, to: &facts)
  }

  /// Of the ports that nodes need of an endpoint, those that its groups do not admit from them.
  private func addAdmission(_ settings: WorkspaceSettings, to facts: inout FactTable) {
    var missing: [ResourceID: Set<String>] = [:]
    var judged: Set<ResourceID> = []
    for network in plane.networks {
      var needs: [(ResourceID, [String])] = []
      needs += network.rest.compactMap(\.endpoint).map { ($0, ["443", "8443-8451"]) }
      let tunnel = network.isGovCloud || settings.complianceProfile == .on ? ["2443"] : ["6666", "2443"]
      needs += network.relay.compactMap(\.endpoint).map { ($0, tunnel) }
      for endpoint in network.vpcID.map({ cloud.all(.vpcEndpoint, in: $0) }) ?? [] {
        let node = cloud.node(endpoint)
        guard
          ["s3", "sts", "kinesis-streams", "ec2"].contains(
            EndpointService(node["ServiceName"]?.text ?? "").name),
          node["VpcEndpointType"]?.text?.lowercased() == "interface", node["PrivateDnsEnabled"]?.bool == true
        else { continue }
        needs.append((endpoint, ["443"]))
      }
      for (endpoint, ports) in needs {
        guard let admitted = admitted(endpoint, from: network) else { continue }
        judged.insert(endpoint)
        missing[endpoint, default: []].formUnion(ports.filter { !EgressNeeds.covers(admitted, $0) })
      }
    }
    for endpoint in judged {
      facts.set(endpoint, "missingIngressPorts", .strings((missing[endpoint] ?? []).sorted()))
    }
  }

  /// The TCP ports that an endpoint's groups admit from a network's nodes: by group, or by all their addresses; `nil` where
  /// that is not known.
  func admitted(_ endpoint: ResourceID, from network: ClassicNetwork) -> PortSet? {
    let groups = cloud.node(endpoint).list("Groups").compactMap { $0["GroupId"]?.identifier }
    var permissions = SecurityPermissions()
    for name in groups {
      guard let group = cloud.find(.securityGroup, name) else { return nil }
      let reading = SecurityGroupReader.read(cloud.node(group)["IpPermissions"])
      guard reading.isComplete else { return nil }
      permissions.add(reading.permissions.all)
    }
    let byGroup = permissions.ports(.tcp, withGroups: network.groupIDs)
    guard let addresses = network.addresses else { return byGroup.isEmpty ? nil : byGroup }
    return byGroup.union(permissions.ports(.tcp, toAll: addresses))
  }

  // MARK: The account's objects

  func addRegistrations(to facts: inout FactTable) {
    let used = Set(plane.networks.flatMap { ($0.rest + $0.relay).compactMap(\.registration) })
    for id in inventory.ids(of: .registeredEndpoint) {
      facts.set(id, "isBackEnd", .bool(used.contains(id)))
    }
  }

  /// What private access settings name, and whether a front end exists where they hold.
  func addSettings(to facts: inout FactTable) {
    let vpcs = Set(plane.networks.compactMap(\.vpcID))
    for id in inventory.ids(of: .privateAccessSettings) {
      let node = cloud.node(id)
      let allowed = ClassicNetworkBuilder.texts(node["allowed_vpc_endpoint_ids"])
      let unlisted = allowed.filter { cloud.find(.registeredEndpoint, $0) == nil }
      if unlisted.isEmpty && node["allowed_vpc_endpoint_ids"]?.unknownName == nil
        || inventory.lists(.registeredEndpoint)
      {
        facts.set(id, "unknownAllowed", .strings(unlisted))
      }
      guard let region = node["region"]?.text else { continue }
      facts.set(
        id, "allowedOfOtherRegions",
        .strings(
          allowed.filter { name in
            cloud.find(.registeredEndpoint, name).flatMap { cloud.node($0)["region"]?.text }.map {
              $0 != region
            }
              ?? false
          }))
      if let found = frontEnd(region, vpcs) { facts.set(id, "frontEnd", .string(found)) }
    }
  }

  /// Whether the account has an endpoint for users in a Region: `elsewhere` than in a workspace's own VPC, `workspaceVPC`,
  /// `none`, or `unknown` where AWS' side of one is not exported; `nil` where one elsewhere may be missing from the inputs.
  private func frontEnd(_ region: String, _ vpcs: Set<String>) -> String? {
    let general = inventory.ids(of: .registeredEndpoint).filter { id in
      let node = cloud.node(id)
      let endpoint = node["aws_vpc_endpoint_id"]?.identifier.flatMap { cloud.find(.vpcEndpoint, $0) }
      return node["region"]?.text == region && role(of: id, endpoint) == .generalAccess
    }
    let isComplete = inventory.lists(.registeredEndpoint)
    if general.isEmpty { return isComplete ? "none" : nil }
    var isUnknown = false
    for id in general {
      let endpoint = cloud.node(id)["aws_vpc_endpoint_id"]?.identifier.flatMap {
        cloud.find(.vpcEndpoint, $0)
      }
      guard let vpc = endpoint.flatMap({ cloud.node($0)["VpcId"]?.identifier }) else {
        isUnknown = true
        continue
      }
      if !vpcs.contains(vpc) { return "elsewhere" }
    }
    guard isComplete else { return nil }
    return isUnknown ? "unknown" : "workspaceVPC"
  }
}
