import Documents
import Inventory

// What endpoints, peering connections and private access settings are used for, which tells how much a defect of theirs weighs.
extension ClassicFacts {
  func addUse(_ settings: WorkspaceSettings, to facts: inout FactTable) {
    addBackEndUse(settings, to: &facts)
    addPeeringUse(to: &facts)
    addUnlistedSettings(to: &facts)
    addMisreferences(to: &facts)
  }

  /// Whether an endpoint is a network's back end and in another VPC than the network, and the TCP ports without which nodes have no use of it (section 4.5 of the AWS
  /// reference): 443, and for the relay the port of the tunnel.
  private func addBackEndUse(_ settings: WorkspaceSettings, to facts: inout FactTable) {
    var required: [ResourceID: Set<String>] = [:]
    var (backEnd, elsewhere): (Set<ResourceID>, Set<ResourceID>) = ([], [])
    for network in plane.networks {
      let isCompliant = network.isGovCloud || settings.complianceProfile == .on
      for endpoint in (network.rest + network.relay).compactMap(\.endpoint) {
        if let vpc = network.vpcID, let own = cloud.node(endpoint)["VpcId"]?.identifier,
          cloud.areDifferent(own, vpc) == true
        {
          elsewhere.insert(endpoint)
        }
      }
      for endpoint in network.rest.compactMap(\.endpoint) {
        backEnd.insert(endpoint)
        required[endpoint, default: []].insert("443")
      }
      for endpoint in network.relay.compactMap(\.endpoint) {
        backEnd.insert(endpoint)
        required[endpoint, default: []].insert(isCompliant ? "2443" : "6666")
      }
    }
    for id in inventory.ids(of: .vpcEndpoint) {
      facts.set(id, "isBackEnd", .bool(backEnd.contains(id)))
      facts.set(id, "isElsewhere", .bool(elsewhere.contains(id)))
      facts.set(id, "requiredPorts", .strings(required[id]?.sorted() ?? ["443"]))
    }
  }

  /// Whether some table routes into a peering connection, has a blackholed route there, and whether tables of the workspace's VPC do that no workspace subnet
  /// uses: the connection then serves others.
  private func addPeeringUse(to facts: inout FactTable) {
    let connections = inventory.ids(of: .peeringConnection)
    guard !connections.isEmpty else { return }
    let own = Set(plane.networks.flatMap { $0.subnets.compactMap(\.table) })
    let vpcs = Set(plane.networks.compactMap(\.vpcID))
    var (routed, blackholed): (Set<String>, Set<String>) = ([], [])
    var elsewhere: Set<String> = []
    for table in inventory.ids(of: .routeTable) {
      let isNeighbour = !own.contains(table) && vpcs.contains(cloud.node(table)["VpcId"]?.identifier ?? "")
      for route in Route.all(of: cloud.node(table)) ?? [] {
        guard case .peering(let name) = route.target else { continue }
        guard !route.isBlackhole else {
          blackholed.insert(name)
          continue
        }
        routed.insert(name)
        if isNeighbour { elsewhere.insert(name) }
      }
    }
    for id in connections {
      facts.set(id, "isRouted", .bool(routed.contains(cloud.id(of: id))))
      facts.set(id, "isBlackholed", .bool(blackholed.contains(cloud.id(of: id))))
      facts.set(id, "servesOthers", .bool(elsewhere.contains(cloud.id(of: id))))
    }
  }

  /// The private access settings that a workspace names and a complete list of its account does not have; empty where it has them.
  private func addUnlistedSettings(to facts: inout FactTable) {
    guard inventory.lists(.privateAccessSettings) else { return }
    let accounts = Set(
      inventory.ids(of: .privateAccessSettings).compactMap { cloud.node($0)["account_id"]?.text })
    for id in inventory.ids(of: .workspace) {
      let node = cloud.node(id)
      guard let name = node["private_access_settings_id"]?.text, !name.isEmpty else { continue }
      if let account = node["account_id"]?.text, !accounts.isEmpty, !accounts.contains(account) { continue }
      let isListed = cloud.find(.privateAccessSettings, name) != nil
      facts.set(id, "unlistedSettings", .string(isListed ? "" : name))
    }
  }
  /// Where a plan takes an endpoint's id from an attribute that holds another one: `databricks_mws_vpc_endpoint.rest.id`. The id
  /// is known only after apply, and what stands for it is called like the attribute that it comes from.
  private func addMisreferences(to facts: inout FactTable) {
    for network in plane.networks {
      let names = (network.rest + network.relay).map(\.name).filter(Self.isNoRegistration)
      facts.set(network.id, "misreferredEndpoints", .strings(names))
    }
    for id in inventory.ids(of: .privateAccessSettings) {
      let list = cloud.node(id)["allowed_vpc_endpoint_ids"]
      let names = list?.unknownName.map { [$0] } ?? list?.elements.compactMap(\.unknownName) ?? []
      facts.set(id, "misreferredEndpoints", .strings(names.filter(Self.isNoRegistration)))
    }
    for id in inventory.ids(of: .registeredEndpoint) {
      guard let name = cloud.node(id)["aws_vpc_endpoint_id"]?.unknownName else { continue }
      let isWrong =
        Self.has("databricks_mws_vpc_endpoint", in: name) && !name.hasSuffix(".aws_vpc_endpoint_id")
        || Self.has("aws_vpc_endpoint", in: name) && !name.hasSuffix(".id")
      facts.set(id, "misreferredEndpoints", .strings(isWrong ? [name] : []))
    }
  }

  /// Whether a reference leads to an endpoint, and not to the id that Databricks gave to it.
  private static func isNoRegistration(_ name: String) -> Bool {
    has("databricks_mws_vpc_endpoint", in: name) && name.hasSuffix(".id") || has("aws_vpc_endpoint", in: name)
  }

  /// Whether a name of an attribute is one of a resource of a type.
  private static func has(_ type: String, in name: String) -> Bool {
    name.hasPrefix("\(type).") || name.contains(".\(type).")
  }
}
