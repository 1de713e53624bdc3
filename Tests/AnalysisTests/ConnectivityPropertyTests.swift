import Inventory
import Loaders
import Networking
import SourceText
import Testing

@testable import Analysis

/// The algebra of sets against an evaluator that asks, for one port of one pair after the other, what the definition says.
struct ConnectivityPropertyTests {
  @Test func setsAgreeWithOneByOneEvaluation() throws {
    var random = Generator(state: 42)
    for round in 0..<3000 {
      let cluster = RandomCluster(&random)
      let analysis = ConnectivityAnalysis(try cluster.inventory())
      #expect(analysis.problems.isEmpty)
      for (source, destination) in cluster.pairs {
        let set =
          analysis.connections.first {
            $0.source == source.peer && $0.destination == destination.peer
          }?.set ?? .none
        for port in RandomCluster.ports {
          let isIn = set.ports(port.transport).contains(port.number)
          let expected = cluster.permits(from: source, to: destination, port)
          #expect(isIn == expected, "round \(round): \(source) to \(destination), \(port)\n\(cluster.yaml)")
          if isIn != expected { return }
        }
      }
    }
  }
}

/// Small random numbers that are the same on every machine.
private struct Generator {
  var state: UInt64

  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }

  mutating func isChosen(_ percent: Int) -> Bool { below(100) < percent }
}

private struct RandomCluster {
  struct Port: Hashable {
    var transport: TransportProtocol
    var number: UInt16
  }

  static let ports =
    [80, 81, 443, 8080].map { Port(transport: .tcp, number: $0) } + [Port(transport: .udp, number: 53)]

  struct Pod: CustomStringConvertible {
    var namespace: String
    var name: String
    var labels: [String: String]
    /// A named port `web`; 0 for none.
    var web: UInt16

    var peer: Peer { .workload(namespace: namespace, name: name, kind: "Pod") }
    var description: String { "\(namespace)/\(name)" }
  }

  enum End {
    case pod(Pod)
    /// An address in the middle of a range of the inputs.
    case outside(Peer, UInt32)

    var peer: Peer {
      switch self {
      case .pod(let pod): pod.peer
      case .outside(let peer, _): peer
      }
    }
  }

  struct Selector {
    var key: String
    var isIn: Bool
    var value: String

    func selects(_ labels: [String: String]) -> Bool { (labels[key] == value) == isIn }
    var yaml: String {
      "{matchExpressions: [{key: \(key), operator: \(isIn ? "In" : "NotIn"), values: [\(value)]}]}"
    }
  }

  struct PeerRule {
    /// The first octet of a /8 block, with the /9 at its start left out.
    var block: UInt32?
    var namespaces: Selector??
    var pods: Selector?
  }

  struct PortRule {
    var transport: TransportProtocol
    var first: UInt16
    var last: UInt16
    var isWeb: Bool
  }

  struct Rule {
    var peers: [PeerRule]
    var ports: [PortRule]
  }

  struct Policy {
    var namespace: String
    var subject: Selector?
    var ingress: [Rule]?
    var egress: [Rule]?
  }

  var namespaces = ["a": "x", "b": "y"]
  var pods: [Pod] = []
  var policies: [Policy] = []

  init(_ random: inout Generator) {
    for index in 0..<(2 + random.below(3)) {
      let labels = ["app": ["p", "q", "r"][random.below(3)], "tier": ["m", "n"][random.below(2)]]
      pods.append(
        Pod(
          namespace: ["a", "b"][random.below(2)], name: "pod\(index)", labels: labels,
          web: random.isChosen(50) ? [80, 8080][random.below(2)] : 0))
    }
    for _ in 0..<random.below(4) {
      policies.append(
        Policy(
          namespace: ["a", "b"][random.below(2)], subject: random.isChosen(40) ? nil : Self.selector(&random),
          ingress: random.isChosen(70) ? Self.rules(&random) : nil,
          egress: random.isChosen(60) ? Self.rules(&random) : nil))
    }
    policies.removeAll { $0.ingress == nil && $0.egress == nil }
  }

  private static func selector(_ random: inout Generator) -> Selector {
    let isApp = random.isChosen(70)
    return Selector(
      key: isApp ? "app" : "tier", isIn: random.isChosen(75),
      value: isApp ? ["p", "q", "r"][random.below(3)] : ["m", "n"][random.below(2)])
  }

  private static func rules(_ random: inout Generator) -> [Rule] {
    (0..<random.below(3)).map { _ in
      let peers = (0..<random.below(3)).map { _ -> PeerRule in
        if random.isChosen(30) {
          return PeerRule(block: [10, 20][random.below(2)], namespaces: nil, pods: nil)
        }
        let space = Selector(key: "team", isIn: random.isChosen(80), value: ["x", "y"][random.below(2)])
        let namespaces: Selector?? = random.isChosen(40) ? .some(random.isChosen(50) ? nil : space) : nil
        return PeerRule(
          block: nil, namespaces: namespaces, pods: random.isChosen(60) ? selector(&random) : nil)
      }
      let ports = (0..<random.below(3)).map { _ -> PortRule in
        switch random.below(4) {
        case 0: PortRule(transport: .udp, first: 53, last: 53, isWeb: false)
        case 1: PortRule(transport: .tcp, first: 80, last: 443, isWeb: false)
        case 2: PortRule(transport: .tcp, first: 0, last: 0, isWeb: true)
        default: PortRule(transport: .tcp, first: 81, last: 81, isWeb: false)
        }
      }
      return Rule(peers: peers, ports: ports)
    }
  }

  // MARK: The definition

