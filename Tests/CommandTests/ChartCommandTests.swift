import Foundation
import Testing

/// Charts and overlays as the command line sees them.
@Suite struct ChartCommandTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures/charts"
  )
  .path

  @Test func aChartThatIsNotRenderedIsUnknownAndNoError() throws {
    let run = try CommandTests.airtight(["check", "chart"], in: Self.fixtures)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let note =
      "chart/gateway/Chart.yaml: warning: the chart in 'gateway' is not rendered: what its 3 templates will hold is unknown; "
      + "--render renders it with your helm, or check the output of 'helm template' [input-doubtful]\n"
    #expect(run.output.hasPrefix(note), "\(run.output)")
    #expect(run.output.components(separatedBy: "warning:").count == 2)
    #expect(
      run.output.contains(
        "because templates and patches hold objects that are not rendered; to see them:\n  airtight check --render\n"
          + "      for kubernetes.Deployment, kubernetes.NetworkPolicy, kubernetes.Service\n"))
    // What may hide in a template is evidence that is lacking.
    #expect(
      try CommandTests.airtight(["check", "--require-evidence", "chart"], in: Self.fixtures).status == 1)
  }

  @Test func rulesAboutTemplatesAreUnknown() throws {
    let run = try CommandTests.airtight(["check", "--format", "json", "chart"], in: Self.fixtures)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let rules = try #require(report["rules"] as? [[String: Any]])
    let rule = try #require(rules.first { $0["id"] as? String == "load-balancer-public" })
    #expect(rule["outcome"] as? String == "unknown")
    #expect(rule["missing"] as? [String] == ["kubernetes.Service"])
    // No rule about what a template may hold passes.
    let kubernetes = rules.filter {
      ["private-link-visibility-open", "source-ranges-open"].contains("\($0["id"] ?? "")")
    }
    #expect(kubernetes.count == 2 && kubernetes.allSatisfy { $0["outcome"] as? String == "unknown" })
  }

  @Test func policiesInTemplatesLeaveConnectionsOpen() throws {
    let space = try Workspace([
      "deployment.yaml": try text("overlay/base/deployment.yaml"),
      "chart/Chart.yaml": "name: policies\n",
      "chart/templates/policy.yaml": "{{- if .Values.on }}\nkind: NetworkPolicy\nmetadata: {}\n{{- end }}\n",
    ])
    let run = try space.airtight("connectivity")
    #expect(
      run.output == """
        0.0.0.0-255.255.255.255 => default/at-gateway[Deployment] : unknown (at most all connections)
        default/at-gateway[Deployment] => 0.0.0.0-255.255.255.255 : unknown (at most all connections)

        """)
  }

  @Test func aPolicyInATemplateIsNotMissing() throws {
    let service = try text("helm-output/gateway.yaml").components(separatedBy: "---\n").dropFirst(2).joined(
      separator: "---\n")
    let space = try Workspace(["gateway.yaml": service])
    let rule = ["check", "--only", "gateway-network-policy-missing"]
    #expect(
      try CommandTests.airtight(rule, in: space.path).output.contains("[gateway-network-policy-missing]"))
    try space.write("chart/Chart.yaml", "name: chart\n")
    try space.write(
      "chart/templates/policy.yaml", try text("chart/gateway/templates/network-policy.yaml"))
    let run = try CommandTests.airtight(rule, in: space.path)
    #expect(run.status == 0)
    #expect(run.output.contains("gateway-network-policy-missing: 1 of 1 resource"), "\(run.output)")
    // A report that is read elsewhere says how to get the objects.
    let page = try CommandTests.airtight(["check", "--format", "markdown", "chart"], in: space.path)
    #expect(
      page.output.contains("| `kubernetes.NetworkPolicy` | `airtight check --render` |"), "\(page.output)")
  }

  @Test func aTemplateOutsideOfAChartIsOneNote() throws {
    let space = try Workspace([
      "playbook.yaml": "{% for host in hosts %}\n- name: {{ host }}\n  a: {{ b }}\n{% endfor %}\n",
      "quoted.yaml": publicService.replacing("at-gateway\n  namespace", with: "\"{{ name }}\"\n  namespace"),
      "substituted.yaml": "a: ${VALUE}\nb: \"{{ c }}\"\n",
    ])
    let run = try space.airtight("check", "--only", "load-balancer-public")
    #expect(run.status == 1)
    let note =
      "playbook.yaml:1:2: warning: this is a template, not YAML ('{{', '{%' or '<%'); check what it renders to, "
      + "such as the output of 'helm template' [input-doubtful]\n"
    #expect(run.output.contains(note), "\(run.output)")
    #expect(run.output.components(separatedBy: "[input-").count == 2)
    // A template that is YAML all the same is read as such.
    #expect(run.output.contains("error: Service {{ name }} gets a public load balancer"), "\(run.output)")
  }

  @Test func brokenYAMLStaysAnError() throws {
    let space = try Workspace([
      "a.yaml": "a: b: c\n", "chart/Chart.yaml": "name: a\n", "chart/templates/plain.yaml": "a: b: c\n",
      "chart/values.yaml": "a: b: c\n",
    ])
    let run = try space.airtight("check")
    #expect(run.status == 3)
    #expect(run.output.components(separatedBy: "mapping values are not allowed").count == 4)
  }

  @Test func credentialsInTemplatesAndValuesAreFound() throws {
    let token = "dapi" + String(repeating: "0123456789abcdef", count: 2)
    let space = try Workspace([
      "chart/Chart.yaml": "name: a\n", "chart/values.yaml": "token: \(token)\n",
      "chart/templates/secret.yaml": "kind: Secret\nstringData:\n  {{ .Values.name }}: \(token)\n",
    ])
    let run = try space.airtight("check", "--only", "credential-in-clear", "chart")
    #expect(run.output.contains("chart/values.yaml:1:8: "), "\(run.output)")
    #expect(run.output.contains("chart/templates/secret.yaml:3:"), "\(run.output)")
    #expect(!run.output.contains(token))
  }

  // MARK: Rendering

  /// A test double of helm: no helm can be had where these tests run. It writes what `helm template` writes for the fixture
  /// (documents below `# Source:` comments) and keeps the words that it was called with.
  private func helm(_ script: String = "", output: String? = nil) throws -> Workspace {
    let space = try Workspace([
      "output.yaml": try output ?? text("helm-output/gateway.yaml"),
      "estate/gateway/Chart.yaml": try text("chart/gateway/Chart.yaml"),
      "estate/gateway/values.yaml": try text("chart/gateway/values.yaml"),
    ])
    for name in ["deployment", "service", "network-policy"] {
      try space.write(
        "estate/gateway/templates/\(name).yaml", try text("chart/gateway/templates/\(name).yaml"))
    }
    try space.write(
      "bin/helm",
      "#!/bin/sh\nenv > \(space.path)/environment\necho \"$@\" > \(space.path)/words\n\(script)\ncat \(space.path)/output.yaml\n"
    )
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: space.path + "/bin/helm")
    return space
  }

  private func airtight(_ space: Workspace, path: String? = nil, _ arguments: String...) throws
    -> CommandTests.Run
  {
    let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/airtight"
    return try CommandTests.run(
      "/usr/bin/env",
      [
        "PATH=\(path ?? space.path + "/bin:/usr/bin:/bin")", "AIRTIGHT_TEST_TOKEN=secret",
        binary,
      ]
        + arguments, in: space.path + "/estate")
  }

  @Test func aRenderedChartIsJudgedAtItsTemplates() throws {
    let space = try helm()
    let run = try airtight(space, "check", "--render", "--only", "private-link-visibility-open")
    #expect(
      run.output.hasPrefix(
        """
        gateway/templates/service.yaml:16:5: note: the Private Link Service of gateway is visible to every subscription \
        [private-link-visibility-open]
           16 |     service.beta.kubernetes.io/azure-pls-visibility: {{ join " " .Values.privateLink.visibi…
        """), "\(run.output)")
    #expect(!run.output.contains("is not rendered"))
    let folder = URL(filePath: space.path).resolvingSymlinksInPath().path
    #expect(try space.text("words") == "template gateway \(folder)/estate/gateway --namespace default\n")
    #expect(!(try space.text("environment").contains("secret")))
    let path = try airtight(space, "trace", "--render")
    #expect(path.output.contains("gateway/templates/service.yaml:19:3  kubernetes.Service/carto/gateway\n"))
    let open = try airtight(space, "connectivity", "--render")
    #expect(open.output == "10.20.0.0-10.20.255.255 => carto/gateway[Deployment] : TCP 8443\n")
    #expect(
      try airtight(space, "inspect", "--render").output.contains(
        "\"path\": \"gateway/templates/service.yaml\""))
  }

  @Test func theConfigurationSaysHow() throws {
    let space = try helm()
    try space.write(
      "estate/.airtight.yaml",
      "render: [helm]\ncharts: [{path: gateway, release: atg, namespace: carto, values: [production.yaml]}]\n"
    )
    #expect(try airtight(space, "check").output.contains("(3 resources;"))
    let folder = URL(filePath: space.path).resolvingSymlinksInPath().path + "/estate"
    #expect(
      try space.text("words")
        == "template atg \(folder)/gateway --namespace carto --values \(folder)/production.yaml\n")
    #expect(try airtight(space, "check", "--no-render").output.contains("is not rendered"))
  }

  static let refused: [(String, String)] = [
    ("render: [helmet]", "'helmet' is no tool to render with, perhaps 'helm'; allowed are helm, kustomize"),
    ("render: helm", "'render' is a list"),
    (
      "charts: [{path: a, relase: b}]",
      "unknown key 'relase', perhaps 'release'; allowed are path, release, namespace, values"
    ),
    (
      "charts: [{release: b}]",
      "'path' is missing; an entry has 'path', and 'release', 'namespace' or 'values'"
    ),
    (
      "charts: [{path: a, release: --post-renderer}]",
      "'--post-renderer' is no release; one is of a-z, 0-9 and '-', at most 53 characters"
    ),
  ]

  @Test(arguments: refused) func wrongKeysAreRefused(_ text: String, _ message: String) throws {
    let space = try Workspace([".airtight.yaml": text, "a.yaml": publicService])
    let run = try space.airtight("check")
    #expect(run.status == 2)
    #expect(run.errors.contains("error: " + message), "\(run.errors)")
  }

  @Test func withoutHelmItIsSaidAndUnknown() throws {
    let space = try helm()
    let run = try airtight(space, path: "/nowhere", "check", "--render")
    #expect(run.status == 0)
    let note =
      "gateway/Chart.yaml: warning: the chart in 'gateway' is not rendered: there is no helm in PATH; "
      + "what its 3 templates will hold is unknown [input-doubtful]\n"
    #expect(run.output.hasPrefix(note), "\(run.output)")
    #expect(run.output.contains("68 rules undecided") || run.output.contains("rules undecided"))
  }

  @Test func aFailureOfHelmIsOneErrorAtTheChart() throws {
    let complaint = "Error: execution error at (gateway/templates/service.yaml:14:53): subnet is required"
    let space = try helm("echo '\(complaint)' >&2; exit 1")
    let run = try airtight(space, "check", "--render")
    #expect(run.status == 3)
    let error =
      "gateway/Chart.yaml: error: helm could not render the chart in 'gateway' (exit code 1): \(complaint) [input-refused]\n"
    #expect(run.output.hasPrefix(error), "\(run.output)")
    #expect(try airtight(space, "trace", "--render").status == 3)
  }

  @Test func aHostileChartEndsWithItsLimits() throws {
    let space = try helm("head -c 1000000000 /dev/zero; exit 0")
    let run = try airtight(space, "check", "--render")
    #expect(run.status == 3)
    let error =
      "gateway/Chart.yaml: error: helm was stopped: it wrote more than 67108864 bytes for the chart in 'gateway', "
      + "which are the most that are read [input-refused]\n"
    #expect(run.output.hasPrefix(error), "\(run.output.prefix(400))")
  }

  @Test func helmInTheWorkingFolderIsNotRun() throws {
    let space = try helm()
    try space.write("estate/helm", "#!/bin/sh\ntouch \(space.path)/ran\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: space.path + "/estate/helm")
    let run = try airtight(space, path: ".::", "check", "--render")
    #expect(run.output.contains("there is no helm in PATH"))
    #expect(!FileManager.default.fileExists(atPath: space.path + "/ran"))
  }

  @Test func commentsInTemplatesSuppressWhatIsRendered() throws {
    let comment = "    # airtight: allow private-link-visibility-open Every subscription is ours\n"
    let line = "    service.beta.kubernetes.io/azure-pls-visibility"
    let output = try text("helm-output/gateway.yaml").replacing(line, with: comment + line)
    let space = try helm(output: output)
    try space.write(
      "estate/gateway/templates/service.yaml",
      try text("chart/gateway/templates/service.yaml").replacing(line, with: comment + line))
    let run = try airtight(space, "check", "--render", "--only", "private-link-visibility-open")
    #expect(run.output.contains("1 finding suppressed"), "\(run.output)")
  }

  @Test func aLineThatIsNotKnownIsTheFilesFirst() throws {
    let output = try text("helm-output/gateway.yaml").replacing("  type: LoadBalancer\n", with: "")
      .replacing("spec:\n  selector", with: "spec:\n  externalIPs: [203.0.113.7]\n  selector")
    let space = try helm(output: output)
    let run = try airtight(space, "check", "--render", "--only", "gateway-external-ips")
    #expect(run.output.contains("gateway/templates/service.yaml:1:1: "), "\(run.output)")
    #expect(run.output.contains("(in the rendered kubernetes.Service/carto/gateway) [gateway-external-ips]"))
  }

  // MARK: Overlays

  @Test func patchesAreNoObjectsAndWhatTheyPatchIsNotJudged() throws {
    let run = try CommandTests.airtight(["check", "overlay"], in: Self.fixtures)
    #expect(run.status == 0)
    let note =
      "overlay/production/kustomization.yaml: warning: this kustomization is not built: objects that it patches are not judged, "
      + "others as their own files have them; --render builds it with your kustomize or kubectl, or check the output of "
      + "'kubectl kustomize' [input-doubtful]\n"
    #expect(run.output.hasPrefix(note), "\(run.output)")
    #expect(run.output.contains("      for kubernetes.Deployment, kubernetes.Service\n"))
    #expect(!run.output.contains("not recognised"))
    // The base alone is judged as it is.
    #expect(
      try CommandTests.airtight(["check", "overlay/base"], in: Self.fixtures).output.contains(
        "overlay/base/service.yaml:4:1: error: Service at-gateway gets a public load balancer"))
  }

  private static let hasKubectl = FileManager.default.isExecutableFile(atPath: "/usr/bin/kubectl")

  @Test(.enabled(if: hasKubectl)) func anOverlayIsBuiltWithTheRealKubectl() throws {
    let space = try Workspace()
    try FileManager.default.copyItem(atPath: Self.fixtures + "/overlay", toPath: space.path + "/overlay")
    let sound = try space.airtight("check", "--render", "overlay")
    #expect(sound.status == 0)
    #expect(sound.output.contains("path kubernetes.Service/carto/at-gateway: "), "\(sound.output)")
    #expect(sound.output.contains("no findings in 6 files (3 resources;"))
    let patch = "overlay/production/service-private-link.yaml"
    try space.write(
      patch,
      try space.text(patch).replacing("internal: \"true\"", with: "internal: \"True\"")
        .replacing("\"5a1f0c3e-7d24-4b61-9e8a-0c2d4f6a8b10\"", with: "\"*\""))
    let broken = try space.airtight("check", "--render", "overlay")
    #expect(broken.status == 1)
    // The values stand in the patch.
    #expect(
      broken.output.contains("\(patch):6:62: error: Service at-gateway gets a public load balancer"),
      "\(broken.output)")
    #expect(
      broken.output.contains(
        "\(patch):10:54: note: the Private Link Service of at-gateway is visible to every"))
  }

  @Test(.enabled(if: hasKubectl)) func aBrokenOverlayIsOneError() throws {
    let space = try Workspace([
      "kustomization.yaml": "namePrefix: a-\nresources: [service.yaml]\npatches: [{path: patch.yaml}]\n",
      "service.yaml": publicService, "patch.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: other}\n",
    ])
    let run = try space.airtight("check", "--render")
    #expect(run.status == 3)
    #expect(
      run.output.contains(
        "kustomization.yaml: error: kubectl could not render this kustomization (exit code 1): "),
      "\(run.output)")
    #expect(run.output.components(separatedBy: "[input-refused]").count == 2)
  }

  @Test func nothingIsFetched() throws {
    let space = try Workspace([
      "kustomization.yaml": "namePrefix: a-\nresources: [service.yaml, 'https://example.com/base?ref=v1']\n",
      "service.yaml": publicService,
    ])
    let run = try space.airtight("check", "--render")
    #expect(
      run.output.contains(
        "kustomization.yaml: warning: this kustomization is not built: it needs 'https://example.com/base?ref=v1', which is "
          + "not here, and nothing is fetched; objects that it patches are not judged, others as their own files have them"
      ),
      "\(run.output)")
    #expect(run.output.contains("service.yaml:3:1: error: Service at-gateway gets a public load balancer"))
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: Self.fixtures + "/" + path)), as: UTF8.self)
  }
}
