import Foundation
import Testing

@testable import CEL

/// docs/cel.md: every example in its tables holds, and every function and macro has one.
struct DocumentationTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var name: String
    var expression: String
    var value: String

    var testDescription: String { expression }
  }

  /// The rows `| name | what | example | value |`, in which a bar within code is written `\|`.
  static let examples: [Example] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/cel.md")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let cells = line.replacing("\\|", with: "\u{0}").split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces).replacing("\u{0}", with: "|")
      }
      guard cells.count == 4, cells[2].hasPrefix("`"), cells[3].hasPrefix("`") else { return nil }
      let code = cells.map { $0.trimmingCharacters(in: ["`"]) }
      return Example(name: code[0], expression: code[2], value: code[3])
    }
  }()

  @Test(arguments: examples) func exampleHolds(_ example: Example) throws {
    let value = try Program(example.expression, environment: Environment()).evaluate()
    #expect(value.description == example.value)
  }

  @Test func everyFunctionAndMacroHasAnExample() {
    let documented = Set(Self.examples.map(\.name))
    let functions = Set(FunctionTable.builtIn.overloads.map { "\($0.name)" })
    #expect(functions.subtracting(documented).sorted() == [])
    let macros = [
      "has", "all", "exists", "exists_one", "existsOne", "map", "filter", "sortBy", "transformList",
      "transformMap",
      "transformMapEntry", "cel.bind", "cel.block", "optMap", "optFlatMap",
    ]
    #expect(documented.subtracting(functions).sorted() == macros.sorted())
  }
}
