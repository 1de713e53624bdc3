import Documents
import Inventory

/// Recognises the objects of Databricks' account and workspace APIs (section 3 of the Azure reference). The REST
/// calls and the CLI omit empty and zero values, so only what is never empty tells the shape.
enum DatabricksLoader {
  static func resources(_ node: DocumentNode) -> [Resource] {
    guard let kind = kind(of: node) else { return [] }
    let shaped = kind == .grants ? DatabricksGrants.withPlainPrivileges(node) : node
    let own = Resource(kind: kind, name: name(of: node, kind: kind), node: shaped)
    return kind == .networkConnectivityConfig ? [own] + nestedRules(node) : [own]
  }

  private static func kind(of node: DocumentNode) -> ResourceKind? {
    if node["rule_id"] != nil, node["resource_id"] != nil || node["network_connectivity_config_id"] != nil {
      return .privateEndpointRule
    }
    if node["workspace_id"] != nil,
      node["pricing_tier"] != nil || node["workspace_status"] != nil || node["workspace_name"] != nil
    {
      return .workspace
    }
    if node["egress_config"] != nil { return .networkConnectivityConfig }
    if node["network_connectivity_config_id"] != nil, node["region"] != nil, node["workspace_id"] == nil {
      return .networkConnectivityConfig
    }
    if node["warehouse_type"] != nil || (node["cluster_size"] != nil && node["jdbc_url"] != nil) {
      return .warehouse
    }
    if node["connection_type"] != nil { return .connection }
    if node["privilege_assignments"] != nil { return .grants }
    return networkPolicyKind(of: node)
  }

  /// A policy for an account, or which of them a workspace has. Go's clients omit empty values: a workspace with the default policy
  /// may be shown by its id alone, and a policy that was never filled in without `egress`.
  private static func networkPolicyKind(of node: DocumentNode) -> ResourceKind? {
    if node["network_policy_id"] != nil {
      if node["workspace_id"] != nil { return .workspaceNetworkOption }
      if node["egress"] != nil || node["account_id"] != nil { return .accountNetworkPolicy }
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
    return rules.elements.filter { $0["rule_id"] != nil }.map { rule in
      let complete =
        rule["network_connectivity_config_id"] == nil
        ? DerivedTree.adding(["network_connectivity_config_id"], of: node, to: rule) : rule
      return Resource(
        kind: .privateEndpointRule, name: name(of: rule, kind: .privateEndpointRule), node: complete)
    }
  }
}
