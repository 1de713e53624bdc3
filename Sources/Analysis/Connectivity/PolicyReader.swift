import Documents
import Inventory
import Networking

/// Reads `networking.k8s.io/v1` NetworkPolicies (`k8s.io/api/networking/v1` types.go; section 7 of the Azure reference).
struct PolicyReader {
  let id: ResourceID
  let namespace: String
  private(set) var problems: [PolicyProblem] = []

  init(_ id: ResourceID, namespace: String) {
    self.id = id
    self.namespace = namespace
  }

  mutating func policy(_ node: DocumentNode) -> PolicyModel? {
    let spec = node["spec"]
    guard let pods = selector(spec?["podSelector"], "spec.podSelector") else { return nil }
    let types = PolicyTypes(spec: spec)
    return PolicyModel(
      id: id, subject: PodMatch(namespaces: .same(namespace), pods: pods), types: types,
      ingress: types.contains(.ingress) ? rules(spec, "ingress", peers: "from") : [],
      egress: types.contains(.egress) ? rules(spec, "egress", peers: "to") : [])
  }

  mutating func report(_ message: String, _ field: String) {
    problems.append(PolicyProblem(policy: id, field: field, message: message))
  }

  mutating func selector(_ node: DocumentNode?, _ field: @autoclosure () -> String) -> LabelSelector? {
    if let selector = LabelSelector(node) {
      for requirement in selector.requirements where !LabelText.isKey(requirement.key) {
        report(
          "'\(requirement.key)' is no label key; letters, digits, '-', '_' and '.' are allowed, with a DNS name and '/' before them",
          field())
        return nil
      }
      return selector
    }
    report("unknown operator in a selector; In, NotIn, Exists and DoesNotExist are allowed", field())
    return nil
  }

  private mutating func rules(_ spec: DocumentNode?, _ direction: StaticString, peers key: StaticString)
    -> [PolicyRule]
  {
    var rules: [PolicyRule] = []
    for (index, rule) in (spec?.list(direction) ?? []).enumerated() {
      let field = "spec.\(direction)[\(index)]"
      var peers: [PolicyPeer]?
      if let list = rule[key], list.count > 0 {
        peers = []
        for (place, peer) in list.elements.enumerated() {
          if let peer = self.peer(peer, "\(field).\(key)[\(place)]") { peers?.append(peer) }
        }
      }
      rules.append(PolicyRule(peers: peers, ports: ports(rule["ports"], field + ".ports"), field: field))
    }
    return rules
  }

  private mutating func peer(_ node: DocumentNode, _ field: @autoclosure () -> String) -> PolicyPeer? {
    if node["ipBlock"] != nil, node["podSelector"] != nil || node["namespaceSelector"] != nil {
      report("a peer with an ipBlock and a selector; one of them is allowed", field())
      return nil
    }
    if let block = node["ipBlock"] { return addresses(block, field() + ".ipBlock").map(PolicyPeer.addresses) }
    guard let pods = selector(node["podSelector"], field() + ".podSelector") else { return nil }
    guard let spaces = node["namespaceSelector"], !spaces.isNull else {
      if node["podSelector"] == nil {
        report("a peer selects nothing; podSelector, namespaceSelector or ipBlock is allowed", field())
      }
      return .pods(PodMatch(namespaces: .same(namespace), pods: pods))
    }
    guard let selected = selector(spaces, field() + ".namespaceSelector") else { return nil }
    return .pods(PodMatch(namespaces: .selected(selected), pods: pods))
  }

  private mutating func addresses(_ block: DocumentNode, _ field: @autoclosure () -> String) -> AddressSet? {
    guard let cidr = cidr(block["cidr"], field() + ".cidr") else { return nil }
    var set = AddressSet([cidr])
    for (index, entry) in block.list("except").enumerated() {
      guard let except = self.cidr(entry, "\(field()).except[\(index)]") else { return nil }
      if !cidr.contains(except) {
        report("except \(except) is not within \(cidr)", "\(field()).except[\(index)]")
      }
      set = set.subtracting(AddressSet([except]))
    }
    return set
  }

  mutating func cidr(_ node: DocumentNode?, _ field: @autoclosure () -> String) -> CIDR? {
    let text = node?.text ?? ""
    if let cidr = CIDR(text) { return cidr }
    report("'\(text)' is no CIDR; an address and a prefix length such as 10.0.0.0/8 is allowed", field())
    return nil
  }

  private mutating func ports(_ list: DocumentNode?, _ field: @autoclosure () -> String) -> [PolicyPort]? {
    guard let list, list.count > 0 else { return nil }
    var ports: [PolicyPort] = []
    for (index, entry) in list.elements.enumerated() {
      if let port = port(entry, "\(field())[\(index)]") { ports.append(port) }
    }
    return ports
  }

  private mutating func port(_ entry: DocumentNode, _ field: @autoclosure () -> String) -> PolicyPort? {
    guard let transport = transport(entry["protocol"], field() + ".protocol") else { return nil }
    guard let port = entry["port"], !port.isNull else {
      if entry["endPort"] != nil {
        report("endPort without port; it ends a range that begins at port", field() + ".endPort")
      }
      return .numbers(ConnectionSet(transport, .connectable))
    }
    guard let number = port.integer else {
      if entry["endPort"] != nil {
        report("endPort with a named port; the port must be a number", field() + ".endPort")
      }
      return port.text.map { .named($0, transport) }
    }
    let last = entry["endPort"]?.integer ?? number
    guard let first = UInt16(exactly: number), let end = UInt16(exactly: last), first > 0, first <= end else {
      report(
        "\(number)\(last == number ? "" : " to \(last)") is no range of ports; 1 to 65535 are allowed, ascending",
        field())
      return nil
    }
    return .numbers(ConnectionSet(transport, PortSet(first...end)))
  }

  mutating func transport(_ node: DocumentNode?, _ field: @autoclosure () -> String) -> TransportProtocol? {
    guard let text = node?.text else { return .tcp }
    if let transport = TransportProtocol(rawValue: text) { return transport }
    report("'\(text)' is no protocol; TCP, UDP and SCTP are allowed", field())
    return nil
  }
}
