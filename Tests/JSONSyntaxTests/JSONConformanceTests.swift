import Conformance
import Documents
import JSONSyntax
import SourceText
import Testing

/// JSONTestSuite's cases with a verdict, values included.
@Suite(.enabled(if: ConformanceSuite.has("json.jsonl"), "AIRTIGHT_SHARED names no json.jsonl"))
struct JSONConformanceTests {
  @Test func everyCaseAgrees() throws {
    let cases = try #require(ConformanceSuite.cases("json.jsonl"))
    #expect(cases.count >= 100)
    for test in cases {
      let source = try SourceFile(path: test.id, raw: test.input)
      let reading = JSONReader.read(source)
      let accepted = test.expect["verdict"] as? String == "accept"
      #expect(reading.isRefused != accepted, "\(test.id): \(reading.problems)")
      guard accepted else { continue }
      let document = try #require(reading.tree.documents.first, "\(test.id)")
      #expect(reading.tree.documents.count == 1)
      #expect(notation(document) == notation(test.expect["value"]), "\(test.id)")
    }
  }

  /// The suite's notation: numbers as written in `{"number": …}`, objects as pairs in `{"object": …}`.
  private func notation(_ expected: Any?) -> String {
    switch expected {
    case let text as String: "\"\(text.unicodeScalars.map(\.value))\""
    case let bool as Bool: "\(bool)"
    case let list as [Any]: "[" + list.map { notation($0) }.joined(separator: ",") + "]"
    case let wrapped as [String: Any]:
      if let number = wrapped["number"] as? String {
        "#\(number)"
      } else {
        "{" + ((wrapped["object"] as? [Any]) ?? []).map { notation($0) }.joined(separator: ",") + "}"
      }
    default: "null"
    }
  }

  private func notation(_ node: DocumentNode) -> String {
    switch node.kind {
    case .sequence: return "[" + node.elements.map { notation($0) }.joined(separator: ",") + "]"
    case .mapping:
      let pairs = node.pairs.map { "[\(notation($0.key)),\(notation($0.value))]" }
      return "{" + pairs.joined(separator: ",") + "}"
    case .scalar, .alias: break
    }
    let text = node.text ?? ""
    return switch node.scalar {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .string: "\"\(text.unicodeScalars.map(\.value))\""
    default: "#\(text)"
    }
  }
}
