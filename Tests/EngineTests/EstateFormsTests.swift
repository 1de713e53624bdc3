import Findings
import Foundation
import Rules
import Testing

@testable import Engine

/// One estate in every form that it can be given in: manifests and exports, a live cluster and exports, a state, the plan that
/// would create it, and a plan of what is there already. The same is found in each, sound or broken.
struct EstateFormsTests {
  enum Form: String, CaseIterable, Sendable { case manifests, live, state, plan, settledPlan }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
  private static let fixtures = root.appending(path: "Fixtures/estate")
  private static let sample = root.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "samples/private-aks/sound")

  /// The files of each form, by the name that they get.
  private static func files(_ form: Form) -> [String: URL] {
    var files: [String: URL] = ["gateway.sql": sample.appending(path: "databricks/gateway.sql")]
    func addSample(_ names: String...) {
      for name in names { files[name.replacing("/", with: "-")] = sample.appending(path: name) }
    }
    func addExports() {
      addSample(
        "azure/aks.json", "azure/load-balancer.json", "azure/private-link-service.json",
        "databricks/connection.json", "databricks/grants.json", "databricks/ncc.json",
        "databricks/private-endpoint-rules.json", "databricks/warehouses.json",
        "databricks/workspace-account.json", "databricks/workspace-arm.json",
        "dns/carto.contoso.internal.zone", "dns/links.json")
    }
    switch form {
    case .manifests:
      addExports()
      addSample(
        "kubernetes/at-gateway-service.yaml", "kubernetes/at-gateway-deployment.yaml",
        "kubernetes/carto-backends.yaml", "kubernetes/namespace.yaml", "kubernetes/network-policies.yaml")
    case .live:
      addExports()
      files["cluster.json"] = fixtures.appending(path: "cluster.json")
    case .state, .settledPlan:
      files["state.json"] = fixtures.appending(path: "state.json")
      // No provider has the endpoints that others have made on a Private Link Service.
      addSample("azure/private-link-service.json")
    case .plan: files["plan.json"] = fixtures.appending(path: "plan.json")
    }
    return files
  }

  fileprivate struct Edit: Sendable {
    var file: String
    var old: String
    var new: String
  }

  private func check(_ form: Form, _ edits: [Edit] = []) throws -> CheckResult {
    let folder = FileManager.default.temporaryDirectory.appending(path: "estate-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, url) in Self.files(form) {
      var text = try String(contentsOf: url, encoding: .utf8)
      for edit in edits where edit.file == name {
        #expect(text.contains(edit.old), "\(name) has no \(edit.old)")
        text = text.replacing(edit.old, with: edit.new)
      }
      if form == .settledPlan, name == "state.json" { text = Self.planWithoutChanges(text) }
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    return try CheckRun(RuleLibrary(RuleLibrary.embedded()), CheckOptions(paths: [folder.path])).result()
  }

  /// What `terraform show -json` prints of a plan that finds the state as the configuration wants it: the state's values as
  /// planned ones.
  private static func planWithoutChanges(_ state: String) -> String {
    guard let values = state.range(of: "\"values\":") else { return state }
    return state.replacingCharacters(
      in: values, with: "\"resource_changes\": [], \"complete\": true, \"planned_values\":")
  }

  @Test(arguments: Form.allCases) func theSoundEstateHasNoFindings(_ form: Form) throws {
    let result = try check(form)
    #expect(result.findings.map { "\($0.rule): \($0.message)" } == [])
    #expect(result.inputs.flatMap(\.problems).map(\.message) == [])
    let path = try #require(result.paths.first)
    #expect(result.paths.count == 1)
    // What only the approval of the endpoint will show is not known while it is planned; all else is joined and proven.
    let open = path.hops.filter { $0.state != .proven }
    #expect(open.allSatisfy { $0.state == .unknown })
    #expect(open.map(\.kind) == (form == .plan ? ["private-endpoint-rule", "private-endpoint"] : []))
    #expect(path.verdict == (form == .plan ? .unknown : .private))
  }

  /// Values of nested blocks and of a manifest that are known only after apply decide nothing.
  @Test func whatIsUnknownDeepInAPlanGivesNoFinding() throws {
    let edits = [
      ("{\n             \"except\": []", "{\"cidr\": true, \"except\": []"),
      ("\"cidr\": \"10.240.0.0/22\",", ""),
      (
        "\"service.beta.kubernetes.io/azure-load-balancer-internal\": \"true\",",
        ""
      ),
      (
        "\"annotations\": {},",
        "\"annotations\": {\"service.beta.kubernetes.io/azure-load-balancer-internal\": true},"
      ),
    ]
    let result = try check(.plan, edits.map { Edit(file: "plan.json", old: $0.0, new: $0.1) })
    #expect(result.findings.map { "\($0.rule): \($0.message)" } == [])
    let open = try #require(result.paths.first?.hops.filter { $0.state != .proven })
    #expect(open.allSatisfy { $0.state == .unknown })
    #expect(
      open.map(\.kind) == ["private-endpoint-rule", "private-endpoint", "service", "network-policy"])
  }

  struct Variant: CustomTestStringConvertible, Sendable {
    var name: String
    var rules: Set<String>
    fileprivate var edits: [Form: [Edit]]
    var testDescription: String { name }

    /// A change of the cluster: in YAML, and in the JSON that the live export, the state and the plan share.
    fileprivate static func cluster(
      _ name: String, _ rules: Set<String>, _ file: String, yaml: (String, String), live: (String, String),
      terraform: (String, String)? = nil
    ) -> Variant {
      let terraform = terraform ?? live
      return Variant(
        name: name, rules: rules,
        edits: [
          .manifests: [Edit(file: "kubernetes-\(file).yaml", old: yaml.0, new: yaml.1)],
          .live: [Edit(file: "cluster.json", old: live.0, new: live.1)],
          .state: [Edit(file: "state.json", old: terraform.0, new: terraform.1)],
          .plan: [Edit(file: "plan.json", old: terraform.0, new: terraform.1)],
        ])
    }

    /// A change of something that an export shows.
    fileprivate static func export(
      _ name: String, _ rules: Set<String>, _ file: String, _ export: (String, String),
      state: [(String, String)], plan: [(String, String)]?
    ) -> Variant {
      let edit = Edit(file: file, old: export.0, new: export.1)
      var edits: [Form: [Edit]] = [
        .manifests: [edit], .live: [edit],
        .state: state.map { Edit(file: "state.json", old: $0.0, new: $0.1) },
      ]
      if let plan { edits[.plan] = plan.map { Edit(file: "plan.json", old: $0.0, new: $0.1) } }
      return Variant(name: name, rules: rules, edits: edits)
    }
  }

  private static let annotation = "service.beta.kubernetes.io/azure-"
  private static let subscriptions =
    "\"5a1f0c3e-7d24-4b61-9e8a-0c2d4f6a8b10 9b7e2d18-3c45-4f60-8a91-d2e4c6b8a013\""

  private static func annotation(_ key: String, _ value: String, _ new: String, _ rules: Set<String>)
    -> Variant
  {
    .cluster(
      "\(key) is \(new)", rules, "at-gateway-service",
      yaml: ("\(annotation)\(key): \(value)", "\(annotation)\(key): \(new)"),
      live: ("\"\(annotation)\(key)\": \(value)", "\"\(annotation)\(key)\": \(new)"))
  }

  static let variants: [Variant] = [
    annotation("load-balancer-internal", "\"true\"", "\"True\"", ["load-balancer-public"]),
    annotation(
      "pls-visibility", subscriptions, subscriptions.replacing(" ", with: ","),
      ["private-link-list-separator"]),
    annotation(
      "pls-auto-approval", "\"5a1f0c3e-7d24-4b61-9e8a-0c2d4f6a8b10\"", "\"*\"", ["auto-approval-open"]),
    annotation("pls-ip-configuration-ip-address-count", "\"2\"", "\"9\"", ["private-link-address-count"]),
    .cluster(
      "a policy names the Service's port", ["network-policy-service-port", "gateway-ingress-blocked"],
      "network-policies",
      yaml: ("- port: 8443", "- port: 443"), live: ("\"port\": 8443", "\"port\": 443"),
      terraform: ("\"port\": \"8443\"", "\"port\": \"443\"")),
    .export(
      "the workspace is Standard", ["workspace-tier-too-low"], "databricks-workspace-account.json",
      ("PREMIUM", "STANDARD"), state: [("\"premium\"", "\"standard\"")],
      plan: [("\"premium\"", "\"standard\"")]),
    .export(
      "the configuration is elsewhere", ["network-connectivity-config-region-differs"], "databricks-ncc.json",
      ("\"region\": \"eastus2\"", "\"region\": \"westeurope\""),
      state: [("\"region\": \"eastus2\"", "\"region\": \"westeurope\"")],
      plan: [("\"region\": \"eastus2\"", "\"region\": \"westeurope\"")]),
    .export(
      "the host is an alias", ["private-hostname-alias"], "dns-carto.contoso.internal.zone",
      ("IN A     10.1.0.5", "IN CNAME gateway.contoso.example."), state: alias, plan: alias),
    .export(
      "the host has a public address", ["private-hostname-public-address"], "dns-carto.contoso.internal.zone",
      ("10.1.0.5", "20.1.0.5"), state: [("10.1.0.5", "20.1.0.5")], plan: [("10.1.0.5", "20.1.0.5")]),
    .export(
      "the rule is rejected", ["private-endpoint-rule-not-established"],
      "databricks-private-endpoint-rules.json", ("ESTABLISHED", "REJECTED"),
      state: [("ESTABLISHED", "REJECTED")], plan: nil),
    .export(
      "the domain name is a URL", ["domain-name-malformed", "connection-host-not-routed"],
      "databricks-private-endpoint-rules.json", ("\"carto-atg.carto", "\"https://carto-atg.carto"),
      state: [("\"carto-atg.carto.contoso.internal\"", "\"https://carto-atg.carto.contoso.internal\"")],
      plan: [("\"carto-atg.carto.contoso.internal\"", "\"https://carto-atg.carto.contoso.internal\"")]),
    .export(
      "the frontend is public", ["load-balancer-frontend-public"], "azure-load-balancer.json",
      ("\"publicIPAddress\": null", "\"publicIPAddress\": {\"id\": \"/subscriptions/x\"}"),
      state: [("\"public_ip_address_id\": \"\"", "\"public_ip_address_id\": \"/subscriptions/x\"")],
      plan: [
        (
          "\"private_ip_address\": {\n            \"constant_value\"",
          "\"public_ip_address_id\": {\"references\": [\"azurerm_public_ip.x.id\", \"azurerm_public_ip.x\"]},"
            + "\n            \"private_ip_address\": {\n            \"constant_value\""
        )
      ]),
    .export(
      "the load balancer is Basic", ["load-balancer-basic"], "azure-load-balancer.json",
      ("\"Standard\"", "\"Basic\""),
      state: [("\"sku\": \"Standard\"", "\"sku\": \"Basic\"")],
      plan: [("\"sku\": \"Standard\"", "\"sku\": \"Basic\"")]),
    .export(
      "no engine enforces policies", ["network-policy-engine-off"], "azure-aks.json",
      ("\"calico\"", "\"none\""),
      state: [("\"network_policy\": \"calico\"", "\"network_policy\": \"none\"")],
      plan: [("\"network_policy\": \"calico\"", "\"network_policy\": \"none\"")]),
    .export(
      "the warehouse is not serverless", ["no-serverless-warehouse"], "databricks-warehouses.json",
      ("true", "false"),
      state: [("\"enable_serverless_compute\": true", "\"enable_serverless_compute\": false")],
      plan: [("\"enable_serverless_compute\": true", "\"enable_serverless_compute\": false")]),
    .export(
      "the connection goes to another host", ["connection-host-not-routed"], "databricks-connection.json",
      ("https://carto-atg", "https://carto-agt"), state: [("https://carto-atg", "https://carto-agt")],
      plan: [("https://carto-atg", "https://carto-agt")]),
    .export(
      "the connection is not encrypted", ["connection-without-tls"], "databricks-connection.json",
      ("https://", "http://"), state: [("https://", "http://")], plan: [("https://carto", "http://carto")]),
    .export(
      "the configuration's name is too long", ["network-connectivity-config-name-invalid"],
      "databricks-ncc.json", ("ncc-carto-eastus2", "ncc carto eastus2"),
      state: [("\"ncc-carto-eastus2\"", "\"ncc carto eastus2\"")],
      plan: [("\"ncc-carto-eastus2\"", "\"ncc carto eastus2\"")]),
  ]

  /// Rules whose evidence only an export has: that a name does not exist is told by a zone with its SOA, whether a rule
  /// carries traffic by its state, and what lies in which region by ids and aliases.
  private static let needingExports: Set<String> = [
    "private-hostname-missing", "connection-host-not-routed", "cluster-region-differs",
  ]

  private static let alias = [
    ("azurerm_private_dns_a_record", "azurerm_private_dns_cname_record"),
    ("\"records\": [\n       \"10.1.0.5\"\n      ]", "\"record\": \"gateway.contoso.example\""),
  ]

  @Test(arguments: variants) func aMistakeIsToldInEveryForm(_ variant: Variant) throws {
    var told: [Form: Set<String>] = [:]
    var all = variant.edits
    all[.settledPlan] = variant.edits[.state]
    for (form, edits) in all.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let result = try check(form, edits)
      let rules = Set(result.findings.map(\.rule))
      told[form] = rules.subtracting(Self.needingExports.subtracting(variant.rules))
      #expect(
        variant.rules.isSubset(of: rules),
        "\(form): \(result.findings.map { "\($0.rule): \($0.message)" })")
      let changed = Set(edits.map(\.file))
      let places = result.findings.flatMap { [$0.place] + $0.related.map(\.place) }
      #expect(places.allSatisfy { $0.range != nil })
      #expect(places.contains { changed.contains(URL(filePath: $0.path).lastPathComponent) }, "\(places)")
      #expect(result.paths.allSatisfy { $0.verdict != .private } || !variant.breaksPath, "\(form)")
    }
    #expect(Set(told.values).count == 1, "\(told)")
  }
}

extension EstateFormsTests.Variant {
  /// Whether the mistake is on the way of a request.
  fileprivate var breaksPath: Bool { !rules.isSubset(of: Self.asides) }

  private static let asides: Set<String> = [
    "auto-approval-open", "private-link-address-count", "network-connectivity-config-name-invalid",
    "network-policy-service-port", "gateway-ingress-blocked", "private-link-list-separator",
    "auto-approval-outside-visibility",
  ]
}
