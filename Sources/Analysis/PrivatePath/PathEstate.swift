import Documents
import Inventory
import Networking

/// What the hops of paths are judged by: the inventory with its relations, and indices that paths alone need.
struct PathEstate {
  let inventory: Inventory
  let relations: RelationTable
  let facts: FactTable
  /// Services that ask for a Private Link Service, and those that the user named as gateways.
  let gateways: [ResourceID]
  /// Of these, those that the user named.
  let namedGateways: Set<ResourceID>
  /// The same by the name that they ask for, in lower case.
  let gatewaysByLinkName: [String: [ResourceID]]
  /// The connections that call HTTP servers; and those of them that no rule answers for.
  let httpConnections: [ResourceID]
  let unansweredConnections: [ResourceID]
  /// All descriptions of each Service, by its identity.
  private let services: [String: [ResourceID]]
  /// The records that answer for a rule's names.
  private let recordsByRule: [ResourceID: [ResourceID]]
  /// The zones of each name.
  let zones: [String: [ResourceID]]
  /// The first workload of each namespace that no Service selects.
  private let unservedWorkloads: [String: ResourceID]

  init(
    _ inventory: Inventory, _ relations: RelationTable, _ facts: FactTable, gateway: GatewaySelector? = nil
  ) {
    self.inventory = inventory
    self.relations = relations
    self.facts = facts
    let named = Set(inventory.ids(of: .service).filter { gateway?.selects(inventory[$0]) ?? false })
    namedGateways = named
    gateways = inventory.ids(of: .service).filter {
      named.contains($0) || GatewayService(inventory.node(of: $0)).asksForPrivateLink
    }
    gatewaysByLinkName = Dictionary(
      grouping: gateways.filter { GatewayService(inventory.node(of: $0)).privateLinkServiceName != nil }
    ) { GatewayService(inventory.node(of: $0)).privateLinkServiceName?.lowercased() ?? "" }
    httpConnections = inventory.ids(of: .connection).filter {
      inventory.node(of: $0)["connection_type"]?.text?.uppercased() ?? "HTTP" == "HTTP"
    }
    unansweredConnections = httpConnections.filter { relations.related($0, "privateEndpointRules").isEmpty }
    services = Dictionary(grouping: inventory.ids(of: .service)) { inventory[$0].identity }
    zones = Dictionary(grouping: inventory.ids(of: .zone)) { inventory[$0].name }
    var records: [ResourceID: [ResourceID]] = [:]
    for record in inventory.ids(of: .record) {
      for named in relations.related(record, "namedBy") { records[named, default: []].append(record) }
    }
    recordsByRule = records
    var unserved: [String: ResourceID] = [:]
    for workload in inventory.ids(of: ResourceKind.workloads).reversed()
    where relations.related(workload, "services").isEmpty {
      unserved[inventory[workload].namespace ?? "default"] = workload
    }
    unservedWorkloads = unserved
  }

  /// Every description of the Service that one describes, itself included.
  func descriptions(of service: ResourceID) -> [ResourceID] { services[identity(service)] ?? [service] }

  /// The records that answer for a rule's names.
  func records(of rule: ResourceID) -> [ResourceID] { recordsByRule[rule] ?? [] }

  /// A workload of the Service's namespace that no Service selects: the one that was probably meant.
  func unservedWorkload(beside service: ResourceID) -> ResourceID? {
    unservedWorkloads[inventory[service].namespace ?? "default"]
  }

  func node(_ id: ResourceID) -> DocumentNode { inventory.node(of: id) }

  func identity(_ id: ResourceID) -> String { inventory[id].identity }

  func has(_ kind: ResourceKind) -> Bool { !inventory.ids(of: kind).isEmpty }

  /// The host and port that a connection goes to.
  func target(of connection: ResourceID) -> (host: String, port: Int) {
    let options = node(connection)["options"]
    return (DomainText.host(options?["host"]?.text ?? ""), options?["port"]?.text.flatMap { Int($0) } ?? 443)
  }

  /// The names that a rule answers for, in normal form.
  func domainNames(of rule: ResourceID) -> [String] {
    node(rule)["domain_names"]?.elements.compactMap { $0.text.map(DomainText.normal) } ?? []
  }
}

