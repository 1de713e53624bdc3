package import Inventory
package import Networking

/// Why one peer may or may not reach another: the policies and rules that decide on either side.
package struct ConnectivityExplanation: Sendable {
  /// What one side of the connection says.
  package struct Side: Sendable {
    package enum Direction: String, Sendable { case egress, ingress }

    /// A rule, or a policy as a whole where it isolates the pods.
    package struct Reason: Sendable {
      package var policy: ResourceID
      /// `spec.ingress[0]`; empty for the policy as a whole.
      package var field: String
      /// `allows TCP 80`, `denies all connections`, `isolates it`.
      package var text: String
      /// Whether the rule allows what is asked for.
      package var isAllowing: Bool
    }

    package var direction: Direction
    package var peer: Peer
    /// Empty where no policy restricts this side.
    package var reasons: [Reason]
    /// What this side permits.
    package var set: ConnectionSet
  }

  package var source: Peer
  package var destination: Peer
  package var set: ConnectionSet
  package var sides: [Side]
  /// Whether policies that airtight does not evaluate have a say in it: then `set` is the most that may be permitted.
  package let isUncertain: Bool

  /// Explains the connections from one peer to another; `nil` where a name means no peer.
  ///
  /// - Parameters:
  ///   - source: `namespace/name`, with or without `[Kind]`, or an address.
  ///   - destination: the same.
  package init?(_ inventory: Inventory, from source: String, to destination: String) {
    let cluster = ConnectivityCluster(inventory)
    var evaluator = PolicyEvaluator(cluster)
    evaluator.evaluate()
    let from = Self.workload(source, cluster)
    let to = Self.workload(destination, cluster)
    let fromAddress = IPAddress(source)
    let toAddress = IPAddress(destination)
    guard from != nil || fromAddress != nil, to != nil || toAddress != nil, from != nil || to != nil else {
      return nil
    }
    self.source = from?.peer ?? fromAddress.map { .range(first: $0, last: $0) } ?? .ingressController
    self.destination = to?.peer ?? toAddress.map { .range(first: $0, last: $0) } ?? .ingressController
    sides = []
    set = .all
    isUncertain = cluster.isUncertain(from: from, to: to)
    if let from, let pods = from.classes.first {
      let peer = to?.classes.first ?? toAddress.flatMap { evaluator.peer(of: $0, .egress) }
      add(from, pods, .egress, peer, &evaluator)
    }
    if let to, let pods = to.classes.first {
      let peer = from?.classes.first ?? fromAddress.flatMap { evaluator.peer(of: $0, .ingress) }
      add(to, pods, .ingress, peer, &evaluator)
    }
  }

  private static func workload(_ name: String, _ cluster: ConnectivityCluster) -> ConnectivityWorkload? {
    cluster.workloads.first { workload in
      guard case .workload(let namespace, let own, _) = workload.peer else { return false }
      return workload.peer.name == name || "\(namespace)/\(own)" == name
    }
  }

  private mutating func add(
    _ workload: ConnectivityWorkload, _ pods: Int, _ direction: Side.Direction, _ peer: Int?,
    _ evaluator: inout PolicyEvaluator
  ) {
    guard let peer else { return }
    let allowed = evaluator.permitted(pods, direction == .egress ? .egress : .ingress, peer: peer)
    let reasons = evaluator.reasons(pods, direction == .egress ? .egress : .ingress, peer: peer)
    let unevaluated = evaluator.cluster.unevaluated.filter {
      $0.types.contains(direction == .egress ? .egress : .ingress)
        && evaluator.cluster.classes(selectedBy: $0.subject).contains(pods)
    }
    set = set.intersection(allowed)
    let unknown = unevaluated.map {
      Side.Reason(policy: $0.id, field: "", text: "selects it, and is not evaluated", isAllowing: true)
    }
    sides.append(
      Side(
        direction: direction, peer: workload.peer, reasons: reasons.map(Side.Reason.init) + unknown,
        set: allowed))
  }
}

extension ConnectivityExplanation.Side.Reason {
  init(_ reason: PolicyEvaluator.Reason) {
    guard let rule = reason.rule else {
      self.init(policy: reason.policy.id, field: "", text: "applies to it", isAllowing: false)
      return
    }
    let verb =
      switch rule.action {
      case .allow: "allows"
      case .deny: "denies"
      case .pass: "passes on"
      }
    self.init(
      policy: reason.policy.id, field: rule.field, text: "\(verb) \(reason.set)", isAllowing: verb == "allows"
    )
  }
}

/// What a change of policies opens and closes.
package struct ConnectivityDifference: Sendable {
  /// A pair of peers between which connections are permitted now that were not before, or no longer are.
  package struct Change: Sendable {
    package var connection: ConnectivityAnalysis.Connection
    package var isOpened: Bool
  }

  /// In the order of the names of source and destination; of a pair, what is closed comes first.
  package private(set) var changes: [Change] = []

  package init(from old: Inventory, to new: Inventory) {
    let first = ConnectivityAnalysis(new)
    let before = ConnectivityAnalysis(old, comparableWith: first)
    let after = ConnectivityAnalysis(new, comparableWith: before)
    var sets: [[Peer]: (before: ConnectionSet, after: ConnectionSet)] = [:]
    for entry in before.connections {
      sets[[entry.source, entry.destination], default: (.none, .none)].before = entry.set
    }
    for entry in after.connections {
      sets[[entry.source, entry.destination], default: (.none, .none)].after = entry.set
    }
    for (pair, set) in sets {
      for (change, isOpened) in [
        (set.before.subtracting(set.after), false), (set.after.subtracting(set.before), true),
      ]
      where !change.isEmpty {
        let connection = ConnectivityAnalysis.Connection(source: pair[0], destination: pair[1], set: change)
        changes.append(Change(connection: connection, isOpened: isOpened))
      }
    }
    changes.sort {
      ($0.connection.source.sortKey, $0.connection.destination.sortKey, $0.isOpened ? 1 : 0)
        < ($1.connection.source.sortKey, $1.connection.destination.sortKey, $1.isOpened ? 1 : 0)
    }
  }
}
