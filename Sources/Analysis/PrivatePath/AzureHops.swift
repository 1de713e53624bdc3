import Documents
import Inventory
import Networking

// Hops in Azure (sections 1, 2 and 4 of the Azure reference).
extension PathJudge {
  /// The endpoint lives in Databricks' own subscription; the Private Link Service lists it.
  func privateEndpoint() -> Hop {
    var hop = HopRecord(.privateEndpoint)
    guard let link = candidate.privateLinkService else {
      hop.lack(.privateLinkService, "Private Link Service", estate)
      return hop.hop
    }
    guard let rule = candidate.rule else {
      hop.lack(.privateEndpointRule, "private endpoint rule", estate)
      return hop.hop
    }
    guard let wanted = node(rule)["endpoint_name"]?.text?.lowercased(), !wanted.isEmpty else {
      hop.doubt(
        "the rule does not name its endpoint yet", "export the rule again once it is created",
        Hop.Evidence(rule))
      return hop.hop
    }
    guard let link = describedEndpoints(of: link, rule) else {
      hop.doubt(
        "no input lists the endpoints of \(name(link))",
        "add the output of: \(EvidenceCommand.command(for: .privateLinkService))", Hop.Evidence(link))
      return hop.hop
    }
    let own = EndpointConnection.all(of: node(link)).first { $0.belongs(toEndpoint: wanted) }
    let place = Hop.Evidence(link, "privateEndpointConnections", "the endpoints of the Private Link Service")
    let name = Hop.Evidence(rule, "endpoint_name", "the rule's endpoint")
    guard let own else {
      hop.contradict(
        "the Private Link Service has no connection from the rule's endpoint",
        "create the rule anew for this Private Link Service", name, place)
      return hop.hop
    }
    let state = own.node.at("privateLinkServiceConnectionState", "status")?.text ?? ""
    if state.lowercased() == "approved" {
      hop.prove("the rule's endpoint is connected and approved", place)
    } else {
      hop.contradict(
        "the endpoint's connection is \(state.isEmpty ? "in no known state" : state)",
        "approve it: az network private-endpoint-connection approve --id <connection-id>", place)
    }
    return hop.hop
  }

  /// The description of the Private Link Service that lists its endpoints: exports have them, plans and templates do not.
  private func describedEndpoints(of link: ResourceID, _ rule: ResourceID) -> ResourceID? {
    ([link] + estate.relations.related(rule, "privateLinkServices")).first {
      node($0)["privateEndpointConnections"] != nil
    }
  }

  func privateLinkService() -> Hop {
    var hop = HopRecord(.privateLinkService)
    guard let link = candidate.privateLinkService else {
      hop.lack(.privateLinkService, "Private Link Service", estate)
      return hop.hop
    }
    let service = node(link)
    if let rule = candidate.rule, !estate.relations.related(rule, "privateLinkServices").contains(link),
      !hop.isHidden(node(rule)["resource_id"], Hop.Evidence(rule, "resource_id")),
      !hop.isHidden(service["id"], Hop.Evidence(link, "id"))
    {
      hop.contradict(
        "the rule leads to another Private Link Service than \(name(link))",
        "put this one's id into the rule's resource_id",
        Hop.Evidence(rule, "resource_id", "what the rule leads to"), Hop.Evidence(link, "id"))
    }
    if let state = service["provisioningState"]?.text, state != "Succeeded" {
      hop.contradict(
        "its provisioning state is \(state)", "look at the Service's events",
        Hop.Evidence(link, "provisioningState"))
    }
    let frontends = service["loadBalancerFrontendIpConfigurations"]
    if !hop.isHidden(frontends, Hop.Evidence(link)), frontends?.count ?? 0 == 0 {
      hop.contradict("it stands before no load balancer", "recreate it from the Service", Hop.Evidence(link))
    }
    judgeVisibility(link, &hop)
    judgeDrift(link, &hop)
    hop.prove("\(name(link)) is provisioned", Hop.Evidence(link, "provisioningState"))
    return hop.hop
  }

