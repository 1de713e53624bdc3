import Analysis
import Findings
import Foundation
import Testing

@testable import Engine

/// The sound sample's path: what happens to its hops when an artefact is taken away or a joining value is changed.
struct PathTraceTests {
  static let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "samples/private-aks/sound").path

  /// The paths of the sample after a change to a copy of it.
  private func trace(_ mode: DNSMode = .customerManaged, _ change: (URL) throws -> Void = { _ in }) throws
    -> [PathResult]
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "trace-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: URL(filePath: Self.sample), to: folder)
    try change(folder)
    return PathTrace(FileDiscovery.files(below: [folder.path]).files, dnsMode: mode).paths
  }

  private func states(_ path: PathResult, _ state: HopResult.State) -> Set<String> {
    Set(path.hops.filter { $0.state == state }.map(\.kind))
  }

  @Test func everyHopOfTheSoundSampleIsProven() throws {
    let path = try #require(try trace().first)
    #expect(path.name == "carto-atg.carto.contoso.internal")
    #expect(path.hops.filter { $0.state != .proven }.map(\.summary) == [])
    #expect(path.verdict == .private && path.next == nil)
  }

  /// A file, and the hops that it alone proves or takes part in proving.
  static let removals: [(file: String, hops: Set<String>)] = [
    ("azure/aks.json", ["network-policy"]), ("azure/load-balancer.json", ["load-balancer"]),
    ("azure/private-link-service.json", ["private-endpoint", "private-link-service"]),
    ("azure/subnets.json", []),
    ("databricks/connection.json", ["connection", "egress-policy", "statement"]),
    ("databricks/gateway.sql", ["statement"]), ("databricks/grants.json", ["grant"]),
    ("databricks/ncc.json", ["network-connectivity-config"]), ("databricks/setup.sql", []),
    ("databricks/network-policies.json", []), ("databricks/network-option.json", []),
    ("databricks/private-endpoint-rules.json", ["private-endpoint-rule", "private-endpoint"]),
    ("databricks/warehouses.json", ["warehouse"]), ("databricks/workspace-account.json", ["workspace"]),
    ("databricks/workspace-arm.json", []), ("dns/carto.contoso.internal.zone", ["dns"]),
    ("dns/links.json", []),
    ("kubernetes/at-gateway-deployment.yaml", ["pods", "network-policy"]),
    ("kubernetes/at-gateway-service.yaml", ["service", "pods", "network-policy"]),
    ("kubernetes/certificate.yaml", []), ("kubernetes/carto-backends.yaml", []),
    ("kubernetes/namespace.yaml", []),
    ("kubernetes/network-policies.yaml", ["network-policy"]),
  ]

  @Test func everyFileOfTheSampleIsRemovedInTurn() throws {
    let files = FileDiscovery.files(below: [Self.sample]).files.map {
      $0.path.split(separator: "/").suffix(2).joined(separator: "/")
    }
    #expect(Set(files) == Set(Self.removals.map(\.file)))
  }

  @Test(arguments: removals) func aRemovedArtefactMakesItsHopsUnknown(_ file: String, _ hops: Set<String>)
    throws
  {
    let paths = try trace { try FileManager.default.removeItem(at: $0.appending(path: file)) }
    let path = try #require(paths.first)
    #expect(paths.count == 1)
    #expect(states(path, .unknown) == hops)
    #expect(
      states(path, .proven).union(hops).count == path.hops.count,
      "\(path.hops.filter { $0.state != .proven })")
    #expect(path.verdict == (hops.isEmpty ? .private : .unknown))
  }

  struct Change: CustomTestStringConvertible, Sendable {
    var file: String
    var value: String
    var by: String
    var hop: String
    var state = HopResult.State.contradicted

    var testDescription: String { "\(file): \(value) becomes \(by)" }
  }

  static let changes: [Change] = [
    Change(
      file: "databricks/gateway.sql", value: "'carto_at_gateway'", by: "'carto_gateway'", hop: "statement"),
    Change(file: "databricks/connection.json", value: "carto_at_gateway", by: "other", hop: "statement"),
    Change(
      file: "databricks/connection.json", value: "https://carto-atg.carto", by: "https://carto-agt.carto",
      hop: "connection"),
    Change(file: "databricks/connection.json", value: "https://", by: "http://", hop: "connection"),
    Change(file: "databricks/connection.json", value: "\"443\"", by: "\"8443\"", hop: "service"),
    Change(file: "databricks/connection.json", value: "\"443\"", by: "\"8443\"", hop: "load-balancer"),
    Change(
      file: "databricks/grants.json", value: "USE_CONNECTION", by: "MODIFY", hop: "grant", state: .missing),
    Change(file: "databricks/warehouses.json", value: "true", by: "false", hop: "warehouse"),
    Change(file: "databricks/workspace-account.json", value: "PREMIUM", by: "STANDARD", hop: "workspace"),
    Change(file: "databricks/workspace-arm.json", value: "\"premium\"", by: "\"standard\"", hop: "workspace"),
    Change(
      file: "databricks/workspace-account.json", value: "1234567890123456", by: "1234567890123457",
      hop: "workspace"),
    Change(
      file: "databricks/workspace-arm.json", value: "\"1234567890123456\"", by: "\"2\"", hop: "workspace"),
    Change(file: "databricks/workspace-account.json", value: "b2f4d6a8", by: "b2f4d6a9", hop: "workspace"),
    Change(
      file: "databricks/workspace-account.json", value: "\"eastus2\"", by: "\"westus\"",
      hop: "network-connectivity-config"),
    Change(
      file: "databricks/ncc.json", value: "\"region\": \"eastus2\"", by: "\"region\": \"westus\"",
      hop: "network-connectivity-config"),
    Change(
      file: "databricks/ncc.json", value: "\"b2f4d6a8", by: "\"b2f4d6a9", hop: "network-connectivity-config"),
    Change(
      file: "databricks/private-endpoint-rules.json", value: "\"b2f4d6a8", by: "\"b2f4d6a9",
      hop: "network-connectivity-config"),
    Change(
      file: "databricks/private-endpoint-rules.json", value: "carto-atg.carto", by: "carto-agt.carto",
      hop: "connection"),
    Change(
      file: "databricks/private-endpoint-rules.json", value: "ESTABLISHED", by: "PENDING",
      hop: "private-endpoint-rule"),
    Change(
      file: "databricks/private-endpoint-rules.json", value: "pls-atg", by: "pls-other",
      hop: "private-link-service"),
    Change(
      file: "databricks/private-endpoint-rules.json", value: "-pe-1a2b3c4d", by: "-pe-1a2b3c4e",
      hop: "private-endpoint"),
    Change(file: "dns/carto.contoso.internal.zone", value: "10.1.0.5", by: "20.1.0.5", hop: "dns"),
    Change(
      file: "dns/carto.contoso.internal.zone", value: "carto-atg ", by: "carto-agt ", hop: "dns",
      state: .missing),
    Change(
      file: "dns/carto.contoso.internal.zone", value: "IN A     10.1.0.5",
      by: "IN CNAME gateway.contoso.net.", hop: "dns"),
    Change(
      file: "azure/private-link-service.json", value: "privateLinkServices/pls-atg",
      by: "privateLinkServices/pls-x", hop: "private-link-service"),
    Change(
      file: "azure/private-link-service.json", value: "\"name\": \"pls-atg\"", by: "\"name\": \"pls-x\"",
      hop: "service"),
    Change(
      file: "azure/private-link-service.json", value: "Approved", by: "Rejected", hop: "private-endpoint"),
    Change(
      file: "azure/private-link-service.json", value: "-pe-1a2b3c4d", by: "-pe-1a2b3c4e",
      hop: "private-endpoint"),
    Change(
      file: "azure/private-link-service.json", value: "a0f1e2d3c4b5", by: "a0f1e2d3c4b6", hop: "load-balancer"
    ),
    Change(
      file: "azure/private-link-service.json", value: "carto/at-gateway", by: "carto/other", hop: "service"),
    Change(
      file: "azure/private-link-service.json", value: "9b7e2d18", by: "9b7e2d19", hop: "private-link-service",
      state: .drifted),
    Change(file: "azure/load-balancer.json", value: "\"Standard\"", by: "\"Basic\"", hop: "load-balancer"),
    Change(file: "azure/load-balancer.json", value: "a0f1e2d3c4b5", by: "a0f1e2d3c4b6", hop: "load-balancer"),
    Change(
      file: "azure/load-balancer.json", value: "\"frontendPort\": 443", by: "\"frontendPort\": 8443",
      hop: "load-balancer"),
    Change(
      file: "azure/load-balancer.json", value: "subnets/ilb-subnet", by: "subnets/other",
      hop: "load-balancer", state: .drifted),
    Change(
      file: "azure/load-balancer.json", value: "\"publicIPAddress\": null",
      by: "\"publicIPAddress\": {\"id\": \"/x\"}", hop: "load-balancer"),
    Change(file: "azure/aks.json", value: "\"calico\"", by: "\"none\"", hop: "network-policy"),
    Change(file: "azure/aks.json", value: "\"standard\"", by: "\"basic\"", hop: "load-balancer"),
    Change(file: "azure/aks.json", value: "nodeIPConfiguration", by: "nodeIP", hop: "load-balancer"),
    Change(file: "dns/links.json", value: "\"Completed\"", by: "\"InProgress\"", hop: "dns"),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "pls-create: \"true\"", by: "pls-create: \"yes\"",
      hop: "service", state: .drifted),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "count: \"2\"", by: "count: 2", hop: "service"),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "internal: \"true\"", by: "internal: true",
      hop: "service"),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "azure-pls-visibility", by: "azure-pls-visiblity",
      hop: "private-link-service", state: .drifted),
    Change(
      file: "kubernetes/network-policies.yaml", value: "port: 8443", by: "port: 443", hop: "network-policy"),
    Change(
      file: "kubernetes/network-policies.yaml", value: "k8s-app: kube-dns", by: "k8s-app: dns",
      hop: "network-policy"),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "internal: \"true\"", by: "internal: \"True\"",
      hop: "service"),
    Change(file: "kubernetes/at-gateway-service.yaml", value: "pls-atg", by: "pls-other", hop: "service"),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "name: at-gateway\n  namespace",
      by: "name: gateway\n  namespace", hop: "service"),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "type: LoadBalancer", by: "type: ClusterIP",
      hop: "service"),
    Change(file: "kubernetes/at-gateway-service.yaml", value: "port: 443", by: "port: 444", hop: "service"),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "targetPort: https", by: "targetPort: http",
      hop: "pods"),
    Change(
      file: "kubernetes/at-gateway-service.yaml", value: "selector:\n    app.kubernetes.io/name: at-gateway",
      by: "selector:\n    app.kubernetes.io/name: gateway", hop: "pods"),
    Change(
      file: "kubernetes/at-gateway-deployment.yaml",
      value: "    labels:\n        app.kubernetes.io/name: at-gateway",
      by: "    labels:\n        app.kubernetes.io/name: gateway", hop: "pods"),
    Change(file: "kubernetes/at-gateway-deployment.yaml", value: "name: https", by: "name: web", hop: "pods"),
    Change(
      file: "kubernetes/network-policies.yaml", value: "namespace: carto", by: "namespace: other",
      hop: "network-policy", state: .missing),
  ]

  @Test(arguments: changes) func aChangedValueContradictsItsHop(_ change: Change) throws {
    let paths = try trace { folder in
      let file = folder.appending(path: change.file)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains(change.value))
      try text.replacing(change.value, with: change.by).write(to: file, atomically: true, encoding: .utf8)
    }
    let path = try #require(paths.first)
    let hop = try #require(path.hops.first { $0.kind == change.hop })
    #expect(hop.state == change.state, "\(hop.summary)")
    #expect(!hop.evidence.isEmpty || hop.state == .missing, "\(hop.summary) has no place")
    #expect(hop.remedy?.isEmpty == false)
    #expect(paths.allSatisfy { $0.verdict == .broken || $0.verdict == .public }, "\(paths.map(\.verdict))")
  }

  @Test func withoutPublicRecordsDatabricksAnswers() throws {
    let paths = try trace(.databricksManaged) {
      try FileManager.default.removeItem(at: $0.appending(path: "dns"))
    }
    #expect(paths.map(\.verdict) == [.private])
  }

  @Test func aServiceTwiceThatDiffersHasDrifted() throws {
    let paths = try trace { folder in
      let file = folder.appending(path: "kubernetes/at-gateway-service.yaml")
      let text = try String(contentsOf: file, encoding: .utf8).replacing("ilb-subnet", with: "other-subnet")
      try text.write(to: folder.appending(path: "kubernetes/live.yaml"), atomically: true, encoding: .utf8)
    }
    let hop = try #require(paths.first?.hops.first { $0.kind == "service" })
    #expect(hop.state == .drifted && hop.evidence.count == 2)
    #expect(paths.count == 1 && paths.first?.verdict == .broken)
  }
}
