import CEL
import Testing

/// What a program that embeds the language meets: values, errors with their places, limits.
@Suite struct ProgramTests {
  private func value(_ source: String, _ variables: [(String, Value)] = []) throws -> Value {
    let environment = Environment(variables: variables.map(\.0))
    return try Program(source, environment: environment).evaluate(variables.map(\.1))
  }

  private func isTrue(_ source: String, _ variables: [(String, Value)] = []) throws -> Bool {
    try value(source, variables).isTrue
  }

  private func issues(_ source: String) -> [String] {
    do throws(CompileError) {
      _ = try Program(source, environment: Environment(variables: ["object", "params"]))
      return []
    } catch {
      return error.issues.map { "\($0.offset)+\($0.length): \($0.message)" }
    }
  }

  @Test(arguments: [
    ("1 +", "3+0: unexpected the end of the expression; a value is expected"),
    ("objct.spec", "0+5: unknown name 'objct'; did you mean 'object'?"),
    ("object.name.startsWidth('x')", "0+28: unknown function 'startsWidth'; did you mean 'startsWith'?"),
    ("size()", "0+6: 'size' is not called with 0 arguments"),
    ("has(object)", "4+6: has() takes a field selection such as has(object.spec)"),
    ("'abc", "0+4: unterminated string; a quote that opens is closed"),
    ("1 # 2", "2+1: unexpected character '#'; a name, a literal, an operator or a bracket is allowed"),
    ("9223372036854775808", "0+19: the number is too large; an int is at most 9223372036854775807"),
    ("for", "0+3: 'for' is a reserved word; another name is allowed"),
    ("object.map(1, 2)", "11+1: a variable's name is expected here"),
  ])
  func complaintsHaveTheirPlace(_ source: String, _ issue: String) { #expect(issues(source) == [issue]) }

  @Test func optionalSelectionNeedsNoHas() throws {
    let object = Value.map(.native(NativeMap(fields: [("spec", .map(.native(NativeMap(fields: []))))])))
    #expect(try isTrue("object.?spec.?type.orValue('ClusterIP') == 'ClusterIP'", [("object", object)]))
    #expect(try isTrue("object.spec[?'a/b'].orValue('') == ''", [("object", object)]))
    #expect(throws: EvaluationError.self) { try value("object.spec.type", [("object", object)]) }
  }

  @Test func unknownsAreNeitherTrueNorFalse() throws {
    let unknown = [("object", Value.unknown(UnknownSet("object")))]
    #expect(try isTrue("object.a || true", unknown))
    #expect(try isTrue("!(object.a && false)", unknown))
    guard case .unknown(let set) = try value("object.a == 1", unknown) else {
      Issue.record("a comparison with an unknown is unknown")
      return
    }
    #expect(set.names == ["object"])
  }

  @Test func referencesAreThePathsThatAreRead() throws {
    let program = try Program(
      "object.spec.?type.orValue('') == params.kind && object.items.exists(i, i.x > 1)",
      environment: Environment(variables: ["object", "params"]))
    #expect(
      program.references == [
        Reference(root: "object", fields: ["spec", "type"]), Reference(root: "params", fields: ["kind"]),
        Reference(root: "object", fields: ["items"]),
      ])
  }

  @Test func nestingAtTheLimitAndOnePastIt() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels - 1) + "1" + String(repeating: "]", count: levels - 1)
    }
    _ = try value(nested(250))
    #expect(issues(nested(251)).first?.contains("at most 250 are allowed") == true)
    #expect(issues(String(repeating: "(", count: 100_000)).count == 1)
    #expect(issues(Array(repeating: "1", count: 1000).joined(separator: "+")).count == 1)
    _ = try value(Array(repeating: "true", count: 1000).joined(separator: " && "))
  }

  @Test func lengthAtTheLimitAndOnePastIt() throws {
    let limits = Limits(length: 10)
    _ = try Program("1234567890", environment: Environment(variables: [], limits: limits))
    #expect(throws: CompileError.self) {
      try Program("12345678901", environment: Environment(variables: [], limits: limits))
    }
  }

  @Test func costAtTheLimitAndOnePastIt() throws {
    // One unit for the variable, one for the comparison.
    func run(_ cost: UInt64) throws -> Value {
      let environment = Environment(variables: ["a"], limits: Limits(cost: cost))
      return try Program("a == 1", environment: environment).evaluate([.int(1)])
    }
    #expect(try run(2).isTrue)
    #expect(throws: EvaluationError.self) { try run(1) }
    #expect(throws: EvaluationError.self) {
      try value(
        "[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c, "
          + "[1,2,3,4,5,6,7,8,9].all(d, [1,2,3,4,5,6,7,8,9].all(e, [1,2,3,4,5,6,7,8,9].all(f, true))))))")
    }
  }

  @Test(arguments: [
    ("abc", "b", true), ("abc", "^b", false), ("abc", "^a.c$", true), ("a\nc", "a.c", false),
    ("aaa", "^a{2,3}$", true), ("aaaa", "^a{2,3}$", false), ("foo", "^(foo|bar)+$", true),
    ("x-1", "^[a-z]+(-[0-9]+)*$", true), ("É", "^[^a-z]$", true), ("ABC", "(?i)abc", true),
    ("a b", "\\\\bb\\\\b", true), ("", "^$", true), ("tab\\t", "[[:space:]]", true),
  ])
  func patternsMatch(_ text: String, _ pattern: String, _ expected: Bool) throws {
    let result = try value("'\(text.replacing("\n", with: "\\n"))'.matches('\(pattern)')")
    #expect(result.isTrue == expected)
  }

  @Test func patternsTakeLinearTimeAndHaveALimit() throws {
    let text = String(repeating: "a", count: 5000)
    #expect(try !isTrue("t.matches('(a*)*b')", [("t", .string(text))]))
    #expect(throws: EvaluationError.self) { try value("'a'.matches('((a{1000}){1000}){1000}')") }
    #expect(throws: EvaluationError.self) { try value("'a'.matches('(')") }
  }

  /// The example of docs/cel.md.
  @Test func theEmbeddingExampleWorks() throws {
    let environment = Environment(
      variables: ["request"],
      functions: [
        Function("isInternal", arity: 1) { (values) throws(EvaluationError) in
          guard case .string(let host) = values[0] else {
            throw EvaluationError(.noMatchingOverload, "isInternal() takes a string")
          }
          return .bool(host.hasSuffix(".internal"))
        }
      ])
    let program = try Program(
      "isInternal(request.host) && request.port in [443, 8443]", environment: environment)
    let request = Value.map(
      .native(NativeMap(fields: [("host", .string("gateway.contoso.internal")), ("port", .int(443))])))
    #expect(try program.evaluate([request]).isTrue)
  }
}
