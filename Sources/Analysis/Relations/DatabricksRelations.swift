import Documents
import Inventory
import Networking
import SourceText

/// How Databricks' account and workspace objects hang together (section 1 of the Azure reference).
enum DatabricksRelations {
  /// - Parameter jobs: threads; at least 1.
  static func add(
    of inventory: Inventory, jobs: Int, to relations: inout RelationTable, _ facts: inout FactTable
  ) throws(AnalysisExcess) {
    let rules = PrivateEndpointRuleKeys(inventory, jobs: jobs)
    let beside =
      jobs > 1 && rules.entries.count >= manyRules ? Awaited { countsAndAges(inventory, rules) } : nil
    try linkConfigurations(inventory, rules, &relations)
    try linkWorkspaces(inventory, &relations)
    try linkTargets(inventory, &relations)
    try linkConnections(inventory, &relations, &facts)
    addConnectionFacts(inventory, &facts)
    addWarehouseFacts(inventory, &facts)
    addCompleteness(inventory, &facts)
    try EgressRelations.add(of: inventory, to: &relations, &facts)
    try PrivateEndpointRuleFacts.linkNamesakes(rules, &relations)
    facts.add(beside?.value ?? countsAndAges(inventory, rules))
  }

  /// From how many rules on a further thread is worth its start.
  private static let manyRules = 1024

  /// What needs no relations, and can be made while these are.
  private static func countsAndAges(_ inventory: Inventory, _ rules: PrivateEndpointRuleKeys) -> FactTable {
    var facts = FactTable()
    ConfigurationLimits.add(of: inventory, rules, to: &facts)
    PrivateEndpointRuleFacts.addAges(inventory, rules, &facts)
    return facts
  }

  /// Rules and workspaces to the network connectivity configuration that they name.
  private static func linkConfigurations(
    _ inventory: Inventory, _ rules: PrivateEndpointRuleKeys, _ relations: inout RelationTable
  ) throws(AnalysisExcess) {
    var configurations = NamedConfigurations(
      rules, count: inventory.ids(of: .networkConnectivityConfig).count)
    var attached = configurations
    for id in inventory.ids(of: .networkConnectivityConfig) { configurations.add(id, inventory.node(of: id)) }
    for id in inventory.ids(of: .workspace) {
      let node = inventory.node(of: id)
      attached.add(id, node)
      for configuration in configurations.named(by: node) {
        try relations.link(id, "networkConnectivityConfigs", configuration)
        try relations.link(configuration, "workspaces", id)
      }
    }
    for rule in rules.entries {
      for configuration in configurations.named(by: rule, of: rules) {
        try relations.link(rule.id, "networkConnectivityConfigs", configuration)
        try relations.link(configuration, "privateEndpointRules", rule.id)
      }
      for workspace in attached.named(by: rule, of: rules) {
        try relations.link(rule.id, "workspaces", workspace)
      }
    }
  }

  /// The account's and ARM's shape of the same workspace: by workspace id, a number here and a string there.
  private static func linkWorkspaces(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    let azure = index(inventory, .azureDatabricksWorkspace) { JoinKey.number($0["workspaceId"]) }
    for id in inventory.ids(of: .workspace) {
      guard let number = JoinKey.number(inventory.node(of: id)["workspace_id"]) else { continue }
      for other in azure[number] ?? [] {
        try relations.link(id, "azureWorkspaces", other)
        try relations.link(other, "workspaces", id)
      }
    }
  }

  /// Rules to the Private Link Service that `resource_id` names, by ARM id or by alias.
  private static func linkTargets(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    let byID = index(inventory, .privateLinkService) { JoinKey.of($0["id"], AzureRelations.key) }
    let byAlias = index(inventory, .privateLinkService) { JoinKey.of($0["alias"]) }
    if byID.isEmpty, byAlias.isEmpty { return }
    for id in inventory.ids(of: .privateEndpointRule) {
      guard let node = inventory.node(of: id)["resource_id"],
        let target = JoinKey.of(node, AzureRelations.key),
        let alias = JoinKey.of(node)
      else { continue }
      for service in byID[target] ?? byAlias[alias] ?? [] {
        try relations.link(id, "privateLinkServices", service)
        try relations.link(service, "privateEndpointRules", id)
      }
    }
  }

  /// Calls and grants to the connection that they are for. Names of Unity Catalog do not tell capital letters from small ones.
  private static func linkConnections(
    _ inventory: Inventory, _ relations: inout RelationTable, _ facts: inout FactTable
  ) throws(AnalysisExcess) {
    let connections = index(inventory, .connection) { $0["name"]?.text?.lowercased() }
    for id in inventory.ids(of: .sqlStatement) {
      for connection in connections[inventory.node(of: id)["connection"]?.text?.lowercased() ?? ""] ?? [] {
        try relations.link(id, "connections", connection)
        try relations.link(connection, "statements", id)
      }
    }
    try GrantRelations.add(of: inventory, connections, to: &relations, &facts)
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

/// Resources by the network connectivity configuration that they are, or name.
private struct NamedConfigurations {
  private var numbers: FoldedTexts
  private var ids: [Int: [ResourceID]] = [:]
  /// By what a configuration is called that is known only after apply.
  private var planned: [String: [ResourceID]] = [:]

  /// Configurations get the numbers that rules know them by, and those that no rule names further ones.
  init(_ rules: PrivateEndpointRuleKeys, count: Int) {
    numbers = rules.configurations
    ids.reserveCapacity(count)
  }

  mutating func add(_ id: ResourceID, _ node: DocumentNode) {
    guard let name = node["network_connectivity_config_id"] else { return }
    if let text = FoldedText(name) {
      if !text.isEmpty { ids[numbers.number(of: text).number, default: []].append(id) }
    } else if let key = JoinKey.of(name) {
      planned[key, default: []].append(id)
    }
  }

  func named(by rule: PrivateEndpointRuleKeys.Entry, of rules: PrivateEndpointRuleKeys) -> [ResourceID] {
    if let configuration = rule.configuration { return ids[Int(configuration)] ?? [] }
    if planned.isEmpty { return [] }
    return rules.plannedConfigurations[rule.id].flatMap { planned[$0] } ?? []
  }

  func named(by node: DocumentNode) -> [ResourceID] {
    guard let name = node["network_connectivity_config_id"] else { return [] }
    if let text = FoldedText(name) { return numbers.known(text).flatMap { ids[$0] } ?? [] }
    return JoinKey.of(name).flatMap { planned[$0] } ?? []
  }
}
