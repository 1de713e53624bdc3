// Macros: calls that are not calls. Sections "Macros" of the language definition; cel-go `ext` for the forms with
// two variables, `cel.bind` and the optional ones.

/// A call that may turn out to be a macro.
struct MacroCall {
  /// The target, where there is one, and the arguments.
  let parts: [NodeID]
  let isMember: Bool
  let range: SourceRange
  let focus: SourceRange

  var target: NodeID { parts[0] }
  var arguments: ArraySlice<NodeID> { parts.dropFirst(isMember ? 1 : 0) }
  /// An argument by its number from 1.
  func argument(_ number: Int) -> NodeID { parts[number] }
}

extension Parser {
  /// The expansion of a call; `nil` if it is no macro.
  mutating func expand(_ function: String, _ call: MacroCall) throws(CompileError) -> NodeID? {
    if call.isMember { return try expandMember(function, call) }
    return function == "has" ? try expandHas(call) : nil
  }

  /// `has(a.b)`.
  private mutating func expandHas(_ call: MacroCall) throws(CompileError) -> NodeID {
    guard call.parts.count == 1, case .select(let operand, let field, false) = syntax[call.parts[0]].kind
    else {
      throw CompileError("has() takes one selection of a field; write has(a.b)", at: call.range)
    }
    let select = syntax[call.parts[0]]
    return try add(
      .has(operand: operand, name: field), call.range, focus: select.focus, above: select.depth - 1)
  }

  private mutating func expandMember(_ function: String, _ call: MacroCall) throws(CompileError) -> NodeID? {
    switch (function, call.arguments.count) {
    case ("all", 2): return try loop(.all, call)
    case ("exists", 2): return try loop(.exists, call)
    case ("exists_one", 2), ("existsOne", 2): return try loop(.existsOne, call)
    case ("map", 2): return try loop(.map, call)
    case ("map", 3): return try loop(.map, call, hasFilter: true)
    case ("filter", 2): return try loop(.filter, call)
    case ("sortBy", 2): return try loop(.sortBy, call)
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
    case ("greatest", 6...), ("least", 6...): return try extreme(call)
    default: return try expandNamespaced(function, call)
    }
  }

  private mutating func loop(
    _ kind: Comprehension.Kind, _ call: MacroCall, variables: Int = 1, hasFilter: Bool = false
  ) throws(CompileError) -> NodeID {
    let first = try variable(call.argument(1))
    let second = variables == 2 ? try variable(call.argument(2)) : nil
    if let second, syntax.name(first) == syntax.name(second) {
      throw CompileError(
        "both variables are '\(syntax.name(first))'; give them different names",
        at: syntax[call.argument(2)].range)
    }
    let comprehension = Comprehension(
      kind: kind, range: call.target, variable: first, second: second,
      filter: hasFilter ? call.argument(variables + 1) : nil, body: call.parts[call.parts.count - 1])
    return try add(comprehension, call)
  }

  /// `cel.bind(x, value, body)`.
  mutating func bind(_ call: MacroCall) throws(CompileError) -> NodeID {
    let comprehension = Comprehension(
      kind: .bind, range: call.argument(2), variable: try variable(call.argument(1)),
      body: call.argument(3))
    return try add(comprehension, call)
  }

  mutating func add(_ comprehension: Comprehension, _ call: MacroCall) throws(CompileError) -> NodeID {
    syntax.comprehensions.append(comprehension)
    let index = Int32(syntax.comprehensions.count - 1)
    let depth = depth(call.parts)
    return try add(.comprehension(index), call.range, focus: call.focus, above: depth)
  }

  private func variable(_ id: NodeID) throws(CompileError) -> Int32 {
    guard case .identifier(let name, false) = syntax[id].kind else {
      throw CompileError("the variable of a macro must be a simple name, such as 'x'", at: syntax[id].range)
    }
    return name
  }
}
