import Documents
import Inventory
import Networking

/// The resources that make up one path, as far as they could be joined.
struct PathCandidate {
  var connection: ResourceID?
  var rule: ResourceID?
  var privateLinkService: ResourceID?
  var service: ResourceID?
  /// The host, where the user expects a path for it and no artefact names it.
  var host: String?
}

/// Joins connections, rules, Private Link Services and Services into paths.
///
/// The ends that no value joins are joined too where there is but one of each: that is where a value is wrong, and a path
/// in one piece says so better than two halves do.
struct PathFinder {
  private let estate: PathEstate
  private let rules: [ResourceID]
  /// Whether only one rule names no Private Link Service of the inputs.
  private let hasOneOpenRule: Bool
  /// Connections that no rule answers for, by their host.
  private var connectionsByHost: [String: [ResourceID]] = [:]
  private var usedConnections: Set<ResourceID> = []
  private var usedServices: Set<ResourceID> = []
  private var freeLinkServices: [ResourceID]

  private init(_ estate: PathEstate) {
    self.estate = estate
    let relations = estate.relations
    rules = Self.rules(estate)
    hasOneOpenRule = rules.count { relations.related($0, "privateLinkServices").isEmpty } == 1
    freeLinkServices = estate.inventory.ids(of: .privateLinkService).filter {
      relations.related($0, "privateEndpointRules").isEmpty
    }
    for connection in estate.unansweredConnections {
      connectionsByHost[estate.target(of: connection).host, default: []].append(connection)
    }
  }

  private var freeServices: [ResourceID] { estate.gateways.filter { !usedServices.contains($0) } }

  private var freeConnections: [ResourceID] {
    estate.unansweredConnections.filter { !usedConnections.contains($0) }
  }

  /// The paths in the order of their rules, Private Link Services, Services and connections.
  ///
  /// - Parameter hosts: hosts that the user expects a path for.
  static func candidates(_ estate: PathEstate, hosts: [String] = []) -> [PathCandidate] {
    var finder = PathFinder(estate)
    var candidates = finder.rules.map { finder.candidate(rule: $0) }
    candidates += finder.freeLinkServices.map { PathCandidate(privateLinkService: $0) }
    for index in candidates.indices {
      candidates[index].service = finder.service(of: candidates[index])
      if let service = candidates[index].service { finder.take(service) }
    }
    finder.pairLastService(&candidates)
    for service in finder.freeServices where !finder.usedServices.contains(service) {
      candidates.append(PathCandidate(service: service))
      finder.take(service)
    }
    finder.addConnections(&candidates)
    finder.addHosts(hosts, &candidates)
    return candidates
  }

  /// The rules of paths: those that lead to a Private Link Service; a deactivated one only if no other has its names.
  private static func rules(_ estate: PathEstate) -> [ResourceID] {
    let all = estate.inventory.ids(of: .privateEndpointRule).filter { rule in
      let node = estate.node(rule)
      return node["group_id"] == nil
        && (node["domain_names"]?.count ?? 0 > 0 || isLinkService(node["resource_id"]?.text)
          || !estate.relations.related(rule, "privateLinkServices").isEmpty)
    }
    func isActive(_ rule: ResourceID) -> Bool { estate.node(rule)["deactivated"]?.bool != true }
    let taken = Set(all.filter(isActive).flatMap(estate.domainNames(of:)))
    return all.filter { rule in
      isActive(rule) || !estate.domainNames(of: rule).contains(where: taken.contains)
    }
  }

  private static func isLinkService(_ id: String?) -> Bool {
    let lower = id?.lowercased() ?? ""
    return lower.contains("/privatelinkservices/") || lower.hasSuffix(".azure.privatelinkservice")
  }

  private mutating func candidate(rule: ResourceID) -> PathCandidate {
    var link = estate.relations.related(rule, "privateLinkServices").first
    if link == nil, hasOneOpenRule, freeLinkServices.count == 1 {
      link = freeLinkServices.removeLast()
    }
    let own = estate.relations.related(rule, "connections").first ?? connection(nearTo: rule)
    return PathCandidate(connection: own, rule: rule, privateLinkService: link)
  }

  /// A connection that goes to one of the rule's names, if that is read as leniently as people do: with a scheme or a port.
  private mutating func connection(nearTo rule: ResourceID) -> ResourceID? {
    for host in estate.domainNames(of: rule).map(DomainText.host) {
      guard let connection = connectionsByHost[host]?.first(where: { !usedConnections.contains($0) }) else {
        continue
      }
      usedConnections.insert(connection)
      return connection
    }
    return nil
  }

  // MARK: Services

  /// The Service behind a path's Private Link Service: by the owner's tag, by the name that its annotation asks for, by the
  /// name at the end of what the rule names.
  private func service(of candidate: PathCandidate) -> ResourceID? {
    if let link = candidate.privateLinkService {
      if let owner = estate.relations.related(link, "services").first(where: {
        GatewayService(estate.node($0)).asksForPrivateLink
      }) {
        return owner
      }
      if let service = service(asking: estate.inventory[link].name) { return service }
    }
    guard let rule = candidate.rule, let target = estate.node(rule)["resource_id"]?.text else { return nil }
    return target.split(separator: "/").last.flatMap { service(asking: String($0)) }
  }

  /// A Service that two inputs describe is taken as a whole.
  private mutating func take(_ service: ResourceID) {
    usedServices.formUnion(estate.descriptions(of: service))
  }

  private func service(asking name: String) -> ResourceID? {
    estate.gatewaysByLinkName[name.lowercased()]?.first { !usedServices.contains($0) }
  }

  /// The only path without a Service and the only Service without a path belong together.
  private mutating func pairLastService(_ candidates: inout [PathCandidate]) {
    let open = candidates.indices.filter { candidates[$0].service == nil }
    let named = freeServices.filter(estate.namedGateways.contains)
    let free = named.isEmpty ? freeServices : named
    guard open.count == 1, let index = open.first, let service = free.first,
      Set(free.map(estate.identity)).count == 1
    else { return }
    candidates[index].service = service
    take(service)
  }

  // MARK: Connections

  /// A connection that no rule answers for belongs to a path if it is the only one, and the path the only one without; or
  /// if the inputs' DNS records answer for its host.
  private func addConnections(_ candidates: inout [PathCandidate]) {
    let freeConnections = freeConnections
    let open = candidates.indices.filter { candidates[$0].connection == nil && candidates[$0].rule == nil }
    if freeConnections.count == 1, open.count == 1, let index = open.first {
      candidates[index].connection = freeConnections.first
      return
    }
    for connection in freeConnections {
      let hasRecords = !estate.relations.related(connection, "records").isEmpty
      if hasRecords || candidates.isEmpty { candidates.append(PathCandidate(connection: connection)) }
    }
  }

  // MARK: Hosts

  /// A host that no connection and no rule names belongs to the only path without one, if it is the only such host; else it
  /// has a path of its own.
  private func addHosts(_ hosts: [String], _ candidates: inout [PathCandidate]) {
    let named = Set(
      candidates.flatMap { candidate in
        (candidate.connection.map { [estate.target(of: $0).host] } ?? [])
          + (candidate.rule.map(estate.domainNames) ?? [])
      })
    let missing = hosts.filter { !named.contains($0) }
    let open = candidates.indices.filter { candidates[$0].connection == nil && candidates[$0].rule == nil }
    if missing.count == 1, open.count == 1, let index = open.first {
      candidates[index].host = missing.first
    } else {
      candidates += missing.map { PathCandidate(host: $0) }
    }
  }
}
