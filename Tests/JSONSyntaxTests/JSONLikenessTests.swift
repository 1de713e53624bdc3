import Documents
import JSONSyntax
import SourceText
import Testing

/// Whatever stands before an element of a list: it reads as it does alone.
struct JSONLikenessTests {
  @Test(arguments: [
    // The same keys, further ones, fewer ones, others, and others in the middle.
    #"[{"a":1,"bb":2,"a long key of it":3},{"a":4,"bb":5,"a long key of it":6},{"a":7,"bb":8},{"a":9}]"#,
    #"[{"a":1},{"a":2,"b":3},{"a":4,"b":5,"c":6},{},{"a":7},{"x":8},{"a":9}]"#,
    #"[{"a":1,"b":2,"c":3},{"a":1,"x":2,"c":3},{"a":1,"c":2,"b":3},{"b":1,"a":2,"c":3}]"#,
    // Keys that begin like the one that is due, and that it begins like; of any length around the word.
    #"[{"key":1,"k":2},{"ke":1,"key":2},{"keys":1,"k":2},{"key":1,"k":2}]"#,
    #"[{"1234567":1},{"12345678":2},{"123456789":3},{"1234567":4},{"12345678":5},{"123456789":6}]"#,
    #"[{"123456":1},{"123456":2},{"1234567":3},{"1234567":4},{"12345678":5},{"12345678":6},{"12345679":7}]"#,
    #"[{"":1},{"":2},{"a":3},{"":4}]"#,
    // Keys that stand twice: in all, in the first one only, in later ones only.
    #"[{"a":1,"a":2},{"a":3,"a":4},{"a":5},{"a":6,"b":7,"a":8},{"a":9,"b":1,"a":2}]"#,
    #"[{"a":1,"b":2},{"a":3,"b":4,"a":5},{"a":3,"b":4,"b":5},{"a":1,"b":2}]"#,
    // The same text written otherwise, and space between.
    #"[{"a":1,"\u0062":2},{"a":3,"b":4},{"a":3,"\u0062":4,"b":5},{"\u0061":1,"b":2,"a":3}]"#,
    #"[{"a" : 1 , "b":2},{ "a":3,"b" : 4},{"a" :5 , "b": 6}]"#,
    // Mappings in mappings, lists of them, and of none.
    #"[{"a":{"b":{"c":1},"d":[{"e":1},{"e":2}]}},{"a":{"b":{"c":1},"d":[{"e":1},{"e":2},{"f":3}]}}]"#,
    #"[{"a":[{"b":1}]},{"a":[]},{"a":[{"b":1,"b":2}]},{"a":{"b":1}},{"a":1},{"a":[[{"b":1}]]},{"a":[{"b":1}]}]"#,
    #"[[{"a":1}],[{"a":1},{"a":2}],[],[{"a":1,"a":2}]]"#, #"[{"a":1},7,{"a":2},[],{"a":3},"x",{"a":4}]"#,
  ])
  func everyElementReadsAsAlone(_ text: String) throws {
    let whole = read(text)
    #expect(!whole.isRefused)
    let list = try #require(whole.tree.documents.first)
    for element in list.elements {
      // The others are blank, so that the places are the same.
      let bytes = text.utf8.enumerated().map { element.span.range.contains($0.offset) ? $0.element : 0x20 }
      let alone = read(String(decoding: bytes, as: UTF8.self))
      #expect(written(element) == alone.tree.documents.first.map(written))
      let problems = whole.problems.filter {
        $0.span.map { element.span.range.contains(Int($0.start)) } ?? true
      }
      #expect(problems == alone.problems)
    }
  }

  /// A file that ends, or goes wrong, within the key that is due.
  @Test func aKeyIsReadToItsEnd() {
    let text = #"[{"key":1},{"key":2}]"#
    for count in 0..<text.utf8.count {
      let cut = String(decoding: text.utf8.prefix(count), as: UTF8.self)
      #expect(read(cut).isRefused, "\(cut)")
    }
    #expect(
      read(#"[{"key":1},{"key" 2}]"#).problems == [
        SourceProblem("unexpected '2'; ':' is expected after a key", at: ByteSpan(18..<19))
      ])
    #expect(read(#"[{"key":1},{"key":2,}]"#).isRefused)
  }

  /// The nodes may be all used up by the time a key is due.
  @Test func likelyKeysCountAsOthers() {
    let text = #"[{"key":1},{"key":2},{"key":3}]"#
    for nodes in 1...12 {
      let source = SourceFile(path: "a.json", text: text)
      let reading = JSONReader.read(source, limits: TreeLimits(nodes: nodes))
      #expect(reading.isRefused == (nodes < 10), "\(nodes)")
    }
  }

  private func read(_ text: String) -> JSONReading { JSONReader.read(SourceFile(path: "a.json", text: text)) }

  /// Every node below a node: its kind, its place and its text.
  private func written(_ node: DocumentNode) -> [String] {
    var lines: [String] = []
    var waiting = [node]
    while let node = waiting.popLast() {
      lines.append("\(node.kind) \(node.style) \(node.span) \(node.count) \(node.text ?? "")")
      for pair in node.pairs {
        waiting += [pair.key, pair.value]
        lines.append(node.value(forKey: pair.key.text ?? "").map { "\($0.span)" } ?? "none")
      }
      waiting += node.elements
    }
    return lines
  }
}
