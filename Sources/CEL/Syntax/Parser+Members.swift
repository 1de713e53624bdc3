// Names, calls, selections, literals: what binds closest.

extension Parser {
  /// `Member`: a primary and what is selected from it.
  mutating func member() throws(CompileError) -> NodeID { try selectors(on: primary()) }

  mutating func selectors(on primary: NodeID) throws(CompileError) -> NodeID {
    var operand = primary
    while true {
      switch token.kind {
      case .dot: operand = try selectOrCall(on: operand)
      case .leftBracket: operand = try index(on: operand)
      case .leftBrace where isQualifiedName(operand): throw messagesUnsupported(operand)
      default: return operand
      }
    }
  }

  private mutating func selectOrCall(on operand: NodeID) throws(CompileError) -> NodeID {
    try advance()
    let isOptional = try accept(.question)
    let focus = token.range
    let isQuoted = token.kind == .quotedIdentifier
    guard isQuoted || token.kind == .identifier, !isLiteralKeyword else {
      throw unexpected("the name of a field or function")
    }
    let text = lexer.text(isQuoted ? token.content : token.range)
    try advance()
    let range = syntax[operand].range.through(focus)
    if token.kind == .leftParenthesis, !isOptional, !isQuoted { return try call(text, focus, on: operand) }
    let field = name(text)
    let kind = SyntaxNode.Kind.select(operand: operand, name: field, isOptional: isOptional)
    return try add(kind, range, focus: focus, above: syntax[operand].depth)
  }

  private var isLiteralKeyword: Bool {
    isKeyword("true") || isKeyword("false") || isKeyword("null") || isKeyword("in")
  }

  private mutating func call(
    _ function: String, _ focus: SourceRange, on target: NodeID
  ) throws(CompileError) -> NodeID {
    var (arguments, end) = try self.arguments()
    let range = syntax[target].range.through(end)
    if hasMacros {
      let written = MacroCall(target: target, arguments: arguments, range: range, focus: focus)
      if let expanded = try expandMacro(function, written) { return expanded }
    }
    arguments.insert(target, at: 0)
    let kind = SyntaxNode.Kind.member(name: name(function), arguments: list(arguments))
    return try add(kind, range, focus: focus, above: depth(arguments))
  }

  private mutating func index(on operand: NodeID) throws(CompileError) -> NodeID {
    let focus = token.range
    try advance()
    let isOptional = try accept(.question)
    let key = try expression()
    let end = try expect(.rightBracket, "']'")
    let range = syntax[operand].range.through(end)
    let depth = max(syntax[operand].depth, syntax[key].depth)
    return try add(
      .index(operand: operand, key: key, isOptional: isOptional), range, focus: focus.through(end),
      above: depth)
  }

  /// Arguments in parentheses, and the place of the closing one.
  private mutating func arguments() throws(CompileError) -> ([NodeID], SourceRange) {
    _ = try expect(.leftParenthesis, "'('")
    var arguments: [NodeID] = []
    if token.kind != .rightParenthesis {
      repeat { arguments.append(try expression()) } while try accept(.comma)
    }
    return (arguments, try expect(.rightParenthesis, "',' or ')'"))
  }

  private func isQualifiedName(_ id: NodeID) -> Bool {
    var id = id
    while true {
      switch syntax[id].kind {
      case .identifier: return true
      case .select(let operand, _, false): id = operand
      default: return false
      }
    }
  }

  private func messagesUnsupported(_ id: NodeID) -> CompileError {
    CompileError(
      "protocol-buffer messages are not supported; write a map: {'field': value}", at: syntax[id].range)
  }
}

// MARK: Primaries

extension Parser {
  private mutating func primary() throws(CompileError) -> NodeID {
    let start = token.range
    switch token.kind {
    case .identifier: return try named(isRooted: false, from: start)
    case .dot:
      try advance()
      guard token.kind == .identifier else { throw unexpected("a name") }
      return try named(isRooted: true, from: start)
    case .leftParenthesis:
      try advance()
      let inner = try expression()
      let end = try expect(.rightParenthesis, "')'")
      syntax.nodes[Int(inner)].range = start.through(end)
      return inner
    case .leftBracket: return try listLiteral()
    case .leftBrace: return try mapLiteral()
    case .int, .hexInt: return try literalToken(Literals.int(token, in: lexer, isNegative: false))
    case .uint, .hexUint: return try literalToken(Literals.uint(token, in: lexer))
    case .double: return try literalToken(Literals.double(token, in: lexer, isNegative: false))
    case .string: return try literalToken(Literals.string(token, in: lexer))
    case .bytes: return try literalToken(Literals.bytes(token, in: lexer))
    default: throw unexpected("a value")
    }
  }

  private mutating func literalToken(_ value: Value) throws(CompileError) -> NodeID {
    let range = token.range
    try advance()
    return try literal(value, range)
  }

  /// A name, a call of a global function, or one of the literals that look like names.
  private mutating func named(isRooted: Bool, from start: SourceRange) throws(CompileError) -> NodeID {
    let focus = token.range
    let text = lexer.text(focus)
    if !isRooted {
      switch text {
      case "true": return try literalToken(.bool(true))
      case "false": return try literalToken(.bool(false))
      case "null": return try literalToken(.null)
      default: break
      }
    }
    guard !Parser.reserved.contains(text) else {
      throw CompileError("'\(text)' is a reserved word; choose another name", at: focus)
    }
    try advance()
    guard token.kind == .leftParenthesis else {
      return try add(.identifier(name: name(text), isRooted: isRooted), start.through(focus), focus: focus)
    }
    let (arguments, end) = try self.arguments()
    let range = start.through(end)
    if hasMacros, !isRooted, text == "has" { return try expandHas(arguments, range, focus) }
    let kind = SyntaxNode.Kind.call(name: name(text), arguments: list(arguments), isRooted: isRooted)
    return try add(kind, range, focus: focus, above: depth(arguments))
  }

  /// Names that may not be variables or global functions; fields may have them.
  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let",
    "loop",
    "namespace", "null", "package", "return", "true", "var", "void", "while",
  ]

  private mutating func listLiteral() throws(CompileError) -> NodeID {
    let start = token.range
    try advance()
    var elements: [NodeID] = []
    while token.kind != .rightBracket {
      elements.append(try entry())
      guard try accept(.comma) else { break }
    }
    let end = try expect(.rightBracket, "',' or ']'")
    return try add(.list(list(elements)), start.through(end), focus: start, above: depth(elements))
  }

  private mutating func mapLiteral() throws(CompileError) -> NodeID {
    let start = token.range
    try advance()
    var entries: [NodeID] = []
    while token.kind != .rightBrace {
      entries.append(try entry())
      _ = try expect(.colon, "':' and the key's value")
      entries.append(try expression())
      guard try accept(.comma) else { break }
    }
    let end = try expect(.rightBrace, "',' or '}'")
    return try add(.map(list(entries)), start.through(end), focus: start, above: depth(entries))
  }

  /// An element or key, with a question mark before it where it is optional.
  private mutating func entry() throws(CompileError) -> NodeID {
    let mark = token.range
    let isOptional = try accept(.question)
    let inner = try expression()
    guard isOptional else { return inner }
    return try add(.optionalEntry(inner), mark.through(syntax[inner].range), above: syntax[inner].depth)
  }
}
