import Documents
import SourceText
import Testing
import YAMLSyntax

/// A copy says what the original says, where it says it.
@Suite struct TreeCopierTests {
  private static let text = """
    metadata: &meta { name: a, labels: { app: x, app: y, tier: z } }
    spec:
      ports: [1, [2, { number: 3 }], []]
      template: *meta
      merged:
        <<: { name: b, more: { deep: [1] } }
        name: c
      "quoted\\tkey": "a\\nb"
      empty: {}
      nothing:
      tagged: !!str 5
      block: |
        one
        two
    list:
      - spec: { a: 1, b: 2 }
        other: 1
      - spec: { b: 3 }
      - 4
    """

  private func document(_ text: String) throws -> DocumentNode {
    let reading = YAMLReader.read(SourceFile(path: "a.yaml", text: text))
    return try #require(reading.tree.documents.first)
  }

  private func copy(_ node: DocumentNode, _ keepsSource: Bool, _ fields: FieldTree? = nil) throws
    -> DocumentNode
  {
    var copier = TreeCopier(node.tree, keepsSource: keepsSource)
    copier.copy(node, fields: fields)
    return try #require(copier.finish().documents.first)
  }

  /// A node and all below it in words: kind, value, place, and what its keys give.
  private func words(_ node: DocumentNode) -> String {
    let place = "\(node.span.start)-\(node.span.end)"
    switch node.kind {
    case .mapping:
      let pairs = node.pairs.map { pair in
        let found = pair.key.text.flatMap { node.value(forKey: $0) }.map { "\($0.span.start)" } ?? "-"
        return "\(words(pair.key)): \(words(pair.value)) @\(found)"
      }
      return "{\(pairs.joined(separator: ", "))}#\(node.count) \(place)"
    case .sequence: return "[\(node.elements.map(words).joined(separator: ", "))]#\(node.count) \(place)"
    case .scalar, .alias: return "\(String(describing: node.scalar)) \(node.tag ?? "") \(place)"
    }
  }

  @Test(arguments: [true, false]) func aWholeCopyIsTheSame(_ keepsSource: Bool) throws {
    let original = try document(Self.text)
    let copied = try copy(original, keepsSource)
    #expect(words(copied) == words(original))
    // Of a key that stands twice, the last one counts.
    #expect(copied.at("metadata", "labels", "app")?.text == "y")
    #expect(copied.at("spec", "template", "labels", "app")?.text == "y")
  }

  @Test func fieldsAreCopiedWithWhatLeadsToThem() throws {
    let original = try document(Self.text)
    let fields = FieldTree([
      ["metadata", "name"], ["spec", "ports"], ["list", "spec", "b"], ["none"], ["spec", "empty"],
    ])
    let copied = try copy(original, false, fields)
    #expect(copied.pairs.map { $0.key.text } == ["metadata", "spec", "list"])
    #expect(copied["metadata"].map { $0.pairs.map(\.key.text) } == ["name"])
    #expect(copied["spec"].map { $0.pairs.map(\.key.text) } == ["ports", "empty"])
    let ports = try #require(copied.at("spec", "ports"))
    #expect(words(ports) == words(try #require(original.at("spec", "ports"))))
    // The path goes through the list; what is no mapping is kept as it is.
    let elements = copied.list("list")
    #expect(elements.map { $0.at("spec", "b")?.text } == ["2", "3", nil] && elements.last?.text == "4")
    #expect(elements.first.map { $0.pairs.map(\.key.text) } == ["spec"])
    #expect(copied.span == original.span && elements.first?.span == original.list("list").first?.span)
  }
}
