import Findings
import Foundation
import Rules
import Testing

@testable import Engine

/// The sound estate's Azure part as a template that Bicep compiled, beside the manifests and Databricks' exports.
struct ARMTemplateTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
  private static let sample = root.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "samples/private-aks/sound")

  private func check(_ changes: [(String, String)] = []) throws -> CheckResult {
    let folder = FileManager.default.temporaryDirectory.appending(path: "template-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for part in ["kubernetes", "databricks"] {
      try FileManager.default.copyItem(
        at: Self.sample.appending(path: part), to: folder.appending(path: part))
    }
    try FileManager.default.removeItem(at: folder.appending(path: "databricks/workspace-arm.json"))
    var text = try String(
      contentsOf: Self.root.appending(path: "Fixtures/template/main.json"), encoding: .utf8)
    for (old, new) in changes {
      #expect(text.contains(old), "the template has no \(old)")
      text = text.replacing(old, with: new)
    }
    try text.write(to: folder.appending(path: "main.json"), atomically: true, encoding: .utf8)
    return try CheckRun(RuleLibrary(RuleLibrary.embedded()), CheckOptions(paths: [folder.path])).result()
  }

  /// Only what a deployment decides is unknown: the ids and names that no literal gives.
  @Test func theSoundTemplateHasNoFindings() throws {
    let result = try check()
    #expect(result.findings.map { "\($0.rule): \($0.message)" } == [])
    #expect(result.inputs.flatMap(\.problems).map(\.message) == [])
    let path = try #require(result.paths.first)
    #expect(result.paths.count == 1)
    let open = path.hops.filter { $0.state != .proven }
    #expect(open.allSatisfy { $0.state == .unknown }, "\(open.map(\.summary))")
    #expect(open.map(\.kind) == ["workspace", "private-endpoint", "private-link-service", "service"])
    let balancer = try #require(path.hops.first { $0.kind == "load-balancer" })
    #expect(balancer.summary == "kubernetes-internal has the frontend 10.240.4.25")
    var text = ""
    dump(result, to: &text)
    #expect(!text.contains("CANARY"))
  }

  static let changes: [(old: String, new: String, rule: String)] = [
    ("{\"name\": \"Standard\", \"tier\"", "{\"name\": \"Basic\", \"tier\"", "load-balancer-basic"),
    ("{\"name\": \"premium\"}", "{\"name\": \"standard\"}", "workspace-tier-too-low"),
    ("\"calico\"", "\"none\"", "network-policy-engine-off"),
    ("10.1.0.5", "20.1.0.5", "private-hostname-public-address"),
    (
      "\"privateIPAllocationMethod\": \"Static\",",
      "\"publicIPAddress\": {\"id\": \"[resourceId('Microsoft.Network/publicIPAddresses', 'pip')]\"},",
      "load-balancer-frontend-public"
    ),
    ("Microsoft.Network/privateDnsZones/virtualNetworkLinks", "x/links", "private-zone-unlinked"),
  ]

  @Test(arguments: changes) func aMistakeIsToldAtItsPlace(_ old: String, _ new: String, _ rule: String) throws
  {
    // Without any link in the inputs the rule would lack its evidence.
    let other =
      rule == "private-zone-unlinked"
      ? [
        (
          "\"workspace\": {",
          "\"otherLink\": {\"type\": \"Microsoft.Network/privateDnsZones/virtualNetworkLinks\", \"name\": \"other.internal/l\"},\n\"workspace\": {"
        )
      ] : []
    let result = try check([(old, new)] + other)
    #expect(result.findings.map(\.rule) == [rule])
    #expect(result.findings.allSatisfy { $0.place.path.hasSuffix("main.json") && $0.place.range != nil })
  }

  /// Variables that double one another would come to 2^40 elements.
  @Test func expressionsCannotGrowWithoutMeasure() throws {
    var variables = "\"v0\": [\"x\", \"x\"]"
    for index in 1...40 {
      variables += ", \"v\(index)\": [\"[variables('v\(index - 1)')]\", \"[variables('v\(index - 1)')]\"]"
    }
    variables += ", \"c0\": \"x\""
    for index in 1...40 {
      variables +=
        ", \"c\(index)\": \"[concat(variables('c\(index - 1)'), variables('c\(index - 1)'), variables('loop'))]\""
    }
    variables += ", \"loop\": \"[variables('loop')]\", \"frontend\": "
    let result = try check([
      ("\"frontend\": ", variables), ("\"fqdns\": [", "\"grown\": \"[variables('v40')]\", \"fqdns\": ["),
      ("\"name\": \"vnet-carto\"", "\"name\": \"[variables('c40')]\""),
    ])
    #expect(result.findings.isEmpty)
  }
}
