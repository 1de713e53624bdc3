package import Analysis
package import Findings
import Documents
import Inventory
import Networking
import Rules
package import SourceText

/// What the NetworkPolicies of some files permit, for `airtight connectivity`.
package struct ConnectivityRun: Sendable {
  package private(set) var connections: [ConnectionResult] = []
  /// What is wrong with the files, and with policies.
  package private(set) var problems: [InputProblem] = []
  package let analysis: ConnectivityAnalysis

  package init(_ files: [InputFile], fileSizeLimit: Int = CheckOptions.defaultFileSize) {
    let estate = Estate(files, fileSizeLimit: fileSizeLimit)
    problems = estate.problems
    analysis = ConnectivityAnalysis(estate.inventory)
    connections = analysis.connections.map(ConnectionResult.init)
    var places = EstatePlaces(limit: fileSizeLimit, sources: [], files: files)
    for problem in analysis.problems {
      let node = estate.inventory.node(of: problem.policy)
      let place = places.place(node.tree.path, node.place(of: FieldPath(problem.field)).span)
      problems.append(InputProblem(isError: true, message: problem.message, place: place))
    }
  }
}

/// Why one peer may or may not reach another, as lines with places.
package struct ConnectivityReasons: Sendable {
  package private(set) var lines: [String] = []
  /// Whether what was asked for is permitted.
  package private(set) var isPermitted = false
  package let problems: [InputProblem]

  /// - Parameter port: `443` or `udp/53`; `nil` to ask for any connection.
  /// - Throws: what is wrong with the question.
  package init(
    _ files: [InputFile], from source: String, to destination: String, port: String?
  ) throws(SourceProblem) {
    let estate = Estate(files)
    problems = estate.problems
    guard let explanation = ConnectivityExplanation(estate.inventory, from: source, to: destination) else {
      throw SourceProblem(
        "'\(source)' or '\(destination)' is no peer; namespace/name of a workload or an address is")
    }
    let asked = try port.map { text throws(SourceProblem) in try Self.connections(text) }
    isPermitted = asked.map { explanation.set.isSuperset(of: $0) } ?? !explanation.set.isEmpty
    // What is unknown is not permitted, and not forbidden where it is within the most that may be.
    let mayBe = explanation.isUncertain && isPermitted
    if mayBe { isPermitted = false }
    let answer =
      asked.map {
        mayBe
          ? "whether \($0) is permitted is unknown"
          : "\($0) is \(isPermitted ? "permitted" : "not permitted")"
      } ?? (mayBe ? "unknown (at most \(explanation.set))" : "\(explanation.set)")
    lines.append("\(explanation.source.name) => \(explanation.destination.name) : \(answer)")
    var places = EstatePlaces(limit: CheckOptions.defaultFileSize, sources: [], files: files)
    for side in explanation.sides { add(side, estate.inventory, &places) }
  }

  private mutating func add(
    _ side: ConnectivityExplanation.Side, _ inventory: Inventory, _ places: inout EstatePlaces
  ) {
    lines.append("  \(side.direction.rawValue) of \(side.peer.name): \(side.set)")
    if side.reasons.isEmpty { lines.append("    no policy restricts it") }
    for reason in side.reasons {
      let resource = inventory[reason.policy]
      let path = FieldPath(reason.field.isEmpty ? "metadata.name" : reason.field)
      let place = places.place(resource.node.tree.path, resource.node.place(of: path).span)
      let start = place.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
      let field = reason.field.isEmpty ? "" : " \(reason.field)"
      lines.append("    \(place.path)\(start): \(resource.identity)\(field) \(reason.text)")
    }
    if !side.reasons.isEmpty, !side.reasons.contains(where: \.isAllowing) {
      lines.append("    no rule allows it")
    }
  }

  private static func connections(_ text: String) throws(SourceProblem) -> ConnectionSet {
    let parts = text.split(separator: "/", maxSplits: 1)
    let transport = parts.count == 2 ? TransportProtocol(rawValue: parts[0].uppercased()) : .tcp
    guard let transport, let number = parts.last.flatMap({ UInt16($0) }), number > 0 else {
      throw SourceProblem("'\(text)' is no port; 443 and udp/53 are")
    }
    return ConnectionSet(transport, PortSet(number...number))
  }
}

/// Where traffic comes in and goes out, as lines with places.
package struct ExposureLines: Sendable {
  package private(set) var lines: [String] = []
  package private(set) var problems: [InputProblem]

  package init(_ files: [InputFile]) {
    let estate = Estate(files)
    problems = estate.problems
    let analysis = EstateAnalysis(estate.inventory)
    var places = EstatePlaces(limit: CheckOptions.defaultFileSize, sources: [], files: files)
    if let excess = analysis.excess {
      let file = analysis.inventory[excess.resource].file
      problems.append(InputProblem(excess, analysis.inventory, &places, files[file].path))
      return
    }
    let exposure = ExposureAnalysis(analysis.inventory, analysis.relations)
    for entry in exposure.entries {
      let resource = analysis.inventory[entry.through]
      let place = places.place(resource.node.tree.path, resource.node.place(of: nil).span)
      let start = place.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
      lines.append(
        "entry  \(entry.workload.name) : \(label(entry.permitted, entry.isUncertain)) of \(entry.ports) (\(entry.text)) through "
          + "\(resource.identity) \(place.path)\(start)")
    }
    for exit in exposure.exits {
      let internet = label(exit.internet, exit.isUncertain)
      let other = label(exit.other, exit.isUncertain)
      lines.append("exit   \(exit.workload.name) : internet \(internet); other addresses \(other)")
    }

    func label(_ set: ConnectionSet, _ isUncertain: Bool) -> String {
      isUncertain && !set.isEmpty ? "unknown (at most \(set))" : "\(set)"
    }
  }
}

/// What a change of policies opens and closes, as lines.
package struct ConnectivityChanges: Sendable {
  package struct Change: Sendable {
    package var connection: ConnectionResult
    package var isOpened: Bool
  }

  package let changes: [Change]
  package let problems: [InputProblem]

  package init(from old: [InputFile], to new: [InputFile]) {
    let (before, after) = (Estate(old), Estate(new))
    problems = before.problems + after.problems
    changes = ConnectivityDifference(from: before.inventory, to: after.inventory).changes.map {
      Change(connection: ConnectionResult($0.connection), isOpened: $0.isOpened)
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
