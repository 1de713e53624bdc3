import Networking

/// Works out what each class of pods may receive and send, peer by peer.
///
/// Peers have numbers: the classes of pods first, then the ranges of addresses, then the ingress controller.
struct PolicyEvaluator {
  let cluster: ConnectivityCluster
  var table = ConnectionTable()
  /// For each class what each peer may send to it, by its place in `permissions`; `nil` where everyone may send everything.
  private var incoming: [Int?] = []
  /// For each class what it may send to each peer, or `nil` where it may send everything to everyone.
  private var outgoing: [Int?] = []
  /// Classes that the same policies are for have the same.
  private var permissions: [PeerPermissions] = []

  init(_ cluster: ConnectivityCluster) { self.cluster = cluster }

  private var rangeBase: Int { cluster.classes.count }

  private func ranges(_ direction: Direction) -> [(first: IPAddress, last: IPAddress)] {
    direction == .ingress ? cluster.sourceRanges : cluster.destinationRanges
  }

  /// The number of the ingress controller, which is the last one.
  private func controller(_ direction: Direction) -> Int { rangeBase + ranges(direction).count }

  /// What may flow; of ends about which something is unknown the most that may.
  mutating func connection(_ source: Int, _ destination: Int) -> ConnectionTable.ID {
    // Whether the other end's rules mean pods with unknown labels is unknown, too.
    if cluster.classes[source].hasUnknownLabels || cluster.classes[destination].hasUnknownLabels {
      return ConnectionTable.all
    }
    return table.intersection(allowed(outgoing[source], destination), allowed(incoming[destination], source))
  }

  func connection(fromRange range: Int, to pods: Int) -> ConnectionTable.ID {
    allowed(incoming[pods], rangeBase + range)
  }

  func connection(from pods: Int, toRange range: Int) -> ConnectionTable.ID {
    allowed(outgoing[pods], rangeBase + range)
  }

  func connection(fromIngressControllerTo pods: Int) -> ConnectionTable.ID {
    allowed(incoming[pods], controller(.ingress))
  }

  private func allowed(_ place: Int?, _ peer: Int) -> ConnectionTable.ID {
    place.map { permissions[$0][peer] } ?? ConnectionTable.all
  }

  // MARK: Evaluation

  enum Direction { case ingress, egress }

  /// A rule with the peers that it is about, by number; `nil` for everyone.
  private struct Resolved {
    var rule: PolicyRule
    var peers: [Int]?
  }

  /// - Parameter wanted: the classes whose connections are asked for; `nil` for all.
  mutating func evaluate(only wanted: Set<Int>? = nil) {
    let asked = wanted.map { Dictionary(grouping: $0.sorted()) { cluster.classes[$0].namespace } }
    let subjects = cluster.policies.map { cluster.classes(selectedBy: $0.subject, among: asked) }
    permissions = []
    incoming = directions(.ingress, wanted, subjects)
    outgoing = directions(.egress, wanted, subjects)
  }

  /// What decides on the pods of a class in one direction, where no administrator has a say.
  private struct Cause: Hashable {
    var policies: [Int]
    /// What ports of rules may be called by.
    var namedPorts: [String: Set<PodClass.NamedPort>]
  }

  private mutating func directions(
    _ direction: Direction, _ wanted: Set<Int>?, _ subjects: [[Int]]
  ) -> [Int?] {
    var policies: [[Int]] = Array(repeating: [], count: cluster.classes.count)
    for (index, policy) in cluster.policies.enumerated() {
      guard policy.types.contains(direction == .ingress ? .ingress : .egress) else { continue }
      for pods in subjects[index] { policies[pods].append(index) }
    }
    // Only the rules that count for a wanted class are matched with all peers.
    let used = Set(policies.joined())
    let rules = cluster.policies.indices.map {
      used.contains($0) ? resolved(cluster.policies[$0], direction) : []
    }
    let admin = cluster.adminPolicies.map { ranked($0, direction) }
    let baseline = cluster.baseline.map { ranked($0, direction) }
    let unknown = direction == .ingress ? cluster.unknownIngress : cluster.unknownEgress
    var known: [Cause: Int] = [:]
    return cluster.classes.indices.map { pods in
      guard wanted?.contains(pods) ?? true, unknown[pods] == nil else { return nil }
      let above = admin.filter { $0.subjects.contains(pods) }.flatMap(\.rules)
      let below = baseline.flatMap { $0.subjects.contains(pods) ? $0.rules : nil } ?? []
      let isPlain = above.isEmpty && (below.isEmpty || !policies[pods].isEmpty)
      if isPlain, policies[pods].isEmpty { return nil }
      let cause = Cause(policies: policies[pods], namedPorts: cluster.classes[pods].namedPorts)
      if isPlain, let place = known[cause] { return place }
      var allowed: PeerPermissions?
      if !policies[pods].isEmpty { allowed = union(policies[pods].flatMap { rules[$0] }, pods, direction) }
      permissions.append(
        isPlain ? allowed ?? PeerPermissions() : layered(above, allowed, below, pods, direction))
      if isPlain { known[cause] = permissions.count - 1 }
      return permissions.count - 1
    }
  }

