import Engine
import Findings
import Foundation
import Rules
import Testing

/// Rule files and the configuration at their limit, and one byte beyond it: no option changes it, and none is named.
@Suite struct SizeLimitTests {
  private static let limit = 1 << 20
  private static let refusal = "larger than 1048576 bytes; at most 1048576 bytes are read"

  /// Does something with a file of a text and a comment behind it, so many bytes long together.
  private func withFile(
    _ path: String, _ text: String, size: Int, _ body: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "size-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let comment = "# " + String(repeating: "x", count: size - text.utf8.count - 2)
    try Data((text + comment).utf8).write(to: file)
    try body(file.path)
  }

  @Test func configuration() throws {
    let text = "exclude: [vendor]\n"
    try withFile(".airtight.yaml", text, size: Self.limit) { path in
      let configuration = try ConfigurationFile.load(path)
      #expect(configuration.exclude.count == 1)
    }
    try withFile(".airtight.yaml", text, size: Self.limit + 1) { path in
      let problem = InputProblem(isError: true, message: Self.refusal, place: Place(path: path))
      #expect(throws: CheckFailure.badConfiguration([problem])) { try ConfigurationFile.load(path) }
    }
  }

  @Test func ruleFile() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let name = "databricks/domain-names-too-many/rule.yaml"
    let text = try String(contentsOf: root.appending(path: "rules/" + name), encoding: .utf8)
    try withFile(name, text, size: Self.limit) { path in
      let folder = RuleFolder(String(path.dropLast(name.count + 1)))
      #expect(folder.files.map(\.entry.id) == ["domain-names-too-many"])
      #expect(folder.problems.map(\.message) == [])
    }
    try withFile(name, text, size: Self.limit + 1) { path in
      let folder = RuleFolder(String(path.dropLast(name.count + 1)))
      #expect(folder.files.isEmpty)
      #expect(folder.problems.map(\.message) == [Self.refusal])
      #expect(folder.problems.map(\.place.path) == [path])
    }
  }
}
