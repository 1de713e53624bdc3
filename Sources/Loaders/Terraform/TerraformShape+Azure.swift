import Inventory

extension TerraformShape {
  /// hashicorp/azurerm (section 5 of the Azure reference), both generations of attributes where they differ (5.x and 4.x).
  static let azure: [String: TerraformShape] = [
    "azurerm_private_link_service": privateLinkService,
    "azurerm_lb": loadBalancer,
    "azurerm_private_endpoint": privateEndpoint,
    "azurerm_kubernetes_cluster": managedCluster,
    "azurerm_databricks_workspace": TerraformShape(
      kind: .azureDatabricksWorkspace, name: "name",
      members: .same("id", "name", "location", "tags") + [
        .copy("workspaceId", "workspace_id"), .copy("workspaceUrl", "workspace_url"),
        .copy("managedResourceGroupId", "managed_resource_group_id"),
        .object("sku", [.copy("name", "sku")]),
        .choice(
          "publicNetworkAccess", from: ["public_network_access_enabled"], yes: "Enabled", no: "Disabled"),
        .copy("requiredNsgRules", "network_security_group_rules_required"),
        .object(
          "parameters",
          [
            .object(
              "enableNoPublicIp", [.copy("value", from: ["custom_parameters", "no_public_ip"])],
              ifSet: ["custom_parameters", "no_public_ip"]),
            .object(
              "customVirtualNetworkId", [.copy("value", from: ["custom_parameters", "virtual_network_id"])],
              ifSet: ["custom_parameters", "virtual_network_id"]),
          ], ifSet: ["custom_parameters"]),
      ]),
    "azurerm_subnet": TerraformShape(
      kind: .subnet, name: "name",
      members: .same("id", "name") + [
        .copy("addressPrefixes", "address_prefixes"),
        // The older attribute, whose sense was the other way round, stands beside the newer one in 3.x.
        .choice(
          "privateLinkServiceNetworkPolicies", from: ["enforce_private_link_service_network_policies"],
          yes: "Disabled", no: "Enabled"),
        .choice(
          "privateLinkServiceNetworkPolicies", from: ["private_link_service_network_policies_enabled"],
          yes: "Enabled", no: "Disabled"),
        .list(
          "delegations",
          [
            .blocks(
              ["delegation"], .same("name") + [.copy("serviceName", from: ["service_delegation", "name"])])
          ]),
      ]),
    "azurerm_private_dns_zone": TerraformShape(
      kind: .zone, name: "name", members: .same("id", "name")),
    "azurerm_private_dns_zone_virtual_network_link": TerraformShape(
      kind: .privateDNSLink, name: "name",
      members: .same("id", "name") + [
        .copy("registrationEnabled", "registration_enabled"), .copy("resolutionPolicy", "resolution_policy"),
        .object("virtualNetwork", [.copy("id", "virtual_network_id")]),
        .text("virtualNetworkLinkState", "Completed"),
      ] + zoneMembers),
    "azurerm_private_dns_a_record": records(
      "A", [.list("aRecords", [.texts(["records"], as: "ipv4Address")])]),
    "azurerm_private_dns_aaaa_record": records(
      "AAAA", [.list("aaaaRecords", [.texts(["records"], as: "ipv6Address")])]),
    "azurerm_private_dns_cname_record": records(
      "CNAME", [.object("cnameRecord", [.copy("cname", "record")])]),
  ]

  /// The zone of a record or link: 4.x names it, 5.x gives its id.
  private static let zoneMembers: [Member] = [
    .copy("zoneName", "zone_name"), .copy("zoneName", "private_dns_zone_name"),
    .followed("zoneName", from: ["private_dns_zone_id"], take: ["name"]),
    .copy("zoneId", "private_dns_zone_id"),
  ]