  private func ranked(_ policy: PolicyModel, _ direction: Direction) -> (
    subjects: Set<Int>, rules: [Resolved]
  ) {
    let subjects = cluster.classes(selectedBy: policy.subject)
    return (Set(subjects), resolved(policy, direction))
  }

  private func resolved(_ policy: PolicyModel, _ direction: Direction) -> [Resolved] {
    (direction == .ingress ? policy.ingress : policy.egress).map {
      Resolved(rule: $0, peers: peers(of: $0, direction))
    }
  }

  /// The union of what rules allow.
  private mutating func union(
    _ rules: [Resolved], _ pods: Int, _ direction: Direction
  ) -> PeerPermissions {
    var allowed = PeerPermissions()
    for resolved in rules {
      let fixed = fixedPorts(of: resolved.rule, pods, direction)
      if let fixed, resolved.peers == nil {
        allowed.add(fixed, &table)
        continue
      }
      for peer in resolved.peers ?? everyone(direction) {
        allowed.add(fixed ?? ports(of: resolved.rule, at: peer), to: peer, &table)
      }
    }
    return allowed
  }

  /// Rules of administrators first, then NetworkPolicies, then the baseline (network-policy-api, "Priority and action").
  private mutating func layered(
    _ above: [Resolved], _ policies: PeerPermissions?, _ below: [Resolved], _ pods: Int,
    _ direction: Direction
  ) -> PeerPermissions {
    let count = controller(direction) + 1
    var open = [ConnectionSet](repeating: .all, count: count)
    var allowed = [ConnectionSet](repeating: .none, count: count)
    var passed = [ConnectionSet](repeating: .none, count: count)
    for resolved in above { decide(resolved, pods, direction, &open, &allowed, &passed) }
    for peer in 0..<count {
      open[peer] = open[peer].union(passed[peer])
      guard let policies else { continue }
      allowed[peer] = allowed[peer].union(open[peer].intersection(table[policies[peer]]))
    }
    if policies == nil {
      for resolved in below { decide(resolved, pods, direction, &open, &allowed, &passed) }
      for peer in 0..<count { allowed[peer] = allowed[peer].union(open[peer]) }
    }
    var permissions = PeerPermissions()
    for peer in 0..<count { permissions[peer] = table.id(of: allowed[peer]) }
    return permissions
  }

  private mutating func decide(
    _ resolved: Resolved, _ pods: Int, _ direction: Direction, _ open: inout [ConnectionSet],
    _ allowed: inout [ConnectionSet], _ passed: inout [ConnectionSet]
  ) {
    let fixed = fixedPorts(of: resolved.rule, pods, direction)
    for peer in resolved.peers ?? everyone(direction) {
      let ports = table[fixed ?? self.ports(of: resolved.rule, at: peer)].intersection(open[peer])
      open[peer] = open[peer].subtracting(ports)
      switch resolved.rule.action {
      case .allow: allowed[peer] = allowed[peer].union(ports)
      case .pass: passed[peer] = passed[peer].union(ports)
      case .deny: break
      }
    }
  }

  /// What a class may receive or send, by peer; `nil` where that is everything, from and to everyone.
  func permissions(_ pods: Int, _ direction: Direction) -> PeerPermissions? {
    group(pods, direction).map { permissions[$0] }
  }

  /// Classes with the same number have the same permissions; `nil` for those that have all.
  func group(_ pods: Int, _ direction: Direction) -> Int? {
    direction == .ingress ? incoming[pods] : outgoing[pods]
  }

  /// The number of a range of addresses as a peer, by its index in the cluster.
  func peer(ofRange range: Int) -> Int { rangeBase + range }

  /// What a class may receive from a peer, or send to it.
  func permitted(_ pods: Int, _ direction: Direction, peer: Int) -> ConnectionSet {
    table[allowed(group(pods, direction), peer)]
  }

  // MARK: Reasons

