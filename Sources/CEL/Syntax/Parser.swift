/// Parses an expression by precedence climbing (google/cel-spec, doc/langdef.md, "Syntax").
///
/// It recurses once a nesting level of the text, and both that and the depth of the tree are limited, so that neither
/// parsing nor anything that walks the tree can run out of stack.
struct Parser {
  private let tokens: [Token]
  private var position = 0
  private var nesting = 0
  private let limits: Limits

  /// - Throws: the first thing that cannot stand where it stands.
  static func parse(_ source: String, limits: Limits) throws(CompileError) -> Expression {
    guard source.utf8.count <= limits.length else {
      throw CompileError(
        "the expression has \(source.utf8.count) bytes; at most \(limits.length) are allowed", at: 0..<0)
    }
    var parser = Parser(tokens: try Lexer.tokens(of: source), limits: limits)
    let expression = try parser.expression()
    guard parser.current.kind == .end else { throw parser.unexpected("an operator or the end") }
    return expression
  }

  private init(tokens: [Token], limits: Limits) {
    self.tokens = tokens
    self.limits = limits
  }
}

// Tokens.
extension Parser {
  private var current: Token { tokens[position] }

  private mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  private func stands(_ symbol: String) -> Bool { current.kind == .symbol(symbol) }

  private mutating func take(_ symbol: String) -> Bool {
    guard stands(symbol) else { return false }
    advance()
    return true
  }

  private mutating func expect(_ symbol: String) throws(CompileError) {
    guard take(symbol) else { throw unexpected("'\(symbol)'") }
  }

  private func unexpected(_ allowed: String) -> CompileError {
    CompileError("unexpected \(current.description); \(allowed) is expected", at: current.start..<current.end)
  }

  private var lastEnd: Int { position > 0 ? tokens[position - 1].end : 0 }

  private func node(
    _ kind: Expression.Kind, from start: Int, over parts: [Expression] = []
  ) throws(CompileError) -> Expression {
    let depth = 1 + (parts.map(\.depth).max() ?? 0)
    guard depth <= limits.depth else {
      throw CompileError(
        "nested deeper than \(limits.depth) levels; at most \(limits.depth) are allowed", at: start..<lastEnd)
    }
    return Expression(kind, at: start..<Swift.max(start, lastEnd), depth: depth)
  }
}

// Operators, weakest first.
extension Parser {
  private mutating func expression() throws(CompileError) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= limits.depth else {
      throw CompileError(
        "nested deeper than \(limits.depth) levels; at most \(limits.depth) are allowed",
        at: current.start..<current.end)
    }
    let start = current.start
    let condition = try logical("||")
    guard take("?") else { return condition }
    let yes = try logical("||")
    try expect(":")
    let no = try expression()
    return try node(
      .call(function: "_?_:_", target: nil, arguments: [condition, yes, no]), from: start,
      over: [condition, yes, no])
  }

  private mutating func logical(_ symbol: String) throws(CompileError) -> Expression {
    let start = current.start
    var operands = [symbol == "||" ? try logical("&&") : try relation()]
    while take(symbol) { operands.append(symbol == "||" ? try logical("&&") : try relation()) }
    if operands.count == 1 { return operands[0] }
    return try node(symbol == "||" ? .or(operands) : .and(operands), from: start, over: operands)
  }

  private mutating func relation() throws(CompileError) -> Expression {
    let start = current.start
    var left = try sum()
    while let name = relationOperator {
      advance()
      let right = try sum()
      left = try node(
        .call(function: name, target: nil, arguments: [left, right]), from: start, over: [left, right])
    }
    return left
  }

  private var relationOperator: String? {
    switch current.kind {
    case .symbol("=="): "_==_"
    case .symbol("!="): "_!=_"
    case .symbol("<"): "_<_"
    case .symbol("<="): "_<=_"
    case .symbol(">"): "_>_"
    case .symbol(">="): "_>=_"
    case .identifier("in"): "@in"
    default: nil
    }
  }

  private mutating func sum() throws(CompileError) -> Expression {
    try chain(["+", "-"]) { parser throws(CompileError) in try parser.product() }
  }

  private mutating func product() throws(CompileError) -> Expression {
    try chain(["*", "/", "%"]) { parser throws(CompileError) in try parser.unary() }
  }

  private mutating func chain(
    _ symbols: [String], _ operand: (inout Parser) throws(CompileError) -> Expression
  ) throws(CompileError) -> Expression {
    let start = current.start
    var left = try operand(&self)
    while let symbol = symbols.first(where: stands) {
      advance()
      let right = try operand(&self)
      left = try node(
        .call(function: "_\(symbol)_", target: nil, arguments: [left, right]), from: start,
        over: [left, right])
    }
    return left
  }

  private mutating func unary() throws(CompileError) -> Expression {
    let start = current.start
    if stands("-"), case .int(let magnitude) = tokens[Swift.min(position + 1, tokens.count - 1)].kind {
      // `-9223372036854775808` is one literal: its magnitude alone would not fit.
      advance()
      advance()
      return try postfix(try negative(magnitude, from: start), from: start)
    }
    if stands("-"), case .double(let value) = tokens[Swift.min(position + 1, tokens.count - 1)].kind {
      advance()
      advance()
      return try postfix(try node(.constant(.double(-value)), from: start), from: start)
    }
    var signs: [Token] = []
    while stands("!") || stands("-") {
      signs.append(current)
      advance()
      if stands("-"), signs.last?.kind == .symbol("!") { break }
    }
    guard !signs.isEmpty else { return try postfix(try primary(), from: start) }
    var operand = try postfix(try primary(), from: lastEnd)
    for sign in signs.reversed() {
      let name = sign.kind == .symbol("!") ? "!_" : "-_"
      operand = try node(
        .call(function: name, target: nil, arguments: [operand]), from: sign.start, over: [operand])
    }
    return operand
  }

  private func negative(_ magnitude: UInt64, from start: Int) throws(CompileError) -> Expression {
    guard magnitude <= UInt64(Int64.max) + 1 else {
      throw CompileError(
        "the number is too small; an int is at least -9223372036854775808", at: start..<lastEnd)
    }
    return try node(.constant(.int(Int64(truncatingIfNeeded: 0 &- magnitude))), from: start)
  }
}

