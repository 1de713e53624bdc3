import Documents
import Inventory

/// AWS' and the Databricks account's resources by the ids that join them; every index is built once, in time linear in the
/// inventory.
struct CloudIndex {
  let inventory: Inventory
  private var byID: [ResourceKind: [String: ResourceID]] = [:]
  /// Resources of a kind by the VPC that they are in.
  private var byVPC: [ResourceKind: [String: [ResourceID]]] = [:]
  /// The route table and the ACL that name a subnet, and those that a VPC's other subnets have.
  private var tableOfSubnet: [String: ResourceID] = [:]
  private var mainTable: [String: ResourceID] = [:]
  private var aclOfSubnet: [String: ResourceID] = [:]
  /// The default ACL of each VPC, and the VPCs of which an ACL does not show its subnets.
  private var defaultACL: [String: ResourceID] = [:]
  private var hidesACLs: Set<String> = []
  private var instancesOfSubnet: [String: [ResourceID]] = [:]
  private var peeringsOfVPC: [String: [ResourceID]] = [:]
  /// The answers of `describe-vpc-attribute` by VPC.
  private var attributes: [String: [ResourceID]] = [:]

  /// The kinds that are found by AWS' id, and the member that holds it.
  private static let named: [(kind: ResourceKind, key: StaticString)] = [
    (.vpc, "VpcId"), (.awsSubnet, "SubnetId"), (.routeTable, "RouteTableId"), (.networkACL, "NetworkAclId"),
    (.vpcEndpoint, "VpcEndpointId"), (.peeringConnection, "VpcPeeringConnectionId"),
    (.natGateway, "NatGatewayId"),
    (.internetGateway, "InternetGatewayId"), (.dhcpOptions, "DhcpOptionsId"), (.prefixList, "PrefixListId"),
    (.securityGroup, "GroupId"),
  ]

  init(_ inventory: Inventory) {
    self.inventory = inventory
    for (kind, key) in Self.named { addNames(kind, key) }
    addAccount()
    for kind: ResourceKind in [
      .awsSubnet, .routeTable, .networkACL, .vpcEndpoint, .natGateway, .securityGroup,
    ] {
      addVPC(kind)
    }
    for id in inventory.ids(of: .routeTable) { addTable(id) }
    for id in inventory.ids(of: .networkACL) { addACL(id) }
    for id in inventory.ids(of: .vpcAttribute) { attributes[inventory[id].name, default: []].append(id) }
    for id in inventory.ids(of: .instance) {
      if let subnet = node(id)["SubnetId"]?.identifier { instancesOfSubnet[subnet, default: []].append(id) }
    }
    for id in inventory.ids(of: .peeringConnection) {
      for vpc in Set(
        ["RequesterVpcInfo", "AccepterVpcInfo"].compactMap {
          node(id).value(forKey: $0)?["VpcId"]?.identifier
        })
      {
        peeringsOfVPC[vpc, default: []].append(id)
      }
    }
    for id in inventory.ids(of: .internetGateway) {
      for attachment in node(id).list("Attachments") {
        if let vpc = attachment["VpcId"]?.identifier {
          byVPC[.internetGateway, default: [:]][vpc, default: []].append(id)
        }
      }
    }
  }

  /// A group may stand in two exports; the one that tells its VPC is taken.
  private mutating func addNames(_ kind: ResourceKind, _ key: StaticString) {
    var names: [String: ResourceID] = [:]
    for id in inventory.ids(of: kind) {
      guard let name = node(id)[key]?.identifier else { continue }
      if let known = names[name], node(known)["VpcId"] != nil || node(id)["VpcId"] == nil { continue }
      names[name] = id
    }
    byID[kind] = names
  }

  private mutating func addAccount() {
    let keys: [(ResourceKind, StaticString)] = [
      (.network, "network_id"), (.registeredEndpoint, "vpc_endpoint_id"),
      (.privateAccessSettings, "private_access_settings_id"),
    ]
    for (kind, key) in keys {
      for id in inventory.ids(of: kind) {
        guard let text = node(id)[key]?.identifier?.lowercased(), byID[kind]?[text] == nil else { continue }
        byID[kind, default: [:]][text] = id
      }
    }
  }

