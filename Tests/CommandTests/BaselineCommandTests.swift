import Foundation
import Testing

/// The baseline: what it keeps through, and what ends it.
@Suite struct BaselineCommandTests {
  /// A workspace with two public Services and their baseline.
  private func space() throws -> Workspace {
    let space = try Workspace([
      "k8s/a.yaml": publicService,
      "k8s/b.yaml": publicService.replacingOccurrences(of: "name: at-gateway", with: "name: other"),
    ])
    let run = try space.airtight("check", "--write-baseline", "known.jsonl")
    #expect(run.status == 0 && run.output == "known.jsonl: 2 findings written\n" && run.errors == "")
    return space
  }

  @Test func itIsOneSortedLineAFinding() throws {
    let space = try space()
    let message = "gets a public load balancer: the annotation azure-load-balancer-internal is absent"
    let lines = try space.text("known.jsonl").split(separator: "\n").map(String.init)
    #expect(lines.count == 3 && lines[0] == #"{"airtightBaseline":1}"#)
    #expect(
      lines[1].hasPrefix(
        #"{"rule":"load-balancer-public","resource":"kubernetes.Service/carto/at-gateway","evidence":""#))
    #expect(
      lines[1].contains(#"","path":"k8s/a.yaml","message":"Service at-gateway \#(message)"#), "\(lines[1])")
    #expect(lines[2].contains("kubernetes.Service/carto/other"))
    // Any order and any number of jobs give the same bytes.
    _ = try space.airtight(
      "check", "k8s/b.yaml", "k8s/a.yaml", "--jobs", "3", "--write-baseline", "again.jsonl")
    #expect(try space.text("again.jsonl") == space.text("known.jsonl"))
  }

  @Test func knownFindingsDoNotCount() throws {
    let space = try space()
    #expect(try space.airtight("check").status == 1)
    let run = try space.airtight("check", "--baseline", "known.jsonl")
    #expect(
      run.status == 0
        && run.output.contains("no findings in 2 files (2 resources; 2 findings in the baseline; "))
    let json = try space.airtight("check", "--baseline", "known.jsonl", "--format", "json").output
    #expect(json.contains("\"suppressed\": \"in the baseline\"") && json.contains("\"baselined\": 2"))
    let sarif = try space.airtight("check", "--baseline", "known.jsonl", "--format", "sarif").output
    #expect(sarif.contains("\"kind\": \"external\""))
    try space.write(".airtight.yaml", "baseline: known.jsonl\n")
    #expect(try space.airtight("check", "a.yaml", folder: "k8s").status == 0)
  }

  @Test func itSurvivesMovedLinesAndFiles() throws {
    let space = try space()
    try space.write("k8s/a.yaml", "# more\n\n---\n" + publicService)
    try FileManager.default.moveItem(atPath: space.path + "/k8s/b.yaml", toPath: space.path + "/k8s/c.yaml")
    let run = try space.airtight("check", "--baseline", "known.jsonl", "--fail-on", "note")
    #expect(run.status == 0 && run.output.contains("2 findings in the baseline"))
  }

  @Test func itDiesWhenTheResourceChanges() throws {
    let space = try space()
    try space.write(
      "k8s/a.yaml",
      publicService.replacingOccurrences(
        of: "  name: at-gateway",
        with:
          "  annotations: {service.beta.kubernetes.io/azure-load-balancer-internal: \"True\"}\n  name: at-gateway"
      ))
    let run = try space.airtight("check", "--baseline", "known.jsonl")
    #expect(run.status == 1)
    #expect(
      run.output.contains("k8s/a.yaml:4:74: error: Service at-gateway gets a public load balancer"),
      "\(run.output)")
    #expect(
      run.output.contains(
        "known.jsonl:2:1: note: no such finding any more: load-balancer-public of kubernetes.Service/carto/at-gateway "
          + "[baseline-entry-stale]"))
  }

  /// Two findings that are the same need two entries.
  @Test func entriesAreCounted() throws {
    let space = try Workspace(["a.yaml": publicService])
    _ = try space.airtight("check", "--write-baseline", "known.jsonl")
    try space.write("overlay/a.yaml", publicService)
    let run = try space.airtight("check", "--baseline", "known.jsonl", "--only", "load-balancer-public")
    #expect(run.status == 1)
    #expect(run.output.contains("1 error in 2 files") && run.output.contains("1 finding in the baseline"))
  }

  /// Stale is said only where the run could have found it.
  @Test func staleIsSaidOnlyWithinTheRun() throws {
    let space = try space()
    try space.write("k8s/a.yaml", publicService.replacingOccurrences(of: "LoadBalancer", with: "ClusterIP"))
    func stale(_ arguments: String...) throws -> Bool {
      try CommandTests.airtight(["check", "--baseline", "known.jsonl"] + arguments, in: space.path).output
        .contains("[baseline-entry-stale]")
    }
    #expect(try stale())
    #expect(try stale("k8s/a.yaml"))
    #expect(try !stale("k8s/b.yaml"))
    #expect(try !stale("--only", "zone-generate"))
    #expect(try !stale("--skip", "load-balancer-public"))
    try space.write("k8s/a.yaml", "a: [")
    #expect(try !stale())
    try FileManager.default.removeItem(atPath: space.path + "/k8s/a.yaml")
    #expect(try stale())
  }

  @Test func aSuppressedFindingKeepsItsEntry() throws {
    let space = try space()
    try space.write(
      "k8s/a.yaml",
      publicService.replacingOccurrences(
        of: "metadata:", with: "metadata: # airtight: allow load-balancer-public Open"))
    let run = try space.airtight("check", "--baseline", "known.jsonl", "--fail-on", "note")
    #expect(run.status == 0 && run.output.contains("1 finding suppressed; 1 finding in the baseline"))
  }

  static let refused: [(String, String)] = [
    ("{\"a\": 1}\n", "known.jsonl:1:1: error: no baseline; its first line is {\"airtightBaseline\":1}\n"),
    (
      "{\"airtightBaseline\":2}\n",
      "known.jsonl:1:1: error: a baseline of version 2; this airtight reads version 1\n"
    ),
    (
      "{\"airtightBaseline\":1}\n\n{\"rule\":\"a\"}\n",
      "known.jsonl:3:1: error: no entry of a baseline; one is an object with 'rule', 'resource', 'evidence' and 'path'\n"
    ),
  ]

  @Test(arguments: refused) func whatIsNoBaselineIsRefused(_ text: String, _ message: String) throws {
    let space = try Workspace(["a.yaml": publicService, "known.jsonl": text])
    let run = try space.airtight("check", "--baseline", "known.jsonl")
    #expect(run.status == 2 && run.output.isEmpty && run.errors.hasPrefix(message), "\(run.errors)")
    let missing = try space.airtight("check", "--baseline", "none.jsonl")
    #expect(missing.status == 2)
    #expect(
      missing.errors.hasPrefix(
        "none.jsonl: error: cannot be opened: No such file or directory; 'airtight check --write-baseline FILE' writes a baseline\n"
      ))
  }
}
