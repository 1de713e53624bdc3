import Analysis
import Findings
import Foundation
import Testing

@testable import Engine

/// The sound sample as a Terraform plan and state, beside the exports that no provider has.
struct TerraformTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures/terraform")

  /// The private path of a plan or state after a change to its text.
  private func path(_ name: String, _ change: (String) -> String = { $0 }) throws -> PathResult? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "terraform-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in ["azure/load-balancer.json", "azure/private-link-service.json", "databricks/gateway.sql"] {
      try FileManager.default.copyItem(
        atPath: PathTraceTests.sample + "/" + file, toPath: folder.path + "/" + file.replacing("/", with: "-")
      )
    }
    let text = try String(contentsOf: Self.fixtures.appending(path: name), encoding: .utf8)
    try change(text).write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    let paths = PathTrace(FileDiscovery.files(below: [folder.path]).files, dnsMode: .customerManaged).paths
    #expect(paths.count == 1)
    return paths.first
  }

  @Test(arguments: ["plan.json", "state.json"]) func theSoundEstateIsPrivate(_ name: String) throws {
    let path = try #require(try path(name))
    #expect(path.hops.filter { $0.state != .proven }.map(\.summary) == [])
    #expect(path.verdict == .private)
    #expect(
      path.hops.filter { $0.evidence.contains { $0.place.path.hasSuffix(name) && $0.place.range != nil } }
        .count >= 9)
  }

  static let changes: [(value: String, by: String, hop: String)] = [
    ("\"azure-load-balancer-internal\": \"true\"", "\"azure-load-balancer-internal\": \"True\"", "service"),
    ("\"target_port\": \"https\"", "\"target_port\": \"http\"", "pods"),
    ("\"premium\"", "\"standard\"", "workspace"),
    ("\"ESTABLISHED\"", "\"REJECTED\"", "private-endpoint-rule"), ("\"calico\"", "\"\"", "network-policy"),
    ("\"10.1.0.5\"", "\"20.1.0.5\"", "dns"),
    ("\"enable_serverless_compute\": true", "\"enable_serverless_compute\": false", "warehouse"),
    ("\"https://carto-atg", "\"https://carto-agt", "connection"),
  ]

  @Test(arguments: changes) func aChangedValueContradictsItsHop(_ value: String, _ by: String, _ hop: String)
    throws
  {
    let changed = try #require(
      try path("plan.json") { text in
        let (old, new) = (
          value.replacing("\"azure-", with: "\"service.beta.kubernetes.io/azure-"),
          by.replacing("\"azure-", with: "\"service.beta.kubernetes.io/azure-")
        )
        #expect(text.contains(old))
        return text.replacing(old, with: new)
      })
    #expect(changed.hops.first { $0.kind == hop }?.state == .contradicted)
    #expect(changed.verdict == .broken || changed.verdict == .public)
  }

  /// An attribute of an instance that is known only after apply: left out of the values, and marked.
  static let unknowns: [(address: String, attribute: String, mark: String, hop: String)] = [
    (
      "databricks_mws_ncc_binding.prod",
      "\"network_connectivity_config_id\": \"b2f4d6a8-1c3e-4f50-8a9b-0d1e2f3a4b5c\",\n      \"workspace_id\"",
      "network_connectivity_config_id", "workspace"
    ),
    (
      "databricks_mws_ncc_private_endpoint_rule.gateway", "\"connection_state\": \"ESTABLISHED\",",
      "connection_state", "private-endpoint-rule"
    ),
    (
      "databricks_sql_endpoint.carto", "\"enable_serverless_compute\": true,", "enable_serverless_compute",
      "warehouse"
    ),
  ]

  @Test(arguments: unknowns)
  func whatIsKnownAfterApplyIsUnknown(_ address: String, _ attribute: String, _ mark: String, _ hop: String)
    throws
  {
    let path = try #require(
      try path("plan.json") { text in
        let kept = attribute.hasSuffix("\"workspace_id\"") ? "\"workspace_id\"" : ""
        let found = try? Regex(
          NSRegularExpression.escapedPattern(for: attribute).replacing("\\n      ", with: "\\s+").replacing(
            "\n      ", with: "\\s+"))
        let changed = found.map { text.replacing($0, with: kept) } ?? text
        #expect(changed != text)
        let change =
          "{\"address\": \"\(address)\", \"change\": {\"after_unknown\": {\"\(mark)\": true}}},"
          + "{\"address\": \"module.cluster.\(address)\", \"change\": {\"after_unknown\": {\"\(mark)\": true}}}"
        return changed.replacing("\"resource_changes\": []", with: "\"resource_changes\": [\(change)]")
      })
    #expect(path.hops.filter { $0.state != .proven }.map(\.kind) == [hop])
    #expect(path.hops.first { $0.kind == hop }?.state == .unknown)
    #expect(path.verdict == .unknown)
  }
}
