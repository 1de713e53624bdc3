import CEL
import Testing

/// `sort`, `sortBy`, and the extremes of many numbers. Expected results from the documentation of cel-go's extensions.
@Suite struct SortingTests {
  @Test(arguments: [
    ("[].sortBy(x, x)", "[]"), ("[7].sortBy(x, x)", "[7]"), ("lists.range(4).sortBy(i, -i)", "[3, 2, 1, 0]"),
    ("[-3, 1, -5, 4].sortBy(x, x * x)", "[1, -3, 4, -5]"),
    (
      "[{'n': 'web', 'p': 443}, {'n': 'db', 'p': 5432}, {'n': 'ssh', 'p': 22}].sortBy(s, s.p).map(s, s.n)",
      "['ssh', 'web', 'db']"
    ),
    ("['b', 'first', 'a'].sortBy(s, s == 'first' ? '' : s)", "['first', 'a', 'b']"),
    // Equal keys keep their order.
    ("['bb', 'a', 'cc', 'aa', 'b'].sortBy(s, s.size())", "['a', 'b', 'bb', 'cc', 'aa']"),
    ("lists.range(100).sortBy(i, i % 2).slice(49, 51)", "[98, 1]"),
    ("[true, false].sortBy(b, b)", "[false, true]"), ("[2.5, -1.0].sortBy(d, d)", "[-1.0, 2.5]"),
    ("[b'b', b'a', b''].sortBy(b, b)", "[b'', b'a', b'b']"), ("[2u, 1u].sortBy(u, u)", "[1u, 2u]"),
    ("['1h', '1m'].sortBy(d, duration(d))", "['1m', '1h']"),
    ("[[2, 1], [1]].sortBy(l, l.size()).map(l, l.sortBy(x, x))", "[[1], [1, 2]]"),
    ("dyn([2, 1]).sortBy(x, x)", "[1, 2]"), ("['10', '9'].sortBy(s, int(s))", "['9', '10']"),
    ("[3, 1, 2].sort()", "[1, 2, 3]"), ("['b', 'a', 'a'].sort()", "['a', 'a', 'b']"), ("[].sort()", "[]"),
    ("[2.0, 0.0 / 0.0, 1.0, 0.0 / 0.0, 3.0].sort().size()", "5"),
  ]) func sorting(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("[1, 2].sortBy(x, x > 1 ? dyn('a') : dyn(1))", "no form of 'sortBy' takes (int, string)"),
    ("[1].sortBy(x, dyn([x]))", "no form of 'sortBy' takes (list, list)"),
    ("[1, 0].sortBy(x, 1 / x)", "divide by zero"),
    ("dyn({1: 2}).sortBy(x, x)", "sortBy cannot go over map; lists are allowed"),
    ("dyn(1).sortBy(x, x)", "a macro cannot go over int; lists and maps are allowed"),
    ("[1, 'a'].sort()", "no form of 'sort' takes (int, string)"),
    ("[[1]].sort()", "no form of 'sort' takes (list, list)"),
  ]) func errors(source: String, expected: String) {
    #expect(evaluationError(source) == expected)
  }

  @Test(arguments: [
    ("{'a': 1}.sortBy(x, x)", "sortBy cannot go over map(string, int); lists are allowed"),
    (
      "[1].sortBy(x, [x])",
      "the key is list(int); numbers, strings, bytes, bools, timestamps and durations are ordered"
    ),
    (
      "[1].sortBy(x, ip('::1'))",
      "the key is net.IP; numbers, strings, bytes, bools, timestamps and durations are ordered"
    ),
    ("1.sortBy(x, x)", "a macro cannot go over int; lists and maps are allowed"),
    ("[1].sortBy(1, 1)", "the variable of a macro must be a simple name, such as 'x'"),
    ("[1].sortBy(x)", "undeclared method 'sortBy'; did you mean 'sort'?"),
    ("[1].sortby(1, 1)", "undeclared method 'sortby'; did you mean 'sortBy'?"),
  ]) func compileErrors(source: String, expected: String) {
    #expect(compileError(source) == expected)
  }

  @Test func types() throws {
    let program = try Program("['a'].sortBy(s, s.size())", environment: Environment())
    #expect(program.resultType == .list(.string))
  }

  @Test func unknownKeys() throws {
    let environment = Environment(variables: ["t": .dyn])
    let unknown = Value.unknown(UnknownSet("t"))
    #expect(
      try Program("[1, 2].sortBy(x, t)", environment: environment).evaluate([unknown]).description
        == "unknown(t)")
    #expect(
      try Program("t.sortBy(x, x)", environment: environment).evaluate([unknown]).description == "unknown(t)")
  }

  /// Keys that differ at their ends only.
  @Test(arguments: ["sort()", "sortBy(s, s)"]) func costOfLongKeys(call: String) {
    let text = String(repeating: "a", count: 10_000)
    let source = "cel.bind(t, '\(text)', lists.range(500).map(i, t)).\(call).size()"
    #expect(evaluationError(source) == "the evaluation costs more than the limit of 1000000")
  }

  @Test(arguments: [
    ("math.greatest(1, 7, 3, 5, 2, 6)", "7"), ("math.least(5, 7, 3.5, 5u, 4, 6)", "3.5"),
    ("math.greatest(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2u)", "2u"),
    ("math.least(1.0, 1, 1, 1, 1, 1)", "1.0"),
    ("math.greatest(5, 4, 3, 2, 1)", "5"),
    ("math.greatest(1, 2, 3, 4, 5, math.least(9, 8, 7, 6, 10, 11))", "6"),
    ("math.greatest(-1.5, -2.5, -3.5, -4.5, -5.5, -0.5) == -0.5", "true"),
  ]) func extremes(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test func wrongExtremes() {
    #expect(evaluationError("math.least(1, 2, 3, 4, 5, 'a')") == "no form of 'math' takes (string, int)")
    #expect(compileError("math.greatest()") != nil)
    #expect(
      compileError("[1].greatest(1, 2, 3, 4, 5, 6)")
        == "undeclared method 'greatest'; see the list of functions")
  }
}
