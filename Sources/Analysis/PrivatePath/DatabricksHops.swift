import Documents
import Inventory

// Hops in Databricks' account and workspace (sections 1 and 3 of the Azure reference).
extension PathJudge {
  func connection() -> Hop {
    var hop = HopRecord(.connection)
    guard let connection = candidate.connection else {
      return withoutConnection()
    }
    let (host, port) = estate.target(of: connection)
    let place = Hop.Evidence(connection, "options.host", "the connection's host")
    if hop.isHidden(node(connection).at("options", "host"), place) { return hop.hop }
    if host.isEmpty {
      hop.contradict(
        "connection \(name(connection)) has no host", "set options.host to https://<hostname>", place)
      return hop.hop
    }
    let names = candidate.rule.map(estate.domainNames(of:)) ?? []
    if node(connection).at("options", "host")?.text?.lowercased().hasPrefix("http://") == true {
      hop.contradict(
        "connection \(name(connection)) is not encrypted", "write https:// in options.host", place)
    }
    if let rule = candidate.rule, !names.contains(host) {
      hop.contradict(
        "connection \(name(connection)) goes to \(host), which is none of the rule's domain names",
        "make the host and the rule's domain_names agree", place,
        Hop.Evidence(rule, "domain_names", "the rule's names"))
    }
    hop.prove("\(name(connection)) goes to \(host), port \(port)", place)
    return hop.hop
  }

  private func withoutConnection() -> Hop {
    var hop = HopRecord(.connection)
    // A host that is not shown may well be the path's.
    for other in estate.httpConnections {
      let place = Hop.Evidence(other, "options.host", "the connection's host")
      if hop.isHidden(node(other).at("options", "host") ?? node(other)["options"], place) { return hop.hop }
    }
    if let host, let other = estate.unansweredConnections.first {
      hop.contradict(
        "no connection goes to \(host); \(name(other)) goes to \(estate.target(of: other).host)",
        "make the connection's host and the rule's domain_names agree",
        Hop.Evidence(other, "options.host", "the connection's host"))
    } else if let host, estate.has(.connection) {
      hop.miss("no connection goes to \(host)", "create an HTTP connection to https://\(host)")
    } else {
      hop.lack(.connection, "Unity Catalog connection", estate)
    }
    return hop.hop
  }

  func grant() -> Hop {
    var hop = HopRecord(.grant)
    let all = estate.inventory.ids(of: .grants)
    guard let first = all.first else {
      hop.lack(.grants, "grant on the connection", estate)
      return hop.hop
    }
    for grants in all {
      for entry in node(grants)["privilege_assignments"]?.elements.map({ $0 }) ?? [] {
        let privileges = entry["privileges"]?.elements.compactMap { $0["privilege"]?.text ?? $0.text } ?? []
        guard privileges.contains(where: { ["USE_CONNECTION", "ALL_PRIVILEGES"].contains($0) }) else {
          continue
        }
        let who = entry["principal"]?.text ?? "a principal"
        hop.prove("\(who) may use it", Hop.Evidence(grants, "privilege_assignments", "the privileges"))
        return hop.hop
      }
    }
    hop.miss(
      "nobody has USE_CONNECTION", "GRANT USE CONNECTION ON CONNECTION <name> TO <principal>",
      Hop.Evidence(first, "privilege_assignments", "the privileges"))
    return hop.hop
  }

  func warehouse() -> Hop {
    var hop = HopRecord(.warehouse)
    let all = estate.inventory.ids(of: .warehouse)
    guard let first = all.first else {
      hop.lack(.warehouse, "SQL warehouse", estate)
      return hop.hop
    }
    if let hidden = all.first(where: { node($0)["enable_serverless_compute"]?.unknownName != nil }),
      hop.isHidden(node(hidden)["enable_serverless_compute"], Hop.Evidence(hidden))
    {
      return hop.hop
    }
    guard let serverless = all.first(where: { estate.facts[$0, "serverless"] == .bool(true) }) else {
      hop.contradict(
        "no SQL warehouse is serverless, and only serverless compute uses the configuration's rules",
        "use a PRO warehouse with enable_serverless_compute", Hop.Evidence(first, "enable_serverless_compute")
      )
      return hop.hop
    }
    hop.prove("\(name(serverless)) is serverless", Hop.Evidence(serverless, "enable_serverless_compute"))
    return hop.hop
  }

