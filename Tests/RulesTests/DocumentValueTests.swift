import CEL
import Documents
import SourceText
import Testing
import YAMLSyntax

@testable import Rules

/// What expressions see of a document; large mappings and sequences are looked up in an index.
struct DocumentValueTests {
  private func subject(entries: Int) throws -> RuleSubject {
    var text = "list:\n" + (0..<entries).map { "  - \($0)\n" }.joined() + "map:\n"
    text += (0..<entries).map { "  k\($0): \($0)\n" }.joined()
    text += "  twice: 1\n  absent: null\n  twice: 2\n  alias: &a {x: 3}\n  again: *a\n"
    let source = try SourceFile(path: "a.yaml", raw: Array(text.utf8))
    return RuleSubject(try #require(YAMLReader.read(source).tree.documents.first))
  }

  @Test(
    arguments: [
      "object.map.k3 == 3", "object.map['k' + '3'] == 3", "!has(object.map.k99999)", "object.map.twice == 2",
      "!has(object.map.absent)", "!('absent' in object.map)", "object.map.again.x == 3",
      "object.list[3] == 3",
      "size(object.list) == object.list.filter(e, true).size()", "object.list.all(i, e, i == e)",
      "size(object.map) == object.map.filter(k, true).size()",
      "object.map.all(k, !k.startsWith('k') || 'k' + string(object.map[k]) == k)",
    ], [4, 32, 33, 5000])
  func smallAndLargeAreTheSame(_ expression: String, entries: Int) throws {
    let value = try RuleExpression(expression).evaluate(over: try subject(entries: entries))
    #expect(value.isTrue, "\(expression) gave \(value)")
  }
}
