import Documents
import Inventory
import Networking

// What the ACLs of endpoints' subnets do to traffic from nodes: an ACL keeps no state, so both ways count.
extension ClassicFacts {
  /// The ports that a node's system takes for its side of a connection: Linux' own range (`net.ipv4.ip_local_port_range`).
  private static let ephemeral = PortSet("32768-60999") ?? .connectable

  /// For each endpoint that nodes use, the ACLs of its subnets that stop them: `acl-1 (inbound TCP 443)`. ACLs of the nodes' own
  /// subnets are judged as such, and left out. Not told where an ACL, an entry or the nodes' addresses are not known.
  func addEndpointACLs(to facts: inout FactTable) {
    var denying: [ResourceID: Set<String>] = [:]
    var unknown: Set<ResourceID> = []
    for network in plane.networks {
      let own = Set(network.subnets.compactMap(\.acl))
      var done: [String: [String]?] = [:]
      for (endpoint, ports) in requiredPorts(network, facts) {
        for subnet in ClassicNetworkBuilder.texts(cloud.node(endpoint)["SubnetIds"]) {
          guard let acl = cloud.acl(of: subnet), let nodes = network.addresses else {
            unknown.insert(endpoint)
            continue
          }
          guard !own.contains(acl) else { continue }
          let key = "\(acl.index) \(ports.description)"
          let found = done[key] ?? denials(of: acl, ports, nodes)
          done[key] = .some(found)
          if let found { denying[endpoint, default: []].formUnion(found) } else { unknown.insert(endpoint) }
        }
        denying[endpoint, default: []].formUnion([])
      }
    }
    for (endpoint, found) in denying where !found.isEmpty || !unknown.contains(endpoint) {
      facts.set(endpoint, "denyingACLs", .strings(found.sorted()))
    }
  }

  /// The endpoints that a network's nodes use, with the ports without which they have no use of them.
  private func requiredPorts(_ network: ClassicNetwork, _ facts: FactTable) -> [(ResourceID, PortSet)] {
    let services = (network.vpcID.map { cloud.all(.vpcEndpoint, in: $0) } ?? []).filter { endpoint in
      let node = cloud.node(endpoint)
      return ["sts", "kinesis-streams"].contains(EndpointService(node["ServiceName"]?.text ?? "").name)
        && node["PrivateDnsEnabled"]?.bool == true
    }
    return Set((network.rest + network.relay).compactMap(\.endpoint) + services).sorted().map { endpoint in
      guard case .strings(let ports) = facts[endpoint, "requiredPorts"] else { return (endpoint, PortSet()) }
      return (endpoint, ports.compactMap { PortSet($0) }.reduce(PortSet()) { $0.union($1) })
    }
  }

  /// `nil` where an entry is not shown or not understood.
  private func denials(of acl: ResourceID, _ ports: PortSet, _ nodes: AddressSet) -> [String]? {
    let node = cloud.node(acl)
    guard let inward = SecurityGroupReader.entries(of: node, egress: false),
      let outward = SecurityGroupReader.entries(of: node, egress: true)
    else { return nil }
    var found: [String] = []
    let stopped = inward.denied(.tcp, of: nodes).intersection(ports)
    if !stopped.isEmpty { found.append("\(cloud.id(of: acl)) (inbound TCP \(stopped))") }
    let lost = outward.denied(.tcp, of: nodes).intersection(Self.ephemeral)
    if !lost.isEmpty { found.append("\(cloud.id(of: acl)) (outbound TCP \(lost))") }
    return found
  }
}