  /// The subscription of the rule's endpoint is that of the connection; it must be able to see the service.
  private func judgeVisibility(_ link: ResourceID, _ hop: inout HopRecord) {
    let visible = Self.texts(node(link).at("visibility", "subscriptions"))
    guard !visible.isEmpty, !visible.contains("*"), let subscription = endpointSubscription(link) else {
      return
    }
    if !visible.contains(subscription) {
      hop.contradict(
        "the endpoint's subscription \(subscription) is not among those that may see the service",
        "add it to the annotation azure-pls-visibility", Hop.Evidence(link, "visibility.subscriptions"))
    }
  }

  private func endpointSubscription(_ link: ResourceID) -> String? {
    guard let wanted = candidate.rule.flatMap({ node($0)["endpoint_name"]?.text?.lowercased() }) else {
      return nil
    }
    let own = EndpointConnection.all(of: node(link)).first { $0.endpoint.hasSuffix("/" + wanted) }
    return own.flatMap { ARMResourceID($0.endpoint)?.subscription.description }
  }

  /// What the manifest asks for and what Azure has.
  private func judgeDrift(_ link: ResourceID, _ hop: inout HopRecord) {
    guard let service = candidate.service else { return }
    for drift in PrivateLinkDrift.all(service: node(service), live: node(link), countsAbsent: true) {
      hop.drift(
        "the manifest's \(drift.what) differs from the live service's", "apply the manifest, or mend it",
        Hop.Evidence(service, GatewayService.field(drift.annotation), "what the manifest asks for"),
        Hop.Evidence(link, drift.field, "what the live service has"))
    }
  }

  static func texts(_ list: DocumentNode?) -> [String] {
    list?.elements.compactMap { $0.text?.lowercased() } ?? []
  }

  func loadBalancer() -> Hop {
    var hop = HopRecord(.loadBalancer)
    judgeClusterBalancer(&hop)
    let all = estate.inventory.ids(of: .loadBalancer)
    guard let balancer = pathLoadBalancer ?? all.first else {
      hop.lack(.loadBalancer, "load balancer", estate)
      return hop.hop
    }
    let own = node(balancer)
    if let sku = own.at("sku", "name")?.text, sku.lowercased() != "standard" {
      hop.contradict(
        "its SKU is \(sku), and a Private Link Service needs Standard",
        "move the cluster to a Standard load balancer",
        Hop.Evidence(balancer, "sku.name"))
    }
    guard let frontend = frontend(of: balancer) else {
      if let link = candidate.privateLinkService, let id = hiddenFrontend(of: link, balancer) {
        _ = hop.isHidden(id, Hop.Evidence(link, "loadBalancerFrontendIpConfigurations"))
      } else if let link = candidate.privateLinkService {
        hop.contradict(
          "\(name(balancer)) has no frontend that the Private Link Service names",
          "recreate the Private Link Service",
          Hop.Evidence(link, "loadBalancerFrontendIpConfigurations"),
          Hop.Evidence(balancer, "frontendIPConfigurations"))
      } else {
        hop.doubt(
          "which frontend is the path's is not known",
          "add the output of: \(EvidenceCommand.command(for: .privateLinkService))", Hop.Evidence(balancer))
      }
      return hop.hop
    }
    judge(frontend, of: balancer, &hop)
    return hop.hop
  }

  /// The balancer that the Private Link Service names, or that has the live Service's address or frontend.
  private var pathLoadBalancer: ResourceID? {
    if let link = candidate.privateLinkService {
      return estate.relations.related(link, "loadBalancers").first
    }
    return estate.inventory.ids(of: .loadBalancer).first { frontend(of: $0) != nil }
  }

