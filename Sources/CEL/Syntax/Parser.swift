/// Reads an expression by precedence climbing. Section "Syntax" of the language definition.
struct Parser {
  var lexer: Lexer
  var token: Token
  var syntax = Syntax()
  let limits: Limits
  let hasMacros: Bool
  /// How many parentheses, brackets, operands and the like are open; bounded by `limits.nesting`.
  private var nesting = 0

  /// Parses a whole expression.
  ///
  /// - Throws: the first syntax error.
  static func parse(_ source: String, limits: Limits, hasMacros: Bool) throws(CompileError) -> Syntax {
    var parser = try Parser(source, limits: limits, hasMacros: hasMacros)
    let root = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpected("an operator or the end") }
    parser.syntax.root = root
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

  /// Takes a token of a kind, and gives the place where it stood.
  mutating func expect(_ kind: Token.Kind, _ what: String) throws(CompileError) -> SourceRange {
    guard token.kind == kind else { throw unexpected(what) }
    let range = token.range
    try advance()
    return range
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

  mutating func list(_ nodes: [NodeID]) -> NodeList {
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

  func depth(_ nodes: [NodeID]) -> UInt16 {
    var deepest: UInt16 = 0
    for node in nodes { deepest = max(deepest, syntax[node].depth) }
    return deepest
  }

  // MARK: Operators

  /// `Expr`: a condition with its two branches, or what stands above it.
  mutating func expression() throws(CompileError) -> NodeID {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= limits.nesting else { throw tooDeep(token.range) }
    let condition = try logical(.or)
    guard token.kind == .question else { return condition }
    let focus = token.range
    try advance()
    let yes = try logical(.or)
    _ = try expect(.colon, "':' and the other branch")
    let no = try expression()
    let parts = [condition, yes, no]
    let range = syntax[condition].range.through(syntax[no].range)
    return try add(.conditional(list(parts)), range, focus: focus, above: depth(parts))
  }

  /// A chain of `||` or of `&&`, as one node.
  private mutating func logical(_ kind: Token.Kind) throws(CompileError) -> NodeID {
    let first = kind == .or ? try logical(.and) : try binary(1)
    guard token.kind == kind else { return first }
    let focus = token.range
    var operands = [first]
    while try accept(kind) { operands.append(kind == .or ? try logical(.and) : try binary(1)) }
    let range = syntax[first].range.through(syntax[operands[operands.count - 1]].range)
    let depth = depth(operands)
    let operandList = list(operands)
    return try add(kind == .or ? .or(operandList) : .and(operandList), range, focus: focus, above: depth)
  }

  /// Operators that bind at least as closely as `minimum`: 1 relations, 2 sums, 3 products.
  private mutating func binary(_ minimum: Int) throws(CompileError) -> NodeID {
    var left = try unary()
    while let (operation, precedence) = binaryOperator(), precedence >= minimum {
      let focus = token.range
      try advance()
      let right = precedence == 3 ? try unary() : try binary(precedence + 1)
      let range = syntax[left].range.through(syntax[right].range)
      let depth = max(syntax[left].depth, syntax[right].depth)
      left = try add(.binary(operation, left, right), range, focus: focus, above: depth)
    }
    return left
  }

  private func binaryOperator() -> (BinaryOperator, Int)? {
    switch token.kind {
    case .star: (.multiply, 3)
    case .slash: (.divide, 3)
    case .percent: (.modulo, 3)
    case .plus: (.add, 2)
    case .minus: (.subtract, 2)
    case .equal: (.equal, 1)
    case .notEqual: (.notEqual, 1)
    case .less: (.less, 1)
    case .lessOrEqual: (.lessOrEqual, 1)
    case .greater: (.greater, 1)
    case .greaterOrEqual: (.greaterOrEqual, 1)
    case .identifier where isKeyword("in"): (.in, 1)
    default: nil
    }
  }

  func isKeyword(_ keyword: StaticString) -> Bool {
    let range = token.range
    guard Int(range.end - range.start) == keyword.utf8CodeUnitCount else { return false }
    let own = UnsafeBufferPointer(start: keyword.utf8Start, count: keyword.utf8CodeUnitCount)
    return lexer.bytes[Int(range.start)..<Int(range.end)].elementsEqual(own)
  }

  /// Any number of `!`, or of `-`, before a member. A minus before a number belongs to the number.
  private mutating func unary() throws(CompileError) -> NodeID {
    let kind = token.kind
    guard kind == .not || kind == .minus else { return try member() }
    var signs: [SourceRange] = []
    while token.kind == kind {
      signs.append(token.range)
      try advance()
    }
    var operand: NodeID
    if kind == .minus, let sign = signs.last, let number = try negativeNumber(sign) {
      signs.removeLast()
      operand = try selectors(on: number)
    } else {
      operand = try member()
    }
    for sign in signs.reversed() {
      let range = sign.through(syntax[operand].range)
      let depth = syntax[operand].depth
      operand = try add(kind == .not ? .not(operand) : .negate(operand), range, focus: sign, above: depth)
    }
    return operand
  }

  private mutating func negativeNumber(_ sign: SourceRange) throws(CompileError) -> NodeID? {
    let value: Value
    switch token.kind {
    case .int, .hexInt: value = try Literals.int(token, in: lexer, isNegative: true)
    case .double: value = try Literals.double(token, in: lexer, isNegative: true)
    default: return nil
    }
    let range = sign.through(token.range)
    try advance()
    return try literal(value, range)
  }
}
