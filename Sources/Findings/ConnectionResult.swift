/// What may flow from one peer to another, as reports show it.
package struct ConnectionResult: Hashable, Sendable {
  /// One end.
  package enum End: Hashable, Sendable {
    case workload(namespace: String, name: String, kind: String)
    /// Addresses, as text.
    case range(String)
    /// Something that no input describes, such as the ingress controller.
    case special(String)

    /// `carto/at-gateway[Deployment]`
    package var name: String {
      switch self {
      case .workload(let namespace, let name, let kind): "\(namespace)/\(name)[\(kind)]"
      case .range(let text), .special(let text): text
      }
    }
  }

  /// The ranges of ports of one protocol, first and last.
  package struct Ports: Hashable, Sendable {
    package var transport: String
    package var ranges: [ClosedRange<Int>]

    package init(transport: String, ranges: [ClosedRange<Int>]) {
      self.transport = transport
      self.ranges = ranges
    }
  }

  package var source: End
  package var destination: End
  /// Empty where all connections are permitted.
  package var ports: [Ports]
  /// `all connections`, `TCP 80,443; UDP 53`.
  package var text: String
  /// Whether policies that are not evaluated may forbid it.
  package var isUncertain: Bool

  package init(source: End, destination: End, ports: [Ports], text: String, isUncertain: Bool) {
    self.source = source
    self.destination = destination
    self.ports = ports
    self.text = text
    self.isUncertain = isUncertain
  }
}