  private func frontend(of balancer: ResourceID) -> DocumentNode? {
    let all = node(balancer)["frontendIPConfigurations"]?.elements.map { $0 } ?? []
    if let link = candidate.privateLinkService {
      let wanted = Set(
        node(link)["loadBalancerFrontendIpConfigurations"]?.elements.compactMap {
          JoinKey.of($0["id"], AzureRelations.key)
        } ?? [])
      return all.first { JoinKey.of($0["id"], AzureRelations.key).map(wanted.contains) ?? false }
    }
    guard let service = candidate.service.map({ GatewayService(node($0)) }) else {
      return all.count == 1 ? all.first : nil
    }
    return all.first { entry in
      service.frontendName.map { $0 == entry["name"]?.text } ?? false
        || service.addresses.contains(entry["privateIPAddress"]?.text ?? "-")
    }
      ?? (all.count == 1 && !service.isLive ? all.first : nil)
  }

  /// An id of a frontend that does not exist yet, so that nobody can tell which frontend the service stands before.
  private func hiddenFrontend(of link: ResourceID, _ balancer: ResourceID) -> DocumentNode? {
    let named = node(link)["loadBalancerFrontendIpConfigurations"]
    let own = node(balancer)["frontendIPConfigurations"]
    let ids = [named, own].flatMap { list in list?.elements.map { $0["id"] } ?? [] }
    return ([named, own] + ids).compactMap { $0 }.first { $0.unknownName != nil }
  }

  private func judge(_ frontend: DocumentNode, of balancer: ResourceID, _ hop: inout HopRecord) {
    let place = Hop.Evidence(balancer, "frontendIPConfigurations", "the frontend")
    if let address = frontend["publicIPAddress"], !address.isNull {
      hop.contradict(
        "the frontend has a public address",
        "set the annotation azure-load-balancer-internal to exactly \"true\"", place,
        exposes: true)
    }
    if let service = candidate.service { judgeAgreement(frontend, balancer, service, &hop) }
    let rules = node(balancer)["loadBalancingRules"]?.elements.map { $0 } ?? []
    let own = rules.filter { rule in
      let id = JoinKey.of(rule.at("frontendIPConfiguration", "id"), AzureRelations.key)
      return id == nil || id == JoinKey.of(frontend["id"], AzureRelations.key)
    }
    let ports = own.compactMap { $0["frontendPort"]?.integer }
    if let port, !ports.isEmpty, !ports.contains(Int64(port)), !ports.contains(0) {
      hop.contradict(
        "the frontend takes port \(ports.map(String.init).joined(separator: ", ")), and the connection uses \(port)",
        "make the Service's port and the connection's agree",
        Hop.Evidence(balancer, "loadBalancingRules", "the rules' frontend ports"))
    }
    let address = frontend["privateIPAddress"]?.text ?? "a private address"
    hop.prove("\(name(balancer)) has the frontend \(address)", place)
  }

  /// The frontend's subnet and address, and what the Service asks for or has.
  private func judgeAgreement(
    _ frontend: DocumentNode, _ balancer: ResourceID, _ service: ResourceID, _ hop: inout HopRecord
  ) {
    let gateway = GatewayService(node(service))
    let live = frontend.at("subnet", "id")?.text?.split(separator: "/").last.map(String.init)
    if let asked = gateway.annotation("azure-load-balancer-internal-subnet"), let live,
      asked.lowercased() != live.lowercased()
    {
      hop.drift(
        "the Service asks for subnet \(asked), and the frontend is in \(live)",
        "apply the manifest, or mend it",
        Hop.Evidence(
          service, GatewayService.field("azure-load-balancer-internal-subnet"), "what the Service asks for"),
        Hop.Evidence(balancer, "frontendIPConfigurations", "the live frontend"))
    }
    if let address = frontend["privateIPAddress"]?.text, !gateway.addresses.isEmpty,
      !gateway.addresses.contains(address)
    {
      hop.contradict(
        "the frontend's address \(address) is not the Service's", "export both from the same cluster",
        Hop.Evidence(service, "status.loadBalancer.ingress"),
        Hop.Evidence(balancer, "frontendIPConfigurations"))
    }
  }
}
