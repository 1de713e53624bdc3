import Conformance
import Documents
import JSONSyntax
import SourceText
import Testing

/// However many threads read a file, and wherever it is cut for them: the tree and the problems are the same.
struct JSONSegmentTests {
  @Test func listsAreReadAsInOneGo() throws {
    let rules = (0..<50).map {
      #"{"id":\#($0),"names":["a\n\#($0)","b"],"deep":[{"x":{}},{"x":[]},{"y":null}]}"#
    }
    let text =
      #"{"first":[\#(rules.joined(separator: ","))],"second":[\#(rules.joined(separator: " ,\n "))]}"#
    try expectAgreement(of: text)
    #expect(read(text, jobs: 2, length: 300).tree.nodeCount == read(text, jobs: 1).tree.nodeCount)
  }

  /// What only looks like elements of a list: in a string, or in lists of different depth.
  @Test(arguments: [
    #"["},{","},{\"a\":1},{","{},{},{}",{"a":1},{"b":"},{"},{"c":2}]"#,
    #"[[{"a":1},{"a":2}],[{"a":3},{"a":4}],{"a":[{},{},{}]},{"a":5}]"#,
    #"[{},{"a":[1,1,1,1,1,1,1,1,1,1,{},{"a":[2,2,2,2,2,2,2,2,2,2,{},{"b":3}]},{}]},{"c":4},{"d":5}]"#,
    #"[{"a":1},{"a":2}] "#, "[{},{},{},{},{},{}]", #"{"a":{"b":{}},"c":{"d":{}},"e":[{"f":{}},{}]}"#,
    #"[{"a":1} , {"a":1},  {"a" : 1 } ,{"a":1}, 7, {"a":2},{"a":3},[],{"a":4},{"a":5}]"#,
  ])
  func guessesAreTakenWhereTheyAreRight(_ text: String) throws { try expectAgreement(of: text) }

  @Test(arguments: [
    #"[{"a":1},{"a":2},{"a":3},{"a":4,},{"a":5},{"a":6}]"#, #"[{"a":1},{"a":2},{"a":3},{"a":4}"#,
    #"[{"a":1},{"a":2},{"a":3},{"a":4}},{"a":5}]"#, #"[{"a":1},{"a":2},{"a":3},{"a":"\q"},{"a":5},{"a":6}]"#,
    #"{"a":[{"a":1},{"a":2},{"a":3},{"a":4},{"a":5}],"b":[{"a":1},{"a":2},{"a":3},{"a":4}}"#,
    #"[{"a":1},{"a":2},{"a":3}]],{"a":3},{"a":4},{"a":5}]"#,
  ])
  func whatIsWrongIsToldAtItsPlace(_ text: String) throws { try expectAgreement(of: text) }

  @Test func warningsStandInOrderUpToTheirLimit() throws {
    let pairs = (0..<120).map { #"{"k":\#($0),"k":"\ud800","t":"\udc00 \u00e9"}"# }.joined(separator: ",")
    try expectAgreement(of: "[\(pairs)]")
    #expect(read("[\(pairs)]", jobs: 2, length: 100).problems.count == 200)
  }

  @Test func limitsHoldWhereRunsAreTaken() throws {
    let text = "[" + (0..<60).map { #"{"a":[[[\#($0)]]]}"# }.joined(separator: ",") + "]"
    for nodes in [1, 7, 300, 359, 360, 361, 362, 400] {
      try expectAgreement(of: text, limits: TreeLimits(nodes: nodes))
    }
    // The elements get deeper: the first ones are allowed where the last ones are not.
    let nested = (1...30).map {
      "{\"a\":\(String(repeating: "[", count: $0))\(String(repeating: "]", count: $0))}"
    }
    for outer in [10, 30] {
      let deep =
        String(repeating: "[", count: outer) + nested.joined(separator: ",")
        + String(repeating: "]", count: outer)
      for depth in [33, 34, 35, 40, 41, 42, 60, 61, 62] {
        try expectAgreement(of: deep, limits: TreeLimits(depth: depth))
      }
    }
  }

  /// JSONTestSuite's cases, and each as an element among others.
  @Test(.enabled(if: ConformanceSuite.has("json.jsonl"), "AIRTIGHT_SHARED names no json.jsonl"))
  func everyCaseOfTheSuiteAgrees() throws {
    let cases = try #require(ConformanceSuite.cases("json.jsonl"))
    for test in cases {
      let others = Array(#"{"a":1},{"b":2}"#.utf8)
      for raw in [test.input, [0x5B] + others + [0x2C] + test.input + [0x2C] + others + [0x5D]] {
        guard let source = try? SourceFile(path: test.id, raw: raw) else { continue }
        for length in [1, 7] {
          #expect(
            notation(read(source, jobs: 2, length: length)) == notation(read(source, jobs: 1)), "\(test.id)")
        }
      }
    }
  }

  private func expectAgreement(of text: String, limits: TreeLimits = TreeLimits()) throws {
    let whole = notation(read(text, jobs: 1, limits: limits))
    for length in [1, 2, 3, 5, 8, 13, 40, 100, 1000] {
      #expect(notation(read(text, jobs: 2, length: length, limits: limits)) == whole, "cut at \(length)")
    }
  }

  private func read(
    _ text: String, jobs: Int, length: Int = 1, limits: TreeLimits = TreeLimits()
  ) -> JSONReading {
    read(SourceFile(path: "a.json", text: text), jobs: jobs, length: length, limits: limits)
  }

  private func read(
    _ source: SourceFile, jobs: Int, length: Int = 1, limits: TreeLimits = TreeLimits()
  ) -> JSONReading {
    var cut = JSONCut()
    cut.sizes = 1...(1 << 20)
    cut.length = length
    return JSONReader.read(source, limits: limits, jobs: jobs, cut: cut)
  }

  /// Everything that a reading tells, a line for each node and problem.
  private func notation(_ reading: JSONReading) -> String {
    var lines = reading.problems.map { "\($0.severity) \($0.message) \(String(describing: $0.span))" }
    var waiting = reading.tree.documents
    while let node = waiting.popLast() {
      lines.append("\(node.kind) \(node.style) \(node.span) \(node.count) \(node.text ?? "")")
      waiting += node.elements
      for pair in node.pairs { waiting += [pair.key, pair.value] }
    }
    lines += reading.tree.scalarSpans.map { "\($0)" }
    lines.append("\(reading.tree.nodeCount)")
    return lines.joined(separator: "\n")
  }
}
