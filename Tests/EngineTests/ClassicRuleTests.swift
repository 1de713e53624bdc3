import Analysis
import Findings
import Foundation
import Inventory
import Rules
import Testing

@testable import Engine

/// The rules of the family `aws` on the sound samples and on what is left of them.
@Suite struct ClassicRuleTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  private static let samples = tests.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "samples/databricks-aws/sound")

  private func check(_ path: String) throws -> CheckResult {
    try CheckRun(RuleLibrary(RuleLibrary.embedded()), CheckOptions(paths: [path])).result()
  }

  private func temporary(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "classic-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try body(folder)
  }

  private func complaints(_ result: CheckResult) -> [String] {
    result.findings.map { "\($0.rule): \($0.message)" }
      + result.inputs.flatMap { input in input.problems.map { "\(input.path): \($0.message)" } }
  }

  /// What is not exported is unknown, not broken; and no rule fails on what it lacks.
  @Test(arguments: ["nat-egress", "back-end-private-link", "fully-private"])
  func nothingIsFoundWhereAnArtefactIsMissing(_ shape: String) throws {
    let sample = Self.samples.appending(path: shape)
    #expect(complaints(try check(sample.path)) == [])
    let names = try FileManager.default.subpathsOfDirectory(atPath: sample.path).filter {
      $0.hasSuffix(".json")
    }
    #expect(names.count > 15)
    for name in names {
      try temporary { folder in
        let copy = folder.appending(path: shape)
        try FileManager.default.copyItem(at: sample, to: copy)
        try FileManager.default.removeItem(at: copy.appending(path: name))
        #expect(complaints(try check(copy.path)) == [], "without \(name)")
      }
    }
  }

  @Test(arguments: ["plan", "state"]) func nothingIsFoundInASoundTerraform(_ name: String) throws {
    let path = Self.tests.appending(path: "Fixtures/classic-plane/\(name).json").path
    #expect(complaints(try check(path)) == [])
  }

  /// One mistake is told by one rule, where two might be: the one that asks for more.
  @Test(arguments: [
    ("private-access-without-own-vpc/fail/databricks-managed", "private-access-without-own-vpc"),
    ("running-workspace-rewired/pass/private-link-removed", "private-link-removed"),
    ("private-link-removed/fail/settings-detached", "private-link-removed"),
  ])
  func oneMistakeIsToldOnce(_ path: String, _ rule: String) throws {
    let root = Self.tests.deletingLastPathComponent().deletingLastPathComponent()
    let result = try check(root.appending(path: "rules/aws/\(path)").path)
    #expect(Set(result.findings.map(\.rule)) == [rule], "\(complaints(result))")
  }

  // MARK: Lists that a configuration leaves out

  /// The plan after `ingress` and `egress` of the nodes' group are left out, as they are where all rules are resources.
  private func planWithoutInlineRules(_ drop: Set<String> = []) throws -> Data {
    let file = Self.tests.appending(path: "Fixtures/classic-plane/plan.json")
    var plan = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    var changes = try #require(plan["resource_changes"] as? [[String: Any]])
    for index in changes.indices where changes[index]["address"] as? String == Self.group {
      var change = try #require(changes[index]["change"] as? [String: Any])
      var unknown = change["after_unknown"] as? [String: Any] ?? [:]
      unknown["ingress"] = true
      unknown["egress"] = true
      change["after_unknown"] = unknown
      changes[index]["change"] = change
    }
    plan["resource_changes"] = changes.filter { !drop.contains($0["type"] as? String ?? "") }
    for key in ["planned_values", "configuration"] {
      var part = try #require(plan[key] as? [String: Any])
      var root = try #require(part["root_module"] as? [String: Any])
      let all = try #require(root["resources"] as? [[String: Any]])
      root["resources"] = all.filter { !drop.contains($0["type"] as? String ?? "") }
      part["root_module"] = root
      plan[key] = part
    }
    return try JSONSerialization.data(withJSONObject: plan, options: [.sortedKeys])
  }

  private static let group = "aws_security_group.acme_prod_nodes"

  private func facts(_ plan: Data) throws -> [String: FactTable.Fact] {
    var found: [String: FactTable.Fact] = [:]
    try temporary { folder in
      try plan.write(to: folder.appending(path: "plan.json"))
      let analysis = EstateAnalysis(Estate(FileDiscovery.files(below: [folder.path]).files).inventory)
      found = analysis.facts[try #require(analysis.inventory.ids(of: .network).first)]
    }
    return found
  }

  @Test func aGroupWhoseRulesAreResourcesHasThese() throws {
    let found = try facts(planWithoutInlineRules())
    #expect(found["missingSelfIngressTCP"] == .string(""))
    #expect(found["missingSelfEgressTCP"] == .string(""))
  }

  /// Without rules of either kind, a dynamic block may be hidden behind the list.
  @Test func aGroupWithoutAnyRuleIsNotJudged() throws {
    let rules: Set = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"]
    let found = try facts(planWithoutInlineRules(rules))
    #expect(found["missingSelfIngressTCP"] == nil)
    #expect(found["missingEgressPorts"] == nil)
  }

  /// One direction left out altogether is empty where rules of the other are resources.
  @Test func aDirectionWithoutRulesIsEmpty() throws {
    let found = try facts(planWithoutInlineRules(["aws_vpc_security_group_ingress_rule"]))
    #expect(found["missingSelfIngressTCP"] == .string("1-65535"))
  }

  // MARK: Addresses that are not known

  /// A permission by address may or may not be one for the nodes, as long as nobody knows where they are.
  @Test func aPermissionByAddressIsNotJudgedWithoutSubnets() throws {
    try temporary { folder in
      let aws = Self.samples.appending(path: "nat-egress")
      try FileManager.default.copyItem(
        at: aws.appending(path: "databricks/networks.json"), to: folder.appending(path: "networks.json"))
      let text = try String(
        contentsOf: aws.appending(path: "aws/security-groups.json"), encoding: .utf8)
      // The group's permissions for itself become ones for the VPC's block.
      let changed = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let groups = try #require(changed["SecurityGroups"] as? [[String: Any]]).map { group in
        var group = group
        let permissions = (group["IpPermissions"] as? [[String: Any]] ?? []).map { permission in
          permission.merging(
            ["UserIdGroupPairs": [Any](), "IpRanges": [["CidrIp": "10.21.0.0/16"]]]
          ) { $1 }
        }
        group["IpPermissions"] = permissions
        return group
      }
      try JSONSerialization.data(withJSONObject: ["SecurityGroups": groups])
        .write(to: folder.appending(path: "groups.json"))
      let result = try check(folder.path)
      #expect(!result.findings.contains { $0.rule == "node-traffic-blocked" })
    }
  }
}
