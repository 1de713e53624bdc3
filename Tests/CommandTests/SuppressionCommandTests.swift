import Foundation
import Testing

/// Suppressions as the command line shows and writes them.
@Suite struct SuppressionCommandTests {
  private func suppressed() throws -> Workspace {
    try Workspace([
      "service.yaml": publicService.replacingOccurrences(
        of: "metadata:", with: "metadata: # airtight: allow load-balancer-public Open on purpose")
    ])
  }

  @Test func suppressedFindingsStayVisible() throws {
    let space = try suppressed()
    let text = try space.airtight("check")
    #expect(text.status == 0)
    #expect(text.output.contains("no findings in 1 file (1 resource; 1 finding suppressed; "))
    let json = try space.airtight("check", "--format", "json").output
    #expect(json.contains("\"suppressed\": \"Open on purpose\""))
    #expect(json.contains("\"suppressed\": 1,"))
    let sarif = try space.airtight("check", "--format", "sarif").output
    #expect(
      sarif.contains("\"kind\": \"inSource\"") && sarif.contains("\"justification\": \"Open on purpose\""))
    try space.write("service.yaml", publicService)
    try space.write(".airtight.yaml", "allow: [{rule: load-balancer-public, path: '*.yaml', reason: Known}]")
    let external = try space.airtight("check", "--format", "sarif").output
    #expect(external.contains("\"kind\": \"external\"") && external.contains("\"justification\": \"Known\""))
  }

  @Test func theEnginesRulesAreListedAndExplained() throws {
    let list = try CommandTests.airtight(["rules"]).output
    #expect(list.contains("\nsuppressions (4)\n  baseline-entry-stale "))
    let text = try CommandTests.airtight(["explain", "suppression-unused"]).output
    #expect(
      text == """
        suppression-unused: A suppression suppresses nothing.

        severity    note (confidence high)

        Why: It would hide a finding that nobody has looked at, should one appear.

        What to do: Remove it, or put it at the line that the finding is at.

        Sources:
          airtight, docs/suppressions.md

        """)
  }

  /// Every finding of the broken sample is suppressed, no file reads differently, and a second time nothing is written.
  @Test func addAllowAcceptsTheBrokenSample() throws {
    let space = try Workspace()
    let sample = CommandTests.root + "/samples/private-aks/broken"
    try FileManager.default.copyItem(atPath: sample, toPath: space.path + "/broken")
    let files = try #require(FileManager.default.enumerator(atPath: sample)?.allObjects as? [String])
    let before = try inventory(space)
    let run = try space.airtight("check", "--add-allow", "Known since the audit until 2999-12-31")
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.hasSuffix(" of the configuration written\n"))
    #expect(try inventory(space) == before)
    for file in files where file.contains(".") {
      let old = try String(contentsOfFile: sample + "/" + file, encoding: .utf8)
      let new = try space.text("broken/" + file)
      let kept = new.split(separator: "\n", omittingEmptySubsequences: false).filter {
        !$0.contains("airtight: allow")
      }
      #expect(kept.joined(separator: "\n") == old, "\(file)")
      #expect(!file.hasSuffix(".json") || old == new)
    }
    let again = try space.airtight("check", "--format", "json", "--fail-on", "note")
    #expect(again.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any]
    let findings = try #require(object?["findings"] as? [[String: Any]])
    #expect(findings.count > 20)
    #expect(findings.allSatisfy { $0["suppressed"] as? String == "Known since the audit" })
    let second = try space.airtight("check", "--add-allow", "Again")
    #expect(second.output == "0 comments and 0 entries of the configuration written\n" && second.status == 0)
  }

  /// What the resources of the inputs are, without their places.
  private func inventory(_ space: Workspace) throws -> String {
    let object =
      try JSONSerialization.jsonObject(with: Data(try space.airtight("inspect").output.utf8))
      as? [String: Any]
    let resources = try #require(object?["resources"] as? [[String: Any]])
    return resources.map { "\($0["kind"] ?? "") \($0["name"] ?? "") \($0["identity"] ?? "")" }.joined(
      separator: "\n")
  }

  @Test func commentsAreWrittenWithTheFilesOwnIndentationAndLineBreaks() throws {
    let service = publicService.replacingOccurrences(of: "\n", with: "\r\n")
    let space = try Workspace(["service.yaml": "\u{FEFF}" + service])
    #expect(
      try space.airtight("check", "--add-allow", "Open").output
        == "service.yaml\n1 comment and 0 entries of the configuration written\n")
    #expect(
      try space.text("service.yaml")
        == "\u{FEFF}"
        + service.replacingOccurrences(
          of: "metadata:", with: "# airtight: allow load-balancer-public Open\r\nmetadata:"))
    let list = publicService.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n").dropFirst(4)
    try space.write("service.yaml", "apiVersion: v1\nkind: List\nitems:\n  - " + list + "\n")
    _ = try space.airtight("check", "--add-allow", "Open")
    #expect(
      try space.text("service.yaml").contains(
        "\n    # airtight: allow load-balancer-public Open\n    metadata:\n"))
  }

  static let configurations: [(String, String)] = [
    (
      "",
      "allow:\n  - rule: load-balancer-public\n    resource: \"kubernetes.Service/carto/at-gateway\"\n    path: \"/a.json\"\n    reason: \"Open\"\n"
    ),
    (
      "# ours\nfail-on: note",
      "# ours\nfail-on: note\n\nallow:\n  - rule: load-balancer-public\n    resource: \"kubernetes.Service/carto/at-gateway\"\n    path: \"/a.json\"\n    reason: \"Open\"\n"
    ),
    (
      "allow: [] # none\nfail-on: note\n",
      "allow: # none\n  - rule: load-balancer-public\n    resource: \"kubernetes.Service/carto/at-gateway\"\n    path: \"/a.json\"\n    reason: \"Open\"\nfail-on: note\n"
    ),
    (
      "allow:\nfail-on: note\n",
      "allow:\n  - rule: load-balancer-public\n    resource: \"kubernetes.Service/carto/at-gateway\"\n    path: \"/a.json\"\n    reason: \"Open\"\nfail-on: note\n"
    ),
    (
      "allow:\n- rule: zone-generate # old\n  path: x\n  reason: y # why\n\nfail-on: note\n",
      "allow:\n- rule: zone-generate # old\n  path: x\n  reason: y # why\n- rule: load-balancer-public\n  resource: \"kubernetes.Service/carto/at-gateway\"\n  path: \"/a.json\"\n  reason: \"Open\"\n\nfail-on: note\n"
    ),
    (
      "allow: [{rule: zone-generate, path: x, reason: y}]",
      "allow: [{rule: zone-generate, path: x, reason: y}, {rule: load-balancer-public, resource: \"kubernetes.Service/carto/at-gateway\", path: \"/a.json\", reason: \"Open\"}]"
    ),
  ]

  @Test(arguments: configurations) func jsonGetsAnEntry(_ old: String, _ new: String) throws {
    let json =
      #"{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "at-gateway", "namespace": "carto"}, "spec": {"type": "LoadBalancer"}}"#
    let space = try Workspace(["a.json": json])
    if !old.isEmpty { try space.write(".airtight.yaml", old) }
    let run = try space.airtight("check", "--add-allow", "Open")
    #expect(
      run.output == ".airtight.yaml\n0 comments and 1 entry of the configuration written\n" && run.status == 0
    )
    #expect(try space.text(".airtight.yaml") == new)
    #expect(try space.text("a.json") == json)
    #expect(try space.airtight("check", "--only", "load-balancer-public").status == 0)
  }

  @Test func aReasonIsOneLineOfText() throws {
    let space = try Workspace(["service.yaml": publicService])
    for reason in ["", " ", "a\nb", "until 2027-01-31", "x until 2027-13-31"] {
      let run = try space.airtight("check", "--add-allow", reason)
      #expect(run.status == 2)
      #expect(
        run.errors
          == "airtight: --add-allow takes a reason of one line, with 'until 2027-01-31' at its end or not\n")
    }
    #expect(try space.text("service.yaml") == publicService)
  }
}
