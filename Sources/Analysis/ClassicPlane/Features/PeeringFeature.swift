import Documents
import Inventory
import Networking

// Peering with other VPCs: the connection, routes of both sides, permissions and names (section 1.3).
extension FeatureJudge {
  var vpcPeering: ClassicFeature {
    let connections = relations.related(network.id, "peerings").filter { id in
      !["deleted", "deleting"].contains(node(id).at("Status", "Code")?.text?.lowercased() ?? "")
    }
    var steps: [Hop] = []
    if let lost = lostConnection { steps.append(lost) }
    for connection in connections {
      steps += [
        state(of: connection), routes(of: connection), permissions(of: connection), names(of: connection),
      ]
    }
    if steps.isEmpty {
      var step = HopRecord(.peeringConnection)
      guard inventory.lists(.peeringConnection) else {
        step.lack(.peeringConnection, "list of peering connections")
        return feature(.vpcPeering, [step.hop])
      }
      step.prove("the VPC has no peering connection")
      var absent = feature(.vpcPeering, [step.hop])
      absent.isAbsent = true
      return absent
    }
    return feature(.vpcPeering, steps)
  }

  /// A route into a connection that the VPC does not have.
  private var lostConnection: Hop? {
    let known = Set(relations.related(network.id, "peerings").map(name))
    for subnet in network.subnets {
      for route in subnet.routes ?? [] {
        guard case .peering(let target) = route.target, !known.contains(target), let table = subnet.table
        else {
          continue
        }
        var step = HopRecord(.peeringConnection)
        let place = Hop.Evidence(table, "Routes[\(route.index)]", "the route")
        if inventory.lists(.peeringConnection) {
          step.contradict(
            "a route leads to \(target), which is no connection of the VPC",
            "remove the route or mend its target",
            place)
        } else {
          step.lack(.peeringConnection, "peering connection \(target)")
        }
        return step.hop
      }
    }
    return nil
  }

  private func state(of connection: ResourceID) -> Hop {
    var step = HopRecord(.peeringConnection)
    let code = node(connection).at("Status", "Code")?.text ?? ""
    let place = Hop.Evidence(connection, "Status.Code")
    if let overlap = text(connection, "overlap"), !overlap.isEmpty {
      step.contradict(
        "the two sides share addresses: \(overlap)", "peer with a VPC of other addresses",
        Hop.Evidence(connection, "AccepterVpcInfo"))
    }
    switch code.lowercased() {
    case "active":
      step.prove("\(name(connection)) to \(text(connection, "peerVPC") ?? "the peer") is active", place)
    case "":
      step.doubt("the state of \(name(connection)) is not shown", "export it once it is created", place)
    case "pending-acceptance":
      step.contradict(
        "\(name(connection)) waits to be accepted",
        "aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id \(name(connection))", place)
    default: step.contradict("\(name(connection)) is \(code)", "create the connection anew", place)
    }
    return step.hop
  }

  // MARK: Routes

  private func routes(of connection: ResourceID) -> Hop {
    var step = HopRecord(.peeringRoutes)
    let id = name(connection)
    _ = knowsRoutes(&step)
    for subnet in list(connection, "subnetsWithoutRoute") ?? [] {
      step.contradict(
        "\(subnet) has no route to the peer through \(id)",
        "aws ec2 create-route --route-table-id <table> --destination-cidr-block <peer block> --vpc-peering-connection-id \(id)",
        tablePlace(of: subnet))
    }
    for table in Set(network.subnets.compactMap(\.table)).sorted() {
      for route in list(table, "widePeeringRoutes") ?? [] where route.hasSuffix(id) {
        step.contradict(
          "the route \(route) is wider than the peer, and a peer leads no further",
          "route the peer's blocks alone",
          Hop.Evidence(table, "Routes"))
      }
    }
    switch flag(connection, "peerTablesKnown") {
    case true:
      let lost = list(connection, "subnetsWithoutReturn") ?? []
      if !lost.isEmpty {
        step.contradict(
          "no route of the peer leads back to \(lost.joined(separator: ", "))",
          "add a route to the workspace's block in the peer's tables", Hop.Evidence(connection))
      }
      for subnet in network.subnets where subnet.block == nil {
        step.lack(.awsSubnet, "subnet \(subnet.name)")
      }
    default: step.lack(.routeTable, "route table of \(text(connection, "peerVPC") ?? "the peer")")
    }
    step.prove("both sides route through \(id)", Hop.Evidence(connection))
    return step.hop
  }

  private func tablePlace(of subnet: String) -> Hop.Evidence {
    let table = network.subnets.first { $0.name == subnet }?.table
    return table.map { Hop.Evidence($0, "Routes") } ?? member("subnet_ids")
  }

  // MARK: Permissions

  private func permissions(of connection: ResourceID) -> Hop {
    var step = HopRecord(.peeringPermissions)
    _ = knowsGroups(&step)
    if flag(connection, "egressPermitted") == false {
      step.contradict(
        "no security group lets nodes go to the peer", "allow the service's port towards the peer's blocks",
        permissions("IpPermissionsEgress"))
    }
    switch flag(connection, "peerAdmits") {
    case true: break
    case false:
      if network.addresses == nil {
        step.lack(.awsSubnet, "subnet of the network")
      } else {
        step.contradict(
          "no security group of the peer admits the workspace's nodes",
          "allow the service's port from the workspace's blocks or group", Hop.Evidence(connection))
      }
    default: step.lack(.securityGroup, "security group of \(text(connection, "peerVPC") ?? "the peer")")
    }
    let peerACLs = text(connection, "peerVPC").map { cloud.all(.networkACL, in: $0) } ?? []
    if acls(&step).isEmpty || peerACLs.isEmpty {
      step.lack(.networkACL, "network ACL of both VPCs")
    }
    for acl in list(connection, "denyingACLs") ?? [] {
      step.contradict("\(acl) denies all TCP with the other side", "allow it", Hop.Evidence(connection))
    }
    let common = text(connection, "commonPorts")
    if let common, common.isEmpty {
      step.contradict(
        "no TCP port is open all the way: out of the workspace's groups and ACLs, and into the peer's",
        "allow the service's port in the groups and ACLs of both sides", permissions("IpPermissionsEgress"))
    }
    step.prove("TCP \(common ?? "") is open all the way", permissions("IpPermissionsEgress"))
    return step.hop
  }

  /// Names matter only to those who use them: without the option, names resolve to public addresses.
  private func names(of connection: ResourceID) -> Hop {
    var step = HopRecord(.peeringNames)
    let place = Hop.Evidence(connection, "")
    switch text(connection, "peerDNS") {
    case "on":
      for off in list(connection, "dnsFlagsOff") ?? [] {
        step.contradict("\(off) is off, so that the option has no effect", "turn it on", place)
      }
      for vpc in [network.vpcID, text(connection, "peerVPC")].compactMap({ $0 }) {
        for flag: StaticString in ["EnableDnsSupport", "EnableDnsHostnames"]
        where cloud.flag(flag, of: vpc) == nil {
          step.lack(.vpcAttribute, "answer about \(flag) of \(vpc)")
        }
      }
      step.prove("the peer's names resolve to private addresses", place)
    case "off":
      step.doubt(
        "the peer's public names resolve to public addresses; whether nodes use such names is not known",
        "aws ec2 modify-vpc-peering-connection-options --vpc-peering-connection-id \(name(connection)) on the peer's side: AllowDnsResolutionFromRemoteVpc=true",
        place)
    default:
      step.doubt("the peer's DNS option is not shown", "export the connection from the peer's account", place)
    }
    return step.hop
  }
}
