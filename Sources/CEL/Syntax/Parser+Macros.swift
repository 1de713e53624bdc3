// Macros: calls that are not calls. Sections "Macros" of the language definition; cel-go `ext` for the forms with
// two variables, `cel.bind` and the optional ones.

/// A call on a target that may turn out to be a macro.
struct MacroCall {
  let target: NodeID
  let arguments: [NodeID]
  let range: SourceRange
  let focus: SourceRange
}

extension Parser {
  /// `has(a.b)`.
  mutating func expandHas(
    _ arguments: [NodeID], _ range: SourceRange, _ focus: SourceRange
  ) throws(CompileError) -> NodeID {
    guard arguments.count == 1, case .select(let operand, let field, false) = syntax[arguments[0]].kind else {
      throw CompileError("has() takes one selection of a field; write has(a.b)", at: range)
    }
    let select = syntax[arguments[0]]
    return try add(.has(operand: operand, name: field), range, focus: select.focus, above: select.depth - 1)
  }

  /// The expansion of a call on a target; `nil` if it is no macro.
  mutating func expandMacro(_ function: String, _ call: MacroCall) throws(CompileError) -> NodeID? {
    switch (function, call.arguments.count) {
    case ("all", 2): return try loop(.all, call)
    case ("exists", 2): return try loop(.exists, call)
    case ("exists_one", 2), ("existsOne", 2): return try loop(.existsOne, call)
    case ("map", 2): return try loop(.map, call)
    case ("map", 3): return try loop(.map, call, hasFilter: true)
    case ("filter", 2): return try loop(.filter, call)
    case ("all", 3): return try loop(.all, call, variables: 2)
    case ("exists", 3): return try loop(.exists, call, variables: 2)
    case ("exists_one", 3), ("existsOne", 3): return try loop(.existsOne, call, variables: 2)
    case ("transformList", 3): return try loop(.transformList, call, variables: 2)
    case ("transformList", 4): return try loop(.transformList, call, variables: 2, hasFilter: true)
    case ("transformMap", 3): return try loop(.transformMap, call, variables: 2)
    case ("transformMap", 4): return try loop(.transformMap, call, variables: 2, hasFilter: true)
    case ("transformMapEntry", 3): return try loop(.transformMapEntry, call, variables: 2)
    case ("transformMapEntry", 4): return try loop(.transformMapEntry, call, variables: 2, hasFilter: true)
    case ("optMap", 2): return try loop(.optionalMap, call)
    case ("optFlatMap", 2): return try loop(.optionalFlatMap, call)
    case ("bind", 3): return try bind(call)
    default: return nil
    }
  }

  private mutating func loop(
    _ kind: Comprehension.Kind, _ call: MacroCall, variables: Int = 1, hasFilter: Bool = false
  ) throws(CompileError) -> NodeID {
    let first = try variable(call.arguments[0])
    let second = variables == 2 ? try variable(call.arguments[1]) : nil
    if let second, syntax.name(first) == syntax.name(second) {
      throw CompileError(
        "both variables are '\(syntax.name(first))'; give them different names",
        at: syntax[call.arguments[1]].range)
    }
    let comprehension = Comprehension(
      kind: kind, range: call.target, variable: first, second: second,
      filter: hasFilter ? call.arguments[variables] : nil, body: call.arguments[call.arguments.count - 1])
    return try add(comprehension, call)
  }

  /// `cel.bind(x, value, body)`.
  private mutating func bind(_ call: MacroCall) throws(CompileError) -> NodeID? {
    guard case .identifier(let name, _) = syntax[call.target].kind, syntax.name(name) == "cel" else {
      return nil
    }
    let comprehension = Comprehension(
      kind: .bind, range: call.arguments[1], variable: try variable(call.arguments[0]),
      body: call.arguments[2])
    return try add(comprehension, call)
  }

  private mutating func add(_ comprehension: Comprehension, _ call: MacroCall) throws(CompileError) -> NodeID
  {
    syntax.comprehensions.append(comprehension)
    let index = Int32(syntax.comprehensions.count - 1)
    let depth = max(syntax[call.target].depth, depth(call.arguments))
    return try add(.comprehension(index), call.range, focus: call.focus, above: depth)
  }

  private func variable(_ id: NodeID) throws(CompileError) -> Int32 {
    guard case .identifier(let name, false) = syntax[id].kind else {
      throw CompileError("the variable of a macro must be a simple name, such as 'x'", at: syntax[id].range)
    }
    return name
  }
}
