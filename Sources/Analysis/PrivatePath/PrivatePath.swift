package import Inventory

/// The way of a request from a SQL statement to the pods behind a Private Link Service, hop by hop.
///
/// Section 1 of docs' private path: every hop is judged by what artefacts show of it, and the verdict by the hops.
package struct PrivatePath: Sendable {
  package enum Verdict: String, Sendable, CaseIterable {
    /// Every hop is proven.
    case `private`
    /// Some hop can be reached from outside the private network.
    case `public`
    /// Some hop is contradicted, has drifted or is known to be missing.
    case broken
    /// Nothing speaks against the path, and something about it is not known.
    case unknown
  }

  /// What names the path: the host that requests go to, or the resource that it begins at.
  package var name: String
  /// The host that the connection names or the rule answers for; `nil` where neither is known.
  package var host: String?
  package var hops: [Hop]

  /// Exposure before contradiction before lack of knowledge: what is public is so however much else is unknown.
  package var verdict: Verdict {
    if hops.contains(where: \.isExposed) { return .public }
    let states = Set(hops.map(\.state))
    if !states.isDisjoint(with: [.contradicted, .drifted, .missing]) { return .broken }
    return states.contains(.unknown) ? .unknown : .private
  }

  /// The hop that decides the verdict, and with it what to do next; `nil` for a private path.
  package var deciding: Hop? {
    switch verdict {
    case .private: nil
    case .public: hops.first(where: \.isExposed)
    case .broken: hops.first { [.contradicted, .drifted, .missing].contains($0.state) }
    case .unknown: hops.first { $0.state == .unknown }
    }
  }
}

/// One step of a path.
package struct Hop: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case statement, connection, grant, warehouse, workspace
    case egressPolicy = "egress-policy"
    case networkConnectivityConfig = "network-connectivity-config"
    case privateEndpointRule = "private-endpoint-rule"
    case dns
    case privateEndpoint = "private-endpoint"
    case privateLinkService = "private-link-service"
    case loadBalancer = "load-balancer"
    case service, pods
    case networkPolicy = "network-policy"
    // Steps of the classic compute plane's features.
    case workspaceNetwork = "workspace-network"
    case vpc, subnets, routes
    case natGateway = "nat-gateway"
    case securityGroups = "security-groups"
    case networkACLs = "network-acls"
    case services = "aws-services"
    case nodeAddresses = "node-addresses"
    case openPorts = "open-ports"
    case tunnel
    case peeringConnection = "peering-connection"
    case peeringRoutes = "peering-routes"
    case peeringPermissions = "peering-permissions"
    case peeringNames = "peering-names"
    case privateAccessSettings = "private-access-settings"
    case registration
    case backEndEndpoints = "back-end-endpoints"
    case privateNames = "private-names"
    case endpointPorts = "endpoint-ports"
    case frontEnd = "front-end"

    /// The hop's name for people.
    package var title: String {
      switch self {
      case .statement: "SQL statement"
      case .connection: "HTTP connection"
      case .grant: "Grant on the connection"
      case .warehouse: "Serverless SQL warehouse"
      case .workspace: "Workspace"
      case .egressPolicy: "Egress policy"
      case .networkConnectivityConfig: "Network connectivity configuration"
      case .privateEndpointRule: "Private endpoint rule"
      case .dns: "DNS"
      case .privateEndpoint: "Private endpoint"
      case .privateLinkService: "Private Link Service"
      case .loadBalancer: "Internal load balancer"
      case .service: "Kubernetes Service"
      case .pods: "Pods"
      case .networkPolicy: "NetworkPolicy"
      case .workspaceNetwork: "Workspace and network"
      case .vpc: "VPC"
      case .subnets: "Subnets"
      case .routes: "Default routes"
      case .natGateway: "NAT gateway"
      case .securityGroups: "Security groups"
      case .networkACLs: "Network ACLs"
      case .services: "Endpoints of AWS' services"
      case .nodeAddresses: "Addresses of nodes"
      case .openPorts: "Open ports"
      case .tunnel: "Tunnel to the relay"
      case .peeringConnection: "Peering connection"
      case .peeringRoutes: "Routes of both sides"
      case .peeringPermissions: "Groups and ACLs of both sides"
      case .peeringNames: "Names of the peer"
      case .privateAccessSettings: "Private access settings"
      case .registration: "Registered endpoints"
      case .backEndEndpoints: "Back-end endpoints"
      case .privateNames: "Private names"
      case .endpointPorts: "Ports to the endpoints"
      case .frontEnd: "Users' way in"
      }
    }
  }

  package enum State: String, Sendable, CaseIterable {
    /// Artefacts show it, and nothing in them speaks against it.
    case proven
    /// An artefact shows that it cannot work, or that it is not private.
    case contradicted
    /// Two artefacts show the same thing differently, such as a manifest and a live export.
    case drifted
    /// The artefacts show that there is no such thing.
    case missing
    /// No artefact shows it.
    case unknown
  }

  /// A place that a hop's state rests on.
  package struct Evidence: Sendable {
    package var resource: ResourceID
    /// What stands there, as a field of the resource: `spec.type`; empty for the resource as a whole.
    package var field: String
    package var note: String
  }

  package var kind: Kind
  package var state: State
  /// Whether the hop makes the path reachable from outside the private network.
  package var isExposed = false
  /// The reason for the state, one sentence without a final period.
  package var summary: String
  package var evidence: [Evidence] = []
  /// The resources of the hop, also those that its state does not rest on.
  package var resources: [ResourceID] = []
  /// What to do next; empty for a proven hop.
  package var remedy = ""
}
