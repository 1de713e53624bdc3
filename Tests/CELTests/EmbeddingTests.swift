import CEL
import Foundation
import Testing

/// The program of docs/cel.md; the text between the marks stands there word for word.
@Suite struct EmbeddingTests {
  @Test func embeddingExample() throws {
    var printed: [String] = []
    func print(_ text: some CustomStringConvertible) { printed.append(text.description) }

    // docs/cel.md: begin
    var environment = Environment(variables: ["request": .map(key: .string, value: .dyn), "limit": .int])
    environment.declare(
      FunctionDeclaration("isInternal", [.string], gives: .bool) { (arguments) throws(EvaluationError) in
        guard case .string(let host) = arguments[0] else { return .bool(false) }
        return .bool(host.hasSuffix(".internal"))
      })

    do {
      let program = try Program(
        "isInternal(request.host) && request.?port.orValue(443) <= limit", environment: environment)
      for reference in program.references { print("reads \(reference.root) \(reference.path)") }

      let request = NativeMap(fields: [("host", .string("db.example.internal")), ("port", .int(5432))])
      print(try program.evaluate([.map(.native(request)), .int(8443)]))

      let later = Value.unknown(UnknownSet("request.port"))
      let planned = NativeMap(fields: [("host", .string("db.example.internal")), ("port", later)])
      print(try program.evaluate([.map(.native(planned)), .int(8443)]))
    } catch let error as CompileError {
      for issue in error.issues { print("\(issue.offset): \(issue.message)") }
    } catch {
      print("evaluation failed: \(error)")
    }
    // docs/cel.md: end

    #expect(
      printed == [
        "reads limit []", "reads request [\"host\"]", "reads request [\"port\"]", "true",
        "unknown(request.port)",
      ])
  }

  @Test func documentationHasTheExample() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/cel.md"), encoding: .utf8)
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex { $0.hasSuffix("// docs/cel.md: begin") })
    let end = try #require(lines.firstIndex { $0.hasSuffix("// docs/cel.md: end") })
    let example = lines[(begin + 1)..<end].map { $0.dropFirst(4) }.joined(separator: "\n")
    #expect(page.contains("```swift\nimport CEL\n\n\(example)\n```"))
  }
}
