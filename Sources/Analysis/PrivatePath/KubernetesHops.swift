import Documents
import Inventory

// Hops in the cluster (sections 1, 2 and 7 of the Azure reference).
extension PathJudge {
  func service() -> Hop {
    var hop = HopRecord(.service)
    guard let service = candidate.service else {
      hop.lack(.service, "Service of the gateway", estate)
      return hop.hop
    }
    let gateway = GatewayService(node(service))
    judgeAnnotations(service, gateway, &hop)
    judgeExposure(service, gateway, &hop)
    judgeOwner(service, gateway, &hop)
    judgeDrift(of: service, &hop)
    let ports = gateway.ports.map(\.port)
    if let port, !ports.contains(port) {
      hop.contradict(
        "Service \(name(service)) has port \(ports.map(String.init).joined(separator: ", ")), and the connection uses \(port)",
        "make the Service's port and the connection's agree",
        Hop.Evidence(service, "spec.ports", "the Service's ports"),
        candidate.connection.map { Hop.Evidence($0, "options.port", "the connection's port") }
          ?? Hop.Evidence(service))
    }
    hop.prove("\(name(service)) is internal", Hop.Evidence(service, "spec.type"))
    return hop.hop
  }

  /// The API server takes text only as an annotation, and the controller makes no Private Link Service without being asked.
  private func judgeAnnotations(_ service: ResourceID, _ gateway: GatewayService, _ hop: inout HopRecord) {
    for key in gateway.annotationsThatAreNotText {
      hop.contradict(
        "the annotation \(key) is not a text, so the API server refuses Service \(name(service))",
        "put quotes around the annotation's value",
        Hop.Evidence(service, "metadata.annotations[\"\(key)\"]"))
    }
    guard let link = candidate.privateLinkService, !gateway.createsPrivateLinkService,
      gateway.node(of: "azure-pls-create")?.unknownName == nil
    else { return }
    let written = gateway.annotation("azure-pls-create")
    hop.drift(
      "\(name(link)) is there, and the Service does not ask for a Private Link Service: azure-pls-create is "
        + (written.map { "\"\($0)\"" } ?? "absent"),
      "set the annotation azure-pls-create to \"true\"",
      Hop.Evidence(service, GatewayService.field("azure-pls-create"), "what the Service asks for"),
      Hop.Evidence(link, "name", "what is there"))
  }

  private func judgeExposure(_ service: ResourceID, _ gateway: GatewayService, _ hop: inout HopRecord) {
    if node(service).at("spec", "loadBalancerClass") != nil {
      hop.contradict(
        "loadBalancerClass makes Azure's controller pass the Service over", "remove spec.loadBalancerClass",
        Hop.Evidence(service, "spec.loadBalancerClass"))
    }
    if !gateway.isLoadBalancer {
      hop.contradict(
        "its type is not LoadBalancer, so there is no load balancer to link to",
        "set spec.type to LoadBalancer",
        Hop.Evidence(service, "spec.type"))
    } else if hop.isHidden(gateway.node(of: "azure-load-balancer-internal"), Hop.Evidence(service)) {
      return
    } else if !gateway.isInternal, gateway.annotationsThatAreNotText.isEmpty {
      let written = gateway.annotation("azure-load-balancer-internal")
      hop.contradict(
        "Service \(name(service)) gets a public load balancer: the annotation azure-load-balancer-internal is "
          + (written.map { "\"\($0)\", and only exactly \"true\" makes it internal" } ?? "absent"),
        "set the annotation azure-load-balancer-internal to exactly \"true\"",
        Hop.Evidence(service, GatewayService.field("azure-load-balancer-internal")), exposes: true)
    }
    if candidate.privateLinkService == nil, !gateway.createsPrivateLinkService, gateway.isLoadBalancer {
      hop.contradict(
        "the annotation azure-pls-create is not \"true\", so no Private Link Service is made",
        "set the annotation azure-pls-create to \"true\"",
        Hop.Evidence(service, GatewayService.field("azure-pls-create")))
    }
  }

