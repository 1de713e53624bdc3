import Inventory

extension TerraformShape {
  /// databricks/databricks (section 5 of the Azure reference). The attributes have the names of the API; `options` of a connection
  /// is marked as a whole.
  static let databricks: [String: TerraformShape] = [
    "databricks_mws_network_connectivity_config": TerraformShape(
      kind: .networkConnectivityConfig, name: "name",
      members: .same(
        "network_connectivity_config_id", "name", "region", "account_id", "creation_time", "updated_time") + [
          .object(
            "egress_config",
            [
              .object(
                "default_rules",
                [
                  .object(
                    "azure_service_endpoint_rule",
                    [
                      .copy("subnets", from: defaultRule + ["subnets"]),
                      .copy("target_region", from: defaultRule + ["target_region"]),
                      .copy("target_services", from: defaultRule + ["target_services"]),
                    ], ifSet: defaultRule)
                ]),
              .object(
                "target_rules",
                [
                  .list(
                    "azure_private_endpoint_rules",
                    [
                      .blocks(["egress_config", "target_rules", "azure_private_endpoint_rules"], ruleMembers)
                    ])
                ]),
            ], ifSet: ["egress_config"])
        ]),
    "databricks_mws_ncc_private_endpoint_rule": TerraformShape(
      kind: .privateEndpointRule, name: "rule_id", members: ruleMembers),
    "databricks_account_network_policy": TerraformShape(
      kind: .accountNetworkPolicy, name: "network_policy_id",
      members: .same("network_policy_id", "account_id", "egress")),
    "databricks_workspace_network_option": TerraformShape(
      kind: .workspaceNetworkOption, name: "workspace_id",
      members: .same("workspace_id", "network_policy_id")),
    "databricks_sql_endpoint": TerraformShape(
      kind: .warehouse, name: "name",
      members: .same(
        "id", "name", "warehouse_type", "enable_serverless_compute", "cluster_size", "state", "auto_stop_mins"
      )),
    "databricks_connection": TerraformShape(
      kind: .connection, name: "name",
      members: .same("name", "connection_type", "credential_type", "owner", "comment", "read_only") + [
        .object(
          "options",
          [
            .shown("host", from: ["options", "host"]), .shown("port", from: ["options", "port"]),
            .shown("base_path", from: ["options", "base_path"]),
          ], ifSet: ["options"])
      ]),
    // Grants on anything else than a connection say nothing about a path.
    "databricks_grants": TerraformShape(
      kind: .grants, name: "foreign_connection", requires: "foreign_connection",
      members: [.list("privilege_assignments", [.blocks(["grant"], .same("principal", "privileges"))])]),
    "databricks_grant": TerraformShape(
      kind: .grants, name: "foreign_connection", requires: "foreign_connection",
      members: [.list("privilege_assignments", [.own(.same("principal", "privileges"))])]),
  ]

  private static let defaultRule = ["egress_config", "default_rules", "azure_service_endpoint_rule"]

  private static let ruleMembers: [Member] =
    .same(
      "rule_id", "network_connectivity_config_id", "resource_id", "domain_names", "group_id", "endpoint_name",
      "connection_state", "account_id", "creation_time", "updated_time")
    + ["deactivated", "deactivated_at", "error_message"].map { .ifKnown($0, from: [$0]) }
}
