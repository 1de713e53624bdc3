import Analysis
import Findings
import Foundation
import Inventory
import Testing

@testable import Engine

/// The sample with back-end PrivateLink as a Terraform state, whose ids are known, and as the plan of its first apply, whose ids
/// are not.
@Suite struct ClassicTerraformTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  private static let exports = tests.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "samples/databricks-aws/sound/back-end-private-link").path

  private func fixture(_ name: String) -> String {
    Self.tests.appending(path: "Fixtures/classic-plane/\(name).json").path
  }

  private func facts(_ path: String) throws -> [String: FactTable.Fact] {
    let analysis = EstateAnalysis(Estate(FileDiscovery.files(below: [path]).files).inventory)
    let network = try #require(analysis.inventory.ids(of: .network).first)
    return analysis.facts[network]
  }

  /// What a state tells is what the exports tell. It has no free addresses, clusters, settings and prefix lists, and does not
  /// show what is not managed by it.
  @Test func aStateTellsTheSameFacts() throws {
    let exported = try facts(Self.exports)
    let state = try facts(fixture("state"))
    let lacking: Set = [
      "freeAddresses", "largestCluster", "legacyAccess", "missingServices", "s3UnroutedSubnets",
    ]
    for (name, fact) in exported where !lacking.contains(name) {
      #expect(state[name] == fact, "\(name): \(String(describing: state[name])) instead of \(fact)")
    }
  }

  private func features(_ name: String) -> [FeatureResult] {
    PathTrace(FileDiscovery.files(below: [fixture(name)]).files, dnsMode: .customerManaged).features
  }

  private func unknown(_ features: [FeatureResult]) -> [String] {
    features.flatMap(\.steps).filter { $0.state == .unknown }.map(\.kind)
  }

  @Test func aStateIsJudgedLikeExports() {
    let found = features("state")
    #expect(found.map(\.verdict.rawValue) == ["unknown", "sound", "sound", "sound"])
    #expect(unknown(found) == ["node-addresses"])
  }

  /// Before the first apply references join what they name, alone or in lists; nothing is found to be broken.
  @Test func aPlanOfTheFirstApplyHasNothingBroken() {
    let found = features("plan")
    #expect(found.map(\.verdict.rawValue) == ["unknown", "sound", "unknown", "sound"])
    #expect(found.flatMap(\.steps).filter { $0.state == .contradicted }.map(\.summary) == [])
    #expect(unknown(found) == ["node-addresses", "peering-connection"])
  }

  /// A port that the state lacks is found, with the place in the state.
  @Test func aMissingRuleOfAStateIsFound() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "classic-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try String(contentsOfFile: fixture("state"), encoding: .utf8)
    let changed = text.replacingOccurrences(of: "\"from_port\": 6666,", with: "\"from_port\": 6660,")
      .replacingOccurrences(of: "\"to_port\": 6666", with: "\"to_port\": 6660")
    try changed.write(to: folder.appending(path: "state.json"), atomically: true, encoding: .utf8)
    let found = PathTrace(FileDiscovery.files(below: [folder.path]).files, dnsMode: .customerManaged).features
    let step = try #require(
      found.first { $0.kind == "private-link" }?.steps.first { $0.kind == "endpoint-ports" })
    #expect(step.state == .contradicted)
    #expect(step.summary == "the groups of vpce-02e22e22e22e22e22 do not admit TCP 6666 from the nodes")
    #expect(step.evidence.first?.place.range != nil)
  }
}