  /// The Private Link Service's owner and name, and what the Service is called and asks for.
  private func judgeOwner(_ service: ResourceID, _ gateway: GatewayService, _ hop: inout HopRecord) {
    let own = estate.inventory[service]
    guard let link = candidate.privateLinkService else {
      judgeName(gateway, service, &hop)
      return
    }
    let tags = node(link)["tags"]
    let tag = ["k8s-azure-owner-service", "kubernetes-owner-service"].compactMap { tags?.value(forKey: $0) }
      .first
    let identity = "\(own.namespace ?? "default")/\(own.name)"
    if let owner = tag?.text, owner != identity {
      hop.contradict(
        "the Private Link Service belongs to \(owner), not to \(identity)", "join the Service that owns it",
        Hop.Evidence(link, "tags"), Hop.Evidence(service, "metadata.name"))
    }
    if let asked = gateway.privateLinkServiceName,
      !hop.isHidden(node(link)["name"], Hop.Evidence(link)), asked.lowercased() != name(link).lowercased()
    {
      hop.contradict(
        "the Service asks for a Private Link Service \(asked), and it is \(name(link))",
        "recreate the Private Link Service, or mend the annotation azure-pls-name",
        Hop.Evidence(service, GatewayService.field("azure-pls-name")), Hop.Evidence(link, "name"))
    }
  }

  private func judgeName(_ gateway: GatewayService, _ service: ResourceID, _ hop: inout HopRecord) {
    guard let rule = candidate.rule, let asked = gateway.privateLinkServiceName?.lowercased(),
      let target = node(rule)["resource_id"]?.text?.lowercased(), target.hasPrefix("/")
    else { return }
    if target.split(separator: "/").last.map(String.init) != asked {
      hop.contradict(
        "the Service asks for a Private Link Service \(asked), which is not what the rule leads to",
        "make the rule's resource_id and the annotation azure-pls-name agree",
        Hop.Evidence(service, GatewayService.field("azure-pls-name")), Hop.Evidence(rule, "resource_id"))
    }
  }

  /// The same Service from another input: a manifest and a live object must say the same.
  private func judgeDrift(of service: ResourceID, _ hop: inout HopRecord) {
    let own = estate.inventory[service]
    let twins = estate.descriptions(of: service).filter { $0 != service }
    for twin in twins {
      for field in ServiceDrift.fields(own.node, node(twin)) {
        hop.drift(
          "\(field) of Service \(own.name) differs between two inputs", "apply the manifest, or mend it",
          Hop.Evidence(service, field, "one input"), Hop.Evidence(twin, field, "the other"))
      }
    }
  }

  func pods() -> Hop {
    var hop = HopRecord(.pods)
    guard let service = candidate.service else {
      hop.lack(.service, "Service of the gateway", estate)
      return hop.hop
    }
    guard let workload = estate.relations.related(service, "workloads").first else {
      if let other = estate.unservedWorkload(beside: service) {
        hop.contradict(
          "Service \(name(service)) selects no pods of the inputs",
          "make spec.selector and the pods' labels agree",
          Hop.Evidence(service, "spec.selector"), Hop.Evidence(other))
      } else {
        hop.doubt(
          "no pods that Service \(name(service)) selects are among the inputs",
          "add the gateway's Deployment: \(EvidenceCommand.command(for: .deployment))",
          Hop.Evidence(service, "spec.selector"))
      }
      return hop.hop
    }
    judgePorts(service, workload, &hop)
    hop.prove(
      "\(estate.identity(workload)) is selected", Hop.Evidence(service, "spec.selector"),
      Hop.Evidence(workload))
    return hop.hop
  }

  /// A target port by name must be a container's; one by number need not be declared.
  private func judgePorts(_ service: ResourceID, _ workload: ResourceID, _ hop: inout HopRecord) {
    let declared = Workload.containerPorts(estate.inventory[workload])
    let wanted = GatewayService(node(service)).ports.filter { port == nil || $0.port == port }
    for entry in wanted
    where Int(entry.target) == nil && !declared.contains(where: { $0.name == entry.target }) {
      hop.contradict(
        "no container of \(name(workload)) has a port named \(entry.target)",
        "make targetPort and the container's port agree",
        Hop.Evidence(service, "spec.ports"), Hop.Evidence(workload))
    }
    for entry in wanted {
      guard let number = Int(entry.target), !declared.isEmpty,
        !declared.contains(where: { $0.number == number })
      else { continue }
      hop.contradict(
        "the Service leads to port \(number), which no container of \(name(workload)) declares",
        "make targetPort and the container's port agree", Hop.Evidence(service, "spec.ports"),
        Hop.Evidence(workload))
    }
  }

