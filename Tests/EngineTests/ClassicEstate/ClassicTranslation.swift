import Foundation

/// Writes the AWS and account exports of an estate as the resources of Terraform's that would make it.
///
/// What no provider has is left out: nodes and clusters, the routes and main route tables that AWS makes itself, free addresses.
struct ClassicTranslation {
  /// The providers have several ways to write one thing (section 3.4 of the AWS reference).
  enum Style: String, CaseIterable, Sendable {
    /// Routes, entries and rules within their table, ACL and group.
    case blocks
    /// `aws_route`, `aws_network_acl_rule`, `aws_security_group_rule`.
    case rules
    /// As `rules`, with one resource for each peer of a rule, and one for each part of an endpoint.
    case parts
  }

  let style: Style
  private let folder: URL
  private(set) var text = TerraformText()

  init(_ folder: URL, _ style: Style) throws {
    self.folder = folder
    self.style = style
    try addNetworks()
    try addGateways()
    try addEndpoints()
    try addGroups()
    try addRouteTables()
    try addACLs()
    try addAccount()
  }

  // MARK: Reading

  /// The elements of an export; none where the shape of the estate has no such file.
  private func export(_ file: String, _ list: String? = nil) throws -> [JSONText] {
    let url = folder.appending(path: file)
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    let document = try JSONDecoder().decode(JSONText.self, from: Data(contentsOf: url))
    return list.map { document[$0].elements } ?? (document.elements.isEmpty ? [document] : document.elements)
  }

  private func id(_ value: JSONText, _ key: String) -> String { value[key].string ?? "" }

  /// The `Name` tag as Terraform may write it, else the id.
  private func name(_ value: JSONText, _ key: String) -> String {
    let tag = value["Tags"].elements.first { $0["Key"] == "Name" }?["Value"].string
    return (tag ?? id(value, key)).replacing("-", with: "_")
  }

  private func without(_ members: [String: JSONText]) -> [String: JSONText] {
    members.filter { !$0.value.isNull }
  }

  // MARK: Networks

  private mutating func addNetworks() throws {
    for options in try export("aws/dhcp-options.json", "DhcpOptions") {
      let servers = options["DhcpConfigurations"].elements.filter { $0["Key"] == "domain-name-servers" }
        .flatMap { $0["Values"].elements.map { $0["Value"] } }
      text.add(
        .init(
          type: "aws_vpc_dhcp_options", name: "this",
          configured: ["domain_name": "ec2.internal", "domain_name_servers": .list(servers)],
          computed: ["id": options["DhcpOptionsId"], "owner_id": options["OwnerId"]]))
    }
    for vpc in try export("aws/vpcs.json", "Vpcs") { try addVPC(vpc) }
    for subnet in try export("aws/subnets.json", "Subnets") {
      text.add(
        .init(
          type: "aws_subnet", name: name(subnet, "SubnetId"),
          configured: [
            "vpc_id": subnet["VpcId"], "cidr_block": subnet["CidrBlock"],
            "availability_zone": subnet["AvailabilityZone"],
            "map_public_ip_on_launch": subnet["MapPublicIpOnLaunch"],
          ],
          computed: [
            "id": subnet["SubnetId"], "arn": subnet["SubnetArn"], "owner_id": subnet["OwnerId"],
            "availability_zone_id": subnet["AvailabilityZoneId"],
          ]))
    }
  }

