import Inventory

/// How a provider's attributes become the vendor's own API shape.
struct TerraformShape: Sendable {
  /// One member of the shape.
  indirect enum Member: Sendable {
    /// The value of an attribute as it is; the path goes through single blocks (`network_profile`, `network_policy`).
    case copy(String, from: [String])
    /// The same in upper case.
    case upper(String, from: [String])
    /// The same although the provider marks all that it stands in as sensitive.
    case shown(String, from: [String])
    /// An object.
    case object(String, [Member])
    /// A list with an object for each block; paths within begin at the block.
    case list(String, blocks: String, [Member])
    /// A list with an object `{member: text}` for each text of a list.
    case wrapped(String, texts: String, as: String)
    /// A text that is the same for all.
    case text(String, String)
    /// One text if an attribute is true, another one if it is false.
    case choice(String, from: [String], yes: String, no: String)
  }

  let kind: ResourceKind
  /// The attribute that names the resource.
  let name: String
  let members: [Member]

  static let shapes: [String: TerraformShape] = azure.merging(databricks) { first, _ in first }

  /// hashicorp/azurerm, both generations of attributes where they differ (5.x and 4.x).
  private static let azure: [String: TerraformShape] = [
    "azurerm_private_link_service": TerraformShape(
      kind: .privateLinkService, name: "name",
      members: [
        .copy("id", from: ["id"]), .copy("name", from: ["name"]), .copy("location", from: ["location"]),
        .copy("alias", from: ["alias"]), .copy("tags", from: ["tags"]), .copy("fqdns", from: ["fqdns"]),
        .copy("enableProxyProtocol", from: ["proxy_protocol_enabled"]),
        .copy("enableProxyProtocol", from: ["enable_proxy_protocol"]),
        .object("visibility", [.copy("subscriptions", from: ["visibility_subscription_ids"])]),
        .object("autoApproval", [.copy("subscriptions", from: ["auto_approval_subscription_ids"])]),
        .wrapped(
          "loadBalancerFrontendIpConfigurations", texts: "load_balancer_frontend_ip_configuration_ids",
          as: "id"),
        .list(
          "ipConfigurations", blocks: "nat_ip_configuration",
          [
            .copy("name", from: ["name"]), .copy("primary", from: ["primary"]),
            .copy("privateIPAddress", from: ["private_ip_address"]),
            .copy("privateIPAddressVersion", from: ["private_ip_address_version"]),
            .object("subnet", [.copy("id", from: ["subnet_id"])]),
          ]),
      ]),
    "azurerm_kubernetes_cluster": TerraformShape(
      kind: .managedCluster, name: "name",
      members: [
        .copy("id", from: ["id"]), .copy("name", from: ["name"]), .copy("location", from: ["location"]),
        .copy("nodeResourceGroup", from: ["node_resource_group"]),
        .object(
          "apiServerAccessProfile",
          [
            .copy("enablePrivateCluster", from: ["private_cluster_enabled"]),
            .copy("privateDnsZone", from: ["private_dns_zone_id"]),
          ]),
        .object(
          "networkProfile",
          [
            .copy("loadBalancerSku", from: ["network_profile", "load_balancer_sku"]),
            .copy("networkPlugin", from: ["network_profile", "network_plugin"]),
            .copy("networkPluginMode", from: ["network_profile", "network_plugin_mode"]),
            .copy("networkDataplane", from: ["network_profile", "network_data_plane"]),
            .copy("networkPolicy", from: ["network_profile", "network_policy"]),
            .copy("outboundType", from: ["network_profile", "outbound_type"]),
            .copy("podCidr", from: ["network_profile", "pod_cidr"]),
            .copy("serviceCidr", from: ["network_profile", "service_cidr"]),
            .copy("dnsServiceIp", from: ["network_profile", "dns_service_ip"]),
            .copy("ipFamilies", from: ["network_profile", "ip_versions"]),
            .object(
              "loadBalancerProfile",
              [
                .copy(
                  "backendPoolType", from: ["network_profile", "load_balancer_profile", "backend_pool_type"])
              ]),
          ]),
        .list(
          "agentPoolProfiles", blocks: "default_node_pool",
          [.copy("name", from: ["name"]), .copy("vnetSubnetId", from: ["vnet_subnet_id"])]),
      ]),
    "azurerm_databricks_workspace": TerraformShape(
      kind: .azureDatabricksWorkspace, name: "name",
      members: [
        .copy("id", from: ["id"]), .copy("name", from: ["name"]), .copy("location", from: ["location"]),
        .copy("workspaceId", from: ["workspace_id"]), .copy("workspaceUrl", from: ["workspace_url"]),
        .object("sku", [.copy("name", from: ["sku"])]),
        .choice(
          "publicNetworkAccess", from: ["public_network_access_enabled"], yes: "Enabled", no: "Disabled"),
        .copy("requiredNsgRules", from: ["network_security_group_rules_required"]),
      ]),
    "azurerm_subnet": TerraformShape(
      kind: .subnet, name: "name",
      members: [
        .copy("id", from: ["id"]), .copy("name", from: ["name"]),
        .copy("addressPrefixes", from: ["address_prefixes"]),
        .choice(
          "privateLinkServiceNetworkPolicies", from: ["private_link_service_network_policies_enabled"],
          yes: "Enabled",
          no: "Disabled"),
      ]),
    "azurerm_private_dns_zone": TerraformShape(
      kind: .zone, name: "name", members: [.copy("id", from: ["id"]), .copy("name", from: ["name"])]),
    "azurerm_private_dns_zone_virtual_network_link": TerraformShape(
      kind: .privateDNSLink, name: "name",
      members: [
        .copy("id", from: ["id"]), .copy("name", from: ["name"]),
        .copy("registrationEnabled", from: ["registration_enabled"]),
        .object("virtualNetwork", [.copy("id", from: ["virtual_network_id"])]),
        .text("virtualNetworkLinkState", "Completed"),
      ]),
    "azurerm_private_dns_a_record": TerraformShape(
      kind: .recordSet, name: "name",
      members: [
        .copy("id", from: ["id"]), .copy("name", from: ["name"]), .copy("fqdn", from: ["fqdn"]),
        .copy("ttl", from: ["ttl"]),
        .text("type", "Microsoft.Network/privateDnsZones/A"),
        .wrapped("aRecords", texts: "records", as: "ipv4Address"),
      ]),
    "azurerm_private_dns_cname_record": TerraformShape(
      kind: .recordSet, name: "name",
      members: [
        .copy("id", from: ["id"]), .copy("name", from: ["name"]), .copy("fqdn", from: ["fqdn"]),
        .copy("ttl", from: ["ttl"]),
        .text("type", "Microsoft.Network/privateDnsZones/CNAME"),
        .object("cnameRecord", [.copy("cname", from: ["record"])]),
      ]),
  ]

