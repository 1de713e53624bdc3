import Documents
import JSONSyntax
import SourceText
import Testing

/// Two texts are one key exactly where their lower case is.
@Suite struct FoldedTextTests {
  private static let texts = [
    "", "a", "A", "abcdefgh", "ABCDEFGH", "abcdefghi", "abcdefghI", "6b455300-654A-56DC",
    "6B455300-654a-56dc", "@[`{",
    "`{@[", "host.example", "host.example.", "é", "É", "straße", "\u{212A}", "k", "Z", "z", "zzzzzzzzZ",
    "0123456789",
    "0123456789\u{0}",
  ]

  private static func tree() throws -> DocumentTree {
    let list = texts.map { "\"\($0.replacing("\u{0}", with: "\\u0000"))\"" }.joined(separator: ",")
    return JSONReader.read(try SourceFile(path: "a.json", raw: Array("[\(list),[1]]".utf8))).tree
  }

  @Test func equalTextsHaveEqualLowerCase() throws {
    let tree = try Self.tree()
    let nodes = try #require(tree.documents.first).elements.dropLast()
    for one in nodes {
      for other in nodes {
        let (left, right) = (try #require(one.text), try #require(other.text))
        // Where one of them is not ASCII, they are texts and no bytes.
        guard left.utf8.allSatisfy({ $0 < 0x80 }) == right.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
        let (a, b) = (try #require(FoldedText(one)), try #require(FoldedText(other)))
        #expect((a == b) == (left.lowercased() == right.lowercased()), "\(left) \(right)")
        if a == b { #expect(Set([a, b]).count == 1) }
      }
    }
  }

  @Test func aFinalDotIsNoPartOfAName() throws {
    let tree = try Self.tree()
    let keys = try #require(tree.documents.first).elements.dropLast().compactMap(FoldedText.init)
    let plain = try #require(keys.first { $0 == keys[Self.texts.firstIndex(of: "host.example") ?? 0] })
    #expect(keys[Self.texts.firstIndex(of: "host.example.") ?? 0].withoutFinalDot == plain)
    #expect(plain.withoutFinalDot == plain)
  }

  @Test func aCollectionIsNoKey() throws {
    let tree = try Self.tree()
    #expect(Array(try #require(tree.documents.first).elements).last.flatMap(FoldedText.init) == nil)
  }

  /// More texts than the table has room for at first, most of them several times and in several groups.
  @Test func aTableOfTextsNumbersThemAsADictionaryDoes() throws {
    var state: UInt64 = 7
    let names = (0..<4000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let name = "host-\(state >> 54).example"
      return state & 1 == 0 ? name : name.uppercased()
    }
    let json = "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    let tree = JSONReader.read(try SourceFile(path: "a.json", raw: Array(json.utf8))).tree
    var table = FoldedTexts()
    var known: [String: Int] = [:]
    for (place, node) in try #require(tree.documents.first).elements.enumerated() {
      let (text, group) = (try #require(FoldedText(node)), place % 3)
      let key = "\(group) \(names[place].lowercased())"
      #expect(table.known(text, group: group) == known[key])
      let (number, isNew) = table.number(of: text, group: group)
      #expect(isNew == (known[key] == nil))
      #expect(number == known[key] ?? known.count)
      known[key] = number
    }
    #expect(table.count == known.count)
    #expect(known.count > 1000)
  }

  @Test func aTwinHasTheSameNodes() throws {
    let tree = try Self.tree()
    let twin = tree.twin()
    #expect(twin !== tree)
    let (one, other) = (try #require(tree.documents.first), try #require(twin.documents.first))
    #expect(one.elements.map(\.text) == other.elements.map(\.text))
    #expect(one.elements.map(\.span) == other.elements.map(\.span))
    #expect(other.tree === twin)
  }
}