  private mutating func addVPC(_ vpc: JSONText) throws {
    let own = id(vpc, "VpcId")
    let name = name(vpc, "VpcId")
    var configured: [String: JSONText] = ["cidr_block": vpc["CidrBlock"], "enable_dns_support": true]
    var computed: [String: JSONText] = [
      "id": vpc["VpcId"], "owner_id": vpc["OwnerId"], "dhcp_options_id": vpc["DhcpOptionsId"],
      "enable_dns_hostnames": false, "default_network_acl_id": .string("acl-0\(name)"),
    ]
    for file in [
      "vpc-dns-support", "vpc-dns-hostnames", "peer-vpc-dns-support", "peer-vpc-dns-hostnames",
    ] {
      for answer in try export("aws/\(file).json") where answer["VpcId"] == vpc["VpcId"] {
        let support = answer["EnableDnsSupport"]["Value"]
        if !support.isNull { configured["enable_dns_support"] = support }
        let hostnames = answer["EnableDnsHostnames"]["Value"]
        if !hostnames.isNull { configured["enable_dns_hostnames"] = hostnames }
      }
    }
    for table in try export("aws/route-tables.json", "RouteTables") where table["VpcId"] == vpc["VpcId"] {
      guard table["Associations"].elements.contains(where: { $0["Main"].isTrue }) else { continue }
      computed["main_route_table_id"] = table["RouteTableId"]
      computed["default_route_table_id"] = table["RouteTableId"]
    }
    for acl in try export("aws/network-acls.json", "NetworkAcls")
    where acl["VpcId"] == vpc["VpcId"] && acl["IsDefault"].isTrue {
      computed["default_network_acl_id"] = acl["NetworkAclId"]
    }
    text.add(.init(type: "aws_vpc", name: name, configured: configured, computed: computed))
    text.add(
      .init(
        type: "aws_vpc_dhcp_options_association", name: name,
        configured: ["vpc_id": .string(own), "dhcp_options_id": vpc["DhcpOptionsId"]],
        computed: ["id": .string("\(id(vpc, "DhcpOptionsId"))-\(own)")]))
  }

  // MARK: Gateways and peers

  private mutating func addGateways() throws {
    for gateway in try export("aws/internet-gateways.json", "InternetGateways") {
      text.add(
        .init(
          type: "aws_internet_gateway", name: name(gateway, "InternetGatewayId"),
          configured: ["vpc_id": gateway["Attachments"].elements.first?["VpcId"] ?? .null],
          computed: ["id": gateway["InternetGatewayId"], "owner_id": gateway["OwnerId"]]))
    }
    for gateway in try export("aws/nat-gateways.json", "NatGateways") {
      let address = gateway["NatGatewayAddresses"].elements.first ?? .null
      text.add(
        .init(
          type: "aws_nat_gateway", name: name(gateway, "NatGatewayId"),
          configured: [
            "subnet_id": gateway["SubnetId"], "allocation_id": address["AllocationId"],
            "connectivity_type": gateway["ConnectivityType"],
          ],
          computed: [
            "id": gateway["NatGatewayId"], "availability_mode": gateway["AvailabilityMode"],
            "private_ip": address["PrivateIp"], "public_ip": address["PublicIp"],
          ]))
    }
    for peering in try export("aws/vpc-peering-connections.json", "VpcPeeringConnections") {
      let (own, peer) = (peering["RequesterVpcInfo"], peering["AccepterVpcInfo"])
      func option(_ side: JSONText) -> JSONText {
        let allows = side["PeeringOptions"]["AllowDnsResolutionFromRemoteVpc"]
        return [["allow_remote_vpc_dns_resolution": allows]]
      }
      text.add(
        .init(
          type: "aws_vpc_peering_connection", name: name(peering, "VpcPeeringConnectionId"),
          configured: [
            "vpc_id": own["VpcId"], "peer_vpc_id": peer["VpcId"],
            "auto_accept": .bool(peering["Status"]["Code"] == "active"), "accepter": option(peer),
            "requester": option(own),
          ],
          computed: [
            "id": peering["VpcPeeringConnectionId"], "accept_status": peering["Status"]["Code"],
            "peer_owner_id": peer["OwnerId"], "peer_region": peer["Region"],
          ]))
    }
  }

  // MARK: The account