  func workspace() -> Hop {
    var hop = HopRecord(.workspace)
    guard let workspace = pathWorkspace else {
      hop.lack(.workspace, "workspace from the account's API", estate)
      return hop.hop
    }
    let azure = estate.inventory.ids(of: .azureDatabricksWorkspace)
    let own = estate.relations.related(workspace, "azureWorkspaces").first
    if own == nil, let other = azure.first, azure.count == 1, estate.inventory.ids(of: .workspace).count == 1,
      !hop.isHidden(node(workspace)["workspace_id"], Hop.Evidence(workspace, "workspace_id")),
      !hop.isHidden(node(other)["workspaceId"], Hop.Evidence(other, "workspaceId"))
    {
      hop.contradict(
        "the account's workspace and ARM's have different ids", "export both for the same workspace",
        Hop.Evidence(workspace, "workspace_id"), Hop.Evidence(other, "workspaceId"))
    }
    judgeTier(workspace, own, &hop)
    judgeAttachment(workspace, &hop)
    return hop.hop
  }

  /// The workspace of the path: one that has the rule's configuration, else the only one.
  var pathWorkspace: ResourceID? {
    if let rule = candidate.rule, let own = estate.relations.related(rule, "workspaces").first { return own }
    return estate.inventory.ids(of: .workspace).first
  }

  private func judgeTier(_ workspace: ResourceID, _ azure: ResourceID?, _ hop: inout HopRecord) {
    let tier = node(workspace)["pricing_tier"]?.text?.uppercased()
    let sku = azure.flatMap { node($0).at("sku", "name")?.text?.uppercased() }
    for (found, place) in [
      (tier, Hop.Evidence(workspace, "pricing_tier")), (sku, azure.map { Hop.Evidence($0, "sku.name") }),
    ] {
      guard let found, let place else { continue }
      if ["PREMIUM", "ENTERPRISE"].contains(found) {
        hop.prove("\(name(workspace)) is \(found.capitalisedFirst)", place)
      } else {
        hop.contradict(
          "the workspace's tier is \(found), and private connectivity of serverless compute needs Premium",
          "upgrade the workspace to Premium", place)
      }
    }
    if tier == nil, sku == nil {
      hop.doubt(
        "the workspace's tier is not known", "add the output of: databricks account workspaces list -o json")
    }
  }

  private func judgeAttachment(_ workspace: ResourceID, _ hop: inout HopRecord) {
    let place = Hop.Evidence(workspace, "network_connectivity_config_id", "the workspace's configuration")
    if let rule = candidate.rule, estate.relations.related(rule, "workspaces").contains(workspace) {
      hop.prove("the rule's configuration is attached", place)
      return
    }
    if hop.isHidden(node(workspace)["network_connectivity_config_id"], place) { return }
    guard let attached = node(workspace)["network_connectivity_config_id"]?.text, !attached.isEmpty else {
      hop.miss(
        "no network connectivity configuration is attached to \(name(workspace))",
        "databricks account workspaces update <workspace-id> --network-connectivity-config-id <id>", place)
      return
    }
    guard let rule = candidate.rule, let wanted = node(rule)["network_connectivity_config_id"] else {
      hop.prove("a network connectivity configuration is attached", place)
      return
    }
    if hop.isHidden(wanted, Hop.Evidence(rule, "network_connectivity_config_id")) { return }
    hop.contradict(
      "\(name(workspace)) has another configuration than the rule",
      "attach the rule's configuration to the workspace",
      place, Hop.Evidence(rule, "network_connectivity_config_id", "the rule's configuration"))
  }

  /// Connections of Unity Catalog are allowed without an entry; only a block stops them.
  func egressPolicy() -> Hop {
    var hop = HopRecord(.egressPolicy)
    let blocking = candidate.connection.map { estate.relations.related($0, "blockingPolicies") } ?? []
    for policy in blocking {
      hop.contradict(
        "egress policy \(name(policy)) blocks \(host ?? "the host")",
        "take the host out of the blocked destinations", Hop.Evidence(policy, "egress"))
    }
    if candidate.connection != nil {
      hop.prove("destinations of Unity Catalog connections are allowed")
    } else {
      hop.lack(.connection, "Unity Catalog connection", estate)
    }
    return hop.hop
  }

