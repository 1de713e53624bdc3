package import Inventory
import Networking

/// The joined picture of one `databricks.Network`: what of AWS and of the account it is made of.
package struct ClassicNetwork: Sendable {
  /// How nodes reach the control plane and AWS' services (section 4.10 of the AWS reference).
  package enum Shape: String, Sendable {
    /// Through a default route; no back-end PrivateLink.
    case natEgress
    /// PrivateLink to the control plane, and a default route for the rest.
    case backEndPrivateLink
    /// PrivateLink, and no way to the internet.
    case fullyPrivate
    /// Neither: nodes reach nothing.
    case isolated
    /// The route tables are not known.
    case unknown
  }

  package let id: ResourceID
  package var workspaces: [ResourceID] = []
  /// AWS' id of the VPC, as the network has it; `nil` where it names none.
  package var vpcID: String?
  package var vpc: ResourceID?
  package var subnets: [Subnet] = []
  package var groups: [Group] = []
  package var rest: [BackEndEndpoint] = []
  package var relay: [BackEndEndpoint] = []
  /// The Region that the artefacts tell: of the workspace, else of the subnets.
  package var region: String?
  /// The Region of the exported subnets.
  package var subnetRegion: String?
  /// Whether the AWS exports are of this network's account and Region: some member of it is among them.
  package var isExported = false

  /// Whether what the network names is known only after apply.
  package var hidesSubnets = false
  package var hidesGroups = false

  init(_ id: ResourceID) { self.id = id }

  /// A subnet that the network names.
  package struct Subnet: Sendable {
    package let name: String
    package var resource: ResourceID?
    package var table: ResourceID?
    /// Whether the table is the VPC's main one, which the subnet uses because none names it.
    package var isImplicit = false
    package var acl: ResourceID?
    /// The name of its availability zone.
    package var zone: String?
    var block: CIDR?
    var routes: [Route]?
    package var egress = Egress.unknown

    init(_ name: String) { self.name = name }
  }

  /// Where a subnet's packets for the internet go.
  package enum Egress: Hashable, Sendable {
    /// The table is not known.
    case unknown
    /// There is no default route, or it is blackholed.
    case none
    /// A default route to an internet gateway: of no use to nodes without public addresses.
    case internetGateway(String)
    /// A default route into a peered VPC, which leads no further.
    case peering(String)
    case natGateway(String)
    /// An appliance, a transit gateway, a firewall's endpoint: what it leads to is not known to AWS' routes.
    case other(String)
  }

  /// A security group that the network names.
  package struct Group: Sendable {
    package let name: String
    package var resource: ResourceID?
    var ingress = SecurityGroupReader.Reading()
    var egress = SecurityGroupReader.Reading()

    init(_ name: String) { self.name = name }
  }

  /// One end of back-end PrivateLink: the account's registration and AWS' endpoint.
  package struct BackEndEndpoint: Sendable {
    /// Databricks' id, as the network has it.
    package let name: String
    package var registration: ResourceID?
    /// AWS' id, as the registration has it.
    package var awsID: String?
    package var endpoint: ResourceID?

    init(_ name: String) { self.name = name }
  }

  // MARK: What follows

  package var hasBackEnd: Bool { !rest.isEmpty && !relay.isEmpty }

  package var shape: Shape {
    let known = subnets.filter { $0.egress != .unknown }
    guard !known.isEmpty else { return .unknown }
    if known.contains(where: \.hasEgress) { return hasBackEnd ? .backEndPrivateLink : .natEgress }
    guard known.count == subnets.count else { return .unknown }
    return hasBackEnd ? .fullyPrivate : .isolated
  }

  var isGovCloud: Bool { region.map(AWSRegion.isGovCloud) ?? false }

  var groupIDs: Set<String> { Set(groups.map(\.name)) }

  /// Whether every group is known with all that it permits.
  var groupsAreKnown: Bool {
    !groups.isEmpty
      && groups.allSatisfy { $0.resource != nil && $0.ingress.isComplete && $0.egress.isComplete }
  }

  /// What all groups permit together.
  var ingress: SecurityPermissions { SecurityPermissions(groups.flatMap { $0.ingress.permissions.all }) }
  var egress: SecurityPermissions { SecurityPermissions(groups.flatMap { $0.egress.permissions.all }) }

  /// How many routes and permissions there are to look at.
  var entryCount: Int {
    subnets.reduce(0) { $0 + ($1.routes?.count ?? 0) }
      + groups.reduce(0) { $0 + $1.ingress.permissions.all.count + $1.egress.permissions.all.count }
  }

  /// The addresses of the subnets; `nil` where one is not known.
  var addresses: AddressSet? {
    let blocks = subnets.compactMap(\.block)
    return !blocks.isEmpty && blocks.count == subnets.count ? AddressSet(blocks) : nil
  }
}

extension ClassicNetwork.Subnet {
  /// Whether nodes without public addresses have a way to the internet.
  var hasEgress: Bool {
    switch egress {
    case .natGateway, .other: true
    default: false
    }
  }
}