  private mutating func addAccount() throws {
    for endpoint in try export("databricks/vpc-endpoints.json") {
      text.add(
        .init(
          type: "databricks_mws_vpc_endpoint", name: terraformName(endpoint, "vpc_endpoint_name"),
          configured: pick(endpoint, "account_id", "aws_vpc_endpoint_id", "vpc_endpoint_name", "region"),
          computed: pick(
            endpoint, "vpc_endpoint_id", "aws_endpoint_service_id", "aws_account_id", "use_case", "state")),
        named: "vpc_endpoint_id")
    }
    for settings in try export("databricks/private-access.json") {
      text.add(
        .init(
          type: "databricks_mws_private_access_settings",
          name: terraformName(settings, "private_access_settings_name"),
          configured: pick(
            settings, "account_id", "private_access_settings_name", "region", "public_access_enabled",
            "private_access_level", "allowed_vpc_endpoint_ids"),
          computed: pick(settings, "private_access_settings_id")), named: "private_access_settings_id")
    }
    for network in try export("databricks/networks.json") {
      var configured = pick(
        network, "account_id", "network_name", "vpc_id", "subnet_ids", "security_group_ids")
      var computed = pick(network, "network_id", "vpc_status", "workspace_id", "creation_time")
      computed["error_messages"] = []
      if network["vpc_endpoints"].isNull {
        computed["vpc_endpoints"] = []
      } else {
        configured["vpc_endpoints"] = [network["vpc_endpoints"]]
      }
      text.add(
        .init(
          type: "databricks_mws_networks", name: terraformName(network, "network_name"),
          configured: configured,
          computed: computed, sensitive: ["account_id"]), named: "network_id")
    }
    for workspace in try export("databricks/workspaces.json") {
      text.add(
        .init(
          type: "databricks_mws_workspaces", name: terraformName(workspace, "workspace_name"),
          configured: pick(
            workspace, "account_id", "workspace_name", "deployment_name", "aws_region", "credentials_id",
            "storage_configuration_id", "network_id", "private_access_settings_id", "pricing_tier",
            "custom_tags"),
          computed: pick(workspace, "workspace_id", "workspace_status", "creation_time").merging([
            "is_no_public_ip_enabled": true
          ]) { own, _ in own }, sensitive: ["account_id"]), named: nil)
    }
    for setting in try export("databricks/disable-legacy-access.json") {
      text.add(
        .init(
          type: "databricks_disable_legacy_access_setting", name: "this",
          configured: ["disable_legacy_access": [setting["disable_legacy_access"]]],
          computed: pick(setting, "etag", "setting_name")), named: nil)
    }
  }

  private func terraformName(_ value: JSONText, _ key: String) -> String {
    id(value, key).replacing("-", with: "_")
  }

  private func pick(_ value: JSONText, _ keys: String...) -> [String: JSONText] {
    without(Dictionary(uniqueKeysWithValues: keys.map { ($0, value[$0]) }))
  }
}

// MARK: Routes, ACLs, groups and endpoints

extension ClassicTranslation {
  private static let targets = [
    ("GatewayId", "gateway_id"), ("NatGatewayId", "nat_gateway_id"),
    ("TransitGatewayId", "transit_gateway_id"),
    ("VpcPeeringConnectionId", "vpc_peering_connection_id"),
  ]

  /// AWS makes the local route, and an endpoint's route to a prefix list; neither is Terraform's.
  private mutating func addRouteTables() throws {
    for table in try export("aws/route-tables.json", "RouteTables") {
      let routes = table["Routes"].elements.filter {
        $0["GatewayId"] != "local" && $0["DestinationPrefixListId"].isNull
      }
      let isMain = table["Associations"].elements.contains { $0["Main"].isTrue }
      // Nobody names a main table that only has the route that AWS gave it.
      if isMain, routes.isEmpty { continue }
      let name = name(table, "RouteTableId")
      func route(_ route: JSONText, _ block: String) -> [String: JSONText] {
        var members: [String: JSONText] = [block: route["DestinationCidrBlock"]]
        for (key, attribute) in Self.targets { members[attribute] = route[key] }
        return without(members)
      }
      var own = TerraformText.Resource(
        type: isMain ? "aws_default_route_table" : "aws_route_table", name: name, configured: [:],
        computed: ["id": table["RouteTableId"], "owner_id": table["OwnerId"]])
      if isMain {
        let vpc = text.origins[id(table, "VpcId")]?.dropLast(3) ?? ""
        own.configured["default_route_table_id"] = table["RouteTableId"]
        own.references["default_route_table_id"] = "\(vpc).default_route_table_id"
        own.computed["vpc_id"] = table["VpcId"]
      } else {
        own.configured["vpc_id"] = table["VpcId"]
      }
      let blocks = JSONText.list(routes.map { .object(route($0, "cidr_block")) })
      if style == .blocks { own.configured["route"] = blocks } else { own.computed["route"] = blocks }
      text.add(own)
      for (index, each) in routes.enumerated() where style != .blocks {
        var configured = route(each, "destination_cidr_block")
        configured["route_table_id"] = table["RouteTableId"]
        text.add(
          .init(
            type: "aws_route", name: "\(name)_\(index)", configured: configured,
            computed: ["id": .string("r-\(name)\(index)"), "state": each["State"], "origin": each["Origin"]]))
      }
      for (index, each) in table["Associations"].elements.enumerated() where !each["SubnetId"].isNull {
        text.add(
          .init(
            type: "aws_route_table_association", name: "\(name)_\(index)",
            configured: ["route_table_id": table["RouteTableId"], "subnet_id": each["SubnetId"]],
            computed: ["id": each["RouteTableAssociationId"]]))
      }
    }
  }

