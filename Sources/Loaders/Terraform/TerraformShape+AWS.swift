import Inventory

extension TerraformShape {
  /// hashicorp/aws (section 3.4 of the AWS reference): what stands in resources of its own, such as routes and rules, becomes a part
  /// of its table or group, as EC2 shows it.
  static let aws: [String: TerraformShape] = [
    "aws_vpc": TerraformShape(
      kind: .vpc, name: "id",
      members: [
        .copy("VpcId", "id"), .copy("CidrBlock", "cidr_block"), .copy("OwnerId", "owner_id"),
        .copy("DhcpOptionsId", "dhcp_options_id"),
        .ofPart(
          "DhcpOptionsId",
          Part(type: "aws_vpc_dhcp_options_association", by: "vpc_id", take: "dhcp_options_id")),
        .list(
          "CidrBlockAssociationSet",
          [
            .own([.copy("CidrBlock", "cidr_block")]),
            .resources(
              "aws_vpc_ipv4_cidr_block_association", by: "vpc_id", [.copy("CidrBlock", "cidr_block")]),
          ]),
        .object("EnableDnsSupport", [.copy("Value", "enable_dns_support")], ifSet: ["enable_dns_support"]),
        .object(
          "EnableDnsHostnames", [.copy("Value", "enable_dns_hostnames")], ifSet: ["enable_dns_hostnames"]),
      ]),
    "aws_subnet": TerraformShape(
      kind: .awsSubnet, name: "id",
      members: [
        .copy("SubnetId", "id"), .copy("VpcId", "vpc_id"), .copy("CidrBlock", "cidr_block"),
        .copy("AvailabilityZone", "availability_zone"), .copy("AvailabilityZoneId", "availability_zone_id"),
        .copy("MapPublicIpOnLaunch", "map_public_ip_on_launch"), .copy("SubnetArn", "arn"),
      ]),
    "aws_route_table": routeTable([]),
    "aws_default_route_table": routeTable(ofDefault("default_route_table_id")),
    "aws_security_group": securityGroup, "aws_default_security_group": securityGroup,
    "aws_network_acl": networkACL([]),
    "aws_default_network_acl": networkACL(ofDefault("default_network_acl_id") + [.text("IsDefault", "true")]),
    "aws_vpc_endpoint": TerraformShape(
      kind: .vpcEndpoint, name: "id",
      members: [
        .copy("VpcEndpointId", "id"), .copy("VpcId", "vpc_id"), .copy("ServiceName", "service_name"),
        .copy("VpcEndpointType", "vpc_endpoint_type"), .copy("State", "state"),
        .copy("PrivateDnsEnabled", "private_dns_enabled"),
        .ofPart("PrivateDnsEnabled", ofEndpoint("private_dns", "private_dns_enabled")),
        .copy("PolicyDocument", "policy"), .ofPart("PolicyDocument", ofEndpoint("policy", "policy")),
        .ids("SubnetIds", from: ["subnet_ids"], parts: ofEndpoint("subnet_association", "subnet_id")),
        .ids(
          "RouteTableIds", from: ["route_table_ids"],
          parts: ofEndpoint("route_table_association", "route_table_id")),
        .list(
          "Groups",
          [
            .texts(["security_group_ids"], as: "GroupId"),
            .resources(
              "aws_vpc_endpoint_security_group_association", by: "vpc_endpoint_id",
              [.copy("GroupId", "security_group_id")]),
          ]),
      ]),
    "aws_vpc_peering_connection": TerraformShape(
      kind: .peeringConnection, name: "id",
      members: [
        .copy("VpcPeeringConnectionId", "id"), .object("Status", [.copy("Code", "accept_status")]),
        .object("RequesterVpcInfo", peer("vpc_id", options: "requester")),
        .object(
          "AccepterVpcInfo",
          peer("peer_vpc_id", options: "accepter") + [
            .copy("Region", "peer_region"), .copy("OwnerId", "peer_owner_id"),
          ]),
      ]),
    "aws_nat_gateway": TerraformShape(
      kind: .natGateway, name: "id",
      members: [
        .copy("NatGatewayId", "id"), .copy("SubnetId", "subnet_id"),
        .copy("ConnectivityType", "connectivity_type"),
        .copy("AvailabilityMode", "availability_mode"),
        .followed("VpcId", from: ["subnet_id"], take: ["vpc_id"]),
      ]),
    "aws_internet_gateway": TerraformShape(
      kind: .internetGateway, name: "id",
      members: [
        .copy("InternetGatewayId", "id"),
        .list(
          "Attachments",
          [
            .own([.copy("VpcId", "vpc_id")]),
            .resources(
              "aws_internet_gateway_attachment", by: "internet_gateway_id", [.copy("VpcId", "vpc_id")]),
          ]),
      ]),
    "aws_vpc_dhcp_options": TerraformShape(
      kind: .dhcpOptions, name: "id",
      members: [
        .copy("DhcpOptionsId", "id"),
        .list(
          "DhcpConfigurations",
          [
            .own([
              .text("Key", "domain-name-servers"),
              .list("Values", [.texts(["domain_name_servers"], as: "Value")]),
            ])
          ]),
      ]),
  ]

