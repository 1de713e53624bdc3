import Documents
import Inventory
import Networking

// Secure cluster connectivity: no public addresses, no open ports, and a way to the relay (section 1.1).
extension FeatureJudge {
  var secureClusterConnectivity: ClassicFeature {
    feature(.secureClusterConnectivity, [nodeAddresses, openPorts, tunnel])
  }

  private var nodeAddresses: Hop {
    var step = HopRecord(.nodeAddresses)
    guard inventory.lists(.instance) else {
      step.lack(.instance, "list of instances")
      return step.hop
    }
    let nodes = relations.related(network.id, "instances").filter { id in
      ["pending", "running"].contains(node(id).at("State", "Name")?.text ?? "running")
    }
    for id in nodes {
      let own = node(id)["PublicIpAddress"]?.text
      let address =
        own
        ?? node(id).list("NetworkInterfaces").lazy.compactMap { $0.at("Association", "PublicIp")?.text }.first
      guard let address else { continue }
      step.contradict(
        "the node \(name(id)) has the public address \(address)",
        "terminate its cluster, and turn off public addresses for its subnet",
        Hop.Evidence(id, own == nil ? "NetworkInterfaces" : "PublicIpAddress"), exposes: true)
    }
    step.prove("none of \(nodes.count) running nodes has a public address")
    return step.hop
  }

  private var openPorts: Hop {
    var step = HopRecord(.openPorts)
    guard knowsGroups(&step) else { return step.hop }
    for group in network.groups {
      guard let resource = group.resource else { continue }
      let open = group.ingress.permissions.all.contains { permission in
        guard case .addresses(let peers) = permission.peer else { return false }
        return peers.isSuperset(of: ClassicFacts.internet)
          || peers.v6.intervals.contains { $0 == 0...UInt128.max }
      }
      if open {
        step.contradict(
          "\(group.name) admits every address, and nodes need no open port",
          "revoke the rule: aws ec2 revoke-security-group-ingress --group-id \(group.name)",
          Hop.Evidence(resource, "IpPermissions"), exposes: true)
      } else {
        step.prove("\(group.name) admits no traffic from everywhere", Hop.Evidence(resource, "IpPermissions"))
      }
    }
    return step.hop
  }

  // MARK: The tunnel

  private var tunnel: Hop {
    var step = HopRecord(.tunnel)
    let known = knowsGroups(&step)
    var port: UInt16 = network.relay.isEmpty ? 443 : 6666
    if case .int(let number) = facts[network.id, "tunnelPort"] { port = UInt16(clamping: number) }
    if known { judgeGroups(port, &step) }
    if network.relay.isEmpty { judgeDefaultRoutes(&step) } else { judgeRelay(port, &step) }
    judgeACLs(port, &step)
    let end = network.relay.isEmpty ? "the relay's public name" : "the relay's endpoint"
    step.prove("nodes reach \(end) on port \(port)", permissions("IpPermissionsEgress"))
    return step.hop
  }

  private func judgeGroups(_ port: UInt16, _ step: inout HopRecord) {
    switch flag(network.id, "tunnelBlocked") {
    case true:
      step.contradict(
        "no security group lets TCP \(port) out to the relay",
        "aws ec2 authorize-security-group-egress --group-id \(network.groups.first?.name ?? "<group>") --protocol tcp --port \(port)",
        permissions("IpPermissionsEgress"))
    case false: break
    default: step.lack(.vpcEndpoint, "endpoint of the relay")
    }
  }

  func judgeDefaultRoutes(_ step: inout HopRecord) {
    guard knowsRoutes(&step) else { return }
    for subnet in network.subnets where !subnet.hasEgress {
      let why =
        switch subnet.egress {
        case .internetGateway(let gateway): "leads to \(gateway), of no use to nodes without public addresses"
        case .peering(let connection): "leads to the peer \(connection), which leads no further"
        default: "is missing"
        }
      step.contradict(
        "the default route of \(subnet.name) \(why)",
        "route 0.0.0.0/0 to a NAT gateway: aws ec2 create-route --route-table-id \(subnet.table.map(name) ?? "<table>") --destination-cidr-block 0.0.0.0/0 --nat-gateway-id <nat>",
        subnet.table.map { Hop.Evidence($0, "Routes") } ?? member("subnet_ids"))
    }
  }

