import Foundation
import Testing

@testable import Engine

/// Ignore files against git's own answer.
@Suite struct IgnoreRulesTests {
  /// Folders and files of a tree that the patterns are tried on.
  static let files = [
    "a.yaml", "b.json", "build/a.yaml", "build/keep.yaml", "src/build/deep/a.yaml", "src/a b.yaml",
    "src/a1.yaml",
    "src/b.zone", "src/x/y/z/a.yaml", "src/x/foo/bar.yaml", "foo/bar.yaml", "foo/baz/bar.yaml", "out!.yaml",
    "#a.yaml", "src/[a].yaml", "src/é.yaml", "src/foo.yaml/in.yaml", "nested/.gitignore.d/a.yaml",
  ]

  /// The files that are found in a repository with some ignore files, and those that git does not ignore.
  private func compare(_ ignoreFiles: [String: String], _ comment: String = "") throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ignore-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ path: String, _ text: String) throws {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    for file in Self.files { try write(file, "a: 1\n") }
    _ = try GitProcess.run(["init", "--quiet"], in: folder.path)
    for (path, text) in ignoreFiles { try write(path, text) }
    // Hidden entries are left out whatever git says of them.
    let visible = Self.files.filter { !$0.contains("/.") }
    let ignored = Set(
      try GitProcess.run(
        [
          "-c", "core.excludesFile=/dev/null", "-c", "core.quotePath=off", "check-ignore", "--no-index", "-z",
          "--stdin",
        ],
        in: folder.path, input: visible.joined(separator: "\0") + "\0"
      ).split(separator: "\0").map(String.init))
    let found = FolderWalk.files(below: folder.path, filter: FileFilter(folder: folder.path))
      .map { String($0.dropFirst(folder.path.count + 1)) }
    #expect(Set(found) == Set(visible).subtracting(ignored), "\(ignoreFiles) \(comment)")
  }

  @Test(arguments: [
    "*.yaml", "*.yaml\n!keep.yaml", "build", "build/", "/build", "/build/\n!/build/keep.yaml",
    "src/**/a.yaml",
    "**/foo", "foo/**", "foo/*", "foo/*/bar.yaml", "**/bar.yaml", "src/x/**", "a?.yaml", "a[0-9].yaml",
    "a[!0-9].yaml", "a[[:digit:]].yaml", "src/a\\ b.yaml", "a b.yaml   ", "a.yaml\\ ", "\\#a.yaml", "#a.yaml",
    "\\!a", "out\\!.yaml", "\\[a\\].yaml", "[[]a].yaml", "[]a].yaml", "[a", "a\\", "é.yaml", "src/?.yaml",
    "\u{FEFF}a.yaml",
    "a.yaml\r\n*.json\r\n", "", "/", "**", "**/", "/**", "*/", "*/*", "foo.yaml/", "**/build/**/a.yaml",
    "/*\n!/src\n/src/*\n!/src/x", "src/**.yaml", "x/**/z", "/src/x/**/a.yaml", "!a.yaml", "*\n!*/\n!a.yaml",
    "b.[jz]son", "[[:alpha:][:digit:]].yaml", "[^a].json", "[a-c-e].json", "[b-a].json", "**foo/bar.yaml",
    "***/bar.yaml",
  ]) func onePattern(_ text: String) throws { try compare([".gitignore": text]) }

  @Test func deeperFilesWin() throws {
    try compare([".gitignore": "*.yaml\n", "src/.gitignore": "!a*.yaml\n", "src/x/.gitignore": "a.yaml\n"])
    try compare([".gitignore": "src/\n", "src/.gitignore": "!a.yaml\n"])
    try compare([".git/info/exclude": "a.yaml\n", "src/.gitignore": "!a.yaml\n"])
  }

  @Test func patternsAtRandom() throws {
    var random = HostileInputTests.Generator(state: 20_261_121)
    let parts = [
      "a", "*", "**", "?", "foo", "bar", "src", "build", "x", ".yaml", "[ab]", "[!a]", "/", "/", "/", "!",
      "1", "y",
    ]
    for _ in 0..<60 {
      let lines = (0..<3).map { _ in
        (0..<Int(1 + random.next() % 5)).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
      }
      // After letters git 2.39 takes `**` for any number of folders, against its manual ("regular asterisks").
      if lines.contains(where: { $0.contains(/[a-z1]\*\*/) }) { continue }
      try compare([".gitignore": lines.joined(separator: "\n")])
    }
  }

  /// A pattern that is made to cost much is matched in time linear in its length times the name's.
  @Test func hostilePatternsCostLittle() throws {
    let pattern = try #require(PathPattern(String(repeating: "*a", count: 2000).utf8 + Array("b".utf8)))
    let name = Array(repeating: UInt8(ascii: "a"), count: 4000)[...]
    let clock = ContinuousClock()
    #expect(clock.measure { _ = pattern.matches([name], isFolder: false) } < .seconds(5))
    #expect(!pattern.matches([name], isFolder: false))
    let deep = try #require(PathPattern((String(repeating: "**/a/", count: 500) + "b").utf8))
    let path = Array(repeating: Array("a".utf8)[...], count: 2000)[...]
    #expect(clock.measure { _ = deep.matches(path, isFolder: false) } < .seconds(5))
    #expect(!deep.matches(path, isFolder: false))
  }

  @Test func whatIsNamedIsTaken() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "named-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "build/sub"), withIntermediateDirectories: true)
    for (path, text) in [
      (".gitignore", "build/\n"), ("a.yaml", ""), ("build/a.yaml", ""), ("build/sub/b.yaml", ""),
    ] {
      try Data(text.utf8).write(to: folder.appending(path: path))
    }
    _ = try GitProcess.run(["init", "--quiet"], in: folder.path)
    func found(_ path: String, _ exclude: [String] = [], _ include: [String] = []) -> [String] {
      let filter = FileFilter(
        include: include.compactMap { PathPattern($0.utf8) },
        exclude: exclude.compactMap { PathPattern($0.utf8) },
        folder: folder.path)
      let found = FileDiscovery.files(below: [folder.path + path], filter: filter)
      return found.files.map { String($0.path.dropFirst(folder.path.count + 1)) }
    }
    #expect(found("") == ["a.yaml"])
    #expect(found("/build") == ["build/a.yaml", "build/sub/b.yaml"])
    #expect(found("/build/a.yaml") == ["build/a.yaml"])
    #expect(found("/build", ["sub/"]) == ["build/a.yaml"])
    #expect(found("/build", ["/build/"]) == ["build/a.yaml", "build/sub/b.yaml"])
    #expect(found("/build", [], ["b.*"]) == ["build/sub/b.yaml"])
    #expect(found("/build", [], ["build/sub/"]) == ["build/sub/b.yaml"])
    #expect(found("", ["*.yaml"]) == [])
  }
}

/// Runs git for a test.
enum GitProcess {
  static func run(_ arguments: [String], in folder: String, input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    let (output, given) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = given
    try process.run()
    given.fileHandleForWriting.write(Data(input.utf8))
    try given.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}
