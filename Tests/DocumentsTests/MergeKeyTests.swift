import Documents
import SourceText
import Testing

struct MergeKeyTests {
  @Test func ownKeysWinThenEarlierSources() throws {
    var events = TreeEvents()
    // - &a {x: 1, y: 2}  - &b {y: 3, z: 4}  - {<<: [*a, *b], x: 5}
    try events.open(.sequence)
    let a = try events.mapping([("x", "1"), ("y", "2")])
    let b = try events.mapping([("y", "3"), ("z", "4")])
    try events.open(.mapping)
    events.scalar("<<")
    try events.open(.sequence)
    try events.alias(a)
    try events.alias(b)
    events.close()
    events.scalar("x")
    events.scalar("5")
    events.close()
    events.close()
    let merged = try #require(events.finish().documents.first?.element(at: 2))
    #expect(merged.pairs.map { "\($0.key.text ?? "")=\($0.value.text ?? "")" } == ["x=5", "y=2", "z=4"])
    #expect(merged.count == 3)
  }

  @Test(arguments: [0, 1, 2]) func theMergeKeyItselfIsNotInTheMapping(_ place: Int) throws {
    var events = TreeEvents()
    try events.open(.sequence)
    let base = try events.mapping([("a", "1")])
    try events.open(.mapping)
    for index in 0..<3 {
      if index == place {
        events.scalar("<<")
        try events.alias(base)
      } else {
        events.scalar("k\(index)")
        events.scalar("v")
      }
    }
    events.close()
    events.close()
    let merged = try #require(events.finish().documents.first?.element(at: 1))
    #expect(merged["<<"] == nil)
    #expect(merged.count == 3)
    #expect(merged.pairs.map(\.key).count == 3)
    #expect(merged["a"]?.integer == 1)
  }

  @Test func aMergeKeyAloneLeavesOnlyWhatItBrings() throws {
    var events = TreeEvents()
    try events.open(.sequence)
    let base = try events.mapping([("a", "1")])
    let empty = try events.mapping([])
    for target in [base, empty] {
      try events.open(.mapping)
      events.scalar("<<")
      try events.alias(target)
      events.close()
    }
    events.close()
    let list = try #require(events.finish().documents.first)
    #expect(list.element(at: 2)?.pairs.map(\.key.text) == ["a"])
    #expect(list.element(at: 3)?.count == 0)
    let nothing = try #require(list.element(at: 3))
    #expect(nothing.pairs.first { _ in true } == nil)
  }

  @Test func aScalarMergesNothingAndAQuotedKeyIsAKey() throws {
    var events = TreeEvents()
    try events.open(.sequence)
    _ = try events.mapping([("<<", "1"), ("a", "2")])
    let base = try events.mapping([("a", "1")])
    try events.open(.mapping)
    events.scalar("<<", style: .doubleQuoted)
    try events.alias(base)
    events.close()
    events.close()
    let list = try #require(events.finish().documents.first)
    #expect(list.element(at: 0)?["<<"]?.integer == 1)
    #expect(list.element(at: 2)?.at("<<", "a")?.integer == 1)
  }

  /// `- &c0 {v: x}` and then `- &b1 {v: &c1 {<<: *b0}}` … : each level may stand for the one before it, not for two.
  @Test func whatAChainOfMergesStandsForIsWhatWasCounted() throws {
    var events = TreeEvents()
    try events.open(.sequence)
    var base = try events.mapping([("v", "x")])
    for _ in 0..<40 {
      base = try events.measured { events in
        try events.open(.mapping)
        events.scalar("v")
        try events.open(.mapping)
        events.scalar("<<")
        try events.alias(base)
        events.close()
        events.close()
      }
    }
    events.close()
    let counted = events.expandedCount
    let document = try #require(events.finish().documents.first)
    var waiting = [document]
    var walked = 0
    while let node = waiting.popLast(), walked <= counted {
      walked += 1
      waiting += node.elements
      for pair in node.pairs { waiting += [pair.key, pair.value] }
    }
    #expect(walked <= counted)
  }
}