/// A Service's annotations as cloud-provider-azure reads them (section 2 of the Azure reference).
struct GatewayService {
  let node: DocumentNode
  private static let prefix = "service.beta.kubernetes.io/"

  init(_ node: DocumentNode) { self.node = node }

  /// An annotation by its suffix, as it is written.
  func annotation(_ suffix: String) -> String? {
    node.at("metadata", "annotations")?.value(forKey: Self.prefix + suffix)?.string
  }

  /// The keys of the controller's annotations whose value is a boolean, a number or a collection, as they are written.
  var annotationsThatAreNotText: [String] {
    var keys: [String] = []
    for pair in node.at("metadata", "annotations").map({ Array($0.pairs) }) ?? [] {
      guard let key = pair.key.text, key.hasPrefix(Self.prefix + "azure-"), pair.value.string == nil,
        pair.value.unknownName == nil, !pair.value.isNull
      else { continue }
      keys.append(key)
    }
    return keys
  }

  /// The node of an annotation by its suffix, or of all of them where these are not shown.
  func node(of suffix: String) -> DocumentNode? {
    let all = node.at("metadata", "annotations")
    return all?.unknownName != nil ? all : all?.value(forKey: Self.prefix + suffix)
  }

  static func field(_ suffix: String) -> String { "metadata.annotations[\"\(prefix)\(suffix)\"]" }

  /// An annotation by its suffix, without white space around it.
  func trimmed(_ suffix: String) -> String? {
    annotation(suffix).map(Self.trimmed)
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  var isLoadBalancer: Bool { node.at("spec", "type")?.text == "LoadBalancer" }

  /// Only exactly `true` counts.
  var isInternal: Bool { annotation("azure-load-balancer-internal") == "true" }

  var createsPrivateLinkService: Bool { annotation("azure-pls-create").map(Self.isTrue) ?? false }

  /// Whether a value counts as true to the controller: white space and letter case aside.
  static func isTrue(_ value: String) -> Bool { trimmed(value).lowercased() == "true" }

  /// The subnet that the Private Link Service takes its addresses from: its own annotation's, else the load balancer's;
  /// `nil` where neither names one.
  var addressSubnet: String? {
    for suffix in ["azure-pls-ip-configuration-subnet", "azure-load-balancer-internal-subnet"] {
      if let name = annotation(suffix), !Self.trimmed(name).isEmpty { return name }
    }
    return nil
  }

  /// Whatever its type is: one that is wrong must not hide the Service.
  var asksForPrivateLink: Bool { createsPrivateLinkService || privateLinkServiceName != nil }

  var privateLinkServiceName: String? { trimmed("azure-pls-name").flatMap { $0.isEmpty ? nil : $0 } }

  /// Whether the object was read from a cluster, which fills in what a manifest does not have.
  var isLive: Bool { node.at("metadata", "uid")?.text != nil || node["status"]?.count ?? 0 > 0 }

  /// The addresses that the load balancer has in a live object.
  var addresses: [String] {
    node.at("status", "loadBalancer", "ingress")?.elements.compactMap { $0["ip"]?.text } ?? []
  }

  /// The name of its frontend in the load balancer, which follows from a live object's uid (section 1).
  var frontendName: String? {
    guard let uid = node.at("metadata", "uid")?.text else { return nil }
    let base = "a" + uid.filter { $0 != "-" }
    let short = String(base.prefix(32))
    guard isInternal, let subnet = annotation("azure-load-balancer-internal-subnet"), !subnet.isEmpty else {
      return short
    }
    return String((short + "-" + subnet).prefix(80))
  }

  /// The ports that clients see, with what they lead to in the pods; TCP where no protocol is named.
  var ports: [(port: Int, target: String, name: String)] {
    node.at("spec", "ports")?.elements.compactMap { entry in
      guard let port = entry["port"]?.integer, entry["protocol"]?.text ?? "TCP" == "TCP" else { return nil }
      return (Int(clamping: port), entry["targetPort"]?.text ?? String(port), entry["name"]?.text ?? "")
    } ?? []
  }
}
