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

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: Self.fixtures + "/" + path)), as: UTF8.self)
  }
}
