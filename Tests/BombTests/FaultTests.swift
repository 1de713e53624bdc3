import Foundation
import Glibc
import Testing

/// What a run leaves behind where it is interrupted or cannot write.
@Suite(.serialized) struct FaultTests {
  private let folder: BombFolder

  init() throws { folder = try BombFolder() }

  /// Waits until the folder has an entry that was not there; `false` where the run has ended before.
  private func waitForEntry(besides known: [String], of child: Child) throws -> Bool {
    for _ in 0..<600_000 {
      if try folder.entries() != known { return true }
      if kill(child.id, 0) != 0 { return false }
      usleep(100)
    }
    return false
  }

  /// Many findings, so that a report takes a while to be written.
  private func writeManyServices(_ count: Int) throws {
    try folder.write("many.yaml", [(BombFolder.service + "---\n", count)])
  }

  /// The signal comes while the report is being written: the report is whole or not there, and nothing is left beside it.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func anInterruptedReport(_ signal: Int32) throws {
    try writeManyServices(Airtight.isRelease ? 2000 : 800)
    for _ in 0..<3 {
      let before = try folder.entries()
      let child = try folder.airtight.start([
        "check", ".", "--only", "load-balancer-public", "--format", "json=report.json",
      ])
      #expect(try waitForEntry(besides: before, of: child))
      child.signal(signal)
      let run = try folder.airtight.finish(child)
      #expect(run.status == 128 + signal || run.status == 1)
      let left = try folder.entries().filter { !before.contains($0) }
      #expect(left == ["report.json"])
      let report = try Data(contentsOf: URL(filePath: folder.path + "/report.json"))
      #expect((try? JSONSerialization.jsonObject(with: report)) != nil)
      unlink(folder.path + "/report.json")
    }
  }

  /// The signal comes while files are being read, before anything was written.
  @Test(arguments: [SIGINT, SIGTERM]) func anInterruptedRun(_ signal: Int32) throws {
    try "old".write(toFile: folder.path + "/report.json", atomically: false, encoding: .utf8)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    let before = try folder.entries()
    let child = try folder.airtight.start(["check", "-", "--format", "json=report.json"], input: ends[0])
    close(ends[0])
    let text = Array(repeating: UInt8(ascii: "#"), count: 1 << 20)
    try #require(write(ends[1], text, text.count) == text.count)
    child.signal(signal)
    let run = try folder.airtight.finish(child)
    close(ends[1])
    #expect(run.status == 128 + signal)
    #expect(run.output.isEmpty)
    #expect(try folder.entries() == before)
    #expect(try String(contentsOfFile: folder.path + "/report.json", encoding: .utf8) == "old")
  }

  /// `fix` is interrupted while it replaces files: each is old or new, and nothing is left beside them.
  @Test(arguments: [SIGINT, SIGTERM]) func anInterruptedFix(_ signal: Int32) throws {
    let old =
      BombFolder.service + String(repeating: "# nothing\n", count: Airtight.isRelease ? 200_000 : 20_000)
    let new = old.replacing("\"True\"", with: "\"true\"")
    unlink(folder.path + "/neighbour.yaml")
    let names = (0..<8).map { "service-\($0 + 10).yaml" }
    for name in names { try folder.write(name, old) }
    var seen = Set<Bool>()
    for _ in 0..<3 {
      let before = try folder.entries()
      let child = try folder.airtight.start(["fix", ".", "--only", "load-balancer-public"])
      let isReplacing = try waitForEntry(besides: before, of: child)
      child.signal(signal)
      let run = try folder.airtight.finish(child)
      if isReplacing { #expect(run.status == 128 + signal) }
      #expect(try folder.entries() == before)
      for name in names {
        let text = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
        #expect(text == old || text == new, "\(name)")
        seen.insert(text == new)
      }
    }
    #expect(seen == [true, false])
  }

  /// A reader that goes away ends nothing: the other reports are written, and the status is that of the findings.
  @Test func aReaderThatHasGone() throws {
    try writeManyServices(Airtight.isRelease ? 2000 : 800)
    let line =
      "\"$0\" check . --only load-balancer-public --format text --format sarif=b.sarif | head -1; exit ${PIPESTATUS[0]}"
    let child = try Child(
      ["/bin/bash", "-c", "cd '\(folder.path)' && " + line, Airtight.binary], output: folder.path + ".out",
      errors: folder.path + ".err")
    let run = try folder.airtight.finish(child)
    #expect(run.status == 1)
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count == 1)
    let report = try Data(contentsOf: URL(filePath: folder.path + "/b.sarif"))
    #expect((try? JSONSerialization.jsonObject(with: report)) != nil)
  }

  @Test(arguments: [
    ["check", "."], ["check", ".", "--format", "sarif"], ["trace", "."],
    ["inspect", "."],
    ["rules"], ["explain", "load-balancer-public"], ["parse", "neighbour.yaml", "--as", "yaml"],
    ["eval", "1 + 1"],
    ["fix", ".", "--diff"], ["fix", "."], ["diff", ".", "."],
  ]) func fullStandardOutput(_ arguments: [String]) throws {
    let child = try folder.airtight.start(arguments, output: "/dev/full")
    let run = try folder.airtight.finish(child)
    #expect(run.status == 2, "\(arguments)")
    #expect(
      run.errors.contains("airtight: standard output cannot be written: No space left on device\n"),
      "\(run.errors)")
  }

  /// A file that may not grow further, as on a disk that gets full half-way: nothing is left that looks like a report.
  @Test(arguments: ["json=report.json", "sarif=report.json", "html=report.json"])
  func aDiskThatGetsFull(_ format: String) throws {
    try writeManyServices(100)
    let before = try folder.entries()
    let child = try Child(
      [
        "/bin/sh", "-c",
        "cd \"$0\" && ulimit -f 8 && exec \"$1\" check . --only load-balancer-public --format \(format)",
        folder.path, Airtight.binary,
      ], output: "/dev/null", errors: folder.path + ".err")
    let run = try folder.airtight.finish(child)
    #expect(run.status == 2)
    #expect(run.errors == "airtight: report.json: the report cannot be written: File too large\n")
    #expect(try folder.entries() == before)
  }

  @Test(arguments: [
    (
      ["check", ".", "--format", "json=none/r.json"],
      "none/r.json: the report cannot be written: No such file or directory"
    ),
    (
      ["check", ".", "--format", "json=neighbour.yaml/r"],
      "neighbour.yaml/r: the report cannot be written: Not a directory"
    ),
    (["check", ".", "--output", "folder"], "folder: the report cannot be written: Is a directory"),
    (
      ["check", ".", "--write-baseline", "none/b"],
      "none/b: the report cannot be written: No such file or directory"
    ),
    (
      ["diff", ".", ".", "--output", "none/d"],
      "none/d: the report cannot be written: No such file or directory"
    ),
  ]) func outputThatCannotBeWritten(_ arguments: [String], _ message: String) throws {
    try #require(mkdir(folder.path + "/folder", 0o755) == 0)
    let before = try folder.entries()
    let run = try folder.airtight.finish(folder.airtight.start(arguments))
    #expect(run.status == 2, "\(run.output)")
    #expect(run.errors == "airtight: \(message)\n")
    #expect(try folder.entries() == before)
  }

  /// What is added to a file on a disk that gets full is taken back.
  @Test func aStepSummaryThatDoesNotFit() throws {
    try writeManyServices(100)
    try folder.write("summary.md", "before\n")
    let line =
      "cd \"$0\" && ulimit -f 8 && GITHUB_STEP_SUMMARY=summary.md exec \"$1\" check . --only load-balancer-public "
      + "--format github"
    let child = try Child(
      ["/bin/sh", "-c", line, folder.path, Airtight.binary], output: "/dev/null", errors: folder.path + ".err"
    )
    let run = try folder.airtight.finish(child)
    #expect(run.status == 2)
    #expect(run.errors == "airtight: summary.md: the step summary cannot be written: File too large\n")
    #expect(try String(contentsOfFile: folder.path + "/summary.md", encoding: .utf8) == "before\n")
  }
}
