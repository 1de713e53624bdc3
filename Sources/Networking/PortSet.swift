/// A set of TCP or UDP ports.
package struct PortSet: Hashable, Sendable {
  package private(set) var ports: IntervalSet<UInt16>

  package init(_ ports: IntervalSet<UInt16> = .init()) {
    self.ports = ports
  }

  package init(_ range: ClosedRange<UInt16>) {
    self.init(IntervalSet([range]))
  }

  /// Reads `443`, `8000-8010`, `*`, or a comma-separated list of them; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    var ranges: [ClosedRange<UInt16>] = []
    for part in String(text).split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = PortSet.range(part.drop { $0 == " " }) else { return nil }
      ranges.append(range)
    }
    self.init(IntervalSet(ranges))
  }

  private static func range(_ text: Substring) -> ClosedRange<UInt16>? {
    if text == "*" { return 0...UInt16.max }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = ends.first.flatMap(port), let last = ends.last.flatMap(port), first <= last else {
      return nil
    }
    return first...last
  }

  /// One port in decimal digits.
  private static func port(_ text: Substring) -> UInt16? {
    text.utf8.allSatisfy(ASCII.isDigit) ? UInt16(text) : nil
  }

  package static let all = PortSet(0...UInt16.max)

  package var isEmpty: Bool { ports.isEmpty }

  package func contains(_ port: UInt16) -> Bool { ports.contains(port) }

  package func union(_ other: Self) -> Self { Self(ports.union(other.ports)) }

  package func intersection(_ other: Self) -> Self { Self(ports.intersection(other.ports)) }

  package func subtracting(_ other: Self) -> Self { Self(ports.subtracting(other.ports)) }
}

extension PortSet: CustomStringConvertible {
  /// The ranges, ascending, with commas: `80,443,8000-8010`.
  package var description: String {
    ports.intervals
      .map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
