import CEL
import Testing

@Suite struct EnvironmentTests {
  @Test func containerAndQualifiedNames() throws {
    var environment = Environment(variables: ["a.b.x": .int, "a.x": .int, "x": .int, "m.f": .int, "m": .dyn])
    environment.container = "a.b"
    let map = Value.map(.native(NativeMap(fields: [("f", .int(40))])))
    let values: [Value] = [.int(1), .int(2), .int(3), .int(4), map]
    func value(_ source: String) throws -> String {
      try Program(source, environment: environment).evaluate(values).description
    }
    #expect(try value("x") == "1")
    #expect(try value(".x") == "3")
    #expect(try value("m.f") == "4")
    #expect(try value("(m).f") == "4")
    #expect(try value("[7].map(x, x)") == "[7]")
    #expect(try value("[7].map(x, .x)") == "[3]")
  }

  @Test func ownFunctions() throws {
    var environment = Environment(variables: ["host": .string])
    environment.declare(
      FunctionDeclaration("net.trim", [.string], gives: .string) { (values) throws(EvaluationError) in
        guard case .string(let text) = values[0] else { return .null }
        return .string(text.hasSuffix(".") ? String(text.dropLast()) : text)
      })
    environment.declare(
      FunctionDeclaration(member: "wrap", [.parameter(0), .int], gives: .list(.parameter(0))) {
        (values) throws(EvaluationError) in
        guard case .int(let count) = values[1], count >= 0 else {
          throw EvaluationError(.invalidArgument, "a count is not negative")
        }
        return .list(Array(repeating: values[0], count: Int(min(count, 10))))
      })
    let program = try Program("net.trim(host).wrap(2)", environment: environment)
    #expect(program.resultType == .list(.string))
    #expect(try program.evaluate([.string("a.")]).description == "['a', 'a']")
    #expect(try program.evaluate([.unknown(UnknownSet("host"))]).description == "unknown(host)")
    let failing = try Program("1 + host.wrap(0 - 1).size()", environment: environment)
    #expect(throws: EvaluationError(.invalidArgument, "a count is not negative", offset: 9)) {
      try failing.evaluate([.string("")])
    }
    let issue = CompileError.Issue(
      "no form of 'wrap' takes (string, string); allowed are dyn.wrap(int)", offset: 5, length: 4)
    #expect(throws: CompileError([issue])) { try Program("host.wrap('x')", environment: environment) }
  }

  @Test func severalIssuesInOrder() {
    let source = "frst == 1 && size(2) == 1 && thrd"
    let environment = Environment(variables: ["first": .int, "third": .bool])
    #expect {
      try Program(source, environment: environment)
    } throws: { error in
      (error as? CompileError)?.issues.map(\.offset) == [0, 13, 29]
    }
  }

  @Test(arguments: [
    ("1", CELType.int), ("[1, 2]", .list(.int)), ("[1, 'a']", .list(.dyn)), ("[]", .list(.dyn)),
    ("{'a': 1}", .map(key: .string, value: .int)), ("true ? 1 : 2", .int),
    ("[1].map(x, 'a')", .list(.string)),
    ("[[]] + [[1]]", .list(.list(.int))), ("{'a': 1}.?a", .optional(.int)), ("{'a': 1}.?a.orValue(2)", .int),
    ("dyn(1) + 1", .int), ("dyn(1) + dyn(2)", .dyn), ("optional.none().or(optional.of(1))", .optional(.int)),
    ("timestamp(0) - timestamp(0)", .duration), ("type(1)", .type(.int)), ("[1].first()", .optional(.int)),
    ("cel.bind(x, [1], x[0])", .int),
    ("{1: 2}.transformMap(k, v, string(v))", .map(key: .int, value: .string)),
  ]) func deducedTypes(source: String, type: CELType) throws {
    #expect(try Program(source, environment: Environment()).resultType == type)
  }
}