// Operands.
extension Parser {
  private mutating func postfix(_ operand: Expression, from start: Int) throws(CompileError) -> Expression {
    var operand = operand
    while true {
      if take(".") {
        operand = try member(of: operand, from: operand.range.lowerBound)
      } else if take("[") {
        let isOptional = take("?")
        let index = try expression()
        try expect("]")
        operand = try node(
          .call(function: isOptional ? "_[?_]" : "_[_]", target: nil, arguments: [operand, index]),
          from: operand.range.lowerBound, over: [operand, index])
      } else {
        return operand
      }
    }
  }

  private mutating func member(of operand: Expression, from start: Int) throws(CompileError) -> Expression {
    let isOptional = take("?")
    guard case .identifier(let name) = current.kind else { throw unexpected("a field name") }
    let nameRange = current.start..<current.end
    advance()
    guard !isOptional, take("(") else {
      return try node(
        .select(operand, field: name, isOptional: isOptional, isTest: false), from: start, over: [operand])
    }
    let arguments = try list(until: ")")
    if let macro = try Macros.expandMember(name, target: operand, arguments, at: nameRange) {
      return try node(macro, from: start, over: [operand] + arguments)
    }
    return try node(
      .call(function: name, target: operand, arguments: arguments), from: start, over: [operand] + arguments)
  }

  private mutating func list(until close: String) throws(CompileError) -> [Expression] {
    var items: [Expression] = []
    while !stands(close) {
      items.append(try expression())
      if !take(",") { break }
    }
    try expect(close)
    return items
  }

  private mutating func primary() throws(CompileError) -> Expression {
    let token = current
    let start = token.start
    switch token.kind {
    case .int(let value):
      guard let value = Int64(exactly: value) else {
        throw CompileError(
          "the number is too large; an int is at most 9223372036854775807", at: token.start..<token.end)
      }
      advance()
      return try node(.constant(.int(value)), from: start)
    case .uint(let value):
      advance()
      return try node(.constant(.uint(value)), from: start)
    case .double(let value):
      advance()
      return try node(.constant(.double(value)), from: start)
    case .string(let value):
      advance()
      return try node(.constant(.string(value)), from: start)
    case .bytes(let value):
      advance()
      return try node(.constant(.bytes(value)), from: start)
    case .symbol("("):
      advance()
      let inner = try expression()
      try expect(")")
      return inner
    case .symbol("["): return try listLiteral()
    case .symbol("{"): return try mapLiteral()
    case .symbol("."):
      advance()
      return try name()
    case .identifier: return try name()
    default: throw unexpected("a value")
    }
  }

  private mutating func name() throws(CompileError) -> Expression {
    guard case .identifier(let name) = current.kind else { throw unexpected("a name") }
    let token = current
    advance()
    switch name {
    case "true": return try node(.constant(.bool(true)), from: token.start)
    case "false": return try node(.constant(.bool(false)), from: token.start)
    case "null": return try node(.constant(.null), from: token.start)
    default: break
    }
    if Self.reserved.contains(name) {
      throw CompileError(
        "'\(name)' is a reserved word; another name is allowed", at: token.start..<token.end)
    }
    guard take("(") else { return try node(.identifier(name), from: token.start) }
    let arguments = try list(until: ")")
    if let macro = try Macros.expandGlobal(name, arguments, at: token.start..<token.end) {
      return try node(macro, from: token.start, over: arguments)
    }
    return try node(
      .call(function: name, target: nil, arguments: arguments), from: token.start, over: arguments)
  }

  private mutating func listLiteral() throws(CompileError) -> Expression {
    let start = current.start
    advance()
    var elements: [Expression.Element] = []
    while !stands("]") {
      let isOptional = take("?")
      elements.append(.init(value: try expression(), isOptional: isOptional))
      if !take(",") { break }
    }
    try expect("]")
    return try node(.list(elements), from: start, over: elements.map(\.value))
  }

  private mutating func mapLiteral() throws(CompileError) -> Expression {
    let start = current.start
    advance()
    var entries: [Expression.Entry] = []
    while !stands("}") {
      let isOptional = take("?")
      let key = try expression()
      try expect(":")
      entries.append(.init(key: key, value: try expression(), isOptional: isOptional))
      if !take(",") { break }
    }
    try expect("}")
    return try node(.map(entries), from: start, over: entries.flatMap { [$0.key, $0.value] })
  }

  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "in", "let", "loop",
    "package", "namespace", "return", "var", "void", "while",
  ]
}
