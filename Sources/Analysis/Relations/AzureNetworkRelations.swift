import Documents
import Inventory
import Networking

/// How clusters, subnets, load balancers and Private Link Services hang together beyond the ids that name one another.
enum AzureNetworkRelations {
  /// To be called when Private Link Services are linked with rules, load balancers and owners.
  static func add(of inventory: Inventory, to relations: inout RelationTable, _ facts: inout FactTable)
    throws(AnalysisExcess)
  {
    try linkClusters(inventory, &relations)
    try linkSubnets(inventory, &relations)
    try linkFrontends(inventory, &relations)
    try linkNames(inventory, &relations)
    addDrift(inventory, relations, &facts)
  }

  // MARK: Clusters

  /// Clusters with what stands in their node resource group, and with the configurations whose rules lead there.
  private static func linkClusters(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    let clusters = DatabricksRelations.index(inventory, .managedCluster) { cluster in
      guard let group = cluster["nodeResourceGroup"]?.text?.lowercased() else { return nil }
      return (cluster["id"]?.text.flatMap { ARMResourceID($0) }?.subscription.description ?? "") + "/" + group
    }
    if clusters.isEmpty { return }
    func home(of id: String?) -> [ResourceID] {
      guard let id = id.flatMap({ ARMResourceID($0) }), let group = id.resourceGroup?.lowercased() else {
        return []
      }
      return clusters[id.subscription.description + "/" + group] ?? clusters["/" + group] ?? []
    }
    for (kind, name) in [
      (ResourceKind.privateLinkService, "privateLinkServices"), (.loadBalancer, "loadBalancers"),
    ] {
      for id in inventory.ids(of: kind) {
        for cluster in home(of: inventory.node(of: id)["id"]?.text) {
          try relations.link(cluster, name, id)
          try relations.link(id, "clusters", cluster)
        }
      }
    }
    for id in inventory.ids(of: .privateEndpointRule) {
      let targets =
        [inventory.node(of: id)["resource_id"]?.text]
        + relations.related(id, "privateLinkServices").map { inventory.node(of: $0)["id"]?.text }
      for cluster in Set(targets.flatMap { home(of: $0) }) {
        for name in ["networkConnectivityConfigs", "workspaces"] {
          for other in relations.related(id, name) { try relations.link(cluster, name, other) }
        }
      }
    }
  }

  // MARK: Subnets

  /// Subnets with the Private Link Services that take their NAT addresses there: by id, and by the name that a Service's
  /// annotations give where only one subnet of the inputs has it.
  private static func linkSubnets(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    let byID = DatabricksRelations.index(inventory, .subnet) { $0["id"]?.text.map(AzureRelations.key) }
    let byName = DatabricksRelations.index(inventory, .subnet) { $0["name"]?.text?.lowercased() }
    if byID.isEmpty, byName.isEmpty { return }
    for id in inventory.ids(of: .privateLinkService) {
      for configuration in inventory.node(of: id)["ipConfigurations"]?.elements.map({ $0 }) ?? [] {
        guard let key = configuration.at("subnet", "id")?.text.map(AzureRelations.key) else { continue }
        for subnet in byID[key] ?? [] {
          try relations.link(subnet, "privateLinkServices", id)
          try relations.link(id, "subnets", subnet)
        }
      }
    }
    for id in inventory.ids(of: .service) {
      let service = GatewayService(inventory.node(of: id))
      guard service.createsPrivateLinkService, let name = service.addressSubnet?.lowercased(),
        let subnets = byName[name], subnets.count == 1
      else { continue }
      try relations.link(subnets[0], "services", id)
    }
  }

  // MARK: Frontends

  /// Private Link Services with the Services on whose frontend they stand, by the frontend's name, which follows from a live
  /// Service's uid, or by the address that a Service has or asks for; load
  /// balancers with the Services and connections of the Private Link Services in front of them.
  private static func linkFrontends(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    var byFrontend: [String: [ResourceID]] = [:]
    var byAddress: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: .service) {
      let service = GatewayService(inventory.node(of: id))
      guard service.isLoadBalancer else { continue }
      if let name = service.frontendName { byFrontend[name.lowercased(), default: []].append(id) }
      for address in Set(service.addresses + [service.staticAddress].compactMap { $0 }) {
        byAddress[address, default: []].append(id)
      }
    }
    for id in inventory.ids(of: .privateLinkService) {
      let named =
        inventory.node(of: id)["loadBalancerFrontendIpConfigurations"]?.elements.compactMap {
          $0["id"]?.text.map(AzureRelations.key)
        } ?? []
      let balancers = relations.related(id, "loadBalancers")
      let addresses = balancers.flatMap { balancer -> [String] in
        inventory.node(of: balancer)["frontendIPConfigurations"]?.elements.compactMap { frontend in
          guard let key = frontend["id"]?.text.map(AzureRelations.key), named.contains(key) else {
            return nil
          }
          return frontend["privateIPAddress"]?.text
        } ?? []
      }
      let names = named.compactMap { $0.split(separator: "/").last.map(String.init) }
      let services = names.flatMap { byFrontend[$0] ?? [] } + addresses.flatMap { byAddress[$0] ?? [] }
      for service in Set(services) {
        try relations.link(id, "frontendServices", service)
        try relations.link(service, "frontendPrivateLinkServices", id)
      }
      let connections = relations.related(id, "privateEndpointRules").flatMap {
        relations.related($0, "connections")
      }
      for balancer in balancers {
        for service in relations.related(id, "services") { try relations.link(balancer, "services", service) }
        for connection in connections { try relations.link(balancer, "connections", connection) }
      }
    }
  }

  // MARK: Names

  /// Private Link Services with the Services that ask for one of their name, whoever owns them.
  private static func linkNames(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    let byName = DatabricksRelations.index(inventory, .privateLinkService) { $0["name"]?.text?.lowercased() }
    if byName.isEmpty { return }
    for id in inventory.ids(of: .service) {
      let service = GatewayService(inventory.node(of: id))
      guard service.asksForPrivateLink else { continue }
      let name = service.privateLinkServiceName ?? service.frontendName.map { "pls-" + $0 }
      for link in name.flatMap({ byName[$0.lowercased()] }) ?? [] {
        try relations.link(link, "namingServices", id)
      }
    }
  }

  // MARK: Drift

  /// The fields of each Private Link Service that are not what an owning Service asks for.
  private static func addDrift(
    _ inventory: Inventory, _ relations: RelationTable, _ facts: inout FactTable
  ) {
    for id in inventory.ids(of: .privateLinkService) {
      let drifts = relations.related(id, "services").flatMap {
        PrivateLinkDrift.all(service: inventory.node(of: $0), live: inventory.node(of: id))
      }
      // A list with commas is one wrong entry to the controller; a rule for the Service says so.
      .filter { !$0.asked.contains(",") }
      guard !drifts.isEmpty else { continue }
      facts.set(id, "driftedFields", .strings(drifts.map(\.field)))
      facts.set(id, "driftedAnnotations", .strings(drifts.map(\.annotation)))
      facts.set(id, "drifts", .strings(drifts.map(\.description)))
    }
  }
}