  private static func records(_ type: String, _ data: [Member]) -> TerraformShape {
    TerraformShape(
      kind: .recordSet, name: "name",
      members: .same("id", "name", "fqdn", "ttl") + zoneMembers + [
        .text("type", "Microsoft.Network/privateDnsZones/" + type)
      ] + data)
  }

  private static let privateLinkService = TerraformShape(
    kind: .privateLinkService, name: "name",
    members: .same("id", "name", "location", "alias", "tags", "fqdns") + [
      .copy("enableProxyProtocol", "enable_proxy_protocol"),
      .copy("enableProxyProtocol", "proxy_protocol_enabled"),
      .copy("destinationIPAddress", "destination_ip_address"),
      .object("visibility", [.copy("subscriptions", "visibility_subscription_ids")]),
      .object("autoApproval", [.copy("subscriptions", "auto_approval_subscription_ids")]),
      .list(
        "loadBalancerFrontendIpConfigurations",
        [.texts(["load_balancer_frontend_ip_configuration_ids"], as: "id")]),
      .list(
        "ipConfigurations",
        [
          .blocks(
            ["nat_ip_configuration"],
            .same("name", "primary") + [
              .copy("privateIPAddress", "private_ip_address"),
              .copy("privateIPAddressVersion", "private_ip_address_version"),
              .object("subnet", [.copy("id", "subnet_id")]),
            ])
        ]),
    ])

  /// The parts of a load balancer are resources of their own, which name it.
  private static let loadBalancer = TerraformShape(
    kind: .loadBalancer, name: "name",
    members: .same("id", "name", "location", "tags") + [
      .object("sku", [.copy("name", "sku"), .copy("tier", "sku_tier")]),
      .list(
        "frontendIPConfigurations",
        [
          .blocks(
            ["frontend_ip_configuration"],
            .same("id", "name", "zones") + [
              .copy("privateIPAddress", "private_ip_address"),
              .copy("privateIPAllocationMethod", "private_ip_address_allocation"),
              .copy("privateIPAddressVersion", "private_ip_address_version"),
              .object(
                "publicIPAddress", [.copy("id", "public_ip_address_id")], ifSet: ["public_ip_address_id"]),
              .object("publicIPPrefix", [.copy("id", "public_ip_prefix_id")], ifSet: ["public_ip_prefix_id"]),
              .object("subnet", [.copy("id", "subnet_id")], ifSet: ["subnet_id"]),
            ])
        ]),
      .list(
        "backendAddressPools",
        [
          .resources(
            "azurerm_lb_backend_address_pool", by: "loadbalancer_id",
            .same("id", "name") + [
              .list("backendIPConfigurations", [.texts(["backend_ip_configurations"], as: "id")]),
              .list(
                "loadBalancerBackendAddresses",
                [
                  .resources(
                    "azurerm_lb_backend_address_pool_address", by: "backend_address_pool_id",
                    .same("name") + [.copy("ipAddress", "ip_address")])
                ]),
            ])
        ]),
      .list(
        "loadBalancingRules",
        [
          .resources(
            "azurerm_lb_rule", by: "loadbalancer_id",
            .same("id", "name", "protocol") + [
              .copy("frontendPort", "frontend_port"), .copy("backendPort", "backend_port"),
              .copy("enableFloatingIP", "enable_floating_ip"),
              .copy("enableFloatingIP", "floating_ip_enabled"),
              .copy("enableTcpReset", "enable_tcp_reset"), .copy("enableTcpReset", "tcp_reset_enabled"),
              .copy("idleTimeoutInMinutes", "idle_timeout_in_minutes"),
              .object(
                "frontendIPConfiguration",
                [
                  .ofOwner(
                    "id", blocks: "frontend_ip_configuration", named: ["frontend_ip_configuration_name"],
                    take: "id")
                ], ifSet: ["frontend_ip_configuration_name"]),
              .object("probe", [.copy("id", "probe_id")], ifSet: ["probe_id"]),
              .list("backendAddressPools", [.texts(["backend_address_pool_ids"], as: "id")]),
            ])
        ]),
      .list(
        "probes",
        [
          .resources(
            "azurerm_lb_probe", by: "loadbalancer_id",
            .same("id", "name", "protocol", "port") + [
              .copy("requestPath", "request_path"), .copy("intervalInSeconds", "interval_in_seconds"),
              .copy("probeThreshold", "probe_threshold"), .copy("numberOfProbes", "number_of_probes"),
            ])
        ]),
    ])

