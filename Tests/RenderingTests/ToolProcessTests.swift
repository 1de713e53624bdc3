import Foundation
import Rendering
import Testing

/// Programs that behave well, and programs that do not.
@Suite struct ToolProcessTests {
  private func run(
    _ script: String, environment: [String] = ["PATH=/usr/bin:/bin"],
    limits: ToolProcess.Limits = ToolProcess.Limits()
  ) -> ToolProcess {
    ToolProcess("/bin/sh", ["-c", script], environment: environment, limits: limits)
  }

  @Test func whatItWritesIsKeptApart() {
    let run = run("echo out; echo err >&2; exit 3")
    #expect(run.outcome == .ended(3))
    #expect(run.output == Array("out\n".utf8) && run.errors == Array("err\n".utf8))
  }

  @Test func itHasNoInputAndTheGivenEnvironmentOnly() {
    setenv("AIRTIGHT_TEST_TOKEN", "secret", 1)
    #expect(self.run("cat; echo $AIRTIGHT_TEST_TOKEN").output == Array("\n".utf8))
  }

  @Test func anEndlessProgramIsStopped() {
    let start = Date()
    let run = run("while :; do :; done", limits: .init(seconds: 1))
    #expect(run.outcome == .tookTooLong)
    #expect(Date().timeIntervalSince(start) < 20)
  }

  @Test func aProgramThatClosesItsOutputAndGoesOnIsStopped() {
    #expect(run("exec >&- 2>&-; sleep 100", limits: .init(seconds: 1)).outcome == .tookTooLong)
  }

  @Test func whatItStartedEndsWithIt() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    // The child holds the pipes open after its parent has ended.
    let run = run("(echo $$ > \(file.path); sleep 1000) & sleep 1000 &", limits: .init(seconds: 1))
    #expect(run.outcome == .tookTooLong)
    let group = try #require(
      Int32(try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
    // Killed processes may wait for init to take note of them.
    var left = true
    for _ in 0..<100 where left {
      left = kill(-group, 0) == 0 && Self.isRunning(group)
      usleep(50_000)
    }
    #expect(!left)
  }

  /// Whether a process of a group is anything but a zombie.
  private static func isRunning(_ group: Int32) -> Bool {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { Int32($0) }.contains { process in
      guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return false }
      let fields = text[text.index(after: end)...].split(separator: " ")
      return fields.count > 2 && fields[2] == "\(group)" && fields[0] != "Z"
    }
  }

  @Test func aGigabyteIsNotRead() {
    let start = Date()
    let run = run("head -c 1000000000 /dev/zero", limits: .init(seconds: 60, output: 1 << 20))
    #expect(run.outcome == .wroteTooMuch)
    #expect(run.output.count <= 1 << 20)
    #expect(Date().timeIntervalSince(start) < 30)
  }

  @Test func outputIsReadUpToItsLimit() {
    let atLimit = run("head -c 1000 /dev/zero", limits: .init(output: 1000))
    #expect(atLimit.outcome == .ended(0) && atLimit.output.count == 1000)
    #expect(run("head -c 1001 /dev/zero", limits: .init(output: 1000)).outcome == .wroteTooMuch)
  }

  @Test func aFloodOfComplaintsIsDropped() {
    let run = run("head -c 1000000 /dev/zero >&2; exit 1", limits: .init(errors: 100))
    #expect(run.outcome == .ended(1) && run.errors.count == 100)
  }

  @Test func signalsAndMissingProgramsAreTold() {
    #expect(run("kill -9 $$").outcome == .ended(137))
    let missing = ToolProcess("/no/such/program", [], environment: [])
    #expect(missing.outcome == .notStarted("No such file or directory"))
  }

  @Test func programsAreFoundInAbsoluteFoldersOnly() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, mode) in [("helm", 0o755), ("kustomize", 0o644), ("kubectl", 0o755)] {
      let path = folder.appending(path: name).path
      _ = FileManager.default.createFile(
        atPath: path, contents: Data("#!/bin/sh\n".utf8), attributes: [.posixPermissions: mode])
    }
    #expect(RenderTool.helm.command(searching: "/nowhere:\(folder.path)")?.program == folder.path + "/helm")
    #expect(RenderTool.helm.command(searching: ".::bin") == nil)
    // What cannot be run is passed over.
    let command = RenderTool.kustomize.command(searching: folder.path)
    #expect(command?.program == folder.path + "/kubectl" && command?.arguments == ["kustomize"])
  }

  @Test func theEnvironmentLeadsNowhere() {
    setenv("AIRTIGHT_TEST_TOKEN", "secret", 1)
    let environment = RenderTool.environment(searching: "/usr/bin")
    #expect(environment.contains("PATH=/usr/bin") && environment.contains("GIT_ALLOW_PROTOCOL=none"))
    #expect(environment.contains("HTTPS_PROXY=http://127.0.0.1:9"))
    #expect(!environment.contains { $0.hasPrefix("AIRTIGHT") })
  }

  /// What has just been written may still be open somewhere, and cannot be started before it is closed.
  @Test func aBusyProgramIsTriedAgain() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)").path()
    defer { unlink(path) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o700)
    try #require(descriptor >= 0)
    let script = "#!/bin/sh\necho out\n"
    try #require(write(descriptor, script, script.utf8.count) == script.utf8.count)
    let holder = Thread {
      usleep(100_000)
      close(descriptor)
    }
    holder.start()
    let run = ToolProcess(path, [], environment: ["PATH=/usr/bin:/bin"])
    #expect(run.outcome == .ended(0))
    #expect(run.output == Array("out\n".utf8))
  }

  /// One that stays busy is told.
  @Test func aProgramThatStaysBusyIsTold() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)").path()
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o700)
    defer {
      close(descriptor)
      unlink(path)
    }
    #expect(ToolProcess(path, [], environment: []).outcome == .notStarted("Text file busy"))
  }
}
