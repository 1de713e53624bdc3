import Documents
import Inventory
import Networking

// A VPC of the customer's own: what the network configuration names exists and fits (sections 1.2 and 4.1 to 4.6).
extension FeatureJudge {
  var customerManagedVPC: ClassicFeature {
    var steps = [workspaceNetwork, vpc, subnets, routes]
    if network.shape != .fullyPrivate, usesNAT { steps.append(natGateways) }
    steps += [securityGroups, networkACLs]
    if network.shape == .fullyPrivate { steps.append(services) }
    return feature(.customerManagedVPC, steps)
  }

  private var workspaceNetwork: Hop {
    var step = HopRecord(.workspaceNetwork)
    let own = node(network.id)
    if own["vpc_status"]?.text?.uppercased() == "BROKEN" {
      let reason = own.list("error_messages").lazy.compactMap { $0["error_message"]?.text }.first
      step.contradict(
        "Databricks reports the network as broken" + (reason.map { ": \($0)" } ?? ""),
        "mend what the message names", member("vpc_status"))
    }
    if network.workspaces.isEmpty {
      if inventory.lists(.workspace) {
        step.contradict(
          "no workspace of the account uses the network", "put its id into the workspace's network_id",
          member("network_id"))
      } else {
        step.lack(.workspace, "workspace of the network")
      }
    }
    if network.workspaces.count > 1 {
      step.contradict(
        "\(network.workspaces.count) workspaces use the network, and it may serve one",
        "make a network configuration for each workspace", member("network_id"))
    }
    for workspace in network.workspaces {
      if node(workspace)["pricing_tier"]?.text?.uppercased() == "STANDARD" {
        step.contradict(
          "the workspace is of the Standard tier", "upgrade the account: this needs Premium",
          Hop.Evidence(workspace, "pricing_tier"))
      }
      step.prove("\(name(workspace)) uses the network", Hop.Evidence(workspace, "network_id"))
    }
    return step.hop
  }

  private var vpc: Hop {
    var step = HopRecord(.vpc)
    guard let id = network.vpcID else {
      step.contradict("the network names no VPC", "export the network again", member("vpc_id"))
      return step.hop
    }
    if let resource = network.vpc {
      step.prove("\(id) is there", Hop.Evidence(resource))
    } else {
      lose(.vpc, "VPC", id, member("vpc_id"), &step)
    }
    if let region = network.region, let actual = network.subnetRegion, region != actual {
      step.contradict(
        "the workspace is in \(region) and its subnets are in \(actual)",
        "use a VPC of the workspace's Region",
        network.workspaces.first.map { Hop.Evidence($0, "aws_region") } ?? member("vpc_id"))
    }
    judgeFlag("EnableDnsSupport", "enable-dns-support", id, &step)
    judgeFlag("EnableDnsHostnames", "enable-dns-hostnames", id, &step)
    return step.hop
  }

  private func judgeFlag(_ flag: StaticString, _ option: String, _ vpc: String, _ step: inout HopRecord) {
    guard let (value, answer) = cloud.flag(flag, of: vpc) else {
      step.lack(.vpcAttribute, "answer about \(flag) of \(vpc)")
      return
    }
    if value {
      step.prove("\(flag) is on", Hop.Evidence(answer, "\(flag).Value"))
    } else {
      step.contradict(
        "\(flag) is off", "aws ec2 modify-vpc-attribute --vpc-id \(vpc) --\(option) Value=true",
        Hop.Evidence(answer, "\(flag).Value"))
    }
  }

  // MARK: Subnets

  private var subnets: Hop {
    var step = HopRecord(.subnets)
    let place = member("subnet_ids")
    if network.hidesSubnets {
      hide("subnet_ids", &step)
      return step.hop
    }
    if network.subnets.count < 2 {
      step.contradict(
        "the network names \(network.subnets.count) subnets, and at least 2 are needed",
        "add a subnet in another zone",
        place)
    }
    for foreign in list(network.id, "foreignSubnets") ?? [] {
      step.contradict("\(foreign) is not in the network's VPC", "use subnets of one VPC", place)
    }
    for zone in list(network.id, "duplicateZones") ?? [] {
      step.contradict("two subnets are in \(zone)", "use one subnet in each zone", place)
    }
    if let blocks = list(network.id, "vpcBlocks"), blocks.count > 1 {
      step.contradict(
        "the subnets lie in different blocks of the VPC: \(blocks.joined(separator: ", "))",
        "take all subnets from one block", place)
    }
    for subnet in network.subnets {
      guard let resource = subnet.resource else {
        lose(.awsSubnet, "subnet", subnet.name, place, &step)
        continue
      }
      judge(resource, subnet, &step)
    }
    return step.hop
  }

