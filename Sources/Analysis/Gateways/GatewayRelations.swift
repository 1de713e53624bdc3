import Documents
import Inventory
import Networking

/// What Services behind Private Link Services have to do with other resources: the connections that lead to them, and the
/// Services that claim the same address or name (sections 1 and 2 of the Azure reference).
struct GatewayRelations {
  private let inventory: Inventory
  /// Services of type LoadBalancer, and those that ask for a Private Link Service whatever their type.
  private let services: [ResourceID]

  /// - Parameter gateway: the Service of the gateway, where the user named it.
  static func add(
    of inventory: Inventory, gateway: GatewaySelector?, to relations: inout RelationTable,
    _ facts: inout FactTable
  ) throws(AnalysisExcess) {
    let named = Set(inventory.ids(of: .service).filter { gateway?.selects(inventory[$0]) ?? false })
    let services = inventory.ids(of: .service).filter { id in
      let service = GatewayService(inventory.node(of: id))
      return service.isLoadBalancer || service.asksForPrivateLink || named.contains(id)
    }
    let own = GatewayRelations(inventory: inventory, services: services)
    own.noteSubscriptions(relations, &facts)
    if services.isEmpty { return }
    try own.linkConnections(&relations, facts)
    try own.linkClaimants(&relations)
    for id in services {
      let isGateway =
        named.contains(id) || GatewayService(inventory.node(of: id)).asksForPrivateLink
        || !relations.related(id, "privateLinkServices").isEmpty
        || !relations.related(id, "frontendPrivateLinkServices").isEmpty
      if isGateway { facts.set(id, "isGateway", .bool(true)) }
    }
  }

  // MARK: Subscriptions

  /// The subscriptions of Databricks that have endpoints at a Private Link Service: those of endpoints that a rule names, or that
  /// are named as Databricks names them.
  private func noteSubscriptions(_ relations: RelationTable, _ facts: inout FactTable) {
    let links = inventory.ids(of: .privateLinkService)
    if links.isEmpty { return }
    let known = Set(
      inventory.ids(of: .privateEndpointRule).compactMap {
        inventory.node(of: $0)["endpoint_name"]?.text?.lowercased()
      })
    var byLink: [ResourceID: [String]] = [:]
    for id in links {
      var seen: Set<String> = []
      for entry in inventory.node(of: id).list("privateEndpointConnections") {
        guard let endpoint = entry.at("privateEndpoint", "id")?.text.flatMap({ ARMResourceID($0) }) else {
          continue
        }
        let name = endpoint.name.lowercased()
        if known.contains(name) || name.hasPrefix("databricks-") {
          seen.insert(endpoint.subscription.description)
        }
      }
      let found = seen.sorted()
      if !found.isEmpty {
        byLink[id] = found
        facts.set(id, "databricksSubscriptions", .strings(found))
      }
    }
    if byLink.isEmpty { return }
    for id in services {
      let links =
        relations.related(id, "privateLinkServices") + relations.related(id, "frontendPrivateLinkServices")
      let found = Set(links.flatMap { byLink[$0] ?? [] }).sorted()
      if !found.isEmpty { facts.set(id, "databricksSubscriptions", .strings(found)) }
    }
  }

  // MARK: Connections

  /// The connections of the paths that lead to a Service, and of the rules on them.
  private func linkConnections(_ relations: inout RelationTable, _ facts: FactTable) throws(AnalysisExcess) {
    guard !inventory.ids(of: .connection).isEmpty else { return }
    let estate = PathEstate(inventory, relations, facts)
    for candidate in PathFinder.candidates(estate) {
      guard let service = candidate.service else { continue }
      let connections =
        (candidate.connection.map { [$0] } ?? [])
        + (candidate.rule.map { relations.related($0, "connections") } ?? [])
      for description in estate.descriptions(of: service) {
        for connection in connections { try relations.link(description, "connections", connection) }
      }
    }
  }

  // MARK: Claimants

  private struct LinkName: Hashable {
    var name: String
    var resourceGroup: String
  }

  /// Services that want the address or the Private Link Service's name of another one.
  private func linkClaimants(_ relations: inout RelationTable) throws(AnalysisExcess) {
    var byAddress: [String: [ResourceID]] = [:]
    var byName: [LinkName: [ResourceID]] = [:]
    for id in services {
      let service = GatewayService(inventory.node(of: id))
      guard service.isLoadBalancer, service.isInternal else { continue }
      if let address = service.staticAddress { byAddress[address, default: []].append(id) }
      if service.createsPrivateLinkService, let name = service.privateLinkServiceName {
        let group = service.trimmed("azure-pls-resource-group") ?? ""
        byName[LinkName(name: name.lowercased(), resourceGroup: group.lowercased()), default: []].append(id)
      }
    }
    for claimants in byAddress.values where claimants.count > 1 { try linkOwner(of: claimants, &relations) }
    for claimants in byName.values where claimants.count > 1 {
      guard let first = claimants.first else { continue }
      let address = GatewayService(inventory.node(of: first)).staticAddress
      for other in claimants.dropFirst() where inventory[other].identity != inventory[first].identity {
        if let address, address == GatewayService(inventory.node(of: other)).staticAddress { continue }
        try relations.link(other, "linkNameOwners", first)
      }
    }
  }

  /// The owner of a shared frontend: the Service that the tag names; else the first that wants to configure it, because one of
  /// them has to give way.
  private func linkOwner(of claimants: [ResourceID], _ relations: inout RelationTable) throws(AnalysisExcess)
  {
    let tagged = claimants.first { !relations.related($0, "privateLinkServices").isEmpty }
    let configuring = claimants.filter { id in
      let service = GatewayService(inventory.node(of: id))
      return service.createsPrivateLinkService && service.configuresPrivateLink
    }
    guard let owner = tagged ?? configuring.first else { return }
    for other in tagged == nil ? configuring : claimants
    where inventory[other].identity != inventory[owner].identity {
      try relations.link(other, "frontendOwners", owner)
    }
  }
}

extension GatewayService {
  /// The address that it asks for: the annotation wins over the deprecated field.
  var staticAddress: String? {
    let annotated = annotation("azure-load-balancer-ipv4") ?? ""
    let asked = annotated.isEmpty ? node.at("spec", "loadBalancerIP")?.string ?? "" : annotated
    return asked.isEmpty ? nil : asked
  }

  /// Whether it has an annotation that only the owner of a Private Link Service may have.
  var configuresPrivateLink: Bool {
    let prefix = "service.beta.kubernetes.io/azure-pls-"
    let free = ["create", "resource-group"]
    return node.at("metadata", "annotations")?.pairs.contains { pair in
      guard let key = pair.key.text, key.hasPrefix(prefix) else { return false }
      return !free.contains(String(key.dropFirst(prefix.count)))
    } ?? false
  }
}
