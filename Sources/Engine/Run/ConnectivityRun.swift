package import Analysis
package import Findings
import Documents
import Inventory
import Networking
import Rules

/// What the NetworkPolicies of some files permit, for `airtight connectivity`.
package struct ConnectivityRun: Sendable {
  package private(set) var connections: [ConnectionResult] = []
  /// What is wrong with the files, and with policies.
  package private(set) var problems: [InputProblem] = []
  package let analysis: ConnectivityAnalysis

  package init(_ files: [InputFile], fileSizeLimit: Int = 256 << 20) {
    let estate = Estate(files, fileSizeLimit: fileSizeLimit)
    problems = estate.problems
    analysis = ConnectivityAnalysis(estate.inventory)
    connections = analysis.connections.map(ConnectionResult.init)
    var places = EstatePlaces(limit: fileSizeLimit, sources: [])
    for problem in analysis.problems {
      let node = estate.inventory[problem.policy].node
      let place = places.place(node.tree.path, node.place(of: FieldPath(problem.field)).span)
      problems.append(InputProblem(isError: true, message: problem.message, place: place))
    }
  }
}

extension ConnectionResult {
  init(_ connection: ConnectivityAnalysis.Connection) {
    var ports: [Ports] = []
    if connection.set != .all {
      for transport in TransportProtocol.allCases {
        let ranges = connection.set.ports(transport).ports.intervals.map {
          Int($0.lowerBound)...Int($0.upperBound)
        }
        if !ranges.isEmpty { ports.append(Ports(transport: transport.rawValue, ranges: ranges)) }
      }
    }
    self.init(
      source: End(connection.source), destination: End(connection.destination), ports: ports,
      text: "\(connection.set)", isUncertain: connection.isUncertain)
  }
}

extension ConnectionResult.End {
  init(_ peer: Peer) {
    switch peer {
    case .workload(let namespace, let name, let kind):
      self = .workload(namespace: namespace, name: name, kind: kind)
    case .range: self = .range(peer.name)
    case .ingressController: self = .special(peer.name)
    }
  }
}
