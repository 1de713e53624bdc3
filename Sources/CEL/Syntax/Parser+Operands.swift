// What may stand where a value is expected: signs, names, literals, and whatever opens something.

extension Parser {
  /// Reads one step towards an operand. Whether more is needed: after a sign, or inside of what was opened.
  mutating func readOperand() throws(CompileError) -> Bool {
    let start = token.range
    switch token.kind {
    case .not:
      operators.append(PendingOperator(kind: .not, focus: start))
      try advance()
      return true
    case .minus: return try readMinus()
    case .leftParenthesis: return try open(.parenthesis)
    case .leftBracket: return try open(.list)
    case .leftBrace: return try open(.mapKey)
    case .rightBracket where isAtEntry(.list), .rightBrace where isAtEntry(.mapKey):
      try closeAggregate()
      return false
    case .question where isAtEntry(.list) || isAtEntry(.mapKey):
      guard frames[frames.count - 1].mark == nil else { throw unexpected("a value") }
      frames[frames.count - 1].mark = start
      try advance()
      return true
    case .identifier: return try readName(isRooted: false, from: start)
    case .dot:
      try advance()
      guard token.kind == .identifier else { throw unexpected("a name") }
      return try readName(isRooted: true, from: start)
    default:
      try push(literal: try literalValue())
      return false
    }
  }

  private mutating func open(_ kind: Frame.Kind) throws(CompileError) -> Bool {
    try open(kind, at: token.range)
    try advance()
    return true
  }

  private enum Aggregate { case list, mapKey }

  /// Whether an element of a list, or a key of a map, may begin here.
  private func isAtEntry(_ aggregate: Aggregate) -> Bool {
    guard let frame = frames.last, operators.count == frame.operatorBase else { return false }
    switch (frame.kind, aggregate) {
    case (.list, .list), (.mapKey, .mapKey): return true
    default: return false
    }
  }

  /// A minus: part of the number that follows it, or a sign.
  private mutating func readMinus() throws(CompileError) -> Bool {
    let sign = token.range
    try advance()
    let value: Value
    switch token.kind {
    case .int, .hexInt: value = try Literals.int(token, in: lexer, isNegative: true)
    case .double: value = try Literals.double(token, in: lexer, isNegative: true)
    default:
      operators.append(PendingOperator(kind: .negate, focus: sign))
      return true
    }
    operands.append(try literal(value, sign.through(token.range)))
    try advance()
    return false
  }

  private func literalValue() throws(CompileError) -> Value {
    switch token.kind {
    case .int, .hexInt: return try Literals.int(token, in: lexer, isNegative: false)
    case .uint, .hexUint: return try Literals.uint(token, in: lexer)
    case .double: return try Literals.double(token, in: lexer, isNegative: false)
    case .string: return try Literals.string(token, in: lexer)
    case .bytes: return try Literals.bytes(token, in: lexer)
    default: throw unexpected("a value")
    }
  }

  private mutating func push(literal value: Value) throws(CompileError) {
    operands.append(try literal(value, token.range))
    try advance()
  }

  /// A name, the start of a call of a global function, or one of the literals that look like names.
  private mutating func readName(isRooted: Bool, from start: SourceRange) throws(CompileError) -> Bool {
    let focus = token.range
    if !isRooted, let value = keywordValue() {
      try push(literal: value)
      return false
    }
    let text = lexer.text(focus)
    guard !Parser.isReserved(text) else {
      throw CompileError("'\(text)' is a reserved word; choose another name", at: focus)
    }
    try advance()
    guard token.kind == .leftParenthesis else {
      let kind = SyntaxNode.Kind.identifier(name: name(text), isRooted: isRooted)
      operands.append(try add(kind, start.through(focus), focus: focus))
      return false
    }
    try open(.arguments(name: focus, isMember: false, isRooted: isRooted), at: start)
    return try readFirstArgument()
  }

  private func keywordValue() -> Value? {
    if isKeyword("true") { return .bool(true) }
    if isKeyword("false") { return .bool(false) }
    return isKeyword("null") ? .null : nil
  }

  /// Takes the parenthesis before the arguments. Whether there are any.
  mutating func readFirstArgument() throws(CompileError) -> Bool {
    try advance()
    guard token.kind == .rightParenthesis else { return true }
    try closeArguments()
    return false
  }

  /// Whether a name may not be that of a variable or global function; fields may have it.
  private static func isReserved(_ name: String) -> Bool {
    switch name {
    case "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let",
      "loop", "namespace", "null", "package", "return", "true", "var", "void", "while":
      true
    default: false
    }
  }
}
