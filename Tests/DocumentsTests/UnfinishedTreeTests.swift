import Documents
import SourceText
import Testing

/// Trees whose reader stopped in the middle: what was read remains, and nothing of it traps.
struct UnfinishedTreeTests {
  @Test func aKeyWithoutItsValueIsNotFound() throws {
    let source = SourceFile(path: "a.json", text: "ab")
    var builder = TreeBuilder(syntax: .json, source: source)
    try builder.open(.mapping, start: 0, style: .flow)
    add(0, to: &builder)
    add(1, to: &builder)
    add(1, to: &builder)
    let tree = builder.finish()
    let document = try #require(tree.documents.first)
    #expect(document.count == 1)
    #expect(document["a"]?.text == "b")
    #expect(document["b"] == nil)
    #expect(document.pair(forKey: "b") == nil)
    #expect(document.pairs.map(\.key).count == 1)
  }

  @Test func aKeyWithoutItsValueStaysLastWhereAMergeWasMeant() throws {
    let source = SourceFile(path: "a.yaml", text: "<<ab")
    var builder = TreeBuilder(syntax: .yaml, source: source)
    try builder.open(.mapping, start: 0, style: .flow)
    builder.scalar(span: ByteSpan(0..<2), text: ByteSpan(0..<2), style: .plain)
    try builder.open(.mapping, start: 2, style: .flow)
    add(2, to: &builder)
    add(3, to: &builder)
    builder.close(end: 4)
    add(3, to: &builder)
    let document = try #require(builder.finish().documents.first)
    #expect(document["b"] == nil)
    #expect(document.pairs.map(\.key).count == 1)
  }

  /// Adds the byte at an offset as a plain scalar.
  private func add(_ offset: Int, to builder: inout TreeBuilder) {
    let span = ByteSpan(offset..<offset + 1)
    builder.scalar(span: span, text: span, style: .plain)
  }
}
