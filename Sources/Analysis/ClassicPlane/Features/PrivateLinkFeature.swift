import Documents
import Inventory
import Networking

// PrivateLink: private access settings, the two endpoints of the back end, and the users' way in (section 1.4).
extension FeatureJudge {
  var privateLink: ClassicFeature {
    let settings = network.workspaces.compactMap { node($0)["private_access_settings_id"]?.identifier }.filter
    {
      !$0.isEmpty
    }
    let hasEnds = !network.rest.isEmpty || !network.relay.isEmpty
    if settings.isEmpty, !hasEnds {
      var step = HopRecord(.privateAccessSettings)
      guard !network.workspaces.isEmpty else {
        step.lack(.workspace, "workspace of the network")
        return feature(.privateLink, [step.hop])
      }
      step.prove("the workspace has neither private access settings nor back-end endpoints")
      var absent = feature(.privateLink, [step.hop])
      absent.isAbsent = true
      return absent
    }
    var steps = [privateAccessSettings(settings)]
    if hasEnds { steps += [registration, endpoints, privateNames, endpointPorts] }
    if !settings.isEmpty { steps.append(frontEnd(hasEnds: hasEnds)) }
    return feature(.privateLink, steps)
  }

  // MARK: Settings

  private func privateAccessSettings(_ names: [String]) -> Hop {
    var step = HopRecord(.privateAccessSettings)
    for workspace in network.workspaces {
      if let tier = node(workspace)["pricing_tier"]?.text,
        !["ENTERPRISE", "UNKNOWN"].contains(tier.uppercased())
      {
        step.contradict(
          "the workspace's tier is \(tier)", "upgrade the account: PrivateLink needs Enterprise",
          Hop.Evidence(workspace, "pricing_tier"))
      }
      guard let name = node(workspace)["private_access_settings_id"]?.identifier, !name.isEmpty else {
        step.contradict(
          "the network has back-end endpoints, and the workspace has no private access settings",
          "attach private access settings to the workspace", Hop.Evidence(workspace))
        continue
      }
      guard let settings = cloud.find(.privateAccessSettings, name) else {
        let place = Hop.Evidence(workspace, "private_access_settings_id")
        if inventory.lists(.privateAccessSettings) {
          step.contradict("the account has no private access settings \(name)", "attach existing ones", place)
        } else {
          step.lack(.privateAccessSettings, "private access settings of the workspace")
        }
        continue
      }
      judge(settings, &step)
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
    return step.hop
  }

  private func judge(_ settings: ResourceID, _ step: inout HopRecord) {
    if let region = node(settings)["region"]?.text, let own = network.region, region != own {
      step.contradict(
        "\(name(settings)) is for \(region), and the workspace is in \(own)",
        "make settings for the workspace's Region",
        Hop.Evidence(settings, "region"))
    }
    if node(settings)["private_access_level"]?.text?.uppercased() == "ENDPOINT" {
      let allowed = ClassicNetworkBuilder.texts(node(settings)["allowed_vpc_endpoint_ids"])
      if allowed.isEmpty, node(settings)["allowed_vpc_endpoint_ids"]?.unknownName == nil {
        step.contradict(
          "\(name(settings)) allows only listed endpoints, and lists none", "list the registered endpoints",
          Hop.Evidence(settings, "private_access_level"))
      }
      for unknown in list(settings, "unknownAllowed") ?? [] {
        step.contradict(
          "\(name(settings)) allows \(unknown), which the account does not have",
          "list Databricks' ids of endpoints",
          Hop.Evidence(settings, "allowed_vpc_endpoint_ids"))
      }
      if list(settings, "unknownAllowed") == nil {
        step.lack(.registeredEndpoint, "list of registered endpoints")
      }
    }
    step.prove("\(name(settings)) is attached", Hop.Evidence(settings))
  }

  // MARK: The back end

  private var registration: Hop {
    var step = HopRecord(.registration)
    for (ends, list, what) in [
      (network.rest, "rest_api", "REST"), (network.relay, "dataplane_relay", "the relay"),
    ]
    where ends.isEmpty {
      step.contradict(
        "the network has no endpoint for \(what)", "name both endpoints in the network configuration",
        member("vpc_endpoints.\(list)"))
    }
    for swapped in list(network.id, "swappedRoles") ?? [] {
      step.contradict(
        "\(swapped) is registered for the other use",
        "put the endpoint of REST into rest_api and that of the relay into dataplane_relay",
        member("vpc_endpoints"))
    }
    for (ends, list) in [(network.rest, "rest_api"), (network.relay, "dataplane_relay")] {
      for end in ends {
        guard let registration = end.registration else {
          _ = resolved(end, list, &step)
          continue
        }
        judgeRegistration(registration, &step)
      }
    }
    return step.hop
  }

  private func judgeRegistration(_ registration: ResourceID, _ step: inout HopRecord) {
    let own = node(registration)
    if let state = own["state"]?.text, state.lowercased() != "available" {
      step.contradict(
        "\(name(registration)) is \(state)", "wait until it is available, or register the endpoint anew",
        Hop.Evidence(registration, "state"))
    }
    if let region = own["region"]?.text, let workspace = network.region, region != workspace {
      step.contradict(
        "\(name(registration)) is in \(region), and the workspace is in \(workspace)",
        "register an endpoint of the workspace's Region", Hop.Evidence(registration, "region"))
    }
    let state = own["state"]?.text == nil ? "" : " and available"
    step.prove("\(name(registration)) is registered\(state)", Hop.Evidence(registration))
  }

  private var ends: [(end: ClassicNetwork.BackEndEndpoint, list: String, role: DatabricksServices.Role)] {
    network.rest.map { ($0, "rest_api", .generalAccess) }
      + network.relay.map { ($0, "dataplane_relay", .relay) }
  }

  private var endpoints: Hop {
    var step = HopRecord(.backEndEndpoints)
    for (end, list, role) in ends {
      guard let endpoint = resolved(end, list, &step) else { continue }
      judge(endpoint, role, &step)
      judgeSubnets(of: endpoint, &step)
      let told = end.registration.flatMap { node($0)["aws_endpoint_service_id"]?.text }
      let actual = node(endpoint)["ServiceName"]?.text ?? ""
      if let told, let registration = end.registration, !actual.isEmpty,
        told.split(separator: ".").last != actual.split(separator: ".").last
      {
        step.contradict(
          "\(name(endpoint)) leads to \(actual), and is registered as one of \(told)",
          "register the endpoint anew",
          Hop.Evidence(registration, "aws_endpoint_service_id"), Hop.Evidence(endpoint, "ServiceName"))
      }
    }
    return step.hop
  }

  /// An endpoint's subnets must exist, and be of its VPC.
  func judgeSubnets(of endpoint: ResourceID, _ step: inout HopRecord) {
    for name in ClassicNetworkBuilder.texts(node(endpoint)["SubnetIds"]) {
      guard let subnet = cloud.find(.awsSubnet, name) else {
        lose(.awsSubnet, "subnet", name, Hop.Evidence(endpoint, "SubnetIds"), &step)
        continue
      }
      if let vpc = node(subnet)["VpcId"]?.identifier, let own = node(endpoint)["VpcId"]?.identifier,
        cloud.areDifferent(vpc, own) == true
      {
        step.contradict(
          "\(self.name(endpoint)) is in \(own), and its subnet \(name) in \(vpc)", "export both again",
          Hop.Evidence(subnet, "VpcId"))
      }
    }
  }

  private func judge(_ endpoint: ResourceID, _ role: DatabricksServices.Role, _ step: inout HopRecord) {
    let own = node(endpoint)
    let id = name(endpoint)
    if let state = own["State"]?.text, state.lowercased() != "available" {
      step.contradict("\(id) is \(state)", "register it, or create it anew", Hop.Evidence(endpoint, "State"))
    }
    let service = EndpointService(own["ServiceName"]?.text ?? "")
    let place = Hop.Evidence(endpoint, "ServiceName")
    if let actual = service.role, actual != role {
      step.contradict("\(id) leads to the service for \(actual.rawValue)", "swap the two endpoints", place)
    } else if service.role == nil {
      step.doubt(
        "\(id) leads to \(own["ServiceName"]?.text ?? "no service"), which is none of the known services of Databricks",
        "compare it with Databricks' table of endpoint services", place)
    } else if let region = service.region, let workspace = network.region, region != workspace {
      step.contradict("\(id) leads to the service of \(region)", "use the service of \(workspace)", place)
    }
    if let vpc = own["VpcId"]?.identifier, let network = network.vpcID {
      let place = Hop.Evidence(endpoint, "VpcId")
      switch cloud.areDifferent(vpc, network) {
      case true:
        step.contradict(
          "\(id) is in \(vpc), and nodes ask for its name in \(network)", "create it in the workspace's VPC",
          place)
      case false: break
      case nil:
        step.doubt(
          "whether \(id) is in the workspace's VPC is known only after apply",
          "apply the plan and export the result", place)
      }
    }
    step.prove("\(id) is \(own["State"]?.text == nil ? "there" : "available")", Hop.Evidence(endpoint))
  }

  private var privateNames: Hop {
    var step = HopRecord(.privateNames)
    for (end, list, _) in ends {
      guard let endpoint = resolved(end, list, &step) else { continue }
      let place = Hop.Evidence(endpoint, "PrivateDnsEnabled")
      if node(endpoint)["PrivateDnsEnabled"]?.bool == true {
        step.prove("\(name(endpoint)) answers for Databricks' names", place)
      } else if node(endpoint)["PrivateDnsEnabled"]?.unknownName != nil {
        step.doubt(
          "whether \(name(endpoint)) has private DNS names is known only after apply",
          "apply the plan and export the result", place)
      } else {
        step.contradict(
          "\(name(endpoint)) has private DNS names off, so that nodes go to the public addresses",
          "aws ec2 modify-vpc-endpoint --vpc-endpoint-id \(name(endpoint)) --private-dns-enabled", place)
      }
      if let other = text(endpoint, "privateDNSConflict") {
        step.contradict(
          "\(other) has the same private names in the VPC", "turn private DNS off for one of them", place)
      }
    }
    guard let vpc = network.vpcID else { return step.hop }
    for flag: StaticString in ["EnableDnsSupport", "EnableDnsHostnames"] {
      guard let (value, answer) = cloud.flag(flag, of: vpc) else {
        step.lack(.vpcAttribute, "answer about \(flag) of \(vpc)")
        continue
      }
      if !value {
        step.contradict(
          "\(flag) of \(vpc) is off, and private names need it", "turn it on",
          Hop.Evidence(answer, "\(flag).Value"))
      }
    }
    return step.hop
  }

  private var endpointPorts: Hop {
    var step = HopRecord(.endpointPorts)
    let known = knowsGroups(&step)
    var tunnel = "6666"
    if case .int(let number) = facts[network.id, "tunnelPort"] { tunnel = String(number) }
    for (end, list, role) in ends {
      guard let endpoint = resolved(end, list, &step) else { continue }
      let needed = role == .relay ? [tunnel] : ["443"]
      guard let missing = self.list(endpoint, "missingIngressPorts") else {
        loseGroups(of: endpoint, &step)
        continue
      }
      let lost = needed.filter(missing.contains)
      if !lost.isEmpty {
        step.contradict(
          "the groups of \(name(endpoint)) do not admit TCP \(lost.joined(separator: ", ")) from the nodes",
          "add an inbound rule for it from \(groupNames)", Hop.Evidence(endpoint, "Groups"))
      }
      judgeACLs(of: endpoint, &step)
      step.prove(
        "\(name(endpoint)) admits TCP \(needed.joined(separator: ", "))", Hop.Evidence(endpoint, "Groups"))
    }
    if known { judgeEgress(tunnel, &step) }
    return step.hop
  }

  /// The ACLs of an endpoint's subnets must let nodes in, and the answers out.
  private func judgeACLs(of endpoint: ResourceID, _ step: inout HopRecord) {
    let place = Hop.Evidence(endpoint, "SubnetIds")
    if let denying = list(endpoint, "denyingACLs") {
      for acl in denying {
        step.contradict(
          "\(acl) is denied between the nodes and \(name(endpoint))",
          "allow it from and to the nodes' subnets; ACLs keep no state", place)
      }
      return
    }
    for subnet in network.subnets where subnet.block == nil { step.lack(.awsSubnet, "subnet \(subnet.name)") }
    for subnet in ClassicNetworkBuilder.texts(node(endpoint)["SubnetIds"]) {
      guard let acl = cloud.acl(of: subnet) else {
        lose(.networkACL, "network ACL of subnet", subnet, place, &step)
        continue
      }
      if SecurityGroupReader.entries(of: node(acl), egress: false) == nil
        || SecurityGroupReader.entries(of: node(acl), egress: true) == nil
      {
        step.doubt(
          "some entry of \(name(acl)) is not shown or not understood", "export it again",
          Hop.Evidence(acl, "Entries"))
      }
    }
  }

  /// What the nodes' own groups let out to the endpoints.
  private func judgeEgress(_ tunnel: String, _ step: inout HopRecord) {
    let missing = (list(network.id, "missingEgressPorts") ?? []).filter {
      ["8443", "8444", tunnel].contains($0)
    }
    let rest = (list(network.id, "missingTargets443") ?? []).contains("the REST endpoint") ? ["443"] : []
    let all = rest + missing
    if !all.isEmpty {
      step.contradict(
        "\(groupNames) does not let TCP \(all.joined(separator: ", ")) out to the endpoints",
        "allow it towards the endpoints' group or subnets", permissions("IpPermissionsEgress"))
    }
  }

  // MARK: The front end

  private func frontEnd(hasEnds: Bool) -> Hop {
    var step = HopRecord(.frontEnd)
    let all = relations.related(network.id, "privateAccessSettings")
    if all.isEmpty { step.lack(.privateAccessSettings, "private access settings of the workspace") }
    for settings in all {
      let isPublic = node(settings)["public_access_enabled"]?.bool ?? false
      let place = Hop.Evidence(settings, "public_access_enabled")
      switch (isPublic, text(settings, "frontEnd")) {
      case (true, _) where !hasEnds && text(settings, "frontEnd") == "none":
        step.contradict(
          "private access settings are attached, and there is neither a back end nor an endpoint for users",
          "create the endpoints, or detach the settings", place)
      case (true, _): step.prove("users may also come from the internet", place)
      case (false, nil): step.lack(.registeredEndpoint, "list of registered endpoints")
      case (false, "none"):
        step.contradict(
          "public access is off, and no endpoint for users is registered in the Region",
          "register an endpoint of the general-access service in the users' VPC", place)
      case (false, "unknown"):
        step.doubt(
          "public access is off, and in which VPC the endpoint for users is, is not shown",
          "add the output of: \(EvidenceCommand.command(for: .vpcEndpoint))", place)
      case (false, "workspaceVPC"):
        step.prove("users come through the workspace's own VPC", place)
      default: step.prove("users come through an endpoint of another VPC", place)
      }
    }
    return step.hop
  }
}
