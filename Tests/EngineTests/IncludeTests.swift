import Engine
import Findings
import Foundation
import Inventory
import Loaders
import Rules
import SourceText
import Testing

/// `$INCLUDE` reads regular files below the checked folders, and nothing else.
@Suite struct IncludeTests {
  private static let header = "$TTL 60\n@ SOA ns. host. 1 2 3 4 5\n@ NS ns.\n"

  /// A folder with files, a link out of it, a link within it and a folder beside it.
  private struct Estate: ~Copyable {
    let root: URL
    var zones: URL { root.appending(path: "zones") }

    init() throws {
      root = FileManager.default.temporaryDirectory.appending(path: "include-\(UUID().uuidString)")
      let zones = root.appending(path: "zones")
      try FileManager.default.createDirectory(
        at: zones.appending(path: "parts"), withIntermediateDirectories: true)
      try "secret-token A 192.0.2.1\n".write(
        to: root.appending(path: "outside.db"), atomically: true, encoding: .utf8)
      try FileManager.default.createSymbolicLink(
        at: zones.appending(path: "link.db"), withDestinationURL: root.appending(path: "outside.db"))
      try FileManager.default.createSymbolicLink(
        at: zones.appending(path: "folder-link"), withDestinationURL: root)
      try write("parts/hosts.db", "gw A 10.0.0.5\n")
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ name: String, _ text: String) throws {
      try text.write(to: zones.appending(path: name), atomically: true, encoding: .utf8)
    }

    func load(_ text: String) throws -> LoadedFile {
      try write("example.com.zone", IncludeTests.header + text)
      let path = zones.appending(path: "example.com.zone").path
      let roots = IncludeRoots(paths: [zones.path], limit: 1 << 20)
      let source = try SourceFile(path: path, raw: try FileReader.bytes(of: path, limit: 1 << 20))
      return ArtefactLoader.load(source, format: .zone, includes: roots.read)
    }
  }

  @Test func filesBelowTheRootAreRead() throws {
    let estate = try Estate()
    for name in ["parts/hosts.db", "./parts/../parts/hosts.db", estate.zones.path + "/parts/hosts.db"] {
      let loaded = try estate.load("$INCLUDE \(name)\n")
      #expect(loaded.problems == [], "\(name)")
      #expect(loaded.recordCount == 3, "\(name)")
    }
  }

  @Test func anIncludeHasItsOwnOrigin() throws {
    let estate = try Estate()
    try estate.write("parts/origin.db", "$ORIGIN deep.example.com.\nx A 10.0.0.6\n")
    let loaded = try estate.load("$INCLUDE parts/origin.db sub\ny A 10.0.0.7\n")
    #expect(loaded.problems == [])
    #expect(
      loaded.zones.flatMap { zone in (0..<zone.recordCount).map { zone.resource(of: $0).name } } == [
        "example.com SOA", "example.com NS", "x.deep.example.com A", "y.example.com A",
      ])
  }

  @Test(arguments: [
    (
      "/etc/passwd",
      "$INCLUDE \"/etc/passwd\" leads out of the checked folders; only files below them are read"
    ),
    ("..", "$INCLUDE \"..\" leads out of the checked folders; only files below them are read"),
    (
      "../outside.db",
      "$INCLUDE \"../outside.db\" leads out of the checked folders; only files below them are read"
    ),
    ("link.db", "$INCLUDE \"link.db\" leads through a link; links are not followed"),
    (
      "folder-link/outside.db",
      "$INCLUDE \"folder-link/outside.db\" leads through a link; links are not followed"
    ),
    ("/dev/zero", "$INCLUDE \"/dev/zero\" leads out of the checked folders; only files below them are read"),
    ("parts", "$INCLUDE \"parts\" is a folder; a regular file is allowed"),
    (".", "$INCLUDE \".\" leads out of the checked folders; only files below them are read"),
    ("nothing.db", "$INCLUDE \"nothing.db\" is not there; the file is looked for below the checked folders"),
    ("pipe", "$INCLUDE \"pipe\" is no regular file; a regular file is allowed"),
    ("example.com.zone", "$INCLUDE of a file that is being read; a file does not include itself"),
    ("\\000", "$INCLUDE \"\\000\" is not there; the file is looked for below the checked folders"),
  ])
  func whatMayNotBeReadIsRefusedOnce(_ name: String, _ message: String) throws {
    let estate = try Estate()
    mkfifo(estate.zones.appending(path: "pipe").path, 0o600)
    let loaded = try estate.load("$INCLUDE \(name)\nx A 10.0.0.7\n")
    #expect(loaded.problems.map(\.message) == [message])
    #expect(loaded.problems.map(\.severity) == [.error])
    #expect(loaded.recordCount == 3)
  }

  @Test func filesThatIncludeEachOtherAreRefused() throws {
    let estate = try Estate()
    try estate.write("a.db", "$INCLUDE b.db\n")
    try estate.write("b.db", "$INCLUDE a.db\n")
    let loaded = try estate.load("$INCLUDE a.db\n")
    #expect(loaded.problems.count == 1)
    #expect(loaded.problems.first?.message.hasSuffix("a file does not include itself") == true)
  }

  @Test func aDeepChainIsCut() throws {
    let estate = try Estate()
    for depth in 1...12 {
      try estate.write("d\(depth).db", "h\(depth) A 10.0.0.1\n$INCLUDE d\(depth + 1).db\n")
    }
    let loaded = try estate.load("$INCLUDE d1.db\n")
    #expect(loaded.problems.count == 1)
    #expect(
      loaded.problems.first?.message.hasSuffix("$INCLUDE too deep; at most 10 files stand inside each other")
        == true)
    #expect(loaded.recordCount == 12)
  }

  /// A part is no zone of its own, although its name looks like one.
  @Test func includedPartsAreNotCheckedOnTheirOwn() throws {
    let estate = try Estate()
    try estate.write("part.zone", "gw A 10.0.0.5\n")
    try estate.write("alone.zone", "gw A 10.0.0.5\n")
    _ = try estate.load("$INCLUDE part.zone\n")
    let run = try CheckRun(RuleLibrary([]), CheckOptions(paths: [estate.zones.path]))
    let inputs = try run.result().inputs.filter { $0.path.hasSuffix(".zone") }
    #expect(
      inputs.map { $0.path.split(separator: "/").last } == ["alone.zone", "example.com.zone", "part.zone"])
    #expect(inputs.map(\.resources) == [0, 4, 0])
    #expect(inputs.map(\.problems.isEmpty) == [false, true, true])
  }

  @Test func problemsOfIncludedFilesAreToldAtTheDirective() throws {
    let estate = try Estate()
    try estate.write("parts/bad.db", "ok A 10.0.0.1\nbad A 1.2.3\n")
    let loaded = try estate.load("$INCLUDE parts/bad.db\n")
    #expect(loaded.problems.count == 1)
    #expect(loaded.problems.first?.message.contains("parts/bad.db:2:7: bad address \"1.2.3\"") == true)
  }
}
