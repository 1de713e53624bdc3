import Documents
import Inventory
import Networking

// What the network's VPC, gateways and ACLs are to it (sections 4.1, 4.2 and 4.4 of the AWS reference).
extension ClassicFacts {
  func addVPCs(to facts: inout FactTable) {
    for vpc in Set(plane.networks.compactMap(\.vpcID)) {
      let subjects = cloud.attributes(of: vpc) + [cloud.find(.vpc, vpc)].compactMap { $0 }
      for (name, fact) in [("EnableDnsSupport", "dnsSupport"), ("EnableDnsHostnames", "dnsHostnames")] {
        guard let value = flag(name, vpc) else { continue }
        for subject in subjects { facts.set(subject, fact, .bool(value)) }
      }
    }
  }

  func flag(_ name: String, _ vpc: String) -> Bool? {
    name == "EnableDnsSupport"
      ? cloud.flag("EnableDnsSupport", of: vpc)?.value : cloud.flag("EnableDnsHostnames", of: vpc)?.value
  }

  /// Where a NAT gateway that networks use stands. A regional one has no subnet.
  func addNATGateways(to facts: inout FactTable) {
    let own = Set(plane.networks.flatMap { $0.subnets.map(\.name) })
    for network in plane.networks {
      for case .natGateway(let name) in network.subnets.map(\.egress) {
        guard let gateway = cloud.find(.natGateway, name) else { continue }
        let node = cloud.node(gateway)
        guard let subnet = node["SubnetId"]?.identifier, let vpc = cloud.vpc(ofNAT: gateway),
          node["AvailabilityMode"]?.text?.lowercased() != "regional"
        else { continue }
        facts.set(gateway, "isInWorkspaceSubnet", .bool(own.contains(subnet)))
        let zone = cloud.find(.awsSubnet, subnet).flatMap { cloud.node($0)["AvailabilityZone"]?.text }
        if let zone { facts.set(gateway, "zone", .string(zone)) }
        guard let table = cloud.table(of: subnet, in: vpc), !table.isMain || inventory.lists(.routeTable),
          let routes = Route.all(of: cloud.node(table.id))
        else { continue }
        let egress = ClassicNetworkBuilder.egress(routes.defaultRoute)
        facts.set(gateway, "subnetEgress", .string(Self.name(egress)))
      }
    }
  }

  // MARK: ACLs

  /// What of the traffic that Databricks asks for an ACL denies by its first matching entry.
  func addACLs(_ settings: WorkspaceSettings, to facts: inout FactTable) {
    var users: [ResourceID: [Int]] = [:]
    for (index, network) in plane.networks.enumerated() {
      for acl in Set(network.subnets.compactMap(\.acl)) { users[acl, default: []].append(index) }
    }
    for (acl, indices) in users {
      let networks = indices.map { plane.networks[$0] }
      let node = cloud.node(acl)
      if let ingress = SecurityGroupReader.entries(of: node, egress: false) {
        facts.set(acl, "deniedIngress", .string(Self.denied(ingress, of: Self.internet)))
        facts.set(acl, "earlyIngressDenies", .strings(Self.earlyDenies(ingress)))
      }
      if let egress = SecurityGroupReader.entries(of: node, egress: true) {
        let blocks = networks.compactMap(\.vpc).flatMap { Self.blocks(of: cloud.node($0)) }
        if !blocks.isEmpty {
          facts.set(acl, "deniedVPCEgress", .string(Self.denied(egress, of: AddressSet(blocks))))
        }
        facts.set(acl, "deniedEgressPorts", .strings(Self.deniedPorts(egress, networks)))
        facts.set(acl, "earlyEgressDenies", .strings(Self.earlyDenies(egress)))
      }
    }
  }

  /// What of all traffic with some addresses is denied: `all traffic`, `TCP 22`, `ICMP`; empty where nothing is.
  static func denied(_ rules: NetworkACLRules, of addresses: AddressSet) -> String {
    var parts: [String] = []
    let classes = rules.protocolClasses
    var whole = 0
    for transport in classes {
      let ports = rules.denied(transport, of: addresses)
      if ports.isEmpty { continue }
      if ports == .all {
        whole += 1
        // The last one stands for all protocols that no entry names.
        parts.append(transport == classes.last ? "all other protocols" : transport.description)
      } else {
        parts.append("\(transport) \(ports)")
      }
    }
    return whole == classes.count ? "all traffic" : parts.joined(separator: "; ")
  }

  /// Deny entries before an entry that allows; the last ones deny what is left and are always there.
  static func earlyDenies(_ rules: NetworkACLRules) -> [String] {
    guard let last = rules.entries.last(where: \.allows) else { return [] }
    return rules.entries.filter { !$0.allows && $0.number < last.number && $0.number < 32_767 }
      .map { String($0.number) }
  }

  /// Of the ports that nodes need with any address, those that are denied: 443 always, the others where the network does not
  /// keep to endpoints within its VPC.
  private static func deniedPorts(_ rules: NetworkACLRules, _ networks: [ClassicNetwork]) -> [String] {
    var needed = ["443"]
    if networks.contains(where: { $0.shape != .fullyPrivate }) {
      needed += ["3306", "8443", "8444", "8445-8451"]
    }
    if networks.contains(where: { !$0.relay.isEmpty && !$0.isGovCloud && $0.shape != .fullyPrivate }) {
      needed.append("6666")
    }
    let denied = rules.denied(.tcp, of: internet)
    return needed.filter { PortSet($0).map { !$0.intersection(denied).isEmpty } ?? false }
  }
}