  func networkConnectivityConfig() -> Hop {
    var hop = HopRecord(.networkConnectivityConfig)
    let all = estate.inventory.ids(of: .networkConnectivityConfig)
    let own = candidate.rule.flatMap { estate.relations.related($0, "networkConnectivityConfigs").first }
    guard let configuration = own ?? (candidate.rule == nil ? all.first : nil) else {
      if let rule = candidate.rule, all.count == 1, let other = all.first {
        if hop.isHidden(
          node(rule)["network_connectivity_config_id"], Hop.Evidence(rule, "network_connectivity_config_id"))
          || hop.isHidden(
            node(other)["network_connectivity_config_id"],
            Hop.Evidence(other, "network_connectivity_config_id"))
        {
          return hop.hop
        }
        hop.contradict(
          "the rule names another configuration than \(name(other))", "give the rule's configuration",
          Hop.Evidence(rule, "network_connectivity_config_id"),
          Hop.Evidence(other, "network_connectivity_config_id"))
      } else {
        hop.lack(.networkConnectivityConfig, "network connectivity configuration", estate)
      }
      return hop.hop
    }
    let place = Hop.Evidence(configuration, "region", "the configuration's region")
    if let workspace = pathWorkspace, let there = region(workspaceRegion(workspace)),
      let here = region(node(configuration)["region"]), here != there
    {
      hop.contradict(
        "the configuration is in \(here) and the workspace in \(there)",
        "use a configuration of the workspace's region",
        place, Hop.Evidence(workspace, "location", "the workspace's region"))
    }
    hop.prove(
      "\(name(configuration)) in \(region(node(configuration)["region"]) ?? "an unnamed region")", place)
    return hop.hop
  }

  private func workspaceRegion(_ workspace: ResourceID) -> DocumentNode? {
    let own = node(workspace)
    return own["location"] ?? own["aws_region"] ?? own["region"]
      ?? estate.relations.related(workspace, "azureWorkspaces").first.flatMap { node($0)["location"] }
  }

  func rule() -> Hop {
    var hop = HopRecord(.privateEndpointRule)
    guard let rule = candidate.rule else {
      if estate.has(.privateEndpointRule) {
        hop.miss(
          "no private endpoint rule answers for \(host ?? "the Private Link Service")",
          "create a private endpoint rule with the Private Link Service's id and the hostname")
      } else {
        hop.lack(.privateEndpointRule, "private endpoint rule", estate)
      }
      return hop.hop
    }
    let place = Hop.Evidence(rule, "connection_state", "the rule's state")
    if node(rule)["deactivated"]?.bool == true {
      hop.contradict("the rule is deactivated", "create the rule anew", Hop.Evidence(rule, "deactivated"))
    }
    switch node(rule)["connection_state"]?.text?.uppercased() {
    case "ESTABLISHED":
      hop.prove("the rule is ESTABLISHED for \(estate.domainNames(of: rule).joined(separator: ", "))", place)
    case nil:
      hop.doubt(
        "the rule's connection_state is not known",
        "add the output of: \(EvidenceCommand.command(for: .privateEndpointRule))", place)
    case "PENDING"?, "CREATING"?, "INIT"?:
      hop.contradict(
        "the rule waits for its approval", "approve the endpoint connection on the Private Link Service",
        place)
    case let state?:
      hop.contradict(
        "the rule's state is \(state), in which it carries nothing", "create the rule anew", place)
    }
    if hop.isHidden(node(rule)["domain_names"], Hop.Evidence(rule, "domain_names")) { return hop.hop }
    if estate.domainNames(of: rule).isEmpty {
      hop.contradict(
        "the rule has no domain names", "add the hostname to domain_names", Hop.Evidence(rule, "domain_names")
      )
    }
    return hop.hop
  }
}

extension String {
  /// `PREMIUM` as `Premium`.
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
