package import Inventory
package import Networking

/// What the policies of an inventory permit: an exact set of connections for each pair of peers.
package struct ConnectivityAnalysis: Sendable {
  /// What may flow from one peer to another.
  package struct Connection: Hashable, Sendable {
    package var source: Peer
    package var destination: Peer
    package var set: ConnectionSet
    /// Whether policies that airtight does not evaluate have a say in it: then `set` is the most that may be permitted.
    package var isUncertain = false
  }

  /// Every permitted connection, in the order of the names of source and destination; none of a peer with itself.
  package private(set) var connections: [Connection] = []
  /// What is wrong with policies.
  package let problems: [PolicyProblem]

  /// The ranges that the addresses outside the cluster were cut into.
  let sourceRanges: [(first: IPAddress, last: IPAddress)]
  let destinationRanges: [(first: IPAddress, last: IPAddress)]

  /// - Parameter other: an analysis that this one is to be compared with.
  package init(_ inventory: Inventory, comparableWith other: ConnectivityAnalysis? = nil) {
    let cluster = ConnectivityCluster(inventory, comparableWith: other)
    problems = cluster.problems
    sourceRanges = cluster.sourceRanges
    destinationRanges = cluster.destinationRanges
    var evaluator = PolicyEvaluator(cluster)
    evaluator.evaluate()
    for index in cluster.sourceRanges.indices { addSources(index, cluster, &evaluator) }
    for index in cluster.workloads.indices {
      addDestinations(of: index, cluster, &evaluator)
      addWorkloads(from: index, cluster, &evaluator)
    }
    addIngress(cluster, &evaluator)
  }

  // They come out in the order of names: ranges, then workloads, which are sorted, then the ingress controller.

  private mutating func addSources(
    _ range: Int, _ cluster: ConnectivityCluster, _ evaluator: inout PolicyEvaluator
  ) {
    let peer = Peer.range(first: cluster.sourceRanges[range].first, last: cluster.sourceRanges[range].last)
    for workload in cluster.workloads {
      var id = ConnectionTable.none
      for pods in workload.classes {
        id = evaluator.table.union(id, evaluator.connection(fromRange: range, to: pods))
      }
      guard id != ConnectionTable.none else { continue }
      connections.append(
        Connection(
          source: peer, destination: workload.peer, set: evaluator.table[id],
          isUncertain: cluster.isUncertain(from: nil, to: workload)))
    }
  }

  private mutating func addDestinations(
    of index: Int, _ cluster: ConnectivityCluster, _ evaluator: inout PolicyEvaluator
  ) {
    let workload = cluster.workloads[index]
    for (index, range) in cluster.destinationRanges.enumerated() {
      var id = ConnectionTable.none
      for pods in workload.classes {
        id = evaluator.table.union(id, evaluator.connection(from: pods, toRange: index))
      }
      guard id != ConnectionTable.none else { continue }
      connections.append(
        Connection(
          source: workload.peer, destination: .range(first: range.first, last: range.last),
          set: evaluator.table[id],
          isUncertain: cluster.isUncertain(from: workload, to: nil)))
    }
  }

  private mutating func addWorkloads(
    from index: Int, _ cluster: ConnectivityCluster, _ evaluator: inout PolicyEvaluator
  ) {
    let source = cluster.workloads[index]
    for (place, destination) in cluster.workloads.enumerated() where place != index {
      var id = ConnectionTable.none
      for from in source.classes {
        for to in destination.classes { id = evaluator.table.union(id, evaluator.connection(from, to)) }
      }
      guard id != ConnectionTable.none else { continue }
      connections.append(
        Connection(
          source: source.peer, destination: destination.peer, set: evaluator.table[id],
          isUncertain: cluster.isUncertain(from: source, to: destination)))
    }
  }

  private mutating func addIngress(
    _ cluster: ConnectivityCluster, _ evaluator: inout PolicyEvaluator
  ) {
    let entries = IngressEntries(cluster.inventory)
    for workload in cluster.workloads {
      guard let wanted = entries.ports[workload.id] else { continue }
      var id = ConnectionTable.none
      for pods in workload.classes {
        id = evaluator.table.union(id, evaluator.connection(fromIngressControllerTo: pods))
      }
      let set = evaluator.table[id].intersection(wanted)
      if set.isEmpty { continue }
      connections.append(
        Connection(
          source: .ingressController, destination: workload.peer, set: set,
          isUncertain: cluster.isUncertain(from: nil, to: workload)))
    }
  }
}

extension Peer {
  /// Addresses come first, in their own order; then workloads by name; then the ingress controller.
  var sortKey: String {
    switch self {
    case .range(let first, _):
      let digits = String(first.bits, radix: 16)
      let zeros = String(repeating: "0", count: 32 - digits.count)
      return "0" + (first.family == .v4 ? "4" : "6") + zeros + digits
    case .workload: return "1" + name
    case .ingressController: return "2"
    }
  }
}
