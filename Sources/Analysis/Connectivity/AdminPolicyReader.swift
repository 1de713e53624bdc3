import Documents
import Inventory
import Networking

/// Reads `policy.networking.k8s.io/v1alpha1` AdminNetworkPolicies and BaselineAdminNetworkPolicies (network-policy-api's
/// `apis/v1alpha1`).
struct AdminPolicyReader {
  private var reader: PolicyReader

  init(_ id: ResourceID) { reader = PolicyReader(id, namespace: "") }

  var problems: [PolicyProblem] { reader.problems }

  mutating func policy(_ node: DocumentNode) -> PolicyModel? {
    guard let spec = node["spec"], let subject = match(spec["subject"], "spec.subject") else { return nil }
    return PolicyModel(
      id: reader.id, subject: subject, types: [.ingress, .egress],
      ingress: rules(spec, "ingress", peers: "from"),
      egress: rules(spec, "egress", peers: "to"))
  }

  /// `namespaces`, a selector, or `pods` with two.
  private mutating func match(_ node: DocumentNode?, _ field: String) -> PodMatch? {
    if let namespaces = node?["namespaces"] {
      guard let selector = reader.selector(namespaces, field + ".namespaces") else { return nil }
      return PodMatch(namespaces: .selected(selector), pods: LabelSelector(labels: nil))
    }
    guard let pods = node?["pods"], let spaces = reader.selector(pods["namespaceSelector"], field + ".pods"),
      let selected = reader.selector(pods["podSelector"], field + ".pods")
    else { return nil }
    return PodMatch(namespaces: .selected(spaces), pods: selected)
  }

  private mutating func rules(_ spec: DocumentNode, _ direction: StaticString, peers key: StaticString)
    -> [PolicyRule]
  {
    var rules: [PolicyRule] = []
    for (index, rule) in spec.list(direction).enumerated() {
      let field = "spec.\(direction)[\(index)]"
      guard let action = action(rule["action"], field + ".action") else { continue }
      var peers: [PolicyPeer] = []
      for (place, peer) in rule.list(key).enumerated() {
        peers += self.peers(peer, "\(field).\(key)[\(place)]")
      }
      rules.append(PolicyRule(action: action, peers: peers, ports: ports(rule["ports"], field), field: field))
    }
    return rules
  }

  private mutating func action(_ node: DocumentNode?, _ field: String) -> PolicyRule.Action? {
    switch node?.text {
    case "Allow": return .allow
    case "Deny": return .deny
    case "Pass": return .pass
    default:
      reader.report("'\(node?.text ?? "")' is no action; Allow, Deny and Pass are allowed", field)
      return nil
    }
  }

  private mutating func peers(_ node: DocumentNode, _ field: String) -> [PolicyPeer] {
    if let networks = node["networks"] {
      let blocks = networks.elements.compactMap { reader.cidr($0, field + ".networks") }
      return [.addresses(AddressSet(blocks))]
    }
    if node["nodes"] != nil { return [.nodes] }
    return match(node, field).map { [.pods($0)] } ?? []
  }

  private mutating func ports(_ list: DocumentNode?, _ field: String) -> [PolicyPort]? {
    guard let list, list.count > 0 else { return nil }
    var ports: [PolicyPort] = []
    for entry in list.elements {
      if let name = entry["namedPort"]?.text {
        ports.append(.named(name, nil))
        continue
      }
      let range = entry["portRange"]
      let one = entry["portNumber"]
      guard let transport = reader.transport((range ?? one)?["protocol"], field + ".ports"),
        let first = (range?["start"] ?? one?["port"])?.integer.flatMap({ UInt16(exactly: $0) }),
        let last = (range?["end"] ?? one?["port"])?.integer.flatMap({ UInt16(exactly: $0) }), first > 0,
        first <= last
      else {
        reader.report("a port is portNumber, portRange or namedPort, from 1 to 65535", field + ".ports")
        continue
      }
      ports.append(.numbers(ConnectionSet(transport, PortSet(first...last))))
    }
    return ports
  }
}
