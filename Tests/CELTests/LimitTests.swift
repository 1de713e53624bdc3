import CEL
import Testing

/// Each limit, at it and one past it.
@Suite struct LimitTests {
  private func evaluate(_ source: String, _ change: (inout Limits) -> Void) throws -> Value {
    var environment = Environment(variables: ["x": .dyn])
    change(&environment.limits)
    return try Program(source, environment: environment).evaluate([.int(1)])
  }

  @Test func expressionBytes() throws {
    #expect(try evaluate("x == 1", { $0.expressionBytes = 6 }).isTrue)
    let error = CompileError([
      .init("the expression has 6 bytes; at most 5 are allowed", offset: 0, length: 6)
    ])
    #expect(throws: error) { try evaluate("x == 1", { $0.expressionBytes = 5 }) }
  }

  @Test func nesting() throws {
    #expect(try evaluate("x == 1", { $0.nesting = 2 }).isTrue)
    let message = "the expression is nested too deeply; at most 1 levels are allowed"
    let error = CompileError([.init(message, offset: 0, length: 6)])
    #expect(throws: error) { try evaluate("x == 1", { $0.nesting = 1 }) }
  }

  @Test func cost() throws {
    #expect(try evaluate("x == 1", { $0.cost = 2 }).isTrue)
    let message = "the evaluation costs more than the limit of 1"
    #expect(throws: EvaluationError(.costLimitExceeded, message, offset: 0)) {
      try evaluate("x == 1", { $0.cost = 1 })
    }
  }

  @Test func costIsNotAbsorbed() {
    #expect(throws: EvaluationError.self) { try evaluate("x == 1 || true", { $0.cost = 1 }) }
    #expect(throws: EvaluationError.self) { try evaluate("[1, 2].exists(y, y == x)", { $0.cost = 3 }) }
  }

  @Test func macroNesting() throws {
    #expect(try evaluate("[1].all(y, y == x)", { $0.macroNesting = 1 }).isTrue)
    let message = "macros are nested too deeply; at most 1 variables are allowed"
    #expect(throws: CompileError([.init(message, offset: 21, length: 4)])) {
      try evaluate("[1].all(y, [1].all(z,true))", { $0.macroNesting = 1 })
    }
  }

  @Test(arguments: [
    ("'ab' + 'c'", 5), ("[1, x] + [3]", 7), ("b'ab' + b'c'", 6), ("lists.range(3)", 6),
    ("'a-b'.replace('-', '+')", 6),
  ])
  func valueSize(_ expression: String, _ offset: Int) throws {
    _ = try evaluate(expression, { $0.valueSize = 3 })
    let message = "the value is too large; at most 2 bytes or elements are allowed"
    #expect(throws: EvaluationError(.limitExceeded, message, offset: offset)) {
      try evaluate(expression, { $0.valueSize = 2 })
    }
  }

  @Test func regexInstructions() throws {
    #expect(try evaluate("'aa'.matches('aa')", { $0.regexInstructions = 5 }).isTrue)
    let message = "the regular expression is wrong: it is too large; at most 4 instructions are allowed"
    #expect(throws: CompileError([.init(message, offset: 13, length: 4)])) {
      try evaluate("'aa'.matches('aa')", { $0.regexInstructions = 4 })
    }
    let nested = "'a'.matches('((((a{1000}){1000}){1000}){1000}){1000}')"
    #expect(throws: CompileError.self) { try evaluate(nested, { _ in }) }
    #expect(try evaluate("''.matches('((?:(?:(?:){1000}){1000}){1000}){1000}')", { _ in }).isTrue)
  }

  /// Ways to make an evaluation long or large; each ends with the cost or the size of a value.
  @Test(arguments: [
    "lists.range(100000).all(a, lists.range(100000).all(b, true))",
    "cel.bind(a, 'aaaaaaaaaaaaaaaa', cel.bind(b, a+a+a+a+a+a+a+a, cel.bind(c, b+b+b+b+b+b+b+b, cel.bind(d, "
      + "c+c+c+c+c+c+c+c, cel.bind(e, d+d+d+d+d+d+d+d, cel.bind(f, e+e+e+e+e+e+e+e, (f+f+f+f+f+f+f+f).size()))))))",
    "lists.range(1000000000000)",
    "cel.bind(a, lists.range(1000).map(x, 'aaaaaaaaaa').join(), a.replace('a', a).replace('a', a).size())",
    "lists.range(1000).map(x, '%.1000f'.format([1.0])).map(y, '%.1000f'.format([1.0])).map(z, z + z + z).join() == ''"
      + " || lists.range(10000).map(x, lists.range(1000)) == []",
  ]) func hostileGrowth(source: String) {
    #expect {
      try evaluate(source, { _ in })
    } throws: { error in
      [.costLimitExceeded, .limitExceeded].contains((error as? EvaluationError)?.code)
    }
  }
}