  /// One of the resources that add something to an endpoint.
  private static func ofEndpoint(_ kind: String, _ attribute: String) -> Part {
    Part(type: "aws_vpc_endpoint_\(kind)", by: "vpc_endpoint_id", take: attribute)
  }

  /// A table or ACL that AWS made with a VPC is named by an attribute of the VPC, and does not name it itself.
  private static func ofDefault(_ attribute: String) -> [Member] {
    [.followed("VpcId", from: [attribute], take: ["id"])]
  }

  private static func peer(_ vpc: String, options: String) -> [Member] {
    [
      .copy("VpcId", vpc), .followed("CidrBlock", from: [vpc], take: ["cidr_block"]),
      .object(
        "PeeringOptions",
        [.copy("AllowDnsResolutionFromRemoteVpc", from: [options, "allow_remote_vpc_dns_resolution"])],
        ifSet: [options]),
    ]
  }

  // MARK: Routes

  private static let targets: [Member] = [
    .copy("DestinationPrefixListId", "destination_prefix_list_id"), .copy("GatewayId", "gateway_id"),
    .copy("NatGatewayId", "nat_gateway_id"), .copy("TransitGatewayId", "transit_gateway_id"),
    .copy("VpcPeeringConnectionId", "vpc_peering_connection_id"), .copy("VpcEndpointId", "vpc_endpoint_id"),
    .copy("NetworkInterfaceId", "network_interface_id"),
    .copy("EgressOnlyInternetGatewayId", "egress_only_gateway_id"),
    .copy("LocalGatewayId", "local_gateway_id"), .copy("CarrierGatewayId", "carrier_gateway_id"),
    .copy("CoreNetworkArn", "core_network_arn"),
  ]

  /// The default table is the VPC's main one until another one takes its place.
  private static let main = Source.own(
    [.text("Main", "true")],
    unless: Unless(
      type: "aws_main_route_table_association", by: "vpc_id", of: ["default_route_table_id", "vpc_id"]))

  private static func routeTable(_ ofDefault: [Member]) -> TerraformShape {
    TerraformShape(
      kind: .routeTable, name: "id",
      members: [.copy("RouteTableId", "id"), .copy("VpcId", "vpc_id")] + ofDefault + [
        .list(
          "Associations",
          (ofDefault.isEmpty ? [] : [main]) + [
            .resources(
              "aws_route_table_association", by: "route_table_id",
              [.copy("SubnetId", "subnet_id"), .text("Main", "false")]),
            .resources("aws_main_route_table_association", by: "route_table_id", [.text("Main", "true")]),
          ]),
        .list(
          "Routes",
          [
            .blocks(
              ["route"],
              [
                .copy("DestinationCidrBlock", "cidr_block"),
                .copy("DestinationIpv6CidrBlock", "ipv6_cidr_block"),
              ]
                + targets),
            .resources(
              "aws_route", by: "route_table_id",
              [
                .copy("DestinationCidrBlock", "destination_cidr_block"),
                .copy("DestinationIpv6CidrBlock", "destination_ipv6_cidr_block"), .copy("State", "state"),
              ] + targets),
          ]),
      ])
  }

  // MARK: Groups

  private static let block: [Member] = [
    .copy("IpProtocol", "protocol"), .copy("FromPort", "from_port"), .copy("ToPort", "to_port"),
    .copy("Self", "self"), .list("IpRanges", [.texts(["cidr_blocks"], as: "CidrIp")]),
    .list("Ipv6Ranges", [.texts(["ipv6_cidr_blocks"], as: "CidrIpv6")]),
    .list("PrefixListIds", [.texts(["prefix_list_ids"], as: "PrefixListId")]),
    .list("UserIdGroupPairs", [.texts(["security_groups"], as: "GroupId")]),
  ]

  /// A rule for one direction; of the other direction's resources nothing is taken.
  private static let rule: [Member] =
    block.dropLast() + [.list("UserIdGroupPairs", [.own([.copy("GroupId", "source_security_group_id")])])]

  /// A rule of the newer resources, which have one peer each.
  private static let single: [Member] = [
    .copy("IpProtocol", "ip_protocol"), .copy("FromPort", "from_port"), .copy("ToPort", "to_port"),
    .list("IpRanges", [.own([.copy("CidrIp", "cidr_ipv4")])]),
    .list("Ipv6Ranges", [.own([.copy("CidrIpv6", "cidr_ipv6")])]),
    .list("PrefixListIds", [.own([.copy("PrefixListId", "prefix_list_id")])]),
    .list("UserIdGroupPairs", [.own([.copy("GroupId", "referenced_security_group_id")])]),
  ]