  // MARK: ACLs

  /// The last entry, which denies what is left, is not Terraform's.
  private mutating func addACLs() throws {
    for acl in try export("aws/network-acls.json", "NetworkAcls") {
      let name = name(acl, "NetworkAclId")
      let isDefault = acl["IsDefault"].isTrue
      let entries = acl["Entries"].elements.filter { $0["RuleNumber"] != 32767 }
      func entry(_ entry: JSONText, _ number: String, _ action: String) -> [String: JSONText] {
        let isAll = entry["Protocol"] == "-1"
        return [
          number: entry["RuleNumber"], action: entry["RuleAction"], "protocol": isAll ? "-1" : "tcp",
          "cidr_block": entry["CidrBlock"], "from_port": isAll ? 0 : entry["PortRange"]["From"],
          "to_port": isAll ? 0 : entry["PortRange"]["To"],
        ]
      }
      func blocks(egress: Bool) -> JSONText {
        .list(
          entries.filter { $0["Egress"].isTrue == egress }.map { .object(entry($0, "rule_no", "action")) })
      }
      var own = TerraformText.Resource(
        type: isDefault ? "aws_default_network_acl" : "aws_network_acl", name: name, configured: [:],
        computed: ["id": acl["NetworkAclId"], "owner_id": acl["OwnerId"]])
      let subnets = JSONText.list(acl["Associations"].elements.map { $0["SubnetId"] })
      if isDefault {
        let vpc = text.origins[id(acl, "VpcId")]?.dropLast(3) ?? ""
        own.configured["default_network_acl_id"] = acl["NetworkAclId"]
        own.references["default_network_acl_id"] = "\(vpc).default_network_acl_id"
        own.computed["vpc_id"] = acl["VpcId"]
      } else {
        own.configured["vpc_id"] = acl["VpcId"]
      }
      // The default one has no resources for its entries.
      let isWhole = isDefault || style == .blocks
      for (key, egress) in [("ingress", false), ("egress", true)] {
        if isWhole {
          own.configured[key] = blocks(egress: egress)
        } else {
          own.computed[key] = blocks(egress: egress)
        }
      }
      if style == .blocks, !isDefault {
        own.configured["subnet_ids"] = subnets
      } else {
        own.computed["subnet_ids"] = subnets
      }
      text.add(own)
      guard !isWhole else { continue }
      for each in entries {
        let direction = each["Egress"].isTrue ? "out" : "in"
        var configured = entry(each, "rule_number", "rule_action")
        configured["network_acl_id"] = acl["NetworkAclId"]
        configured["egress"] = each["Egress"]
        guard case .number(let number) = each["RuleNumber"] else { continue }
        text.add(
          .init(
            type: "aws_network_acl_rule", name: "\(name)_\(direction)_\(number)", configured: configured,
            computed: ["id": .string("nacl-\(name)\(direction)\(number)")]))
      }
      for (index, subnet) in subnets.elements.enumerated() {
        text.add(
          .init(
            type: "aws_network_acl_association", name: "\(name)_\(index)",
            configured: ["network_acl_id": acl["NetworkAclId"], "subnet_id": subnet],
            computed: ["id": .string("aclassoc-\(name)\(index)")]))
      }
    }
  }

