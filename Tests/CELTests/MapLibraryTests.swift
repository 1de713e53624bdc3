import CEL
import Testing

/// `merge`. Expected results from the documentation of cel-go's extension.
@Suite struct MapLibraryTests {
  @Test(arguments: [
    ("{}.merge({})", "{}"), ("{'a': 1}.merge({})", "{'a': 1}"), ("{}.merge({'a': 1})", "{'a': 1}"),
    ("{'a': 1, 'b': 2}.merge({'b': 3, 'c': 4})", "{'a': 1, 'b': 3, 'c': 4}"),
    ("{1: 'a'}.merge({2: 'b'})[2]", "'b'"),
    ("dyn({1: 'a'}).merge({1u: 'b'})", "{1u: 'b'}"), ("{'a': [1]}.merge({'a': [2]}).a", "[2]"),
    ("lists.range(20).transformMap(i, v, v).merge({7: -7})[7]", "-7"),
  ]) func merging(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test func mapsOfDifferentTypes() {
    #expect(
      compileError("{'a': 1}.merge({1: 1})")
        == "no form of 'merge' takes (map(string, int), map(int, int)); allowed are "
        + "map(dyn, dyn).merge(map(dyn, dyn))")
    #expect(evaluationError("dyn([]).merge({})") == "no form of 'merge' takes (list, map)")
  }

  @Test func costGrowsWithTheMaps() throws {
    let short = try #require(cost("{}.merge({})"))
    let long = try #require(cost("lists.range(1000).transformMap(i, v, v).merge({})"))
    let made = try #require(cost("lists.range(1000).transformMap(i, v, v)"))
    #expect(long - made >= short + 900)
  }
}
