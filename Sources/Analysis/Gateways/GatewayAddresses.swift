import Documents
import Inventory
import Networking

/// The addresses of Services behind Private Link Services, and the subnets that these have to come from (sections 1 and 2 of the
/// Azure reference).
struct GatewayAddresses {
  private let inventory: Inventory
  private let relations: RelationTable
  private let network: ClusterNetwork
  /// The annotations that addresses depend on.
  private static let read = [
    "azure-load-balancer-internal-subnet", "azure-load-balancer-ipv4", "azure-pls-ip-configuration-subnet",
    "azure-pls-ip-configuration-ip-address", "azure-pls-ip-configuration-ip-address-count",
    "azure-allowed-ip-ranges", "load-balancer-source-ranges",
  ]

  static func add(of inventory: Inventory, _ relations: RelationTable, to facts: inout FactTable) {
    let services = inventory.ids(of: .service).filter {
      let service = GatewayService(inventory.node(of: $0))
      return service.isLoadBalancer && service.isInternal
    }
    if services.isEmpty { return }
    let own = GatewayAddresses(
      inventory: inventory, relations: relations, network: ClusterNetwork(inventory))
    for id in services { own.judge(id, &facts) }
  }

  private func judge(_ id: ResourceID, _ facts: inout FactTable) {
    let service = GatewayService(inventory.node(of: id))
    // What nobody can know yet leads to no guess about the rest.
    guard !service.hides(Self.read) else { return }
    let frontend = network.subnet(service.bareName("azure-load-balancer-internal-subnet"))
    if let address = service.staticAddress, let frontend, let why = frontend.refusal(of: address) {
      facts.set(id, "frontendAddressRefusal", .string(why))
    }
    if frontend?.holds(service.staticAddress ?? "") == true {
      facts.set(id, "frontendAddressInSubnet", .bool(true))
    }
    guard service.createsPrivateLinkService else { return }
    let name =
      service.bareName("azure-pls-ip-configuration-subnet")
      ?? service.bareName("azure-load-balancer-internal-subnet")
    let link = network.subnet(name)
    if let link {
      for address in service.linkAddresses {
        guard let why = link.refusal(of: address) else { continue }
        facts.set(id, "linkAddressRefusal", .string("\(address) \(why)"))
        break
      }
    }
    if let held = network.podSubnet(name) { facts.set(id, "linkSubnetOfPods", .string(held)) }
    if let source = uncovered(id, service, link) {
      facts.set(id, "uncoveredSource", .string(source.text))
      facts.set(id, "uncoveredBlock", .string(source.block))
    }
  }

  /// The first of a Private Link Service's addresses that the source ranges leave out: the live ones, the static ones where they
  /// are all, else the subnet that they come from. `nil` where nothing is left out or not everything is known.
  ///
  /// - Returns: what is left out, for people, and the block that would let it in.
  private func uncovered(
    _ id: ResourceID, _ service: GatewayService, _ subnet: AzureSubnet?
  ) -> (text: String, block: String)? {
    let ranges = service.sourceRanges.map { CIDR($0) }
    guard !ranges.isEmpty, !ranges.contains(where: { $0 == nil }) else { return nil }
    let allowed = AddressSet(ranges.compactMap { $0 })
    let links =
      relations.related(id, "privateLinkServices") + relations.related(id, "frontendPrivateLinkServices")
    var addresses = links.flatMap { inventory.node(of: $0).list("ipConfigurations") }.compactMap {
      $0["privateIPAddress"]?.text
    }
    if addresses.isEmpty, service.linkAddresses.count == service.linkAddressCount {
      addresses = service.linkAddresses
    }
    if !addresses.isEmpty {
      let out = addresses.first { text in IPv4Address(text).map { !allowed.contains(.v4($0)) } ?? false }
      return out.map { ($0, $0 + "/32") }
    }
    guard let subnet, let out = subnet.blocks.first(where: { !allowed.isSuperset(of: AddressSet([$0])) })
    else { return nil }
    return ("\(out) (\(subnet.name))", out.description)
  }
}

extension GatewayService {
  /// Whether the value of one of some annotations, or what a spec says about addresses, cannot be known yet.
  func hides(_ suffixes: [String]) -> Bool {
    let ranges = node.at("spec", "loadBalancerSourceRanges")
    return suffixes.contains { self.node(of: $0)?.unknownName != nil } || ranges?.unknownName != nil
      || ranges?.elements.contains { $0.unknownName != nil } ?? false
      || node.at("spec", "loadBalancerIP")?.unknownName != nil
  }

  /// A subnet's name in an annotation; `nil` where there is none or something that is no name, which a rule of its own tells.
  func bareName(_ suffix: String) -> String? {
    guard let text = trimmed(suffix), !text.isEmpty, !text.contains("/") else { return nil }
    return text
  }

  /// The distinct static NAT addresses, in order.
  var linkAddresses: [String] {
    var seen: Set<String> = []
    return (annotation("azure-pls-ip-configuration-ip-address") ?? "").split(separator: " ").map(String.init)
      .filter { seen.insert($0).inserted }
  }

  var linkAddressCount: Int {
    trimmed("azure-pls-ip-configuration-ip-address-count").flatMap { Int($0) } ?? 1
  }

  /// The source ranges of the spec and of the two annotations, as written.
  var sourceRanges: [String] {
    let field = node["spec"]?.list("loadBalancerSourceRanges").compactMap(\.text) ?? []
    let listed = ["azure-allowed-ip-ranges", "load-balancer-source-ranges"].flatMap { suffix in
      (annotation(suffix) ?? "").split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    }
    return field + listed.filter { !$0.isEmpty }
  }
}