  // MARK: Groups

  private static let directions = [("IpPermissions", "ingress"), ("IpPermissionsEgress", "egress")]

  private mutating func addGroups() throws {
    let groups = try export("aws/security-groups.json", "SecurityGroups")
    for group in groups {
      let name = name(group, "GroupId")
      // Groups that name each other in their own blocks would make a cycle.
      let peers = Self.directions.flatMap { group[$0.0].elements }.flatMap { $0["UserIdGroupPairs"].elements }
      let isWhole = style == .blocks && peers.allSatisfy { $0["GroupId"] == group["GroupId"] }
      var own = TerraformText.Resource(
        type: "aws_security_group", name: name,
        configured: [
          "name": group["GroupName"], "description": group["Description"], "vpc_id": group["VpcId"],
        ],
        computed: ["id": group["GroupId"], "owner_id": group["OwnerId"], "arn": group["SecurityGroupArn"]])
      for (list, direction) in Self.directions {
        let blocks = JSONText.list(group[list].elements.map { .object(permission($0, of: group)) })
        if isWhole { own.configured[direction] = blocks } else { own.computed[direction] = blocks }
      }
      text.add(own)
      if !isWhole { addRules(of: group, name) }
    }
  }

  private func texts(_ list: JSONText, _ key: String) -> JSONText { .list(list.elements.map { $0[key] }) }

  /// A block with all attributes, as the provider has it.
  private func permission(_ permission: JSONText, of group: JSONText) -> [String: JSONText] {
    let peers = permission["UserIdGroupPairs"].elements.map { $0["GroupId"] }
    return [
      "protocol": permission["IpProtocol"], "description": "",
      "from_port": permission["FromPort"].isNull ? 0 : permission["FromPort"],
      "to_port": permission["ToPort"].isNull ? 0 : permission["ToPort"],
      "cidr_blocks": texts(permission["IpRanges"], "CidrIp"), "ipv6_cidr_blocks": [],
      "prefix_list_ids": texts(permission["PrefixListIds"], "PrefixListId"),
      "self": .bool(peers.contains(group["GroupId"])),
      "security_groups": .list(peers.filter { $0 != group["GroupId"] }),
    ]
  }

  private mutating func addRules(of group: JSONText, _ name: String) {
    for (list, direction) in Self.directions {
      for (index, each) in group[list].elements.enumerated() {
        let resources =
          style == .parts ? parts(each, direction) : rules(each, direction, of: group)
        for (part, var configured) in resources.enumerated() {
          configured["security_group_id"] = group["GroupId"]
          let type =
            style == .parts ? "aws_vpc_security_group_\(direction)_rule" : "aws_security_group_rule"
          let rule = "\(name)_\(direction)_\(index)_\(part)"
          text.add(
            .init(type: type, name: rule, configured: configured, computed: ["id": .string("sgr-\(rule)")]))
        }
      }
    }
  }