  private static func permissions(_ key: String, _ direction: String) -> Member {
    .list(
      key,
      [
        .blocks([direction], block),
        .resources(
          "aws_security_group_rule", by: "security_group_id", only: Equal(attribute: "type", text: direction),
          rule),
        .resources("aws_vpc_security_group_\(direction)_rule", by: "security_group_id", single),
      ])
  }

  private static let securityGroup = TerraformShape(
    kind: .securityGroup, name: "id",
    members: [
      .copy("GroupId", "id"), .copy("GroupName", "name"), .copy("VpcId", "vpc_id"),
      .copy("OwnerId", "owner_id"),
      permissions("IpPermissions", "ingress"), permissions("IpPermissionsEgress", "egress"),
    ])

  // MARK: ACLs

  private static func entry(number: String, action: String) -> [Member] {
    [
      .copy("RuleNumber", number), .copy("RuleAction", action), .copy("Protocol", "protocol"),
      .copy("CidrBlock", "cidr_block"), .copy("Ipv6CidrBlock", "ipv6_cidr_block"),
      .object("PortRange", [.copy("From", "from_port"), .copy("To", "to_port")], ifSet: ["from_port"]),
    ]
  }

  private static func networkACL(_ ofDefault: [Member]) -> TerraformShape {
    TerraformShape(
      kind: .networkACL, name: "id",
      members: [.copy("NetworkAclId", "id"), .copy("VpcId", "vpc_id")] + ofDefault + [
        .list(
          "Associations",
          [
            .texts(["subnet_ids"], as: "SubnetId"),
            .resources("aws_network_acl_association", by: "network_acl_id", [.copy("SubnetId", "subnet_id")]),
          ]),
        .list(
          "Entries",
          [
            .blocks(["ingress"], entry(number: "rule_no", action: "action") + [.text("Egress", "false")]),
            .blocks(["egress"], entry(number: "rule_no", action: "action") + [.text("Egress", "true")]),
            .resources(
              "aws_network_acl_rule", by: "network_acl_id",
              entry(number: "rule_number", action: "rule_action") + [.copy("Egress", "egress")]),
          ]),
      ])
  }

  // MARK: The account

  /// databricks/databricks: the account's objects for AWS, whose attributes have the API's names.
  static let databricksAccount: [String: TerraformShape] = [
    "databricks_mws_networks": TerraformShape(
      kind: .network, name: "network_name", requires: "vpc_id",
      members: .same(
        "network_id", "network_name", "vpc_id", "vpc_status", "workspace_id", "error_messages")
        + [
          // The provider demands two subnets.
          .ids("subnet_ids", from: ["subnet_ids"], atLeast: 2),
          .ids("security_group_ids", from: ["security_group_ids"]),
          .object(
            "vpc_endpoints",
            [
              .ids("rest_api", from: ["vpc_endpoints", "rest_api"]),
              .ids("dataplane_relay", from: ["vpc_endpoints", "dataplane_relay"]),
            ], ifSet: ["vpc_endpoints"]),
        ]),
    "databricks_mws_vpc_endpoint": TerraformShape(
      kind: .registeredEndpoint, name: "vpc_endpoint_name", requires: "aws_vpc_endpoint_id",
      members: .same(
        "vpc_endpoint_id", "vpc_endpoint_name", "aws_vpc_endpoint_id", "aws_endpoint_service_id",
        "aws_account_id",
        "region", "state", "use_case")),
    "databricks_mws_private_access_settings": TerraformShape(
      kind: .privateAccessSettings, name: "private_access_settings_name",
      members: .same(
        "private_access_settings_id", "private_access_settings_name", "region", "private_access_level",
        "public_access_enabled") + [.ids("allowed_vpc_endpoint_ids", from: ["allowed_vpc_endpoint_ids"])]),
    "databricks_mws_workspaces": TerraformShape(
      kind: .workspace, name: "workspace_name", requires: "aws_region",
      members: .same(
        "workspace_id", "workspace_name", "deployment_name", "aws_region", "network_id",
        "private_access_settings_id", "pricing_tier", "compute_mode", "workspace_status",
        "is_no_public_ip_enabled")),
    // Settings that change what a network needs, in the shape in which the workspace's API tells them.
    "databricks_disable_legacy_access_setting": setting(
      .disableLegacyAccess, "disable_legacy_access", "value"),
    "databricks_disable_legacy_features_setting": setting(
      .disableLegacyAccess, "disable_legacy_features", "value"),
    "databricks_compliance_security_profile_workspace_setting": setting(
      .complianceSecurityProfile, "compliance_security_profile_workspace", "is_enabled"),
  ]

  private static func setting(_ kind: ResourceKind, _ block: String, _ attribute: String) -> TerraformShape {
    TerraformShape(
      kind: kind, name: "setting_name",
      members: [.object(block, [.copy(attribute, from: [block, attribute])], ifSet: [block])])
  }
}
