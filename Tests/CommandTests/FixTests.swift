import Foundation
import Testing

/// `airtight fix` as a user meets it: the files that it leaves behind, its patches, and how it ends.
@Suite struct FixCommandTests {
  private let workspace: Workspace
  private var folder: String { workspace.path }

  init() throws { workspace = try Workspace() }

  private static let service = """
    apiVersion: v1
    kind: Service
    metadata:
      name: at-gateway
      annotations:
        service.beta.kubernetes.io/azure-load-balancer-internal: "True" # the controller compares
    spec:
      type: LoadBalancer
      selector: {app: at-gateway}
      ports: [{port: 443}]

    """

  private func write(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  private func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: folder + "/" + name)), as: UTF8.self)
  }

  private func fix(_ arguments: String...) throws -> CommandTests.Run {
    try CommandTests.airtight(["fix", "--only", "load-balancer-public"] + arguments)
  }

  private func shell(_ command: String) throws -> CommandTests.Run {
    try CommandTests.run("/bin/sh", ["-c", "cd '\(folder)' && \(command)"])
  }

  /// The binary that was built beside the test bundle.
  private var binary: String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/airtight"
  }

  @Test func changesTheValueAndNothingElse() throws {
    let path = try write("service.yaml", Self.service)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let run = try fix(path)
    #expect(run.status == 0)
    #expect(
      run.output == """
        \(path): 1 fix
          6:62: Write true as the controller reads it [load-balancer-public]
        made 1 fix in 1 file; 0 findings left

        """)
    #expect(try read("service.yaml") == Self.service.replacing("\"True\"", with: "\"true\""))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["service.yaml"])
    #expect(try fix(path).output == "nothing was fixed; 0 findings left\n")
  }

  @Test func otherEncodingsAndLineEndsStay() throws {
    let path = folder + "/service.yaml"
    let crlf = Self.service.replacing("\n", with: "\r\n")
    for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
      let text = "\u{FEFF}" + crlf
      try #require(text.data(using: encoding)).write(to: URL(filePath: path))
      #expect(try fix(path).status == 0)
      let expected = text.replacing("\"True\"", with: "\"true\"").data(using: encoding)
      #expect(try Data(contentsOf: URL(filePath: path)) == expected)
    }
  }

  @Test func gitAppliesThePatch() throws {
    let names = ["plain.yaml", "with blank.yaml", "caf\u{E9}\"quote.yaml", "no-end.yaml", "crlf.yaml"]
    for name in names { _ = try write(name, Self.service) }
    _ = try write("no-end.yaml", String(Self.service.dropLast(1)) + "\n  clusterIP: 10.0.0.1")
    _ = try write("crlf.yaml", Self.service.replacing("\n", with: "\r\n"))
    _ = try write(
      "absent.yaml", "kind: Service\napiVersion: v1\nspec: {type: LoadBalancer}\nmetadata:\n  name: x")
    let git = "git -c user.email=x@example.com -c user.name=x -c core.autocrlf=false"
    #expect(try shell("git init -q . && \(git) add -A && \(git) commit -qm first").status == 0)
    let before = try names.map { try read($0) }
    let patch = try shell("'\(binary)' fix --only load-balancer-public --unsafe --diff . > patch; echo $?")
    #expect(patch.output == "1\n")
    #expect(try names.map { try read($0) } == before)
    let applied = try shell("git apply --check patch && git apply patch && git diff --stat | tail -1")
    #expect(applied.output == " 6 files changed, 8 insertions(+), 6 deletions(-)\n", "\(applied.errors)")
    let after = try (names + ["absent.yaml"]).map { try read($0) }
    #expect(
      try shell("git checkout -q . && '\(binary)' fix --only load-balancer-public --unsafe .").status == 0)
    #expect(try (names + ["absent.yaml"]).map { try read($0) } == after)
    #expect(try shell("git diff --quiet").status == 1)
  }

  @Test func utf16HasNoPatch() throws {
    let path = folder + "/service.yaml"
    let data = ("\u{FEFF}" + Self.service).data(using: .utf16LittleEndian)
    try #require(data).write(to: URL(filePath: path))
    let run = try fix("--diff", path)
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.contains("error: is UTF-16LE, which no patch can carry; fix without --diff changes it\n"))
  }

  @Test func filesThatCannotBeChangedAreTold() throws {
    let readOnly = try write("read-only.yaml", Self.service)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: readOnly)
    _ = try write("target", Self.service)
    #expect(try shell("ln -s target link.yaml && ln target name.yaml").status == 0)
    _ = try write("good.yaml", Self.service)
    let run = try fix(folder, folder + "/link.yaml")
    #expect(run.status == 3)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(
      lines.suffix(4) == [
        "\(folder)/link.yaml: error: is a link; fix changes the file itself, so name that",
        "\(folder)/name.yaml: error: has 2 names (hard links), which a change would part; change it by hand",
        "\(folder)/read-only.yaml: error: is read-only; it stays as it is",
        "made 1 fix in 1 file; 3 findings left",
      ])
    #expect(try read("good.yaml") != Self.service)
    for name in ["read-only.yaml", "target", "link.yaml"] { #expect(try read(name) == Self.service) }
  }

  @Test func standardInputCannotBeFixed() throws {
    let run = try fix("-")
    #expect(run.status == 2)
    #expect(run.errors.contains("'-' has no file to change; fix takes files and folders"))
  }

  @Test func evidenceStaysAndIsTold() throws {
    let live = Self.service.replacing(
      "  name: at-gateway\n", with: "  name: at-gateway\n  uid: 5a1f0c3e-7d24\n")
    let path = try write("live.yaml", live)
    let run = try fix(path)
    #expect(run.status == 1)
    #expect(
      run.output == """
        \(path):7:62: not fixed: an object that was exported from a cluster is evidence and never edited; change the manifest \
        that it was made from [load-balancer-public]
        nothing was fixed; 1 finding left

        """)
    #expect(try read("live.yaml") == live)
    let check = try CommandTests.airtight([
      "check", "--format", "json", "--only", "load-balancer-public", path,
    ])
    #expect(check.output.contains("\"fixes\": []"))
  }

  @Test func aKilledRunLeavesEachFileOldOrNew() throws {
    for index in 0..<300 { _ = try write("service-\(index).yaml", Self.service) }
    let fixed = Self.service.replacing("\"True\"", with: "\"true\"")
    var seenOld = false
    for delay in 0..<12 {
      let process = Process()
      process.executableURL = URL(filePath: binary)
      process.arguments = ["fix", "--only", "load-balancer-public", folder]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(20_000 + delay * 15_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      for index in 0..<300 {
        let text = try read("service-\(index).yaml")
        #expect(text == Self.service || text == fixed)
        if text == Self.service { seenOld = true }
      }
    }
    #expect(seenOld)
    #expect(try fix(folder).status == 0)
    for index in 0..<300 { #expect(try read("service-\(index).yaml") == fixed) }
  }

  /// What could not be read was not mended, and nobody knows whether it is sound.
  @Test func whatCannotBeReadIsTold() throws {
    _ = try write("service.yaml", Self.service)
    _ = try write("bad.yaml", "a: [1\n")
    let told = "/bad.yaml:2:1: error: did not find expected ',' or ']'"
    let patch = try fix("--diff", folder)
    #expect(
      patch.status == 3 && patch.errors.contains(told) && !patch.output.contains(told), "\(patch.errors)")
    let run = try fix(folder)
    #expect(run.status == 3 && run.output.contains(told), "\(run.output)")
    #expect(run.output.hasSuffix("made 1 fix in 1 file; 0 findings left\n"), "\(run.output)")
  }

  @Test func aFullDiskLeavesTheFile() throws {
    _ = try write("service.yaml", Self.service)
    // No file may grow beyond nothing, and the signal that says so is ignored: writing fails as on a full disk.
    let run = try shell("trap '' XFSZ; ulimit -f 0; '\(binary)' fix --only load-balancer-public .")
    #expect(run.status == 3)
    #expect(
      run.output
        == "service.yaml: error: cannot be replaced: File too large\nnothing was fixed; 1 finding left\n")
    #expect(try read("service.yaml") == Self.service)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["service.yaml"])
  }

  @Test func reportsOfferTheSameEdits() throws {
    let path = try write("service.yaml", Self.service)
    func report(_ format: String) throws -> [String: Any] {
      let run = try CommandTests.airtight([
        "check", "--format", format, "--only", "load-balancer-public", path,
      ])
      let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      return try #require(object as? [String: Any])
    }
    func first(_ value: Any?) throws -> [String: Any] {
      try #require((value as? [[String: Any]])?.first)
    }
    let finding = try first(try report("json")["findings"])
    let edit = try first(try first(finding["fixes"])["edits"])
    let result = try first(try first(try report("sarif")["runs"])["results"])
    let change = try first(try first(result["fixes"])["artifactChanges"])
    let replacement = try first(change["replacements"])
    let region = try #require(replacement["deletedRegion"] as? [String: Int])
    #expect(region == ["startLine": 6, "startColumn": 62, "endLine": 6, "endColumn": 68])
    for (name, value) in region { #expect(edit[name] as? Int == value) }
    #expect(edit["replacement"] as? String == "\"true\"")
    #expect((replacement["insertedContent"] as? [String: String]) == ["text": "\"true\""])
  }

  @Test func theDocumentationShowsWhatHappens() throws {
    #expect(try shell("cp -R '\(CommandTests.root)/samples/private-aks/broken/.' .").status == 0)
    let text = try String(contentsOfFile: CommandTests.root + "/docs/fix.md", encoding: .utf8)
    var shown: [(command: String, output: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    $ airtight ") {
        shown.append((String(line.dropFirst("    $ airtight ".count)), ""))
      } else if line.hasPrefix("    "), !shown.isEmpty {
        shown[shown.count - 1].output += line.dropFirst(4) + "\n"
      }
    }
    #expect(shown.count >= 4)
    for (command, output) in shown {
      let run = try shell("'\(binary)' \(command)")
      #expect(run.output + run.errors == output)
    }
  }
}
