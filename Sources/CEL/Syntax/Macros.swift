/// The macros: calls that the parser replaces because their arguments are not evaluated as they stand
/// (google/cel-spec, doc/langdef.md, "Macros"; cel-go `ext` for `cel.bind` and the optional ones).
enum Macros {
  /// `has(e.f)`.
  static func expandGlobal(
    _ name: String, _ arguments: [Expression], at range: Range<Int>
  ) throws(CompileError) -> Expression.Kind? {
    guard name == "has", arguments.count == 1 else { return nil }
    guard case .select(let operand, let field, _, _) = arguments[0].kind else {
      throw CompileError("has() takes a field selection such as has(object.spec)", at: arguments[0].range)
    }
    return .select(operand, field: field, isOptional: false, isTest: true)
  }

  /// `e.all(x, p)`, `e.exists(x, p)`, `e.exists_one(x, p)`, `e.map(x, t)`, `e.map(x, p, t)`, `e.filter(x, p)`,
  /// `cel.bind(x, v, r)`, `e.optMap(x, r)`, `e.optFlatMap(x, r)`.
  static func expandMember(
    _ name: String, target: Expression, _ arguments: [Expression], at range: Range<Int>
  ) throws(CompileError) -> Expression.Kind? {
    switch (name, arguments.count) {
    case ("bind", 3):
      guard case .identifier("cel") = target.kind else { return nil }
      return .bind(
        .init(kind: .plain, variable: try variable(arguments[0]), value: arguments[1], result: arguments[2]))
    case ("optMap", 2), ("optFlatMap", 2):
      return .bind(
        .init(
          kind: name == "optMap" ? .optionalMap : .optionalFlatMap, variable: try variable(arguments[0]),
          value: target, result: arguments[1]))
    case ("all", 2...3), ("exists", 2...3), ("exists_one", 2...3), ("existsOne", 2...3), ("filter", 2):
      return try test(name, target, arguments)
    case ("map", 2...3):
      return .comprehension(
        .init(
          kind: .map, range: target, variables: [try variable(arguments[0])],
          predicate: arguments.count == 3 ? arguments[1] : nil, transform: arguments.last))
    default: return nil
    }
  }

  private static func test(
    _ name: String, _ target: Expression, _ arguments: [Expression]
  ) throws(CompileError) -> Expression.Kind? {
    guard let kind = Expression.Comprehension.Kind(rawValue: name == "existsOne" ? "exists_one" : name) else {
      return nil
    }
    var variables: [String] = []
    for argument in arguments.dropLast() { variables.append(try variable(argument)) }
    if variables.count == 2, variables[0] == variables[1] {
      throw CompileError("the two variables have the same name; each has its own", at: arguments[1].range)
    }
    return .comprehension(
      .init(kind: kind, range: target, variables: variables, predicate: arguments.last, transform: nil))
  }

  private static func variable(_ expression: Expression) throws(CompileError) -> String {
    guard case .identifier(let name) = expression.kind else {
      throw CompileError("a variable's name is expected here", at: expression.range)
    }
    return name
  }
}