  private func judge(_ resource: ResourceID, _ subnet: ClassicNetwork.Subnet, _ step: inout HopRecord) {
    if let block = subnet.block, !(17...26).contains(block.length) {
      step.contradict(
        "\(subnet.name) is a /\(block.length), and /17 to /26 is allowed", "use a subnet of an allowed size",
        Hop.Evidence(resource, "CidrBlock"))
    }
    if node(resource)["MapPublicIpOnLaunch"]?.bool == true {
      step.contradict(
        "\(subnet.name) gives public addresses to what is launched in it",
        "aws ec2 modify-subnet-attribute --subnet-id \(subnet.name) --no-map-public-ip-on-launch",
        Hop.Evidence(resource, "MapPublicIpOnLaunch"))
    }
    let described = [subnet.zone, subnet.block?.description].compactMap { $0 }.joined(separator: ", ")
    step.prove("\(subnet.name) (\(described))", Hop.Evidence(resource))
  }

  // MARK: Routes

  private var routes: Hop {
    var step = HopRecord(.routes)
    guard knowsRoutes(&step) else { return step.hop }
    for subnet in network.subnets { judgeTargets(of: subnet, &step) }
    if network.shape == .fullyPrivate {
      step.prove("no subnet has a way to the internet")
      return step.hop
    }
    judgeDefaultRoutes(&step)
    for subnet in network.subnets where subnet.hasEgress {
      let target = subnet.routes?.defaultRoute?.targetID ?? ""
      let place = subnet.table.map { Hop.Evidence($0, "Routes") } ?? member("subnet_ids")
      step.prove("\(subnet.name) goes to \(target)", place)
    }
    return step.hop
  }

  /// Tables of the network's VPC, and endpoints that exist there.
  private func judgeTargets(of subnet: ClassicNetwork.Subnet, _ step: inout HopRecord) {
    guard let table = subnet.table else { return }
    judgeVPC(of: table, &step)
    for route in subnet.routes ?? [] {
      guard case .endpoint(let target) = route.target else { continue }
      let place = Hop.Evidence(table, "Routes[\(route.index)]", "the route")
      guard let endpoint = cloud.find(.vpcEndpoint, target) else {
        lose(.vpcEndpoint, "VPC endpoint", target, place, &step)
        continue
      }
      judgeVPC(of: endpoint, &step)
      let tables = ClassicNetworkBuilder.texts(node(endpoint)["RouteTableIds"])
      if route.prefixList != nil, !tables.contains(name(table)) {
        step.contradict(
          "\(name(table)) has a route to \(target), which does not name the table",
          "export both at the same time",
          place, Hop.Evidence(endpoint, "RouteTableIds"))
      }
    }
  }

  /// What serves the network must be of its VPC.
  func judgeVPC(of resource: ResourceID, _ step: inout HopRecord) {
    if let vpc = node(resource)["VpcId"]?.identifier, let own = network.vpcID, vpc != own {
      step.contradict(
        "\(name(resource)) is of \(vpc), and the network is in \(own)", "use one of the network's VPC",
        Hop.Evidence(resource, "VpcId"))
    }
  }

  private var usesNAT: Bool {
    network.subnets.contains { if case .natGateway = $0.egress { true } else { false } }
  }

  private var natGateways: Hop {
    var step = HopRecord(.natGateway)
    let names = Set(
      network.subnets.compactMap { subnet -> String? in
        if case .natGateway(let name) = subnet.egress { name } else { nil }
      })
    for name in names.sorted() {
      guard let gateway = cloud.find(.natGateway, name) else {
        let table = network.subnets.lazy.compactMap(\.table).first
        lose(
          .natGateway, "NAT gateway", name, table.map { Hop.Evidence($0, "Routes") } ?? member("subnet_ids"),
          &step)
        continue
      }
      judge(gateway, &step)
    }
    return step.hop
  }