  private func judgeRelay(_ port: UInt16, _ step: inout HopRecord) {
    for end in network.relay {
      guard let endpoint = resolved(end, "dataplane_relay", &step) else { continue }
      if let missing = list(endpoint, "missingIngressPorts") {
        if missing.contains(String(port)) {
          step.contradict(
            "the groups of \(name(endpoint)) do not admit TCP \(port) from the nodes",
            "add an inbound rule for TCP \(port) from \(groupNames)", Hop.Evidence(endpoint, "Groups"))
        }
      } else {
        loseGroups(of: endpoint, &step)
      }
    }
  }

  /// Says which group of an endpoint is not known.
  func loseGroups(of endpoint: ResourceID, _ step: inout HopRecord) {
    for name in node(endpoint).list("Groups").compactMap({ $0["GroupId"]?.identifier })
    where cloud.find(.securityGroup, name) == nil {
      lose(.securityGroup, "security group", name, Hop.Evidence(endpoint, "Groups"), &step)
    }
    for subnet in network.subnets where subnet.block == nil { step.lack(.awsSubnet, "subnet \(subnet.name)") }
    step.doubt(
      "what the groups of \(name(endpoint)) admit is not known", "export them",
      Hop.Evidence(endpoint, "Groups"))
  }

  private func judgeACLs(_ port: UInt16, _ step: inout HopRecord) {
    let targets = network.relay.isEmpty ? ClassicFacts.internet : relayAddresses
    if targets == nil, network.relay.allSatisfy({ $0.endpoint != nil }) {
      step.lack(.awsSubnet, "subnet of the relay's endpoint")
    }
    for acl in acls(&step) {
      guard let rules = SecurityGroupReader.entries(of: node(acl), egress: true) else {
        step.doubt(
          "some entry of \(name(acl)) is not shown or not understood", "export it again",
          Hop.Evidence(acl, "Entries"))
        continue
      }
      guard let targets else { continue }
      if !rules.allowed(.tcp, port: port).isSuperset(of: targets) {
        step.contradict(
          "\(name(acl)) denies TCP \(port) on the way to the relay",
          "allow it: aws ec2 create-network-acl-entry --network-acl-id \(name(acl)) --egress --protocol tcp --port-range From=\(port),To=\(port) --rule-action allow --cidr-block 0.0.0.0/0 --rule-number <number>",
          Hop.Evidence(acl, "Entries"))
      }
    }
  }

  /// The addresses of the subnets that the relay's endpoint is in.
  private var relayAddresses: AddressSet? {
    let names = network.relay.compactMap(\.endpoint).flatMap {
      ClassicNetworkBuilder.texts(node($0)["SubnetIds"])
    }
    let blocks = names.compactMap { cloud.find(.awsSubnet, $0).flatMap { node($0)["CidrBlock"]?.text } }
      .compactMap { CIDR($0) }
    return blocks.isEmpty || blocks.count != names.count ? nil : AddressSet(blocks)
  }

  /// AWS' endpoint of one end of the back end; says where the chain of ids breaks.
  func resolved(
    _ end: ClassicNetwork.BackEndEndpoint, _ list: String, _ step: inout HopRecord
  ) -> ResourceID? {
    if let endpoint = end.endpoint { return endpoint }
    let place = member("vpc_endpoints.\(list)", "what the network names")
    guard let registration = end.registration else {
      if inventory.lists(.registeredEndpoint) && !CloudIndex.isPlanned(end.name)
        || end.name.hasPrefix("vpce-")
      {
        step.contradict(
          "the account has no registered endpoint \(end.name)",
          "put Databricks' id of a registered endpoint there, not AWS' id", place)
      } else {
        step.lack(.registeredEndpoint, "registered endpoint \(end.name)")
      }
      return nil
    }
    lose(
      .vpcEndpoint, "VPC endpoint", end.awsID ?? "", Hop.Evidence(registration, "aws_vpc_endpoint_id"), &step)
    return nil
  }
}
