import CEL
import Testing

@Suite struct ProgramTests {
  static let environment = Environment(variables: ["object": .dyn, "params": .map(key: .string, value: .dyn)])

  private func evaluate(_ source: String, _ object: Value = .null) throws -> Value {
    try Program(source, environment: Self.environment).evaluate([object, .map(.native(NativeMap([])))])
  }

  @Test func typicalRuleExpression() throws {
    let source =
      "object.spec.?type.orValue('ClusterIP') == 'LoadBalancer' && !has(object.spec.loadBalancerClass)"
    let spec = NativeMap(fields: [("type", .string("LoadBalancer"))])
    let object = Value.map(.native(NativeMap(fields: [("spec", .map(.native(spec)))])))
    #expect(try evaluate(source, object).isTrue)
    let program = try Program(source, environment: Self.environment)
    #expect(program.resultType == .bool)
    #expect(
      program.references == [
        FieldReference(root: "object", path: ["spec", "loadBalancerClass"]),
        FieldReference(root: "object", path: ["spec", "type"]),
      ])
  }

  @Test(arguments: [
    ("object", []), ("object.a.b == object.a", ["a"]), ("object['x y'].b", ["x y", "b"]),
    ("object.a[0].b", ["a"]), ("object.a.exists(p, p.b == 1)", ["a"]),
    ("object.?a.?b.orValue(1)", ["a", "b"]),
    ("cel.bind(x, object.a.b, x.c)", ["a", "b"]), ("has(object.a.b)", ["a", "b"]), ("object.a.size()", ["a"]),
  ]) func references(source: String, path: [String]) throws {
    let program = try Program(source, environment: Self.environment)
    #expect(program.references == [FieldReference(root: "object", path: path)])
  }

  @Test(arguments: [
    ("object.spec.type = 'x'", "unexpected '='; write '=='", 17, 1),
    ("objct.spec", "undeclared variable 'objct'; did you mean 'object'?", 0, 5),
    ("object.name.startWith('a')", "undeclared method 'startWith'; did you mean 'startsWith'?", 12, 9),
    (
      "size(1)",
      "no form of 'size' takes (int); allowed are size(string), size(bytes), size(list(dyn)), size(map(dyn, dyn))",
      0, 4
    ),
    (
      "1 + 'a'",
      "no form of '+' takes (int, string); both must be int, uint, double, string, bytes or list, or timestamp and duration",
      2, 1
    ),
    ("(1", "unexpected end of the expression; expected ')'", 2, 0),
    ("a.b{c: 1}", "protocol-buffer messages are not supported; write a map: {'field': value}", 0, 3),
    (
      "object.matches('(')",
      "the regular expression is wrong: a '(' is not closed; write '\\(' for a parenthesis", 15, 3
    ),
    ("'a' ? 1 : 2", "a condition is a bool, not string; compare with == first", 0, 3),
    ("'é' + obj", "undeclared variable 'obj'; declared are object, params", 7, 3),
    (
      "9223372036854775808",
      "9223372036854775808 is no int; an int is from -9223372036854775808 to 9223372036854775807", 0, 19
    ),
    (
      "'\\q'",
      "unknown escape \\q; allowed are \\\\ \\? \\\" \\' \\` \\a \\b \\f \\n \\r \\t \\v \\xHH \\OOO \\uHHHH \\UHHHHHHHH",
      1, 2
    ),
    ("for", "'for' is a reserved word; choose another name", 0, 3),
    ("[1].all(1, true)", "the variable of a macro must be a simple name, such as 'x'", 8, 1),
  ]) func compileErrors(source: String, message: String, offset: Int, length: Int) {
    #expect(throws: CompileError([.init(message, offset: offset, length: length)])) {
      try Program(source, environment: Self.environment)
    }
  }

  @Test(arguments: [
    ("object.b", EvaluationError.Code.noSuchKey, "no such key: b", 7),
    ("1 + 2 / 0", .divideByZero, "divide by zero", 6),
    ("9223372036854775807 + 1", .overflow, "9223372036854775807 + 1 overflows", 20),
    ("object.a.c", .noMatchingOverload, "a value of type int has no field 'c'; only maps have fields", 9),
    ("[1, 2][object.a]", .indexOutOfRange, "index 5 is out of range; the list has 2 elements", 6),
    ("object.a && true", .noMatchingOverload, "no form of '&&' takes (int)", 9),
    ("object.a.startsWith('b')", .noMatchingOverload, "no form of 'startsWith' takes (int, string)", 9),
  ]) func evaluationErrors(source: String, code: EvaluationError.Code, message: String, offset: Int) {
    let object = Value.map(.native(NativeMap(fields: [("a", .int(5))])))
    #expect(throws: EvaluationError(code, message, offset: offset)) { try evaluate(source, object) }
  }

  @Test(arguments: [
    ("object || true", "true"), ("object && false", "false"), ("object && true", "unknown(o)"),
    ("object + 1 == 2", "unknown(o)"), ("object.a.b", "unknown(o)"), ("has(object.a)", "unknown(o)"),
    ("[1, 2].exists(x, object == x)", "unknown(o)"), ("[object] == [1, 2]", "unknown(o)"),
    ("object ? 1 : 2", "unknown(o)"), ("object || 1/0 == 1", "unknown(o)"),
    ("object.?a.orValue(1)", "unknown(o)"),
    ("'x' in object", "unknown(o)"), ("size(object)", "unknown(o)"), ("object.filter(x, true)", "unknown(o)"),
  ]) func unknowns(source: String, expected: String) throws {
    #expect(try evaluate(source, .unknown(UnknownSet("o"))).description == expected)
  }

  /// Whatever is unknown among the operands is told, wherever it stands, and comes before an error.
  @Test(arguments: [
    ("object || params.m", "unknown(o, p)"), ("params.m && true && object", "unknown(o, p)"),
    ("false || params.m || object == 1", "unknown(o, p)"),
    ("1/0 == 1 || params.m || object", "unknown(o, p)"), ("params.m && object && false", "false"),
    ("!(object || params.m)", "unknown(o, p)"),
  ]) func severalUnknowns(source: String, expected: String) throws {
    let program = try Program(source, environment: Self.environment)
    let value = try program.evaluate([.unknown(UnknownSet("o")), .unknown(UnknownSet("p"))])
    #expect(value.description == expected)
  }
}
