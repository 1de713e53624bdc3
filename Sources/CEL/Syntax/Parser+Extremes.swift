extension Parser {
  /// `math.greatest` or `math.least` with more arguments than a function has: a call with a list of them.
  mutating func extreme(_ call: MacroCall) throws(CompileError) -> NodeID? {
    guard case .identifier(let name, _) = syntax[call.target].kind, syntax.name(name) == "math" else {
      return nil
    }
    let list = try add(.list(list(call.arguments)), call.range, above: depth(call.arguments))
    let function = self.name(lexer.text(call.focus))
    let kind = SyntaxNode.Kind.member(name: function, arguments: self.list([call.target, list]))
    return try add(kind, call.range, focus: call.focus, above: syntax[list].depth)
  }
}
