// `cel.block`: common subexpressions with numbers for names. google/cel-spec, tests/simple/testdata/block_ext.textproto.

extension Parser {
  /// A macro whose target is the name `cel`; `nil` for a call of something else.
  mutating func expandNamespaced(_ function: String, _ call: MacroCall) throws(CompileError) -> NodeID? {
    guard case .identifier(let name, false) = syntax[call.target].kind, syntax.name(name) == "cel" else {
      return nil
    }
    switch (function, call.arguments.count) {
    case ("bind", 3): return try bind(call)
    case ("block", 2): return try block(call)
    case ("index", 1): return try numbered("@index", call)
    case ("iterVar", 2): return try numbered("@it", call)
    case ("accuVar", 2): return try numbered("@ac", call)
    default: return nil
    }
  }

  /// `cel.block([a, b], body)`: the body, with `cel.index(0)` for `a` and `cel.index(1)` for `b`; `b` may use
  /// `cel.index(0)`. It is made of one binding around the other.
  private mutating func block(_ call: MacroCall) throws(CompileError) -> NodeID {
    guard case .list(let list) = syntax[call.argument(1)].kind else {
      throw CompileError(
        "the first argument of cel.block() must be a list", at: syntax[call.argument(1)].range)
    }
    let values = Array(syntax.children(list))
    var body = call.argument(2)
    for (number, value) in values.enumerated().reversed() {
      let name = name("@index\(number)")
      let comprehension = Comprehension(kind: .bind, range: value, variable: name, body: body)
      body = try add(
        comprehension,
        MacroCall(parts: [value, body], isMember: false, range: call.range, focus: call.focus))
    }
    return body
  }

  /// A name made of numbers: `cel.index(1)`, `cel.iterVar(0, 1)`.
  private mutating func numbered(_ prefix: String, _ call: MacroCall) throws(CompileError) -> NodeID {
    var text = prefix
    for argument in call.arguments {
      guard case .literal(let index) = syntax[argument].kind,
        case .int(let number) = syntax.literals[Int(index)], number >= 0
      else {
        throw CompileError("a number that is not negative must stand here", at: syntax[argument].range)
      }
      text += text == prefix ? "\(number)" : ":\(number)"
    }
    return try add(.identifier(name: name(text), isRooted: false), call.range, focus: call.focus)
  }
}
