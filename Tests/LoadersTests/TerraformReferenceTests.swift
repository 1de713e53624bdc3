import Documents
import Inventory
import Loaders
import SourceText
import Testing

/// What an unknown attribute of a plan is called: after what its expression refers to, where that is certain.
@Suite struct TerraformReferenceTests {
  /// A plan with the load balancer, its parts and a Private Link Service, whose one attribute has the given references.
  private func plan(
    references: [String], frontends: String = #"{"name": "a"}"#, frontendMarks: String = #"{"id": true}"#,
    instances: [String] = ["azurerm_lb.b"], referrer: String = "azurerm_private_link_service.p",
    calls: String = "{}", outputs: String = "{}"
  ) -> String {
    func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }
    let list = references.map(quoted).joined(separator: ", ")
    let balancers = instances.map {
      "{\"address\": \(quoted($0)), \"mode\": \"managed\", \"type\": \"azurerm_lb\", \"name\": \"b\", "
        + "\"values\": {\"name\": \"lb\", \"frontend_ip_configuration\": [\(frontends)]}}"
    }
    let marks = instances.map {
      "{\"address\": \(quoted($0)), \"change\": {\"after_unknown\": {\"id\": true, \"frontend_ip_configuration\": [\(frontendMarks)]}}}"
    }
    let service =
      "{\"address\": \(quoted(referrer)), \"mode\": \"managed\", \"type\": \"azurerm_private_link_service\", "
      + "\"name\": \"p\", \"values\": {\"name\": \"pls\"}}"
    let serviceMarks =
      "{\"address\": \(quoted(referrer)), \"change\": {\"after_unknown\": {\"id\": true, "
      + "\"load_balancer_frontend_ip_configuration_ids\": true}}}"
    let configuration =
      "{\"address\": \"azurerm_private_link_service.p\", \"expressions\": "
      + "{\"load_balancer_frontend_ip_configuration_ids\": {\"references\": [\(list)]}}}"
    let isNested = referrer.hasPrefix("module.")
    let root = "\"resources\": [\(isNested ? "" : configuration)], \"module_calls\": \(calls)"
    return
      "{\"format_version\": \"1.2\", \"terraform_version\": \"1.13.4\", \"planned_values\": {\"root_module\": "
      + "{\"resources\": [\((balancers + [service]).joined(separator: ", "))]}}, "
      + "\"resource_changes\": [\((marks + [serviceMarks]).joined(separator: ", "))], "
      + "\"configuration\": {\"root_module\": {\(root.replacing("CONFIGURATION", with: configuration))}}}"
  }

  /// The name of the frontend's id that the Private Link Service has, or of the whole list.
  private func name(_ plan: String) throws -> String? {
    let loaded = ArtefactLoader.load(SourceFile(path: "plan.json", text: plan), format: .json)
    #expect(loaded.problems.map(\.message) == [])
    let service = try #require(loaded.resources.first { $0.kind == .privateLinkService })
    let list = try #require(service.node["loadBalancerFrontendIpConfigurations"])
    return list.unknownName ?? list.element(at: 0)?["id"]?.unknownName
  }

  private static let full = [
    "azurerm_lb.b.frontend_ip_configuration[0].id", "azurerm_lb.b.frontend_ip_configuration[0]",
    "azurerm_lb.b.frontend_ip_configuration", "azurerm_lb.b",
  ]
  private static let own = "azurerm_private_link_service.p.load_balancer_frontend_ip_configuration_ids"
  private static let frontend = "azurerm_lb.b.frontend_ip_configuration[0].id"

  static let cases: [(references: [String], name: String)] = [
    (full, frontend),
    // `azurerm_lb.b.frontend_ip_configuration[*].id` and `.0.id`.
    (["azurerm_lb.b.frontend_ip_configuration", "azurerm_lb.b"], frontend),
    (["azurerm_lb.b.frontend_ip_configuration.0.id", "azurerm_lb.b"], frontend),
    // The balancer's own id, which no frontend has.
    (["azurerm_lb.b.id", "azurerm_lb.b"], "azurerm_lb.b.id"),
    (full + ["azurerm_lb.c.id", "azurerm_lb.c"], own), (full + ["local.name"], own),
    (["data.azurerm_lb.b.id", "data.azurerm_lb.b"], own), (["local.frontend"], own), (["var.frontend"], own),
    (["each.value.id", "each.value"], own), ([], own), (["azurerm_lb.c.id", "azurerm_lb.c"], own),
    (["azurerm_lb.b[", "azurerm_lb.b"], own), (full + ["path.module", "terraform.workspace"], frontend),
  ]

  @Test(arguments: cases) func oneReferenceIsFollowed(_ references: [String], _ name: String) throws {
    #expect(try self.name(plan(references: references)) == name)
  }

  @Test func anIndexPicksTheInstance() throws {
    let instances = ["azurerm_lb.b[\"x\"]", "azurerm_lb.b[\"y.z\"]"]
    let written = "azurerm_lb.b[\"y.z\"].frontend_ip_configuration[0].id"
    #expect(
      try name(
        plan(
          references: [written, "azurerm_lb.b[\"y.z\"]", "azurerm_lb.b"], instances: instances)) == written)
    // Without an index two may be meant; `[each.key]` means the referrer's own.
    #expect(try name(plan(references: ["azurerm_lb.b"], instances: instances)) == Self.own)
    let iterating = try name(
      plan(
        references: ["azurerm_lb.b", "each.key"], instances: instances,
        referrer: "azurerm_private_link_service.p[\"y.z\"]"))
    #expect(iterating == "azurerm_lb.b[\"y.z\"].frontend_ip_configuration[0].id")
    let other = try name(
      plan(
        references: ["azurerm_lb.b", "each.key"], instances: instances,
        referrer: "azurerm_private_link_service.p[\"w\"]"))
    #expect(
      other == "azurerm_private_link_service.p[\"w\"].load_balancer_frontend_ip_configuration_ids")
  }

  @Test func argumentsAndOutputsOfModulesAreFollowed() throws {
    // The service is in module.link, whose argument is an output of module.balance.
    let calls = """
      {"link": {"expressions": {"frontend": {"references": ["module.balance.frontend", "module.balance"]}},
       "module": {"resources": [CONFIGURATION], "variables": {"frontend": {}}}},
       "balance": {"expressions": {}, "module": {"resources": [], "outputs": {"frontend": {"expression": {"references":
        ["azurerm_lb.b.frontend_ip_configuration[0].id", "azurerm_lb.b.frontend_ip_configuration", "azurerm_lb.b"]}}}}}}
      """
    for balancer in ["module.balance.azurerm_lb.b", "module.balance[0].azurerm_lb.b"] {
      let found = try name(
        plan(
          references: ["var.frontend"], instances: [balancer],
          referrer: "module.link.azurerm_private_link_service.p", calls: calls))
      #expect(found == balancer + ".frontend_ip_configuration[0].id")
    }
    // Of two instances of the module nobody knows which one is meant.
    let two = try name(
      plan(
        references: ["var.frontend"],
        instances: ["module.balance[0].azurerm_lb.b", "module.balance[1].azurerm_lb.b"],
        referrer: "module.link.azurerm_private_link_service.p", calls: calls))
    #expect(
      two == "module.link.azurerm_private_link_service.p.load_balancer_frontend_ip_configuration_ids")
  }

  @Test func aCircleOfReferencesEnds() throws {
    let calls = """
      {"link": {"expressions": {"frontend": {"references": ["module.link.frontend", "module.link"]}},
       "module": {"resources": [CONFIGURATION], "outputs": {"frontend": {"expression": {"references": ["var.frontend"]}}}}}}
      """
    let found = try name(
      plan(
        references: ["var.frontend"], referrer: "module.link.azurerm_private_link_service.p", calls: calls))
    #expect(
      found == "module.link.azurerm_private_link_service.p.load_balancer_frontend_ip_configuration_ids")
  }

  // MARK: What is refused

  static let refusals: [(text: String, message: String, offset: Int)] = [
    (
      #"{"version": 4, "terraform_version": "1.13.4", "serial": 7, "lineage": "x", "outputs": {}, "resources": []}"#,
      "this is Terraform's own state file; run: terraform show -json > state.json, and check state.json", 12
    ),
    (
      #"{"format_version": "2.0", "terraform_version": "3.0.0", "planned_values": {}}"#,
      "format_version 2.0 is not one that airtight reads; 0.x and 1.x are: run terraform show -json with a version of Terraform that writes one of them",
      19
    ),
    (
      #"{"format_version": "1.2", "terraform_version": "1.13.4", "planned_values": {}, "errored": true}"#,
      "Terraform could not finish this plan; mend what terraform plan tells, then run: terraform plan -out=tfplan && terraform show -json tfplan > plan.json",
      90
    ),
  ]

  @Test(arguments: refusals) func whatCannotBeReadSaysWhatToRun(
    _ text: String, _ message: String, _ offset: Int
  ) {
    let loaded = ArtefactLoader.load(SourceFile(path: "a.json", text: text), format: .json)
    #expect(loaded.problems.map(\.message) == [message])
    #expect(loaded.problems.first?.severity == .error)
    #expect(loaded.problems.first?.span?.start == UInt32(offset))
    #expect(loaded.resources.isEmpty && loaded.unrecognised.isEmpty)
  }

  @Test func aReleaseWithAnnotationsIsNotChecked() throws {
    func load(_ values: String) -> LoadedFile {
      let text =
        #"{"format_version": "1.2", "terraform_version": "1.13.4", "planned_values": {"root_module": {"resources": [{"address": "#
        + #""helm_release.carto", "mode": "managed", "type": "helm_release", "name": "carto", "values": {"name": "carto", "namespace": "carto", "#
        + values + "}}]}}}"
      return ArtefactLoader.load(SourceFile(path: "plan.json", text: text), format: .json)
    }
    for values in [
      #""values": ["service:\n  annotations:\n    service.beta.kubernetes.io/azure-pls-create: \"true\"\n"]"#,
      #""set": [{"name": "service.annotations.service\\.beta\\.kubernetes\\.io/azure-load-balancer-internal", "value": "true"}]"#,
    ] {
      let loaded = load(values)
      #expect(
        loaded.problems.map(\.message) == [
          "helm_release.carto sets annotations of Azure's load balancers, and what the chart makes of them is not checked; add the output of: helm template <release> <chart> --values <file>"
        ])
      #expect(loaded.problems.first?.severity == .warning)
      #expect(loaded.resources.map(\.identity) == ["helm.Release/carto/carto"])
    }
    #expect(load(#""values": ["replicas: 2\n"]"#).problems.isEmpty)
  }
}
