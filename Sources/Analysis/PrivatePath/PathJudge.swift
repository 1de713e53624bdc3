import Documents
package import Inventory
import Networking

/// Judges the hops of one path.
struct PathJudge {
  let estate: PathEstate
  let candidate: PathCandidate
  let dnsMode: DNSMode
  /// The host that the path is for.
  let host: String?
  /// The port that the connection uses; `nil` where no connection is known.
  let port: Int?

  init(_ estate: PathEstate, _ candidate: PathCandidate, _ dnsMode: DNSMode) {
    self.estate = estate
    self.candidate = candidate
    self.dnsMode = dnsMode
    let target = candidate.connection.map(estate.target(of:))
    host = target?.host ?? candidate.rule.flatMap { estate.domainNames(of: $0).first } ?? candidate.host
    port = target?.port
  }

  func path() -> PrivatePath {
    let name =
      host ?? candidate.rule.map(estate.identity) ?? candidate.service.map(estate.identity)
      ?? candidate.privateLinkService.map(estate.identity) ?? ""
    return PrivatePath(
      name: name, host: host,
      hops: [
        statement(), connection(), grant(), warehouse(), workspace(), egressPolicy(),
        networkConnectivityConfig(), rule(),
        dns(),
        privateEndpoint(), privateLinkService(), loadBalancer(), service(), pods(), networkPolicy(),
      ])
  }

  func node(_ id: ResourceID) -> DocumentNode { estate.node(id) }

  func name(_ id: ResourceID) -> String { estate.inventory[id].name }

  /// A region in the form in which regions are compared.
  func region(_ node: DocumentNode?) -> String? {
    node?.text.map { $0.lowercased().filter { $0 != " " } }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Who answers for the hosts of private paths (section 0.1 of the Azure reference, item 1).
package enum DNSMode: String, Sendable, CaseIterable {
  /// The customer publishes a record that points at the private endpoint.
  case customerManaged = "customer-managed"
  /// Databricks answers for the rule's domain names within the serverless plane.
  case databricksManaged = "databricks-managed"
}

extension PrivatePath {
  /// All paths of an inventory, each judged.
  ///
  /// - Parameters:
  ///   - gateway: the Service that the paths lead to, where the user named it.
  ///   - hosts: the hosts, in normal form, that the user expects a path for; each has one, if only to say what is missing.
  package static func all(
    in inventory: Inventory, _ analysis: EstateAnalysis, dnsMode: DNSMode = .customerManaged,
    gateway: GatewaySelector? = nil, hosts: [String] = []
  ) -> [PrivatePath] {
    let estate = PathEstate(inventory, analysis.relations, analysis.facts, gateway: gateway)
    return PathFinder.candidates(estate, hosts: hosts).map { PathJudge(estate, $0, dnsMode).path() }
  }
}