  /// databricks/databricks. The attributes have the names of the API; `options` of a connection is marked as a whole.
  private static let databricks: [String: TerraformShape] = [
    "databricks_mws_network_connectivity_config": TerraformShape(
      kind: .networkConnectivityConfig, name: "name",
      members: [
        .copy("network_connectivity_config_id", from: ["network_connectivity_config_id"]),
        .copy("name", from: ["name"]),
        .copy("region", from: ["region"]), .copy("account_id", from: ["account_id"]),
      ]),
    "databricks_mws_ncc_private_endpoint_rule": TerraformShape(
      kind: .privateEndpointRule, name: "rule_id",
      members: [
        "rule_id", "network_connectivity_config_id", "resource_id", "domain_names", "group_id",
        "endpoint_name",
        "connection_state", "deactivated", "error_message", "account_id",
      ].map { .copy($0, from: [$0]) }),
    "databricks_sql_endpoint": TerraformShape(
      kind: .warehouse, name: "name",
      members: ["id", "name", "warehouse_type", "enable_serverless_compute", "cluster_size", "state"].map {
        .copy($0, from: [$0])
      }),
    "databricks_connection": TerraformShape(
      kind: .connection, name: "name",
      members: [
        .copy("name", from: ["name"]), .copy("connection_type", from: ["connection_type"]),
        .copy("credential_type", from: ["credential_type"]), .copy("owner", from: ["owner"]),
        .object(
          "options",
          [
            .shown("host", from: ["options", "host"]), .shown("port", from: ["options", "port"]),
            .shown("base_path", from: ["options", "base_path"]),
          ]),
      ]),
    "databricks_grants": TerraformShape(
      kind: .grants, name: "foreign_connection",
      members: [
        .list(
          "privilege_assignments", blocks: "grant",
          [.copy("principal", from: ["principal"]), .copy("privileges", from: ["privileges"])])
      ]),
  ]
}