  private func judge(_ gateway: ResourceID, _ step: inout HopRecord) {
    let own = node(gateway)
    if let state = own["State"]?.text, state.lowercased() != "available" {
      step.contradict("\(name(gateway)) is \(state)", "create a NAT gateway", Hop.Evidence(gateway, "State"))
    }
    if own["ConnectivityType"]?.text?.lowercased() == "private" {
      step.contradict(
        "\(name(gateway)) is private, and leads to no public address", "use a public NAT gateway",
        Hop.Evidence(gateway, "ConnectivityType"))
    }
    judgeVPC(of: gateway, &step)
    if let subnet = own["SubnetId"]?.identifier, cloud.find(.awsSubnet, subnet) == nil {
      lose(.awsSubnet, "subnet", subnet, Hop.Evidence(gateway, "SubnetId"), &step)
    }
    if flag(gateway, "isInWorkspaceSubnet") == true {
      step.contradict(
        "\(name(gateway)) is in a workspace subnet", "put it into a subnet of its own",
        Hop.Evidence(gateway, "SubnetId"))
    }
    guard own["AvailabilityMode"]?.text?.lowercased() != "regional" else {
      step.prove("\(name(gateway)) is a regional one", Hop.Evidence(gateway))
      return
    }
    switch text(gateway, "subnetEgress") {
    case nil: step.lack(.routeTable, "route table of the subnet of \(name(gateway))")
    case "internetGateway": judgeInternetGateway(gateway, &step)
    default:
      step.contradict(
        "the subnet of \(name(gateway)) has no default route to an internet gateway",
        "route its 0.0.0.0/0 to an internet gateway", Hop.Evidence(gateway, "SubnetId"))
    }
  }

  /// The internet gateway behind a NAT gateway must be attached to the VPC.
  private func judgeInternetGateway(_ gateway: ResourceID, _ step: inout HopRecord) {
    guard let subnet = node(gateway)["SubnetId"]?.identifier, let vpc = cloud.vpc(ofNAT: gateway),
      let table = cloud.table(of: subnet, in: vpc),
      case .internetGateway(let name)? = Route.all(of: node(table.id))?.defaultRoute?.target
    else { return }
    let place = Hop.Evidence(table.id, "Routes", "the default route")
    guard let internet = cloud.find(.internetGateway, name) else {
      lose(.internetGateway, "internet gateway", name, place, &step)
      return
    }
    if cloud.all(.internetGateway, in: vpc).contains(internet) {
      step.prove("\(self.name(gateway)) leads to \(name)", Hop.Evidence(gateway), place)
    } else {
      step.contradict(
        "\(name) is not attached to \(vpc)",
        "aws ec2 attach-internet-gateway --internet-gateway-id \(name) --vpc-id \(vpc)",
        Hop.Evidence(internet, "Attachments"), place)
    }
  }

  // MARK: Groups and ACLs

  private var securityGroups: Hop {
    var step = HopRecord(.securityGroups)
    if network.groups.count > 5 {
      step.contradict(
        "the network names \(network.groups.count) security groups, and 5 are allowed", "use at most 5",
        member("security_group_ids"))
    }
    for foreign in list(network.id, "foreignSecurityGroups") ?? [] {
      step.contradict(
        "\(foreign) is not in the network's VPC", "use groups of the network's VPC",
        member("security_group_ids"))
    }
    guard knowsGroups(&step) else { return step.hop }
    for (fact, what, field) in [
      ("missingSelfIngressTCP", "inbound TCP", "IpPermissions"),
      ("missingSelfIngressUDP", "inbound UDP", "IpPermissions"),
      ("missingSelfEgressTCP", "outbound TCP", "IpPermissionsEgress"),
      ("missingSelfEgressUDP", "outbound UDP", "IpPermissionsEgress"),
    ] {
      guard let ports = text(network.id, fact), !ports.isEmpty else { continue }
      step.contradict(
        "nodes may not talk to each other: \(what) \(ports) within \(groupNames) is missing",
        "allow all ports of TCP and UDP from the group to itself", permissions(field))
    }
    judgePorts(&step)
    step.prove("\(groupNames) permits what nodes need", permissions("IpPermissionsEgress"))
    return step.hop
  }

  /// The ports that are always needed: those for later use, the metastore and FIPS are not.
  private func judgePorts(_ step: inout HopRecord) {
    if list(network.id, "customResolvers") == nil,
      !network.egress.ports(.tcp, toAll: ClassicFacts.internet).contains(53)
    {
      if let vpc = network.vpc, let options = node(vpc)["DhcpOptionsId"]?.identifier {
        lose(.dhcpOptions, "DHCP options", options, Hop.Evidence(vpc, "DhcpOptionsId"), &step)
      } else {
        step.lack(.vpc, "VPC of the network, whose DHCP options tell whether TCP 53 is needed")
      }
    }
    let missing = (list(network.id, "missingEgressPorts") ?? []).filter {
      ["443", "8443", "8444", "53"].contains($0)
    }
    if !missing.isEmpty {
      let targets = list(network.id, "missingTargets443") ?? []
      let described = targets.isEmpty ? "" : " to \(targets.joined(separator: ", "))"
      step.contradict(
        "outbound TCP \(missing.joined(separator: ", "))\(described) is not permitted",
        "allow it towards the endpoints, or towards 0.0.0.0/0", permissions("IpPermissionsEgress"))
    }
    let open = (list(network.id, "undecidedEgressPorts") ?? []).filter {
      ["443", "8443", "8444"].contains($0)
    }
    if open.contains("443") {
      step.lack(.routeTable, "route table that tells whether TCP 443 to the internet is needed")
    }
    if open.contains(where: { $0 != "443" }) {
      step.lack(.vpcEndpoint, "endpoint that TCP 8443 and 8444 may be open to")
    }
  }