  func permits(from source: End, to destination: End, _ port: Port) -> Bool {
    let target: Pod? = if case .pod(let pod) = destination { pod } else { nil }
    if case .pod(let pod) = source, !permits(pod, \.egress, destination, port, target) { return false }
    if case .pod(let pod) = destination, !permits(pod, \.ingress, source, port, target) { return false }
    return true
  }

  private func permits(
    _ pod: Pod, _ rules: KeyPath<Policy, [Rule]?>, _ other: End, _ port: Port, _ target: Pod?
  ) -> Bool {
    let own = policies.filter { policy in
      policy[keyPath: rules] != nil && policy.namespace == pod.namespace
        && policy.subject?.selects(pod.labels) ?? true
    }
    if own.isEmpty { return true }
    return own.contains { policy in
      (policy[keyPath: rules] ?? []).contains { rule in
        (rule.peers.isEmpty || rule.peers.contains { matches($0, other, policy) })
          && (rule.ports.isEmpty || rule.ports.contains { matches($0, port, target) })
      }
    }
  }

  private func matches(_ peer: PeerRule, _ end: End, _ policy: Policy) -> Bool {
    switch end {
    case .outside(_, let address):
      guard let block = peer.block else { return false }
      return address >> 24 == block && address & 0x80_0000 != 0
    case .pod(let pod):
      if peer.block != nil { return false }
      let isThere: Bool
      if let selector = peer.namespaces {
        isThere = selector?.selects(["team": namespaces[pod.namespace] ?? ""]) ?? true
      } else {
        isThere = pod.namespace == policy.namespace
      }
      return isThere && peer.pods?.selects(pod.labels) ?? true
    }
  }

  private func matches(_ rule: PortRule, _ port: Port, _ target: Pod?) -> Bool {
    guard rule.transport == port.transport else { return false }
    if rule.isWeb { return target.map { $0.web == port.number && $0.web != 0 } ?? false }
    return rule.first <= port.number && port.number <= rule.last
  }

  // MARK: The inputs

  var pairs: [(End, End)] {
    var pairs: [(End, End)] = []
    for source in pods {
      for destination in pods where source.name != destination.name {
        pairs.append((.pod(source), .pod(destination)))
      }
    }
    for pod in pods {
      for end in outside(\.ingress) { pairs.append((end, .pod(pod))) }
      for end in outside(\.egress) { pairs.append((.pod(pod), end)) }
    }
    return pairs
  }

  /// One address of every stretch that the blocks of a direction cut the addresses into.
  private func outside(_ rules: KeyPath<Policy, [Rule]?>) -> [End] {
    let blocks = Set(policies.flatMap { $0[keyPath: rules] ?? [] }.flatMap(\.peers).compactMap(\.block))
      .sorted()
    var cuts: [UInt32] = [0]
    for block in blocks { cuts += [block << 24 | 0x80_0000, (block + 1) << 24] }
    return cuts.enumerated().map { index, start in
      let last = index + 1 < cuts.count ? cuts[index + 1] - 1 : UInt32.max
      let peer = Peer.range(first: .v4(IPv4Address(bits: start)), last: .v4(IPv4Address(bits: last)))
      return .outside(peer, start)
    }
  }

  func inventory() throws -> Inventory {
    let source = try SourceFile(path: "cluster.yaml", raw: Array(yaml.utf8))
    return Inventory(ArtefactLoader.load(source, format: .yaml).resources)
  }

  var yaml: String {
    var documents = namespaces.sorted { $0.key < $1.key }.map {
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: \($0.key), labels: {team: \($0.value)}}\n"
    }
    for pod in pods {
      let labels = pod.labels.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(
        separator: ", ")
      let ports = pod.web == 0 ? "[]" : "[{name: web, containerPort: \(pod.web)}]"
      documents.append(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: \(pod.name), namespace: \(pod.namespace), labels: {\(labels)}}\n"
          + "spec: {containers: [{name: c, ports: \(ports)}]}\n")
    }
    for (index, policy) in policies.enumerated() {
      var types: [String] = []
      var text = "  podSelector: \(policy.subject?.yaml ?? "{}")\n"
      if let rules = policy.ingress {
        types.append("Ingress")
        text += "  ingress: \(Self.yaml(rules, "from"))\n"
      }
      if let rules = policy.egress {
        types.append("Egress")
        text += "  egress: \(Self.yaml(rules, "to"))\n"
      }
      documents.append(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: policy\(index), namespace: "
          + "\(policy.namespace)}\nspec:\n\(text)  policyTypes: [\(types.joined(separator: ", "))]\n")
    }
    return documents.joined(separator: "---\n")
  }

  private static func yaml(_ rules: [Rule], _ key: String) -> String {
    let items = rules.map { rule -> String in
      let peers = rule.peers.map { peer -> String in
        if let block = peer.block { return "{ipBlock: {cidr: \(block).0.0.0/8, except: [\(block).0.0.0/9]}}" }
        var parts: [String] = []
        if let selector = peer.namespaces { parts.append("namespaceSelector: \(selector?.yaml ?? "{}")") }
        if let pods = peer.pods { parts.append("podSelector: \(pods.yaml)") }
        if parts.isEmpty { parts = ["podSelector: {}"] }
        return "{\(parts.joined(separator: ", "))}"
      }
      let ports = rule.ports.map { port in
        port.isWeb
          ? "{port: web}"
          : "{protocol: \(port.transport.rawValue), port: \(port.first), endPort: \(port.last)}"
      }
      return "{\(key): [\(peers.joined(separator: ", "))], ports: [\(ports.joined(separator: ", "))]}"
    }
    return "[\(items.joined(separator: ", "))]"
  }
}
