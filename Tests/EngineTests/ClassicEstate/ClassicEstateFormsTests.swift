import Analysis
import Findings
import Foundation
import Rules
import Testing

@testable import Engine

/// The AWS estates of the samples in every form that they can be given in: exports, a state, a plan of what is there already, and
/// the plan that would create them. The same is found in each, sound or broken.
@Suite struct ClassicEstateFormsTests {
  enum Form: String, CaseIterable, Sendable { case exports, state, settledPlan, plan }

  static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples/databricks-aws")

  /// An estate in one form: what is found, and the features with the steps that are not proven.
  struct Told {
    var rules: Set<String> = []
    var findings: [String] = []
    var verdicts: [String: String] = [:]
    var open: [String: String] = [:]
    var problems: [String] = []
    var places: [Place] = []
  }

  /// Files that no provider has resources for: they stand beside a state, as they exist once it is applied.
  private static let besides = ["aws/instances.json", "databricks/clusters.json"]

  static func told(_ sample: String, _ form: Form, _ style: ClassicTranslation.Style) throws -> Told {
    let source = samples.appending(path: sample)
    let folder = FileManager.default.temporaryDirectory.appending(path: "classic-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    if form == .exports {
      try FileManager.default.copyItem(at: source, to: folder)
      return try told(folder)
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let terraform = try ClassicTranslation(source, style).text
    let document =
      switch form {
      case .state: terraform.state
      case .settledPlan: terraform.settledPlan
      default: terraform.createPlan
      }
    try document.text.write(
      to: folder.appending(path: form == .state ? "state.json" : "plan.json"), atomically: true,
      encoding: .utf8)
    for file in besides where form != .plan {
      let name = URL(filePath: file).lastPathComponent
      try FileManager.default.copyItem(at: source.appending(path: file), to: folder.appending(path: name))
    }
    return try told(folder)
  }

  private static func told(_ folder: URL) throws -> Told {
    let result = try CheckRun(RuleLibrary(RuleLibrary.embedded()), CheckOptions(paths: [folder.path]))
      .result()
    let features = PathTrace(FileDiscovery.files(below: [folder.path]).files, dnsMode: .customerManaged)
      .features
    var told = Told()
    told.rules = Set(result.findings.map(\.rule))
    told.findings = result.findings.map { "\($0.rule): \($0.message)" }
    told.problems = result.inputs.flatMap(\.problems).map(\.message)
    told.places = result.findings.flatMap { [$0.place] + $0.related.map(\.place) }
    for feature in features {
      told.verdicts[feature.kind] = feature.verdict.rawValue
      for step in feature.steps where step.state != .proven {
        told.open["\(feature.kind)/\(step.kind)"] = "\(step.state): \(step.summary)"
      }
    }
    return told
  }

  // MARK: Sound

  static let sound = ["nat-egress", "back-end-private-link", "fully-private"].map { "sound/\($0)" }

  /// What a form cannot show of a sound estate, by shape. A state and a plan hold what one configuration manages: that there is no
  /// peering connection beside it, they cannot show.
  private static func notShown(_ sample: String, _ form: Form) -> Set<String> {
    guard form != .exports else { return [] }
    return sample == "sound/fully-private" ? ["vpc-peering/peering-connection"] : []
  }

  @Test(arguments: sound, [Form.exports, .state, .settledPlan])
  func aSoundEstateIsSoundInEveryForm(_ sample: String, _ form: Form) throws {
    let exports = try Self.told(sample, .exports, .blocks)
    let open = Self.notShown(sample, form)
    for style in ClassicTranslation.Style.allCases {
      let told = try Self.told(sample, form, style)
      #expect(told.findings == [], "\(style)")
      #expect(told.problems == [], "\(style)")
      #expect(Set(told.open.keys) == open, "\(style): \(told.open)")
      let verdicts = exports.verdicts.map { feature, verdict in
        (feature, open.contains { $0.hasPrefix(feature) } ? "unknown" : verdict)
      }
      #expect(told.verdicts == Dictionary(uniqueKeysWithValues: verdicts), "\(style)")
    }
  }

  // MARK: Mistakes

  static let mistakes: [String] = [
    "node-subnets-public", "node-subnets-without-egress", "node-with-public-address", "group-without-itself",
    "group-without-https", "group-open-to-internet", "subnets-in-one-zone", "dns-hostnames-off",
    "peering-route-missing", "peering-pending", "endpoints-swapped", "relay-endpoint-missing",
    "private-dns-off",
    "tier-below-enterprise", "relay-port-closed", "s3-endpoint-missing",
  ]

  /// Mistakes that a form cannot show, with the reason.
  private static func isShown(_ mistake: String, _ form: Form) -> Bool {
    switch (mistake, form) {
    // An endpoint may be missing in a state and be managed elsewhere.
    case ("s3-endpoint-missing", .state), ("s3-endpoint-missing", .settledPlan): false
    default: true
    }
  }

  @Test(arguments: mistakes, [Form.exports, .state, .settledPlan])
  func aMistakeIsToldInEveryForm(_ mistake: String, _ form: Form) throws {
    let exports = try Self.told(mistake, .exports, .blocks)
    #expect(exports.rules.count == 1)
    for style in ClassicTranslation.Style.allCases {
      let told = try Self.told(mistake, form, style)
      guard Self.isShown(mistake, form) else {
        #expect(told.rules == [])
        #expect(!told.verdicts.values.contains("broken"))
        continue
      }
      #expect(told.rules == exports.rules, "\(style): \(told.findings)")
      #expect(told.verdicts == exports.verdicts, "\(style): \(told.open)")
      #expect(told.places.allSatisfy { $0.range != nil })
      #expect(!told.places.isEmpty)
    }
  }
}
