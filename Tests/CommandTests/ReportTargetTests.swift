import Foundation
import Testing

/// Where reports go, and what is told where they cannot go there.
@Suite struct ReportTargetTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func check(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandTests.Run {
    let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/airtight"
    let variables = environment.map { "\($0.key)=\($0.value)" }
    return try CommandTests.run(
      "/usr/bin/env", variables + [binary, "check", "samples/private-aks/broken"] + arguments)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func eachFormatHasItsFile() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try check(
      "--format", "json=\(path("a.json"))", "--format", "sarif=\(path("b"))", "--format", "markdown",
      "--output",
      path("c.md"))
    #expect(run.status == 1 && run.output.isEmpty && run.errors.isEmpty)
    #expect(try files() == ["a.json", "b", "c.md"])
    #expect(try String(contentsOfFile: path("c.md"), encoding: .utf8).hasPrefix("## airtight: "))
  }

  @Test(arguments: [
    (
      ["--format", "yaml"],
      "'yaml' is no format; allowed are text, json, sarif, junit, github, gitlab, markdown, html"
    ),
    (["--format", "sarif="], "'sarif=' names no file"),
    (["--format", "sarif=a", "--format", "json=a"], "two formats go to the file a"),
    (["--format", "sarif=a", "--output", "b"], "the format sarif has two files: a and b"),
    (
      ["--format", "json", "--format", "text"],
      "json and text would both go to standard output; write FORMAT=FILE for all but one"
    ),
  ])
  func wrongTargetsAreRefused(_ arguments: [String], _ message: String) throws {
    let run = try CommandTests.airtight(["check", "samples"] + arguments)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("Error: \(message)\n"), "\(run.errors)")
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func annotationsMayStandBesideText() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try check("--format", "github", "--format", "text")
    #expect(run.status == 1 && run.output.hasPrefix("::error file="))
  }

  @Test func aReportThatCannotBeWrittenLeavesNothingAndTheOthersAreWritten() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try check(
      "--format", "json=\(path("no/such/folder.json"))", "--format", "sarif=\(path("b.sarif"))")
    #expect(run.status == 2)
    #expect(
      run.errors
        == "airtight: \(path("no/such/folder.json")): the report cannot be written: No such file or directory\n"
    )
    #expect(try files() == ["b.sarif"])
  }

  @Test func aFullDiskIsTold() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try check("--format", "json=/dev/full")
    #expect(run.status == 2)
    #expect(run.errors == "airtight: /dev/full: the report cannot be written: No space left on device\n")
    let shell = try CommandTests.run(
      "/bin/sh",
      [
        "-c", "exec \"$0\" check samples/private-aks/broken > /dev/full",
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/airtight",
      ])
    #expect(shell.status == 2)
    #expect(shell.errors == "airtight: standard output cannot be written: No space left on device\n")
  }

  /// A file that was there is replaced in one step: its number changes, its mode and the link to it stay.
  @Test func anOldReportIsReplacedAsAWhole() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try "old".write(toFile: path("old.json"), atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("old.json"))
    try FileManager.default.createSymbolicLink(atPath: path("link.json"), withDestinationPath: "old.json")
    let before = try FileManager.default.attributesOfItem(atPath: path("old.json"))
    #expect(try check("--format", "json=\(path("link.json"))").status == 1)
    let after = try FileManager.default.attributesOfItem(atPath: path("old.json"))
    #expect(after[.posixPermissions] as? Int == 0o600)
    #expect(after[.systemFileNumber] as? Int != before[.systemFileNumber] as? Int)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link.json")) == "old.json")
    #expect(try String(contentsOfFile: path("old.json"), encoding: .utf8).hasPrefix("{"))
    #expect(try files() == ["link.json", "old.json"])
  }

  @Test func theStepSummaryHoldsEverything() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try "before\n".write(toFile: path("summary.md"), atomically: false, encoding: .utf8)
    let run = try check("--format", "github", environment: ["GITHUB_STEP_SUMMARY": path("summary.md")])
    #expect(run.status == 1)
    #expect(run.output.split(separator: "\n").count { $0.hasPrefix("::") } == 10)
    let summary = try String(contentsOfFile: path("summary.md"), encoding: .utf8)
    #expect(summary.hasPrefix("before\n## airtight: "))
    #expect(summary.contains("### Private paths") && summary.contains("### Findings"))
    let failed = try check("--format", "github", environment: ["GITHUB_STEP_SUMMARY": "/dev/full"])
    #expect(failed.status == 2)
    #expect(
      failed.errors == "airtight: /dev/full: the step summary cannot be written: No space left on device\n")
  }
}
