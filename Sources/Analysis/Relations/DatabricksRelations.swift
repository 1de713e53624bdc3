import Documents
import Inventory
import Networking

/// How Databricks' account and workspace objects hang together (section 1 of the Azure reference).
enum DatabricksRelations {
  static func add(of inventory: Inventory, to relations: inout RelationTable, _ facts: inout FactTable) {
    linkConfigurations(inventory, &relations)
    linkWorkspaces(inventory, &relations)
    linkTargets(inventory, &relations)
    linkConnections(inventory, &relations, &facts)
    addConnectionFacts(inventory, &facts)
    addWarehouseFacts(inventory, &facts)
    addCompleteness(inventory, &facts)
    EgressRelations.add(of: inventory, to: &relations, &facts)
    let rules = PrivateEndpointRuleKeys(inventory)
    ConfigurationLimits.add(of: inventory, rules, to: &facts)
    PrivateEndpointRuleFacts.add(of: inventory, rules, to: &relations, &facts)
  }

  /// Rules and workspaces to the network connectivity configuration that they name.
  private static func linkConfigurations(_ inventory: Inventory, _ relations: inout RelationTable) {
    let configurations = index(inventory, .networkConnectivityConfig) {
      JoinKey.of($0["network_connectivity_config_id"])
    }
    var attached: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: .workspace) {
      guard let key = JoinKey.of(inventory.node(of: id)["network_connectivity_config_id"]) else { continue }
      attached[key, default: []].append(id)
      for configuration in configurations[key] ?? [] {
        relations.link(id, "networkConnectivityConfigs", configuration)
        relations.link(configuration, "workspaces", id)
      }
    }
    for id in inventory.ids(of: .privateEndpointRule) {
      guard let key = JoinKey.of(inventory.node(of: id)["network_connectivity_config_id"]) else { continue }
      for configuration in configurations[key] ?? [] {
        relations.link(id, "networkConnectivityConfigs", configuration)
        relations.link(configuration, "privateEndpointRules", id)
      }
      for workspace in attached[key] ?? [] { relations.link(id, "workspaces", workspace) }
    }
  }

  /// The account's and ARM's shape of the same workspace: by workspace id, a number here and a string there.
  private static func linkWorkspaces(_ inventory: Inventory, _ relations: inout RelationTable) {
    let azure = index(inventory, .azureDatabricksWorkspace) { JoinKey.number($0["workspaceId"]) }
    for id in inventory.ids(of: .workspace) {
      guard let number = JoinKey.number(inventory.node(of: id)["workspace_id"]) else { continue }
      for other in azure[number] ?? [] {
        relations.link(id, "azureWorkspaces", other)
        relations.link(other, "workspaces", id)
      }
    }
  }

  /// Rules to the Private Link Service that `resource_id` names, by ARM id or by alias.
  private static func linkTargets(_ inventory: Inventory, _ relations: inout RelationTable) {
    let byID = index(inventory, .privateLinkService) { JoinKey.of($0["id"], AzureRelations.key) }
    let byAlias = index(inventory, .privateLinkService) { JoinKey.of($0["alias"]) }
    if byID.isEmpty, byAlias.isEmpty { return }
    for id in inventory.ids(of: .privateEndpointRule) {
      guard let node = inventory.node(of: id)["resource_id"],
        let target = JoinKey.of(node, AzureRelations.key),
        let alias = JoinKey.of(node)
      else { continue }
      for service in byID[target] ?? byAlias[alias] ?? [] {
        relations.link(id, "privateLinkServices", service)
        relations.link(service, "privateEndpointRules", id)
      }
    }
  }

  /// Calls and grants to the connection that they are for. Names of Unity Catalog do not tell capital letters from small ones.
  private static func linkConnections(
    _ inventory: Inventory, _ relations: inout RelationTable, _ facts: inout FactTable
  ) {
    let connections = index(inventory, .connection) { $0["name"]?.text?.lowercased() }
    for id in inventory.ids(of: .sqlStatement) {
      for connection in connections[inventory.node(of: id)["connection"]?.text?.lowercased() ?? ""] ?? [] {
        relations.link(id, "connections", connection)
        relations.link(connection, "statements", id)
      }
    }
    GrantRelations.add(of: inventory, connections, to: &relations, &facts)
  }

  private static func addConnectionFacts(_ inventory: Inventory, _ facts: inout FactTable) {
    for id in inventory.ids(of: .connection) {
      let options = inventory.node(of: id)["options"]
      facts.set(id, "host", .string(DomainText.host(options?["host"]?.text ?? "")))
      if let port = options?["port"]?.integer { facts.set(id, "port", .int(Int(clamping: port))) }
    }
  }

  /// Whether all of a kind are in the inputs, for those who would say that one is missing: a page of several tells nothing of that.
  private static func addCompleteness(_ inventory: Inventory, _ facts: inout FactTable) {
    for (kinds, name, listed) in [
      ([.connection, .workspace, .privateLinkService], "hasAllRules", .privateEndpointRule),
      ([.sqlStatement], "hasAllConnections", .connection), ([.warehouse], "hasAllWarehouses", .warehouse),
    ] as [([ResourceKind], String, ResourceKind)] {
      let isWhole = inventory.lists(listed)
      for id in inventory.ids(of: kinds) { facts.set(id, name, .bool(isWhole)) }
    }
  }

  /// Serverless is `PRO` with `enable_serverless_compute`; there is no serverless type.
  private static func addWarehouseFacts(_ inventory: Inventory, _ facts: inout FactTable) {
    let warehouses = inventory.ids(of: .warehouse)
    let serverless = warehouses.filter { id in
      let node = inventory.node(of: id)
      return node["warehouse_type"]?.text?.uppercased() == "PRO"
        && node["enable_serverless_compute"]?.bool == true
    }
    let set = Set(serverless)
    for id in warehouses {
      facts.set(id, "serverless", .bool(set.contains(id)))
      facts.set(id, "serverlessCount", .int(serverless.count))
      facts.set(id, "isFirst", .bool(id == warehouses.first))
    }
  }

  /// The resources of a kind by a key; those without one are left out.
  static func index(
    _ inventory: Inventory, _ kind: ResourceKind, by key: (DocumentNode) -> String?
  ) -> [String: [ResourceID]] {
    var index: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: kind) {
      if let key = key(inventory.node(of: id)), !key.isEmpty { index[key, default: []].append(id) }
    }
    return index
  }
}
