import Conformance
import Findings
import Foundation
import Testing

@testable import Engine

/// np-guard's own cases: every permitted connection of a folder, exactly.
@Suite(.enabled(if: ConformanceSuite.has("netpol.jsonl")))
struct ConnectivityConformanceTests {
  static let cases = (ConformanceSuite.cases("netpol.jsonl") ?? []).filter {
    $0.fields["plain"] as? Bool == true
  }

  @Test(arguments: cases) func exactConnections(_ example: ConformanceCase) throws {
    let folder = try #require((example.fields["input"] as? String).flatMap(ConformanceSuite.path))
    let run = ConnectivityRun(FileDiscovery.files(below: [folder]).files)
    let found = Set(try run.connections.map { try text(fields($0)) })
    let expected = Set(try (example.expect["connections"] as? [[String: Any]] ?? []).map(text))
    #expect(found.subtracting(expected) == [], "\(example.id): too much")
    #expect(expected.subtracting(found) == [], "\(example.id): too little")
    #expect(run.problems.isEmpty)
  }

  private func text(_ fields: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys), as: UTF8.self)
  }

  private func fields(_ connection: ConnectionResult) -> [String: Any] {
    var set: [String: Any] = [:]
    for ports in connection.ports {
      set[ports.transport] = ports.ranges.map { [$0.lowerBound, $0.upperBound] }
    }
    if set.isEmpty { set["all"] = true }
    return ["src": fields(connection.source), "dst": fields(connection.destination), "conn": set]
  }

  private func fields(_ end: ConnectionResult.End) -> [String: Any] {
    switch end {
    case .workload(let namespace, let name, let kind): ["workload": "\(namespace)/\(name)", "kind": kind]
    case .range(let text): ["range": text]
    case .special(let text): ["special": text]
    }
  }
}