  func networkPolicy() -> Hop {
    var hop = HopRecord(.networkPolicy)
    let workloads = candidate.service.map { estate.relations.related($0, "workloads") } ?? []
    guard let workload = workloads.first else {
      if estate.has(.networkPolicy) {
        hop.doubt("which pods are the gateway's is not known", "add the gateway's Service and Deployment")
      } else {
        hop.lack(.networkPolicy, "NetworkPolicy", estate)
      }
      return hop.hop
    }
    guard estate.has(.networkPolicy) else {
      hop.lack(.networkPolicy, "NetworkPolicy", estate)
      return hop.hop
    }
    judgePolicyEngine(&hop)
    let facts = estate.facts[workload]
    if facts["hostNetwork"] == .bool(true) {
      hop.contradict(
        "the pods use the node's network, where no NetworkPolicy applies", "remove hostNetwork",
        Hop.Evidence(workload))
    }
    for (fact, direction) in [("selectedForIngress", "ingress"), ("selectedForEgress", "egress")]
    where facts[fact] != .bool(true) {
      if case .unknown(let policy) = facts[fact] {
        hop.doubt(
          "whether policy \(policy) restricts the \(direction) of \(name(workload)) is not known: its language or its values are not evaluated",
          "add a NetworkPolicy that selects the gateway's pods")
        continue
      }
      hop.miss(
        "no NetworkPolicy restricts the \(direction) of \(name(workload))",
        "add a NetworkPolicy that selects the gateway's pods",
        Hop.Evidence(workload))
    }
    judgeReachability(workload, &hop)
    let policies = estate.relations.related(workload, "networkPolicies")
    if let policy = policies.first {
      hop.prove(
        "\(policies.count == 1 ? name(policy) : "\(policies.count) policies") govern the pods",
        Hop.Evidence(policy, "spec.podSelector"))
    }
    return hop.hop
  }
}

// What the policies permit, not only that they are there.
extension PathJudge {
  /// The load balancer must reach the pods, and the pods the cluster's DNS servers.
  private func judgeReachability(_ workload: ResourceID, _ hop: inout HopRecord) {
    let policies = estate.relations.related(workload, "networkPolicies")
    let places = policies.prefix(1).map { Hop.Evidence($0, "spec", "a policy of the pods") }
    if let open = policies.first(where: { node($0)["spec"]?.hasUnknown ?? false }) {
      hop.doubt(
        "what policy \(name(open)) permits is known only after apply, or not shown",
        "apply the plan and export the result", Hop.Evidence(open, "spec"))
    }
    if let service = candidate.service, case .int(let port) = estate.facts[service, "blockedPort"] {
      hop.contradict(
        "the policies let no address outside the pods' network reach TCP \(port) of \(name(workload))",
        "allow ingress from the nodes' addresses on the pods' port",
        [Hop.Evidence(service, "spec.ports")] + places)
    }
    if estate.facts[workload, "dnsUDP"] == .bool(false) {
      hop.contradict(
        "the policies do not let \(name(workload)) reach the cluster's DNS servers",
        "allow egress to UDP and TCP 53 of kube-system/kube-dns", places)
    }
  }
}

/// Where two descriptions of one Service differ in what matters to a path.
enum ServiceDrift {
  static func fields(_ left: DocumentNode, _ right: DocumentNode) -> [String] {
    var fields: [String] = []
    if left.at("spec", "type")?.text != right.at("spec", "type")?.text { fields.append("spec.type") }
    if pairs(left.at("spec", "selector")) != pairs(right.at("spec", "selector")) {
      fields.append("spec.selector")
    }
    if GatewayService(left).ports.map(\.port) != GatewayService(right).ports.map(\.port) {
      fields.append("spec.ports")
    }
    let (a, b) = (annotations(left), annotations(right))
    for key in Set(a.keys).union(b.keys).sorted() where a[key] != b[key] {
      fields.append("metadata.annotations[\"\(key)\"]")
    }
    return fields
  }

  private static func pairs(_ node: DocumentNode?) -> [String: String] {
    var pairs: [String: String] = [:]
    for pair in node.map({ Array($0.pairs) }) ?? [] { pairs[pair.key.text ?? ""] = pair.value.text }
    return pairs
  }

  private static func annotations(_ node: DocumentNode) -> [String: String] {
    pairs(node.at("metadata", "annotations")).filter { $0.key.hasPrefix("service.beta.kubernetes.io/azure-") }
  }
}
