import Foundation
import Testing

/// `airtight init`.
@Suite struct InitialiseCommandTests {
  @Test func itWritesWhatIsReadAndNeverOverwrites() throws {
    let space = try Workspace(["service.yaml": publicService])
    let run = try space.airtight("init")
    #expect(run.status == 0)
    #expect(
      run.output == """
        .airtight.yaml written. For .pre-commit-config.yaml:

        repos:
          - repo: local
            hooks:
              - id: airtight
                name: airtight
                entry: airtight check
                language: system
                files: \\.(ya?ml|json|zone|db|sql)$
                pass_filenames: false

        """)
    #expect(try space.airtight("check", "--only", "load-balancer-public").status == 1)
    try space.write(".airtight.yaml", "fail-on: never\n")
    let again = try space.airtight("init")
    #expect(again.status == 2 && again.output.isEmpty)
    #expect(again.errors == "airtight: .airtight.yaml is there already and was left as it is\n")
    #expect(try space.text(".airtight.yaml") == "fail-on: never\n")
  }

  /// Every form that the file shows behind `#` is one that the reader takes.
  @Test func whatIsCommentedOutIsRightToo() throws {
    let space = try Workspace(["service.yaml": publicService])
    _ = try space.airtight("init")
    let text = try space.text(".airtight.yaml").split(separator: "\n", omittingEmptySubsequences: false)
    let forms = text.map { line -> Substring in
      line.wholeMatch(of: /# ( *(- )?[a-z-]+:( .*)?)/) != nil && !line.contains("airtight check --")
        && !line.contains(": # airtight")
        ? line.dropFirst(2) : line
    }
    let whole = forms.filter { !$0.hasPrefix("# ") }.joined(separator: "\n")
    for key in ["include", "exclude", "severity", "profiles", "baseline", "allow", "gateway", "until"] {
      #expect(whole.contains("\(key):"), "\(key)")
    }
    try space.write(
      ".airtight.yaml", whole.replacingOccurrences(of: "include: [kubernetes/, exports/]", with: ""))
    try space.write(".airtight-baseline.jsonl", "{\"airtightBaseline\":1}\n")
    let run = try space.airtight("check", "--only", "load-balancer-public")
    #expect(run.status == 1 && run.errors == "", "\(run.errors)")
  }
}
