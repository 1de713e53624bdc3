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

  /// A change of an export, at the n-th place where the text stands, 1-based.
  struct Edit: Sendable {
    var file: String
    var old: String
    var new: String
    var occurrence = 1
  }

  static func told(
    _ sample: String, _ form: Form, _ style: ClassicTranslation.Style, _ edits: [Edit] = []
  ) throws -> Told {
    let source = FileManager.default.temporaryDirectory.appending(path: "classic-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: source) }
    try FileManager.default.copyItem(at: samples.appending(path: sample), to: source)
    for edit in edits {
      let url = source.appending(path: edit.file)
      var parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: edit.old)
      try #require(parts.count > edit.occurrence, "\(edit.file) has no \(edit.old)")
      let head = parts[..<edit.occurrence].joined(separator: edit.old)
      parts.removeFirst(edit.occurrence)
      let text = head + edit.new + parts.joined(separator: edit.old)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    if form == .exports { return try told(source) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "classic-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
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
    var told = Told()
    told.rules = Set(result.findings.map(\.rule))
    told.findings = result.findings.map { "\($0.rule): \($0.message)" }
    told.problems = result.inputs.flatMap(\.problems).map(\.message)
    told.places = result.findings.flatMap { [$0.place] + $0.related.map(\.place) }
    for feature in result.features {
      told.verdicts[feature.kind] = feature.verdict.rawValue
      for step in feature.steps where step.state != .proven {
        told.open["\(feature.kind)/\(step.kind)"] = "\(step.state): \(step.summary)"
      }
    }
    return told
  }

  /// Exports have one style: it is Terraform that writes one thing in several ways.
  private static func styles(of form: Form) -> [ClassicTranslation.Style] {
    form == .exports ? [.blocks] : ClassicTranslation.Style.allCases
  }

  // MARK: Sound

  static let sound = ["nat-egress", "back-end-private-link", "fully-private"].map { "sound/\($0)" }

  /// The steps of which a form cannot tell whether they are sound, by the shape that the estate has.
  private static func notShown(_ shape: String, _ form: Form, _ style: ClassicTranslation.Style) -> Set<
    String
  > {
    guard form != .exports else { return [] }
    // A state and a plan hold what one configuration manages: that there is no peering connection beside it, they cannot show. That
    // one is active is known once it is made.
    var steps: Set<String> =
      form == .plan || shape == "fully-private" ? ["vpc-peering/peering-connection"] : []
    guard form == .plan else { return steps }
    // Nodes are there after the apply.
    steps.insert("secure-cluster-connectivity/node-addresses")
    // A route table for which the plan shows no route may have a dynamic block of routes, which a plan's configuration does not
    // show; and what groups must permit depends on whether there is a way to the internet.
    if shape == "fully-private", style != .blocks {
      steps.formUnion(["customer-managed-vpc/routes", "customer-managed-vpc/security-groups"])
    }
    return steps
  }

  @Test(arguments: sound, Form.allCases)
  func aSoundEstateIsSoundInEveryForm(_ sample: String, _ form: Form) throws {
    let exports = try Self.told(sample, .exports, .blocks)
    for style in Self.styles(of: form) {
      let open = Self.notShown(URL(filePath: sample).lastPathComponent, form, style)
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

  /// The mistakes of the samples, with the shape that each is made in.
  static let mistakes: [(name: String, shape: String)] = [
    ("node-subnets-public", "nat-egress"), ("node-subnets-without-egress", "nat-egress"),
    ("node-with-public-address", "nat-egress"), ("group-without-itself", "nat-egress"),
    ("group-without-https", "nat-egress"), ("group-open-to-internet", "nat-egress"),
    ("subnets-in-one-zone", "nat-egress"), ("dns-hostnames-off", "nat-egress"),
    ("peering-route-missing", "nat-egress"), ("peering-pending", "nat-egress"),
    ("endpoints-swapped", "back-end-private-link"), ("relay-endpoint-missing", "back-end-private-link"),
    ("private-dns-off", "back-end-private-link"), ("tier-below-enterprise", "back-end-private-link"),
    ("relay-port-closed", "back-end-private-link"), ("s3-endpoint-missing", "fully-private"),
  ]

  /// What a form tells of a mistake in the place of the exports' rule: `nil` for nothing.
  private static func rule(_ mistake: String, _ form: Form) -> String?? {
    switch (mistake, form) {
    // What a state or a plan lacks may be managed elsewhere.
    case ("s3-endpoint-missing", .state), ("s3-endpoint-missing", .settledPlan),
      ("s3-endpoint-missing", .plan):
      .some(nil)
    // Nodes are there after the apply.
    case ("node-with-public-address", .plan): .some(nil)
    // Before the apply there is no request that waits; that nothing will accept it is told instead.
    case ("peering-pending", .plan): "peering-without-accepter"
    default: nil
    }
  }

  @Test(arguments: mistakes, Form.allCases)
  func aMistakeIsToldInEveryForm(_ mistake: (name: String, shape: String), _ form: Form) throws {
    let exports = try Self.told(mistake.name, .exports, .blocks)
    #expect(exports.rules.count == 1)
    for style in Self.styles(of: form) {
      let told = try Self.told(mistake.name, form, style)
      let instead = Self.rule(mistake.name, form)
      let rules = instead.map { $0.map { Set([$0]) } ?? [] } ?? exports.rules
      #expect(told.rules == rules, "\(style): \(told.findings)")
      #expect(told.places.allSatisfy { $0.range != nil })
      #expect(told.places.isEmpty == rules.isEmpty)
      let open = Self.notShown(mistake.shape, form, style)
      for (feature, verdict) in exports.verdicts {
        let own = told.verdicts[feature] ?? "no verdict"
        let isOpen = open.contains { $0.hasPrefix(feature) }
        // What is broken is told as broken, but where the mistake itself is not shown.
        let expected =
          verdict == "broken" ? (instead == nil ? "broken" : "unknown") : isOpen ? "unknown" : verdict
        #expect(own == expected, "\(feature), \(style): \(told.open)")
      }
    }
  }

  // MARK: Changes of a sound estate

  struct Variant: CustomTestStringConvertible, Sendable {
    var name: String
    var shape: String
    var rule: String?
    /// The feature that it breaks.
    var broken: String?
    var edits: [Edit]
    var testDescription: String { name }
  }

  static let variants: [Variant] = [
    Variant(
      name: "the ACL of the endpoints' subnets lets no node in", shape: "back-end-private-link",
      rule: "endpoint-refuses-nodes", broken: "private-link",
      edits: [
        Edit(
          file: "aws/network-acls.json", old: "\"RuleAction\": \"allow\"", new: "\"RuleAction\": \"deny\"",
          occurrence: 10)
      ]),
    Variant(
      name: "the ACL of the endpoints' subnets lets no answer out", shape: "fully-private",
      rule: "endpoint-refuses-nodes", broken: "private-link",
      edits: [
        Edit(
          file: "aws/network-acls.json", old: "\"RuleAction\": \"allow\"", new: "\"RuleAction\": \"deny\"",
          occurrence: 8)
      ]),
    Variant(
      name: "the endpoint of REST is in another VPC", shape: "back-end-private-link",
      rule: "back-end-endpoint-of-other-vpc", broken: "private-link",
      edits: [
        Edit(
          file: "aws/vpc-endpoints.json", old: "\"VpcId\": \"vpc-02a2a2a2a2a2a2a2a\"",
          new: "\"VpcId\": \"vpc-02929292929292929\"")
      ]),
    Variant(
      name: "the tier is Standard", shape: "back-end-private-link", rule: "private-link-tier-too-low",
      broken: "private-link",
      edits: [Edit(file: "databricks/workspaces.json", old: "ENTERPRISE", new: "STANDARD")]),
    Variant(
      name: "nodes admit their peer", shape: "nat-egress",
      edits: [
        Edit(
          file: "aws/security-groups.json", old: "\"IpRanges\": [],",
          new: "\"IpRanges\": [{\"CidrIp\": \"10.91.0.0/16\"}],", occurrence: 3)
      ]),
  ]

  @Test(arguments: variants, Form.allCases)
  func aChangeIsToldInEveryForm(_ variant: Variant, _ form: Form) throws {
    for style in Self.styles(of: form) {
      let told = try Self.told("sound/\(variant.shape)", form, style, variant.edits)
      #expect(told.rules == Set([variant.rule].compactMap { $0 }), "\(style): \(told.findings)")
      for (feature, verdict) in told.verdicts where feature == variant.broken || variant.broken == nil {
        #expect((verdict == "broken") == (feature == variant.broken), "\(feature), \(style): \(told.open)")
      }
    }
  }
}
