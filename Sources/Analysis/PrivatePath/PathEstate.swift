import Documents
import Inventory
import Networking

/// What the hops of paths are judged by: the inventory with its relations, and indices that paths alone need.
struct PathEstate {
  let inventory: Inventory
  let relations: RelationTable
  let facts: FactTable
  /// Services that ask for a Private Link Service, or for an internal load balancer.
  let gateways: [ResourceID]

  init(_ inventory: Inventory, _ relations: RelationTable, _ facts: FactTable) {
    self.inventory = inventory
    self.relations = relations
    self.facts = facts
    gateways = inventory.ids(of: .service).filter { GatewayService(inventory[$0].node).asksForPrivateLink }
  }

  func node(_ id: ResourceID) -> DocumentNode { inventory[id].node }

  func identity(_ id: ResourceID) -> String { inventory[id].identity }

  func has(_ kind: ResourceKind) -> Bool { !inventory.ids(of: kind).isEmpty }

  /// The connections that call HTTP servers.
  var httpConnections: [ResourceID] {
    inventory.ids(of: .connection).filter {
      node($0)["connection_type"]?.text?.uppercased() ?? "HTTP" == "HTTP"
    }
  }

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
  private let node: DocumentNode
  private static let prefix = "service.beta.kubernetes.io/"

  init(_ node: DocumentNode) { self.node = node }

  /// An annotation by its suffix, as it is written.
  func annotation(_ suffix: String) -> String? {
    node.at("metadata", "annotations")?.value(forKey: Self.prefix + suffix)?.string
  }

  /// The node of an annotation by its suffix, or of all of them where these are not shown.
  func node(of suffix: String) -> DocumentNode? {
    let all = node.at("metadata", "annotations")
    return all?.unknownName != nil ? all : all?.value(forKey: Self.prefix + suffix)
  }

  static func field(_ suffix: String) -> String { "metadata.annotations[\"\(prefix)\(suffix)\"]" }

  private func trimmed(_ suffix: String) -> String? {
    guard let text = annotation(suffix) else { return nil }
    let kept = text.drop(while: \.isWhitespace)
    return String(kept.reversed().drop(while: \.isWhitespace).reversed())
  }

  var isLoadBalancer: Bool { node.at("spec", "type")?.text == "LoadBalancer" }

  /// Only exactly `true` counts.
  var isInternal: Bool { annotation("azure-load-balancer-internal") == "true" }

  var createsPrivateLinkService: Bool { trimmed("azure-pls-create")?.lowercased() == "true" }

  /// Whatever its type is: one that is wrong must not hide the Service.
  var asksForPrivateLink: Bool { createsPrivateLinkService || privateLinkServiceName != nil }

  var privateLinkServiceName: String? { trimmed("azure-pls-name").flatMap { $0.isEmpty ? nil : $0 } }

  /// Whether the object was read from a cluster, which fills in what a manifest does not have.
  var isLive: Bool { node.at("metadata", "uid") != nil || node["status"]?.count ?? 0 > 0 }

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
