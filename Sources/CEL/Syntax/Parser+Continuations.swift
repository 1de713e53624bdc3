// What may follow a value: selections, operators, and whatever closes something.

extension Parser {
  /// Reads one step after an operand. Whether another operand is needed next.
  mutating func readAfterOperand() throws(CompileError) -> Bool {
    switch token.kind {
    case .dot: return try readSelection()
    case .leftBracket:
      let start = token.range
      try advance()
      try open(.index(isOptional: try accept(.question)), at: start, taking: 1)
      return true
    case .leftBrace where isQualifiedName(): throw messagesUnsupported()
    case .question: return try readQuestion()
    default: break
    }
    if let next = operatorAhead() {
      try push(next)
      try advance()
      return true
    }
    try reduce()
    return try closeOrContinue()
  }

  /// `.name`, `.?name`, or `.name(…)`.
  private mutating func readSelection() throws(CompileError) -> Bool {
    try advance()
    let isOptional = try accept(.question)
    let focus = token.range
    let isQuoted = token.kind == .quotedIdentifier
    let isLiteral = isKeyword("true") || isKeyword("false") || isKeyword("null") || isKeyword("in")
    guard isQuoted || token.kind == .identifier, !isLiteral else {
      throw unexpected("the name of a field or function")
    }
    let content = isQuoted ? token.content : focus
    try advance()
    if token.kind == .leftParenthesis, !isOptional, !isQuoted {
      try open(.arguments(name: focus, isMember: true, isRooted: false), at: focus, taking: 1)
      return try readFirstArgument()
    }
    let operand = try popOperand()
    let field = name(lexer.text(content))
    let kind = SyntaxNode.Kind.select(operand: operand, name: field, isOptional: isOptional)
    let range = syntax[operand].range.through(focus)
    operands.append(try add(kind, range, focus: focus, above: syntax[operand].depth))
    return false
  }

  /// The question mark after a condition. The branch before the colon is no condition itself, unless in parentheses.
  private mutating func readQuestion() throws(CompileError) -> Bool {
    if case .yes? = frames.last?.kind { throw unexpected("':' and the other branch") }
    try reduce()
    try open(.yes, at: token.range, taking: 1)
    try advance()
    return true
  }

  private func isQualifiedName() -> Bool {
    guard var id = operands.last else { return false }
    while true {
      switch syntax[id].kind {
      case .identifier: return true
      case .select(let operand, _, false): id = operand
      default: return false
      }
    }
  }

  private func messagesUnsupported() -> CompileError {
    CompileError(
      "protocol-buffer messages are not supported; write a map: {'field': value}",
      at: operands.last.map { syntax[$0].range } ?? token.range)
  }
}

// MARK: Closing

extension Parser {
  /// After an expression as a whole: what it belongs to goes on or is closed. Whether another operand is needed.
  private mutating func closeOrContinue() throws(CompileError) -> Bool {
    guard let frame = frames.last else { return false }
    switch (frame.kind, token.kind) {
    case (.whole, .end): frames.removeLast()
    case (.parenthesis, .rightParenthesis): try closeParenthesis(frame)
    case (.list, .comma), (.mapValue, .comma): return try continueAggregate()
    case (.list, .rightBracket), (.mapValue, .rightBrace):
      try endEntry()
      try closeAggregate()
    case (.mapKey, .colon):
      try endEntry()
      frames[frames.count - 1].kind = .mapValue
      try advance()
      return true
    case (.arguments, .comma):
      try advance()
      return true
    case (.arguments, .rightParenthesis): try closeArguments()
    case (.index(let isOptional), .rightBracket): try closeIndex(frame, isOptional: isOptional)
    case (.yes, .colon):
      frames[frames.count - 1].kind = .no
      try advance()
      return true
    case (.no, _): try closeCondition(frame)
    default: throw unexpected(Parser.expected(in: frame.kind))
    }
    return false
  }

  private static func expected(in kind: Frame.Kind) -> String {
    switch kind {
    case .whole, .no: "an operator or the end"
    case .parenthesis: "')'"
    case .list: "',' or ']'"
    case .mapKey: "':' and the key's value"
    case .mapValue: "',' or '}'"
    case .arguments: "',' or ')'"
    case .index: "']'"
    case .yes: "':' and the other branch"
    }
  }

  private mutating func closeParenthesis(_ frame: Frame) throws(CompileError) {
    frames.removeLast()
    if let inner = operands.last { syntax.nodes[Int(inner)].range = frame.start.through(token.range) }
    try advance()
  }

  private mutating func closeCondition(_ frame: Frame) throws(CompileError) {
    frames.removeLast()
    let parts = Array(operands[frame.operandBase...])
    guard parts.count == 3 else { throw unexpected("a value") }
    operands.removeLast(3)
    let range = syntax[parts[0]].range.through(syntax[parts[2]].range)
    operands.append(try add(.conditional(list(parts)), range, focus: frame.start, above: depth(parts)))
  }

  private mutating func closeIndex(_ frame: Frame, isOptional: Bool) throws(CompileError) {
    frames.removeLast()
    let key = try popOperand()
    let operand = try popOperand()
    let range = syntax[operand].range.through(token.range)
    let focus = frame.start.through(token.range)
    // A key counts twice, because the evaluation of nested keys needs twice the stack of anything else.
    let depth = max(syntax[operand].depth, syntax[key].depth + 1)
    try advance()
    let kind = SyntaxNode.Kind.index(operand: operand, key: key, isOptional: isOptional)
    operands.append(try add(kind, range, focus: focus, above: depth))
  }

  /// Wraps an element or key that had a question mark before it.
  private mutating func endEntry() throws(CompileError) {
    guard let mark = frames.last?.mark else { return }
    frames[frames.count - 1].mark = nil
    let inner = try popOperand()
    let range = mark.through(syntax[inner].range)
    operands.append(try add(.optionalEntry(inner), range, above: syntax[inner].depth))
  }

  private mutating func continueAggregate() throws(CompileError) -> Bool {
    try endEntry()
    if case .mapValue? = frames.last?.kind { frames[frames.count - 1].kind = .mapKey }
    try advance()
    return true
  }

  mutating func closeAggregate() throws(CompileError) {
    guard let frame = frames.popLast() else { return }
    let entries = Array(operands[frame.operandBase...])
    operands.removeLast(entries.count)
    let range = frame.start.through(token.range)
    try advance()
    if case .list = frame.kind {
      operands.append(try add(.list(list(entries)), range, focus: frame.start, above: depth(entries)))
    } else {
      operands.append(try add(.map(list(entries)), range, focus: frame.start, above: depth(entries)))
    }
  }

  /// At the parenthesis after the arguments: a call, or what a macro makes of it.
  mutating func closeArguments() throws(CompileError) {
    guard let frame = frames.popLast(), case .arguments(let focus, let isMember, let isRooted) = frame.kind
    else {
      return
    }
    let parts = Array(operands[frame.operandBase...])
    operands.removeLast(parts.count)
    let start = isMember ? syntax[parts[0]].range : frame.start
    let call = MacroCall(parts: parts, isMember: isMember, range: start.through(token.range), focus: focus)
    try advance()
    let function = lexer.text(focus)
    if hasMacros, !isRooted, let expanded = try expand(function, call) {
      operands.append(expanded)
      return
    }
    let name = name(function)
    let arguments = list(parts)
    let kind: SyntaxNode.Kind =
      isMember
      ? .member(name: name, arguments: arguments)
      : .call(name: name, arguments: arguments, isRooted: isRooted)
    operands.append(try add(kind, call.range, focus: focus, above: depth(parts)))
  }
}
