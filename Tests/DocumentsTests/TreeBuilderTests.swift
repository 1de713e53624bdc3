import Documents
import SourceText
import Testing

struct TreeBuilderTests {
  @Test func aTreeIsWhatWasBuilt() throws {
    var events = TreeEvents()
    try events.open(.mapping)
    events.scalar("list")
    try events.open(.sequence)
    events.scalar("1")
    events.scalar("1", style: .doubleQuoted)
    try events.open(.mapping)
    events.close()
    events.close()
    events.scalar("empty")
    events.scalar("")
    events.close()
    events.scalar("second")
    let tree = events.finish()
    #expect(tree.documents.count == 2)
    let document = try #require(tree.documents.first)
    #expect(document.pairs.map(\.key.text) == ["list", "empty"])
    let list = try #require(document["list"])
    #expect(list.elements.map(\.kind) == [.scalar, .scalar, .mapping])
    #expect(list.elements.map(\.scalar) == [.int(1), .string("1"), nil])
    #expect(list.element(at: 2)?.count == 0)
    #expect(list.element(at: 3) == nil)
    #expect(list.element(at: -1) == nil)
    #expect(document["empty"]?.isNull == true)
    #expect(tree.documents.last?.text == "second")
  }

  @Test func accessorsOfAnotherKindGiveNothing() throws {
    var events = TreeEvents()
    events.scalar("text")
    try events.open(.sequence)
    events.close()
    let documents = events.finish().documents
    for node in documents {
      #expect(node["key"] == nil)
      #expect(node.at("a", "b") == nil)
      #expect(node.pairs.first { _ in true } == nil)
      #expect(node.elements.first { _ in true } == nil)
      #expect(node.bool == nil)
    }
    #expect(documents.last?.text == nil)
    #expect(documents.last?.scalar == nil)
  }

  @Test func anIntegerMayStandInQuotes() throws {
    for (text, style, expected) in [
      ("80", NodeStyle.plain, Int64(80)), ("80", .doubleQuoted, 80), ("0x50", .plain, 80),
      ("0x50", .doubleQuoted, nil),
      ("8.0", .plain, nil), ("", .plain, nil),
    ] {
      var events = TreeEvents()
      events.scalar(text, style: style)
      #expect(events.finish().documents.first?.integer == expected)
    }
  }

  @Test(arguments: [2, 16, 17, 40]) func aDuplicateKeyIsReportedInMappingsOfAnySize(_ size: Int) throws {
    var events = TreeEvents()
    try events.open(.mapping)
    for index in 0..<size {
      events.scalar(index == size - 1 ? "k0" : "k\(index)")
      events.scalar("\(index)")
    }
    events.close()
    #expect(
      events.problems.map(\.message)
        == ["the key 'k0' stands more than once in this mapping; only the last one counts"])
    #expect(events.problems.first?.severity == .warning)
    #expect(events.finish().documents.first?["k0"]?.integer == Int64(size - 1))
  }

  @Test func onlyAHundredProblemsAreKept() throws {
    var events = TreeEvents()
    try events.open(.mapping)
    for index in 0..<500 {
      events.scalar("k")
      events.scalar("\(index)")
    }
    events.close()
    #expect(events.problems.count == 100)
  }

  @Test func depthIsAllowedUpToTheLimit() throws {
    var events = TreeEvents(limits: TreeLimits(depth: 3))
    for _ in 0..<3 { try events.open(.sequence) }
    var thrown: String?
    do { try events.open(.sequence) } catch let problem as SourceProblem { thrown = problem.message }
    #expect(thrown == "nested deeper than 3 levels; at most 3 are allowed")
    #expect(events.finish().documents.count == 1)
  }

  /// A sequence of 1 + 3 nodes, and aliases to it until the limit is met to the node.
  @Test func aliasesExpandUpToTheLimit() throws {
    for (limit, fits) in [(20, true), (19, false)] {
      var events = TreeEvents(limits: TreeLimits(expansion: limit))
      try events.open(.sequence)
      let anchor = try events.measured { events in
        try events.open(.sequence)
        for _ in 0..<3 { events.scalar("x") }
        events.close()
      }
      #expect(anchor.expansion == 4)
      for _ in 0..<3 { events.scalar("y") }
      var thrown: String?
      do {
        for _ in 0..<3 { try events.alias(anchor) }
      } catch let problem as SourceProblem { thrown = problem.message }
      let counted = events.expandedCount
      events.close()
      #expect(
        thrown
          == (fits ? nil : "aliases expand to more than \(limit) nodes; at most \(limit) are allowed"))
      #expect(counted == (fits ? 20 : 16))
    }
  }

  @Test func doublingAliasesAreStopped() throws {
    var events = TreeEvents()
    try events.open(.sequence)
    var anchor = try events.mapping([("a", "b")])
    var levels = 0
    var message: String?
    do {
      while levels < 100 {
        anchor = try events.measured { events in
          try events.open(.sequence)
          try events.alias(anchor)
          try events.alias(anchor)
          events.close()
        }
        levels += 1
      }
    } catch let problem as SourceProblem { message = problem.message }
    #expect(levels < 20)
    #expect(message == "aliases expand to more than 1000000 nodes; at most 1000000 are allowed")
  }

  @Test func anAliasReadsAsItsTarget() throws {
    var events = TreeEvents()
    try events.open(.sequence)
    let anchor = try events.mapping([("a", "1")])
    try events.alias(anchor)
    events.close()
    let alias = try #require(events.finish().documents.first?.element(at: 1))
    #expect(alias.isMapping)
    #expect(alias["a"]?.integer == 1)
    #expect(alias.resolvedID == anchor.id)
    #expect(alias.id != anchor.id)
  }

  @Test func anExplicitTagDecides() throws {
    var events = TreeEvents()
    events.scalar("1")
    events.tag("tag:yaml.org,2002:str")
    let document = try #require(events.finish().documents.first)
    #expect(document.tag == "tag:yaml.org,2002:str")
    #expect(document.string == "1")
  }

  @Test func aBlockEndsWhereItsLastChildDoes() throws {
    let source = SourceFile(path: "a.yaml", text: "a: b\n\n\n")
    var builder = TreeBuilder(syntax: .yaml, source: source)
    try builder.open(.mapping, start: 0, style: .block)
    for offset in [0, 3] {
      let span = ByteSpan(offset..<offset + 1)
      builder.scalar(span: span, text: span, style: .plain)
    }
    builder.close(end: 7)
    #expect(builder.finish().documents.first?.span == ByteSpan(0..<4))
  }
}
