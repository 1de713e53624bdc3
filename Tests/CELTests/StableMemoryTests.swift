import Testing

@testable import CEL

/// What is kept from one evaluation to the next gives what evaluating anew gives, errors and unknowns included.
struct StableMemoryTests {
  private static let environment: Environment = {
    var environment = Environment()
    environment.declare("all", .dyn, isStable: true)
    environment.declare("x", .dyn)
    return environment
  }()

  /// Thirty maps; the unknown and the broken ones are last.
  private static func all(_ last: String) throws -> Value {
    let maps = (0..<30).map { "{'name': 'n\($0)', 'tags': ['t\($0 % 3)'], 'number': \($0)}" }
    let text = "[" + (maps + (last.isEmpty ? [] : [last])).joined(separator: ", ") + "]"
    var environment = Environment()
    environment.declare("unknown", .dyn)
    return try Program(text, environment: environment).evaluate([.unknown(UnknownSet("u"))])
  }

  private static let expressions = [
    "all.exists(a, a.name == x)", "all.exists(a, x == a.name)",
    "all.exists(a, a.?name.orValue('') == x + '')",
    "all.exists(a, a.name == 'n3')", "all.exists(a, a.number == x)", "all.exists(a, a.name == a.name)",
    "x in all.map(a, a.name)", "all.map(a, a.name).filter(n, n == x)", "all.size() > 3 ? x : ''",
    "all.filter(a, a.name == x).map(a, a.number)", "[x, 'n5'].all(y, all.exists(a, a.name == y))",
    "all.map(a, a.name) + [x]", "all.exists(a, all.exists(b, b.name == a.name && b.name == x))",
    "all.map(a, a.tags).flatten().distinct()", "all.map(a, a.absent)", "all.exists(a, a.absent == x)",
    "cel.bind(names, all.map(a, a.name), x in names)", "all[0].name == x", "all.exists(a, a.name == x.y)",
    "all.map(a, a.name).join(',').contains(x)", "all.map(a, a.name)[1] == x", "x.exists(c, c == all[0].name)",
  ]

  @Test(
    arguments: expressions, ["", "{'number': 1}", "{'name': 7}"])
  func rememberedIsTheSame(_ expression: String, last: String) throws {
    try compare(expression, with: try Self.all(last))
  }

  @Test(arguments: expressions)
  func rememberedIsTheSameWithUnknownElements(_ expression: String) throws {
    guard case .list(let list) = try Self.all("") else { return }
    let open = Value.map(
      .native(NativeMap(fields: [("name", .unknown(UnknownSet("u"))), ("number", .int(1))])))
    try compare(expression, with: .list(list.elements + [open]))
    try compare(expression, with: .unknown(UnknownSet("everything")))
    try compare(expression, with: .list([]))
  }

  private func compare(_ expression: String, with all: Value) throws {
    let program = try Program(expression, environment: Self.environment)
    let memory = StableMemory()
    let values: [Value] = [
      .string("n3"), .string("absent"), .int(3), .unknown(UnknownSet("x")), .string("n29"),
      .list([.string("n0")]),
    ]
    for x in values + values {
      let anew = Self.outcome { () throws(EvaluationError) in try program.evaluate([all, x]) }
      let kept = Self.outcome { () throws(EvaluationError) in
        try [all, x].withUnsafeBufferPointer { (variables) throws(EvaluationError) in
          try program.evaluate(variables, memory: memory)
        }
      }
      #expect(kept == anew, "\(expression) with \(x)")
    }
  }

  private static func outcome(_ body: () throws(EvaluationError) -> Value) -> String {
    do throws(EvaluationError) { return try body().description } catch { return "error: \(error)" }
  }

  /// Going through 5,000 elements for each of 5,000 texts would cost more than the limit; a look-up costs three units.
  @Test func aLookUpCostsTheSameWhateverTheListsLength() throws {
    var environment = Self.environment
    environment.limits.cost = 2_000
    let texts = (0..<100_000).map { Value.string("n\($0)") }
    for expression in ["all.exists(a, a == x)", "x in all.map(a, a)"] {
      var limited = environment
      // The list itself is gone through once.
      limited.limits.cost = expression.hasPrefix("x") ? 1_000_000 : 2_000
      let program = try Program(expression, environment: limited)
      let memory = StableMemory()
      for (text, isThere) in [("n99999", true), ("m", false)] {
        let found = try [Value.list(texts), .string(text)].withUnsafeBufferPointer {
          try program.evaluate($0, memory: memory)
        }
        #expect(found.isTrue == isThere)
      }
    }
  }
}
