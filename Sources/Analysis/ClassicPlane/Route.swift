import Documents
import Networking

/// One route of a route table.
struct Route {
  enum Target: Hashable {
    case local
    case internetGateway(String)
    case natGateway(String)
    case peering(String)
    /// A gateway endpoint behind a prefix list, else an endpoint of a firewall or of a load balancer.
    case endpoint(String)
    /// A transit gateway, a network interface, an instance or something else that leads on.
    case other(String)
  }

  /// The destination, where it is a block.
  let block: CIDR?
  /// The destination, where it is a prefix list.
  let prefixList: String?
  let target: Target
  /// A route that is blackholed is as none (section 4.10 of the reference).
  let isBlackhole: Bool
  /// The 0-based place in the table's `Routes`.
  let index: Int

  /// The routes of a table; `nil` where they are not shown, or there are more than EC2 could hold (its limit is 1,000).
  static func all(of table: DocumentNode) -> [Route]? {
    guard let list = table["Routes"], list.unknownName == nil, list.count <= 2000 else { return nil }
    return list.elements.enumerated().map { Route($0.element, index: $0.offset) }
  }

  private init(_ node: DocumentNode, index: Int) {
    block = (node["DestinationCidrBlock"]?.identifier ?? node["DestinationIpv6CidrBlock"]?.identifier).flatMap
    { CIDR($0) }
    prefixList = node["DestinationPrefixListId"]?.identifier
    isBlackhole = node["State"]?.text?.lowercased() == "blackhole"
    target = Self.target(node)
    self.index = index
  }

  /// `GatewayId` names several kinds of target, told apart by the id's prefix.
  private static func target(_ node: DocumentNode) -> Target {
    if let id = node["NatGatewayId"]?.identifier { return .natGateway(id) }
    if let id = node["VpcEndpointId"]?.identifier { return .endpoint(id) }
    if let id = node["VpcPeeringConnectionId"]?.identifier { return .peering(id) }
    if let id = node["GatewayId"]?.identifier {
      if id == "local" { return .local }
      if id.hasPrefix("igw-") || id.contains("aws_internet_gateway.") { return .internetGateway(id) }
      if id.hasPrefix("vpce-") || id.contains("aws_vpc_endpoint.") { return .endpoint(id) }
      return .other(id)
    }
    let keys: [StaticString] = [
      "TransitGatewayId", "NetworkInterfaceId", "InstanceId", "EgressOnlyInternetGatewayId", "LocalGatewayId",
      "CarrierGatewayId", "CoreNetworkArn",
    ]
    return .other(keys.lazy.compactMap { node[$0]?.identifier }.first ?? "an unknown target")
  }

  var targetID: String {
    switch target {
    case .local: "local"
    case .internetGateway(let id), .natGateway(let id), .peering(let id), .endpoint(let id), .other(let id):
      id
    }
  }
}

extension [Route] {
  /// The route of most other addresses: that of 0.0.0.0/0, or of its lower half where it is written in two.
  var defaultRoute: Route? {
    let wide = filter { $0.block?.family == .v4 && !$0.isBlackhole }
    if let whole = wide.first(where: { $0.block?.length == 0 }) { return whole }
    let halves = wide.filter { $0.block?.length == 1 }
    return Set(halves.compactMap(\.block)).count == 2 ? halves.first : nil
  }

  /// The route that a whole block takes: of the longest prefix that contains it; `nil` where there is none.
  ///
  /// A route of a part of the block is not looked at.
  func route(to block: CIDR) -> Route? {
    filter { $0.block?.contains(block) == true && !$0.isBlackhole }
      .max { ($0.block?.length ?? 0) < ($1.block?.length ?? 0) }
  }
}