  /// A rule that decides on connections of a class with a peer.
  struct Reason {
    var policy: PolicyModel
    /// `nil` for the policy as a whole, which isolates the pods.
    var rule: PolicyRule?
    /// What the rule decides on.
    var set: ConnectionSet
  }

  /// The number of an address as a peer; `nil` for one of a family that no range has.
  func peer(of address: IPAddress, _ direction: Direction) -> Int? {
    ranges(direction).firstIndex { range in
      range.first.family == address.family && range.first.bits <= address.bits
        && address.bits <= range.last.bits
    }.map { rangeBase + $0 }
  }

  /// Every policy that isolates a class in a direction, and every rule that is about a peer.
  mutating func reasons(_ pods: Int, _ direction: Direction, peer: Int) -> [Reason] {
    var reasons: [Reason] = []
    let types: PolicyTypes = direction == .ingress ? .ingress : .egress
    for policy in cluster.adminPolicies + cluster.policies + (cluster.baseline.map { [$0] } ?? []) {
      guard policy.types.contains(types), cluster.classes(selectedBy: policy.subject).contains(pods) else {
        continue
      }
      reasons.append(Reason(policy: policy, rule: nil, set: .none))
      for resolved in resolved(policy, direction) where resolved.peers?.contains(peer) ?? true {
        let ports = fixedPorts(of: resolved.rule, pods, direction) ?? ports(of: resolved.rule, at: peer)
        reasons.append(Reason(policy: policy, rule: resolved.rule, set: table[ports]))
      }
    }
    return reasons
  }

  // MARK: Peers and ports

  private func everyone(_ direction: Direction) -> [Int] { Array(0...controller(direction)) }

  /// The peers of a rule, by number; `nil` for everyone.
  private func peers(of rule: PolicyRule, _ direction: Direction) -> [Int]? {
    guard let peers = rule.peers else { return nil }
    var found: Set<Int> = []
    for peer in peers {
      switch peer {
      case .pods(let match):
        found.formUnion(cluster.classes(selectedBy: match))
        if case .selected(let namespaces) = match.namespaces, namespaces.selects([:]), match.pods.selects([:])
        {
          found.insert(controller(direction))
        }
      case .addresses(let set):
        for interval in set.v4.intervals {
          insert(.v4, UInt128(interval.lowerBound)...UInt128(interval.upperBound), direction, &found)
        }
        for interval in set.v6.intervals { insert(.v6, interval, direction, &found) }
      case .nodes: break
      }
    }
    return found.sorted()
  }

  /// Adds the ranges that begin within an interval.
  private func insert(
    _ family: IPFamily, _ interval: ClosedRange<UInt128>, _ direction: Direction, _ found: inout Set<Int>
  ) {
    let ranges = ranges(direction)
    var index = Self.firstIndex(in: ranges, family, interval.lowerBound)
    while index < ranges.count, ranges[index].first.family == family,
      ranges[index].first.bits <= interval.upperBound
    {
      found.insert(rangeBase + index)
      index += 1
    }
  }

  /// The index of the first range that begins at an address or behind it; ranges are in order, IPv4 first.
  private static func firstIndex(
    in ranges: [(first: IPAddress, last: IPAddress)], _ family: IPFamily, _ bits: UInt128
  ) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      let first = ranges[middle].first
      let isBefore = first.family == family ? first.bits < bits : first.family == .v4
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The ports of a rule where they do not depend on the peer: without names, or with the subject's own names.
  private mutating func fixedPorts(of rule: PolicyRule, _ pods: Int, _ direction: Direction)
    -> ConnectionTable.ID?
  {
    guard let ports = rule.ports else { return ConnectionTable.all }
    if direction == .ingress { return self.ports(of: rule, at: pods) }
    let hasNames = ports.contains { if case .named = $0 { true } else { false } }
    return hasNames ? nil : self.ports(of: rule, at: pods)
  }

  /// The ports of a rule where the pods of a class are the destination; names mean nothing to addresses.
  private mutating func ports(of rule: PolicyRule, at destination: Int) -> ConnectionTable.ID {
    guard let ports = rule.ports else { return ConnectionTable.all }
    var set = ConnectionSet.none
    for port in ports {
      switch port {
      case .numbers(let numbers): set = set.union(numbers)
      case .named(let name, let transport):
        guard destination < cluster.classes.count else { continue }
        for port in cluster.classes[destination].namedPorts[name] ?? []
        where transport == nil || port.transport == transport {
          set = set.union(ConnectionSet(port.transport, PortSet(port.number...port.number)))
        }
      }
    }
    return table.id(of: set)
  }
}
