import Foundation
import Testing

/// The configuration as the command line uses it.
@Suite struct ConfigurationCommandTests {
  @Test func itIsFoundUpwardsAndItsPathsStartFromItsFolder() throws {
    let space = try Workspace([
      ".airtight.yaml": "exclude: [/deploy/old/]\nseverity: {load-balancer-public: note}\n",
      "deploy/service.yaml": publicService, "deploy/old/service.yaml": publicService,
    ])
    for folder in ["", "deploy"] {
      let run = try space.airtight("check", folder: folder)
      #expect(run.status == 0)
      #expect(run.output.contains("service.yaml:3:1: note: Service at-gateway gets a public load balancer"))
      #expect(run.output.contains("1 note in 1 file"))
    }
    // What is named is checked.
    #expect(try space.airtight("check", "deploy/old").output.contains("1 note in 1 file"))
  }

  @Test func theSearchEndsAtTheRepositorysTop() throws {
    let space = try Workspace([
      ".airtight.yaml": "severity: {load-balancer-public: \"off\"}\n",
      "repository/service.yaml": publicService,
    ])
    #expect(try space.airtight("check", folder: "repository").status == 0)
    try FileManager.default.createDirectory(
      atPath: space.path + "/repository/.git", withIntermediateDirectories: true)
    #expect(try space.airtight("check", folder: "repository").status == 1)
    #expect(try space.airtight("check", "--config", "../.airtight.yaml", folder: "repository").status == 0)
  }

  @Test func theCommandLineWins() throws {
    let space = try Workspace([
      ".airtight.yaml": """
      fail-on: never
      require-evidence: true
      severity: {load-balancer-public: off}
      """, "service.yaml": publicService,
    ])
    #expect(try space.airtight("check").status == 1)
    #expect(try space.airtight("check", "--no-require-evidence").status == 0)
    let chosen = try space.airtight(
      "check", "--no-require-evidence", "--only", "load-balancer-public", "--fail-on", "error")
    #expect(chosen.status == 1 && chosen.output.contains("[load-balancer-public]"))
  }

  @Test func gitIgnoredFilesAreSkipped() throws {
    let space = try Workspace([
      ".gitignore": "/rendered/\n", "rendered/service.yaml": publicService, "a.yaml": "a: 1\n",
    ])
    #expect(try space.airtight("check").status == 1)
    try space.git("init", "--quiet")
    #expect(try space.airtight("check").status == 0)
    #expect(try space.airtight("check", "rendered").status == 1)
  }

  static let refused: [(String, String)] = [
    (
      "exclud: []",
      """
      .airtight.yaml:1:1: error: unknown key 'exclud', perhaps 'exclude'; allowed are include, exclude, severity, params, \
      profiles, rules, fail-on, require-evidence, baseline, allow, render, charts
          1 | exclud: []
            | ^~~~~~
      """
    ),
    (
      "severity: {load-balancer-publik: off}",
      """
      .airtight.yaml:1:12: error: there is no rule 'load-balancer-publik', perhaps 'load-balancer-public'; \
      'airtight rules' lists them
      """
    ),
    (
      "params: {dnsMod: x}",
      ".airtight.yaml:1:10: error: no rule has a parameter 'dnsMod', perhaps 'dnsMode'; parameters are "
    ),
    ("params: {dnsMode: [x]}", ".airtight.yaml:1:10: error: the parameter 'dnsMode' is a text\n"),
    (
      "rules: [no-such-folder]",
      "no-such-folder: error: no rule.yaml below this folder; a rule is <family>/<id>/rule.yaml\n"
    ),
    (
      "profiles: {a: {}, b: {}}",
      "airtight: the configuration has several profiles; --profile chooses one of a, b\n"
    ),
  ]

