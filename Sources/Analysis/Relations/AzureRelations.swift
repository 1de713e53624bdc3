import Documents
import Inventory

/// How Azure's resources hang together: Private Link Service, load balancer, and the Service that owns them.
enum AzureRelations {
  static func add(of inventory: Inventory, to relations: inout RelationTable) throws(AnalysisExcess) {
    try linkLoadBalancers(inventory, &relations)
    try linkOwners(inventory, &relations)
    try EndpointConnection.link(inventory, &relations)
  }

  /// An ARM id as a key: lower case, no final slash.
  static func key(_ id: String) -> String {
    let lower = id.lowercased()
    return lower.hasSuffix("/") ? String(lower.dropLast()) : lower
  }

  /// By the frontends that the Private Link Service names: `<load balancer>/frontendIPConfigurations/<name>`.
  private static func linkLoadBalancers(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    let balancers = DatabricksRelations.index(inventory, .loadBalancer) { $0["id"]?.text.map(key) }
    let unknown = balancersByUnknownFrontend(inventory)
    for id in inventory.ids(of: .privateLinkService) {
      guard let frontends = inventory.node(of: id)["loadBalancerFrontendIpConfigurations"] else { continue }
      for frontend in frontends.elements {
        for balancer in unknown[frontend["id"]?.unknownName ?? ""] ?? [] {
          try relations.link(id, "loadBalancers", balancer)
          try relations.link(balancer, "privateLinkServices", id)
        }
        let parts = key(frontend["id"]?.text ?? "").split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 2 else { continue }
        for balancer in balancers[parts.dropLast(2).joined(separator: "/")] ?? [] {
          try relations.link(id, "loadBalancers", balancer)
          try relations.link(balancer, "privateLinkServices", id)
        }
      }
    }
  }

  /// The load balancers by those of their frontends whose ids do not exist yet.
  private static func balancersByUnknownFrontend(_ inventory: Inventory) -> [String: [ResourceID]] {
    var balancers: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: .loadBalancer) {
      for frontend in inventory.node(of: id)["frontendIPConfigurations"]?.elements.map({ $0 }) ?? [] {
        if let name = frontend["id"]?.unknownName { balancers[name, default: []].append(id) }
      }
    }
    return balancers
  }

  /// By the owner tag that the controller writes, `<namespace>/<name>`, and by the name that the annotation asks for.
  private static func linkOwners(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    var services: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: .service) {
      let service = inventory[id]
      services["\(service.namespace ?? "default")/\(service.name)", default: []].append(id)
    }
    for id in inventory.ids(of: .privateLinkService) {
      let tags = inventory.node(of: id)["tags"]
      let owner =
        tags?.value(forKey: "k8s-azure-owner-service") ?? tags?.value(forKey: "kubernetes-owner-service")
      for service in services[owner?.text ?? ""] ?? [] {
        try relations.link(id, "services", service)
        try relations.link(service, "privateLinkServices", id)
      }
    }
  }
}