  private static let privateEndpoint = TerraformShape(
    kind: .privateEndpoint, name: "name",
    members: .same("id", "name", "location", "tags") + [
      .object("subnet", [.copy("id", "subnet_id")]),
      .list(
        "privateLinkServiceConnections",
        [
          .blocks(
            ["private_service_connection"], only: Filter(attribute: "is_manual_connection", value: false),
            connection)
        ]),
      .list(
        "manualPrivateLinkServiceConnections",
        [
          .blocks(
            ["private_service_connection"], only: Filter(attribute: "is_manual_connection", value: true),
            connection)
        ]),
      .list(
        "customDnsConfigs",
        [
          .blocks(["custom_dns_configs"], .same("fqdn") + [.copy("ipAddresses", "ip_addresses")])
        ]),
    ])

  private static let connection: [Member] =
    .same("name") + [
      .copy("privateLinkServiceId", "private_connection_resource_alias"),
      .copy("privateLinkServiceId", "private_connection_resource_id"),
      .copy("groupIds", "subresource_names"),
    ]

  private static let managedCluster = TerraformShape(
    kind: .managedCluster, name: "name",
    members: .same("id", "name", "location", "tags") + [
      .copy("kubernetesVersion", "kubernetes_version"), .copy("nodeResourceGroup", "node_resource_group"),
      .copy("fqdn", "fqdn"), .copy("privateFqdn", "private_fqdn"),
      .object(
        "apiServerAccessProfile",
        [
          .copy("enablePrivateCluster", "private_cluster_enabled"),
          .copy("enablePrivateClusterPublicFqdn", "private_cluster_public_fqdn_enabled"),
          .copy("privateDnsZone", "private_dns_zone_id"),
          .copy("authorizedIpRanges", from: ["api_server_access_profile", "authorized_ip_ranges"]),
        ]),
      .object(
        "networkProfile",
        [
          network("loadBalancerSku", "load_balancer_sku"), network("networkPlugin", "network_plugin"),
          network("networkPluginMode", "network_plugin_mode"),
          network("networkDataplane", "network_data_plane"), network("networkPolicy", "network_policy"),
          network("outboundType", "outbound_type"), network("podCidr", "pod_cidr"),
          network("podCidrs", "pod_cidrs"), network("serviceCidr", "service_cidr"),
          network("serviceCidrs", "service_cidrs"), network("dnsServiceIP", "dns_service_ip"),
          network("ipFamilies", "ip_versions"),
          .object(
            "loadBalancerProfile",
            [
              .copy(
                "backendPoolType", from: ["network_profile", "load_balancer_profile", "backend_pool_type"])
            ]),
        ]),
      .list(
        "agentPoolProfiles",
        [
          .blocks(["default_node_pool"], pool),
          .resources("azurerm_kubernetes_cluster_node_pool", by: "kubernetes_cluster_id", pool),
        ]),
    ])

  private static func network(_ key: String, _ attribute: String) -> Member {
    .copy(key, from: ["network_profile", attribute])
  }

  private static let pool: [Member] =
    .same("name", "mode") + [
      .copy("count", "node_count"), .copy("osType", "os_type"), .copy("vmSize", "vm_size"),
      .copy("vnetSubnetId", "vnet_subnet_id"), .copy("podSubnetId", "pod_subnet_id"),
      .copy("enableNodePublicIp", "enable_node_public_ip"),
      .copy("enableNodePublicIp", "node_public_ip_enabled"),
    ]
}