  @Test(arguments: refused) func whatIsWrongEndsWith2(_ text: String, _ message: String) throws {
    let space = try Workspace([".airtight.yaml": text, "service.yaml": publicService])
    let run = try space.airtight("check")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  @Test func settingsAreTyped() throws {
    let space = try Workspace(["service.yaml": publicService])
    let unknown = try space.airtight("check", "--set", "dnsMod=x")
    #expect(unknown.status == 2)
    #expect(
      unknown.errors.hasPrefix(
        "airtight: no rule has a parameter 'dnsMod', perhaps 'dnsMode'; parameters are "))
    let profile = try space.airtight("check", "--profile", "a")
    #expect(
      profile.errors == "airtight: there is no profile 'a'; the configuration has none\n"
        && profile.status == 2)
  }

  /// A rule of the user's own with parameters of all types, set in the configuration.
  @Test func ownRulesAndTheirParameters() throws {
    let rule = """
      id: service-named-badly
      summary: A Service has a name of a list.
      why: Names matter.
      remediation: Rename it.
      severity: warning
      confidence: high
      references: [{name: us}]
      match: [kubernetes.Service]
      params:
        names: {type: list, default: [x], description: Names that are not allowed.}
        most: {type: int, default: 0, description: Ports at most.}
        strict: {type: bool, default: false, description: Whether anything is wrong.}
      validations:
        - expression: "!params.strict || !(object.metadata.name in params.names) || object.spec.ports.size() > params.most"
          messageExpression: "'named ' + object.metadata.name"
          severity: note
          at: metadata.name

      """
    let space = try Workspace([
      "rules/ours/service-named-badly/rule.yaml": rule, "k8s/service.yaml": publicService,
      ".airtight.yaml": """
      rules: [rules]
      params: {names: [a, at-gateway], most: 5, strict: true}
      """,
    ])
    let run = try space.airtight("check", "k8s", "--only", "service-named-badly")
    #expect(run.output.contains("k8s/service.yaml:4:9: note: named at-gateway [service-named-badly]"))
    let set = try space.airtight(
      "check", "k8s", "--only", "service-named-badly", "--set", "names=a,b", "--set", "most=5")
    #expect(set.status == 0 && set.output.hasPrefix("no findings"))
    let wrong = try space.airtight("check", "k8s", "--set", "most=many")
    #expect(wrong.status == 2 && wrong.errors == "airtight: the parameter 'most' is a whole number\n")
    try space.write(
      ".airtight.yaml",
      "rules: [rules]\nparams: {names: [at-gateway], most: 5, strict: true}\nseverity: {service-named-badly: error}\n"
    )
    #expect(
      try space.airtight("check", "k8s", "--only", "service-named-badly").output.contains(
        ": error: named at-gateway"))
  }

  /// The profile names a gateway that asks for no Private Link Service, and a host that no artefact names.
  @Test func theProfileNamesTheGatewayAndItsHosts() throws {
    let configuration = """
      profiles:
        production:
          gateway: {namespace: carto, service: at-gateway}
          hosts: [atg.carto.contoso.internal]
          dns-mode: databricks-managed
      """
    let space = try Workspace(["service.yaml": publicService])
    #expect(try space.airtight("trace").status == 4)
    try space.write(".airtight.yaml", configuration)
    let run = try space.airtight("trace")
    #expect(run.status == 1)
    #expect(run.output.contains("atg.carto.contoso.internal"))
    #expect(run.output.contains("Service at-gateway gets a public load balancer"))
    #expect(try space.airtight("check").output.contains("path atg.carto.contoso.internal: public, "))
  }

  /// The profile's subscriptions are the rules' parameter.
  @Test func theProfileKnowsDatabricksSubscriptions() throws {
    let folder =
      CommandTests.root + "/rules/kubernetes/databricks-subscription-not-visible/fail/known-by-setting"
    let setting = try String(contentsOfFile: folder + "/settings.txt", encoding: .utf8)
    let subscription = try #require(setting.split(separator: "\n")[0].split(separator: "=").last)
    let space = try Workspace()
    try FileManager.default.copyItem(atPath: folder, toPath: space.path + "/case")
    let rule = ["check", "case", "--only", "databricks-subscription-not-visible"]
    #expect(try CommandTests.airtight(rule, in: space.path).status == 0)
    try space.write(
      ".airtight.yaml", "profiles: {a: {databricks-subscriptions: [\(subscription)]}}\n")
    #expect(try CommandTests.airtight(rule, in: space.path).status == 1)
    #expect(
      try CommandTests.airtight(rule + ["--set", "databricksSubscriptions="], in: space.path).status == 0)
  }

  /// Rules about gateways judge the pods of a Service that the profile names, although it asks for no Private Link Service.
  @Test func rulesJudgeTheGatewayThatTheProfileNames() throws {
    let cases = CommandTests.root + "/rules/kubernetes/gateway-host-network/fail"
    let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: cases).first)
    let space = try Workspace()
    try FileManager.default.copyItem(atPath: cases + "/" + folder, toPath: space.path + "/case")
    let service = try space.text("case/service.yaml")
    try space.write(
      "case/service.yaml",
      service.split(separator: "\n").filter { !$0.contains("azure-pls") }.joined(separator: "\n") + "\n")
    let rule = ["check", "case", "--only", "gateway-host-network"]
    #expect(try CommandTests.airtight(rule, in: space.path).status == 0)
    try space.write(".airtight.yaml", "profiles: {a: {gateway: {service: at-gateway}}}\n")
    #expect(try CommandTests.airtight(rule, in: space.path).status == 1)
  }
}
