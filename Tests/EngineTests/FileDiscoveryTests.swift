import Foundation
import Testing

@testable import Engine

/// What is found below paths, each once and in order, and where it stands.
@Suite struct FileDiscoveryTests {
  @Test func eachFileIsFoundOnceInTheOrderOfPaths() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for path in ["b/z.yaml", "b/a.yaml", "b-c.yaml", "b/notes.txt", "a.json", "B.yaml", "b/k/Kustomization"] {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
    }
    func found(_ paths: [String]) -> [String] {
      let result = FileDiscovery.files(below: paths.map { folder.path + $0 })
      return result.missing.map { "missing \($0.dropFirst(folder.path.count))" }
        + result.files.map { "\($0.path.dropFirst(folder.path.count))\($0.isNamed ? " named" : "")" }
    }
    // In the order of bytes, in which '-' stands before '/'.
    #expect(
      found([""]) == [
        "/B.yaml", "/a.json", "/b-c.yaml", "/b/a.yaml", "/b/k/Kustomization", "/b/z.yaml",
      ])
    // A file that is named as well stays one file, whichever comes first.
    let both = ["/b/a.yaml named", "/b/k/Kustomization", "/b/z.yaml"]
    #expect(found(["/b/a.yaml", "/b"]) == both && found(["/b", "/b//./a.yaml", "/b"]) == both)
    #expect(found(["/b/notes.txt", "/c"]) == ["missing /c", "/b/notes.txt named"])
  }

  /// Most paths are put behind the working folder as they are; the rest is worked out step by step, to the same end.
  @Test(arguments: [
    ("a.yaml", "/a.yaml"), ("a/b.yaml", "/a/b.yaml"), ("./a", "/a"), ("a/./b", "/a/b"), ("a//b", "/a/b"),
    ("a/", "/a"), ("a/../b", "/b"), (".a/.b", "/.a/.b"), ("a/...", "/a/..."), ("a.", "/a."), (".", ""),
  ])
  func aRelativePathStandsInTheWorkingFolder(_ path: String, _ expected: String) {
    let folder = FileManager.default.currentDirectoryPath
    let parts = FileParts([], limit: 0)
    #expect(parts.absolute(path) == folder + expected)
    if path != "." { #expect(parts.absolute(path) == FileParts.joined(folder, path)) }
    #expect(parts.absolute("/x/../" + path) == "/x/../" + path)
  }
}