  private mutating func addVPC(_ kind: ResourceKind) {
    var found: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: kind) {
      if let vpc = node(id)["VpcId"]?.identifier { found[vpc, default: []].append(id) }
    }
    byVPC[kind] = found
  }

  private mutating func addTable(_ id: ResourceID) {
    for association in node(id).list("Associations") {
      if let subnet = association["SubnetId"]?.identifier { tableOfSubnet[subnet] = id }
      if association["Main"]?.text == "true", let vpc = node(id)["VpcId"]?.identifier { mainTable[vpc] = id }
    }
  }

  private mutating func addACL(_ id: ResourceID) {
    for association in node(id).list("Associations") {
      if let subnet = association["SubnetId"]?.identifier { aclOfSubnet[subnet] = id }
    }
    guard let vpc = node(id)["VpcId"]?.identifier else { return }
    if node(id)["IsDefault"]?.text == "true" { defaultACL[vpc] = id }
    if node(id)["Associations"]?.unknownName != nil { hidesACLs.insert(vpc) }
  }

  // MARK: Look-ups

  func node(_ id: ResourceID) -> DocumentNode { inventory.node(of: id) }

  /// What other resources call a resource by: AWS' id, else its name.
  func id(of resource: ResourceID) -> String {
    let kind = inventory[resource].kind
    let key = Self.named.first { $0.kind == kind }?.key
    return key.flatMap { node(resource)[$0]?.identifier } ?? inventory[resource].name
  }

  /// A resource by AWS' id, or by the account's id in any letter case.
  func find(_ kind: ResourceKind, _ id: String) -> ResourceID? {
    byID[kind]?[kind.vendor == "databricks" ? id.lowercased() : id]
  }

  /// Whether what is called by a name does not exist yet: the name is that of an attribute in a plan (`aws_subnet.a.id`), and no
  /// export can have it. No id of AWS' or of Databricks' has a dot.
  static func isPlanned(_ name: String) -> Bool { name.contains(".") }

  /// The most resources of a VPC that are looked at for each network that shares it, so that a file cannot ask for the product
  /// of both. EC2 allows fewer endpoints and peering connections (its quotas are 50 and 125).
  private static let limit = 256

  /// What is in a VPC. Groups, tables and ACLs of one that has thousands are as unknown: which of them are meant cannot be told.
  func all(_ kind: ResourceKind, in vpc: String) -> [ResourceID] {
    let found = byVPC[kind]?[vpc] ?? []
    guard found.count > Self.limit else { return found }
    let isSet = kind == .securityGroup || kind == .routeTable || kind == .networkACL
    return isSet ? (found.count > 4096 ? [] : found) : Array(found.prefix(Self.limit))
  }

  /// The VPC of a NAT gateway; Terraform tells its subnet alone.
  func vpc(ofNAT gateway: ResourceID) -> String? {
    if let own = node(gateway)["VpcId"]?.identifier { return own }
    let subnet = node(gateway)["SubnetId"]?.identifier.flatMap { find(.awsSubnet, $0) }
    return subnet.flatMap { node($0)["VpcId"]?.identifier }
  }

  /// The table that routes for a subnet: the one that names it, else the VPC's main one, which the API does not list it in.
  func table(of subnet: String, in vpc: String) -> (id: ResourceID, isMain: Bool)? {
    if let own = tableOfSubnet[subnet] { return (own, false) }
    return mainTable[vpc].map { ($0, true) }
  }

  /// The ACL of a subnet. In an export every subnet is named by one. A plan does not show which subnets the VPC's default ACL has:
  /// all that no other one has.
  func acl(of subnet: String) -> ResourceID? {
    if let own = aclOfSubnet[subnet] { return own }
    guard !inventory.lists(.networkACL), let resource = find(.awsSubnet, subnet),
      let vpc = node(resource)["VpcId"]?.identifier, !hidesACLs.contains(vpc)
    else { return nil }
    return defaultACL[vpc]
  }

  /// Whether two ids of VPCs are of different ones; `nil` where one is known only after apply and may turn out to be the other.
  func areDifferent(_ one: String, _ other: String) -> Bool? {
    if one == other { return false }
    if !Self.isPlanned(one), !Self.isPlanned(other) { return true }
    return find(.vpc, one) != nil && find(.vpc, other) != nil ? true : nil
  }

  /// The instances whose first interface is in a subnet.
  func instances(in subnet: String) -> [ResourceID] { instancesOfSubnet[subnet] ?? [] }

  /// The peering connections of which a VPC is one side.
  func peerings(of vpc: String) -> [ResourceID] { Array((peeringsOfVPC[vpc] ?? []).prefix(Self.limit)) }

  /// Whether an instance is a node of Databricks: the platform sets the tag `Vendor` (section 2.7 of the reference).
  func isDatabricksNode(_ instance: DocumentNode) -> Bool {
    instance.list("Tags").contains { $0["Key"]?.text == "Vendor" && $0["Value"]?.text == "Databricks" }
  }

  /// The answers about a VPC's attributes.
  func attributes(of vpc: String) -> [ResourceID] { Array((attributes[vpc] ?? []).prefix(Self.limit)) }

  /// A DNS attribute of a VPC, and the answer that tells it.
  func flag(_ name: StaticString, of vpc: String) -> (value: Bool, id: ResourceID)? {
    for id in attributes(of: vpc) + [find(.vpc, vpc)].compactMap({ $0 }) {
      if let value = node(id)[name]?["Value"]?.bool { return (value, id) }
    }
    return nil
  }
}