  private var networkACLs: Hop {
    var step = HopRecord(.networkACLs)
    for acl in acls(&step) {
      judgeVPC(of: acl, &step)
      if facts[acl, "deniedIngress"] == nil || facts[acl, "deniedEgressPorts"] == nil {
        step.doubt(
          "some entry of \(name(acl)) is not shown or not understood", "export it again",
          Hop.Evidence(acl, "Entries"))
      }
      if let denied = text(acl, "deniedIngress"), !denied.isEmpty {
        step.contradict(
          "\(name(acl)) denies \(denied) from 0.0.0.0/0, and all of it must be allowed",
          "allow all inbound traffic first; ACLs keep no state", Hop.Evidence(acl, "Entries"))
      }
      if let denied = text(acl, "deniedVPCEgress"), !denied.isEmpty {
        step.contradict(
          "\(name(acl)) denies \(denied) to the VPC", "allow all outbound traffic to the VPC's blocks",
          Hop.Evidence(acl, "Entries"))
      }
      let ports = (list(acl, "deniedEgressPorts") ?? []).filter { $0 != "3306" }
      if !ports.isEmpty {
        step.contradict(
          "\(name(acl)) denies outbound TCP \(ports.joined(separator: ", "))",
          "allow these ports to 0.0.0.0/0",
          Hop.Evidence(acl, "Entries"))
      }
      step.prove("\(name(acl)) allows what nodes need", Hop.Evidence(acl, "Entries"))
    }
    return step.hop
  }

  // MARK: Services

  private var services: Hop {
    var step = HopRecord(.services)
    guard let missing = list(network.id, "missingServices") else {
      step.lack(.vpcEndpoint, "list of VPC endpoints")
      return step.hop
    }
    for service in missing {
      step.contradict(
        "the VPC has no endpoint for \(service), and no way to the internet",
        "aws ec2 create-vpc-endpoint --vpc-id \(network.vpcID ?? "<vpc>") --service-name com.amazonaws.\(network.region ?? "<region>").\(service)",
        member("vpc_id"))
    }
    for subnet in list(network.id, "s3UnroutedSubnets") ?? [] {
      step.contradict(
        "the S3 endpoint is not in the route table of \(subnet)",
        "aws ec2 modify-vpc-endpoint --vpc-endpoint-id <endpoint> --add-route-table-ids <table>",
        member("subnet_ids"))
    }
    for endpoint in relations.related(network.id, "endpoints") {
      guard let service = text(endpoint, "service"), ["s3", "sts", "kinesis-streams"].contains(service) else {
        continue
      }
      judge(endpoint, service, &step)
    }
    return step.hop
  }

  private func judge(_ endpoint: ResourceID, _ service: String, _ step: inout HopRecord) {
    let isInterface = node(endpoint)["VpcEndpointType"]?.text?.lowercased() == "interface"
    if isInterface, node(endpoint)["PrivateDnsEnabled"]?.bool == false, service != "s3" {
      step.contradict(
        "\(name(endpoint)) for \(service) has no private DNS name, so that nothing uses it",
        "aws ec2 modify-vpc-endpoint --vpc-endpoint-id \(name(endpoint)) --private-dns-enabled",
        Hop.Evidence(endpoint, "PrivateDnsEnabled"))
    }
    if let missing = list(endpoint, "missingIngressPorts") {
      if !missing.isEmpty {
        step.contradict(
          "the groups of \(name(endpoint)) for \(service) do not admit TCP \(missing.joined(separator: ", ")) from the nodes",
          "add an inbound rule for it from \(groupNames)", Hop.Evidence(endpoint, "Groups"))
      }
    } else if isInterface, node(endpoint)["PrivateDnsEnabled"]?.bool == true {
      loseGroups(of: endpoint, &step)
    }
    judgeSubnets(of: endpoint, &step)
    step.prove("\(service) has \(name(endpoint))", Hop.Evidence(endpoint))
  }
}