  /// One rule for the addresses and lists, and one for each group.
  private func rules(_ each: JSONText, _ direction: String, of group: JSONText) -> [[String: JSONText]] {
    var members = permission(each, of: group)
    members["type"] = .string(direction)
    let groups = members["security_groups"]?.elements ?? []
    members["security_groups"] = nil
    var found: [[String: JSONText]] = []
    let isOwn = members["self"]?.isTrue == true
    let isAddress =
      members["cidr_blocks"]?.elements.isEmpty == false
      || members["prefix_list_ids"]?.elements.isEmpty == false
    if isOwn || isAddress { found.append(members) }
    for peer in groups {
      var other = members
      for key in ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "self"] { other[key] = nil }
      other["source_security_group_id"] = peer
      found.append(other)
    }
    return found
  }

  /// One resource for each peer; ports are left out for all traffic.
  private func parts(_ each: JSONText, _ direction: String) -> [[String: JSONText]] {
    let shared: [String: JSONText] = without([
      "ip_protocol": each["IpProtocol"], "from_port": each["FromPort"], "to_port": each["ToPort"],
    ])
    let peers =
      each["IpRanges"].elements.map { ("cidr_ipv4", $0["CidrIp"]) }
      + each["PrefixListIds"].elements.map { ("prefix_list_id", $0["PrefixListId"]) }
      + each["UserIdGroupPairs"].elements.map { ("referenced_security_group_id", $0["GroupId"]) }
    return peers.map { key, peer in shared.merging([key: peer]) { _, new in new } }
  }

  // MARK: Endpoints

  private mutating func addEndpoints() throws {
    let tables = try export("aws/route-tables.json", "RouteTables")
    for endpoint in try export("aws/vpc-endpoints.json", "VpcEndpoints") {
      let name = name(endpoint, "VpcEndpointId")
      let isGateway = endpoint["VpcEndpointType"] == "Gateway"
      var own = TerraformText.Resource(
        type: "aws_vpc_endpoint", name: name,
        configured: [
          "vpc_id": endpoint["VpcId"], "service_name": endpoint["ServiceName"],
          "vpc_endpoint_type": endpoint["VpcEndpointType"],
        ],
        computed: [
          "id": endpoint["VpcEndpointId"], "state": endpoint["State"], "owner_id": endpoint["OwnerId"],
        ])
      let lists: [(String, JSONText)] = [
        ("subnet_ids", endpoint["SubnetIds"]), ("route_table_ids", endpoint["RouteTableIds"]),
        ("security_group_ids", texts(endpoint["Groups"], "GroupId")),
        ("private_dns_enabled", endpoint["PrivateDnsEnabled"]), ("policy", endpoint["PolicyDocument"]),
      ]
      for (key, value) in lists {
        let isOfType = key == "policy" || (key == "route_table_ids") == isGateway
        if style == .parts || !isOfType {
          own.computed[key] = value.isNull ? [] : value
        } else if !value.isNull {
          own.configured[key] = value
        }
      }
      if isGateway { own.computed["prefix_list_id"] = prefixList(of: endpoint, tables) }
      text.add(own)
      if let list = own.computed["prefix_list_id"]?.string {
        text.origins[list] = "\(own.address).prefix_list_id"
      }
      if style == .parts { addParts(of: endpoint, name) }
    }
  }

  private func prefixList(of endpoint: JSONText, _ tables: [JSONText]) -> JSONText {
    tables.flatMap { $0["Routes"].elements }.first { $0["GatewayId"] == endpoint["VpcEndpointId"] }?[
      "DestinationPrefixListId"] ?? .null
  }

  private mutating func addParts(of endpoint: JSONText, _ name: String) {
    // The first of an endpoint's groups takes the place of the default group that AWS gave to it.
    func part(_ kind: String, _ suffix: String, _ configured: [String: JSONText]) {
      text.add(
        .init(
          type: "aws_vpc_endpoint_\(kind)", name: name + suffix,
          configured: configured.merging(["vpc_endpoint_id": endpoint["VpcEndpointId"]]) { own, _ in own },
          computed: ["id": .string("\(kind)-\(name)\(suffix)")]))
    }
    for (index, subnet) in endpoint["SubnetIds"].elements.enumerated() {
      part("subnet_association", "_\(index)", ["subnet_id": subnet])
    }
    for (index, table) in endpoint["RouteTableIds"].elements.enumerated() {
      part("route_table_association", "_\(index)", ["route_table_id": table])
    }
    for (index, group) in endpoint["Groups"].elements.enumerated() {
      part(
        "security_group_association", "_\(index)",
        ["security_group_id": group["GroupId"], "replace_default_association": .bool(index == 0)])
    }
    if endpoint["VpcEndpointType"] == "Interface" {
      part("private_dns", "", ["private_dns_enabled": endpoint["PrivateDnsEnabled"]])
    }
    if !endpoint["PolicyDocument"].isNull { part("policy", "", ["policy": endpoint["PolicyDocument"]]) }
  }
}
