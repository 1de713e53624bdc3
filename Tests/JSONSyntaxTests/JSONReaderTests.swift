import Documents
import JSONSyntax
import SourceText
import Testing

struct JSONReaderTests {
  @Test func everyNodeStandsWhereItIsWritten() throws {
    let text = "{ \"name\": [1, {\"x\\n\": true}], \"π\": \"a\" }\n"
    let document = try #require(read(text).tree.documents.first)
    #expect(written(document, in: text) == "{ \"name\": [1, {\"x\\n\": true}], \"π\": \"a\" }")
    let list = try #require(document.pairs.first { _ in true })
    #expect(written(list.key, in: text) == "\"name\"")
    #expect(written(list.value, in: text) == "[1, {\"x\\n\": true}]")
    let inner = try #require(list.value.element(at: 1)?.pairs.first { _ in true })
    #expect(written(inner.key, in: text) == "\"x\\n\"")
    #expect(inner.key.text == "x\n")
    #expect(written(inner.value, in: text) == "true")
    #expect(document["π"]?.string == "a")
  }

  @Test func numbersStayAsWritten() throws {
    let list = try #require(read("[0, -0, 1E+2, 18446744073709551615, 1.50]").tree.documents.first)
    #expect(list.elements.map(\.text) == ["0", "-0", "1E+2", "18446744073709551615", "1.50"])
  }

  @Test func everyEscapeIsDecoded() {
    let document = read(#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\uDE00 plain""#).tree.documents.first
    #expect(document?.string == "\"\\/\u{8}\u{C}\n\r\tAé€😀 plain")
  }

  @Test func aStringMayHaveAnyLengthAroundTheWord() {
    for length in 0..<40 {
      for place in 0..<max(length, 1) {
        var plain = [UInt8](repeating: 0x61, count: length)
        #expect(
          read("\"" + String(decoding: plain, as: UTF8.self) + "\"").tree.documents.first?.text?.count
            == length)
        guard length > 0 else { continue }
        plain[place] = 0x22
        plain.insert(0x5C, at: place)
        let text = read("\"" + String(decoding: plain, as: UTF8.self) + "\"").tree.documents.first?.text
        #expect(text?.utf8.count == length)
      }
    }
  }

  @Test func marksAndUTF16AreRead() throws {
    for raw: [UInt8] in [
      [0xEF, 0xBB, 0xBF] + Array("[\"é\"]".utf8),
      [0xFF, 0xFE] + "[\"é\"]".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + "[\"é\"]".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
    ] {
      let reading = JSONReader.read(try SourceFile(path: "a.json", raw: raw))
      #expect(reading.problems.isEmpty)
      #expect(reading.tree.documents.first?.element(at: 0)?.string == "é")
    }
  }

  @Test func depthIsAllowedUpToTheLimit() {
    for limit in [1, 30, 1000] {
      let limits = TreeLimits(depth: limit)
      let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
      #expect(JSONReader.read(SourceFile(path: "a", text: deepest), limits: limits).problems.isEmpty)
      let reading = JSONReader.read(SourceFile(path: "a", text: "[" + deepest + "]"), limits: limits)
      #expect(
        reading.problems == [
          SourceProblem(
            "nested deeper than \(limit) levels; at most \(limit) are allowed", at: ByteSpan(limit..<limit))
        ])
    }
  }

  @Test func depthFarBeyondTheLimitCostsNothing() {
    let reading = read(String(repeating: "[{\"a\":", count: 1_000_000))
    #expect(reading.isRefused)
    #expect(reading.tree.nodeCount < 2000)
  }

  @Test func whatWasReadBeforeAnErrorRemains() {
    let reading = read("{\"a\": [1, 2], \"b\": {\"c\": 3, \"d\" 4}}")
    #expect(reading.isRefused)
    let document = reading.tree.documents.first
    #expect(document?["a"]?.count == 2)
    #expect(document?.at("b", "c")?.integer == 3)
    #expect(document?.at("b", "d") == nil)
  }

  /// Bytes changed, dropped, doubled and cut at places from a fixed sequence: whatever comes out, every node must be
  /// readable and every problem must have a place inside the file.
  @Test func mutationsNeverTrap() throws {
    let seed = Array(
      #"{"a":[1,-2.5e+3,"x\u00e9\ud83d\ude00π",true,null,{}],"b":{"c":[[],[{"a":"\n"}]]},"a":0}"#.utf8)
    let special = Array("{}[],:\"\\u0-e.\u{0}".utf8)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<20_000 {
      var bytes = seed
      for _ in 0...next(4) {
        let place = next(bytes.count)
        switch next(4) {
        case 0: bytes[place] = UInt8(next(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(special[next(special.count)], at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = [0x5B] }
      }
      guard let source = try? SourceFile(path: "a.json", raw: bytes) else { continue }
      let reading = JSONReader.read(source)
      for problem in reading.problems { #expect(problem.span.map { $0.end <= bytes.count } ?? false) }
      #expect(reading.problems.dropLast().allSatisfy { $0.severity == .warning })
      for document in reading.tree.documents { walk(document) }
    }
  }

  private func walk(_ node: DocumentNode) {
    _ = node.scalar
    for element in node.elements { walk(element) }
    for pair in node.pairs {
      walk(pair.key)
      walk(pair.value)
    }
  }

  private func read(_ text: String) -> JSONReading { JSONReader.read(SourceFile(path: "a.json", text: text)) }

  private func written(_ node: DocumentNode, in text: String) -> String {
    String(decoding: Array(text.utf8)[node.span.range], as: UTF8.self)
  }
}
