/// Reads an expression by operator precedence, with stacks of its own: no input makes it recurse. Section "Syntax" of
/// the language definition.
struct Parser {
  var lexer: Lexer
  var token: Token
  var syntax = Syntax()
  let limits: Limits
  let hasMacros: Bool
  /// What is open and not closed yet, the whole expression first; bounded by `limits.nesting`.
  var frames: [Frame] = []
  /// Operators that wait for the operand on their right.
  var operators: [PendingOperator] = []
  /// What has been read and is not part of a larger node yet.
  var operands: [NodeID] = []

  /// Parses a whole expression.
  ///
  /// - Throws: the first syntax error.
  static func parse(_ source: String, limits: Limits, hasMacros: Bool) throws(CompileError) -> Syntax {
    var parser = try Parser(source, limits: limits, hasMacros: hasMacros)
    try parser.open(.whole, at: parser.token.range)
    var needsOperand = true
    while !parser.frames.isEmpty {
      needsOperand = needsOperand ? try parser.readOperand() : try parser.readAfterOperand()
    }
    parser.syntax.root = try parser.popOperand()
    return parser.syntax
  }

  private init(_ source: String, limits: Limits, hasMacros: Bool) throws(CompileError) {
    let bytes = Array(source.utf8)
    guard bytes.count <= limits.expressionBytes else {
      throw CompileError(
        "the expression has \(bytes.count) bytes; at most \(limits.expressionBytes) are allowed",
        at: SourceRange(0, bytes.count))
    }
    lexer = Lexer(bytes)
    token = try lexer.next()
    self.limits = limits
    self.hasMacros = hasMacros
    syntax.nodes.reserveCapacity(bytes.count / 4 + 4)
  }

  mutating func advance() throws(CompileError) { token = try lexer.next() }

  /// Takes a token of a kind, if that is what comes next.
  mutating func accept(_ kind: Token.Kind) throws(CompileError) -> Bool {
    guard token.kind == kind else { return false }
    try advance()
    return true
  }

  func unexpected(_ expected: String) -> CompileError {
    let found = token.kind == .end ? "end of the expression" : lexer.text(token.range).quotedForMessage
    return CompileError("unexpected \(found); expected \(expected)", at: token.range)
  }

  func tooDeep(_ range: SourceRange) -> CompileError {
    CompileError(
      "the expression is nested too deeply; at most \(limits.nesting) levels are allowed", at: range)
  }

  // MARK: Nodes

  mutating func name(_ text: String) -> Int32 {
    syntax.names.append(text)
    return Int32(syntax.names.count - 1)
  }

  mutating func list(_ nodes: some Collection<NodeID>) -> NodeList {
    let list = NodeList(first: Int32(syntax.children.count), count: Int32(nodes.count))
    syntax.children.append(contentsOf: nodes)
    return list
  }

  /// Adds a node above nodes of which the deepest has this depth.
  mutating func add(
    _ kind: SyntaxNode.Kind, _ range: SourceRange, focus: SourceRange? = nil, above depth: UInt16 = 0
  ) throws(CompileError) -> NodeID {
    guard Int(depth) < limits.nesting else { throw tooDeep(range) }
    syntax.nodes.append(SyntaxNode(kind: kind, range: range, focus: focus ?? range, depth: depth + 1))
    return NodeID(syntax.nodes.count - 1)
  }

  mutating func literal(_ value: Value, _ range: SourceRange) throws(CompileError) -> NodeID {
    syntax.literals.append(value)
    return try add(.literal(Int32(syntax.literals.count - 1)), range)
  }

  func depth(_ nodes: some Collection<NodeID>) -> UInt16 {
    var deepest: UInt16 = 0
    for node in nodes { deepest = max(deepest, syntax[node].depth) }
    return deepest
  }

  /// The operand that was read last. There is one wherever this is called; the error is for safety only.
  mutating func popOperand() throws(CompileError) -> NodeID {
    guard let operand = operands.popLast() else { throw unexpected("a value") }
    return operand
  }
}

extension Parser {
  /// Something that is open: parentheses, a list, the branches of a condition.
  struct Frame {
    enum Kind {
      case whole
      case parenthesis
      case list
      /// A map, before a colon and after it.
      case mapKey, mapValue
      /// The arguments of `name(…)`; `isMember` where the first operand is the target.
      case arguments(name: SourceRange, isMember: Bool, isRooted: Bool)
      /// The key of `operand[…]`, whose operand is the first one.
      case index(isOptional: Bool)
      /// The branches of a condition, which is the first operand.
      case yes, no
    }

    var kind: Kind
    /// The token that opened it, or where the name of the function that is called begins.
    let start: SourceRange
    /// How many operators were waiting before it was opened.
    let operatorBase: Int
    /// Where its operands begin.
    let operandBase: Int
    /// The question mark before the current element or key.
    var mark: SourceRange?
  }

  /// Opens something whose first operands, `taking` of them, have been read already.
  mutating func open(_ kind: Frame.Kind, at start: SourceRange, taking: Int = 0) throws(CompileError) {
    guard frames.count < limits.nesting else { throw tooDeep(start) }
    frames.append(
      Frame(kind: kind, start: start, operatorBase: operators.count, operandBase: operands.count - taking))
  }
}
