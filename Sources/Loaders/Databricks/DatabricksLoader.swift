import Documents
import Inventory

/// Recognises the objects of Databricks' account and workspace APIs (section 3 of the Azure reference). The REST
/// calls and the CLI omit empty and zero values, so only what is never empty tells the shape.
enum DatabricksLoader {
  /// Adds what a node is, and what it holds.
  ///
  /// - Returns: whether it is known.
  static func addResources(_ node: DocumentNode, to found: inout [Resource]) -> Bool {
    guard let kind = kind(of: node) else { return false }
    let shaped = kind == .grants ? DatabricksGrants.withPlainPrivileges(node) : node
    found.append(Resource(kind: kind, name: name(of: node, kind: kind), node: shaped))
    if kind == .networkConnectivityConfig { found += nestedRules(node) }
    return true
  }

  private static func kind(of node: DocumentNode) -> ResourceKind? {
    if node.has("rule_id"), node.has("resource_id") || node.has("network_connectivity_config_id") {
      return .privateEndpointRule
    }
    if node.has("workspace_id"),
      node.has("pricing_tier") || node.has("workspace_status") || node.has("workspace_name")
    {
      return .workspace
    }
    if node.has("egress_config") { return .networkConnectivityConfig }
    if node.has("network_connectivity_config_id"), node.has("region"), !node.has("workspace_id") {
      return .networkConnectivityConfig
    }
    if node.has("warehouse_type") || (node.has("cluster_size") && node.has("jdbc_url")) {
      return .warehouse
    }
    if node.has("connection_type") { return .connection }
    if node.has("privilege_assignments") { return .grants }
    return networkPolicyKind(of: node)
  }

  /// A policy for an account, or which of them a workspace has. Go's clients omit empty values: a workspace with the default policy
  /// may be shown by its id alone, and a policy that was never filled in without `egress`.
  private static func networkPolicyKind(of node: DocumentNode) -> ResourceKind? {
    if node.has("network_policy_id") {
      if node.has("workspace_id") { return .workspaceNetworkOption }
      if node.has("egress") || node.has("account_id") { return .accountNetworkPolicy }
    }
    if let kind = DatabricksAccount.kind(of: node) { return kind }
    return node.count == 1 && node["workspace_id"]?.integer != nil ? .workspaceNetworkOption : nil
  }

  private static func name(of node: DocumentNode, kind: ResourceKind) -> String {
    let keys: [StaticString] =
      switch kind {
      case .privateEndpointRule: ["rule_id"]
      case .workspace: ["workspace_name", "workspace_id"]
      case .networkConnectivityConfig: ["name", "network_connectivity_config_id"]
      case .accountNetworkPolicy: ["network_policy_id"]
      case .workspaceNetworkOption: ["workspace_id"]
      default: DatabricksAccount.names[kind] ?? ["name", "full_name", "id"]
      }
    for key in keys {
      if let text = node[key]?.text, !text.isEmpty { return text }
    }
    return ""
  }

  /// The rules that a configuration carries in `egress_config.target_rules`. They are the same rules as those that
  /// the rules' own list shows; the inventory keeps one of the two.
  static func nestedRules(_ node: DocumentNode) -> [Resource] {
    guard let rules = node.at("egress_config", "target_rules", "azure_private_endpoint_rules") else {
      return []
    }
    return rules.elements.filter { $0.has("rule_id") }.map { rule in
      let complete =
        !rule.has("network_connectivity_config_id")
        ? DerivedTree.adding(["network_connectivity_config_id"], of: node, to: rule) : rule
      return Resource(
        kind: .privateEndpointRule, name: name(of: rule, kind: .privateEndpointRule), node: complete)
    }
  }
}
