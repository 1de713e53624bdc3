// Operators that wait for their right operand, and what becomes of them.

/// An operator whose right operand has not been read as a whole yet.
struct PendingOperator {
  enum Kind: Equatable {
    case or, and
    case binary(BinaryOperator)
    case not, negate
  }

  let kind: Kind
  let focus: SourceRange

  /// How closely it binds its operands: `||` least, signs most.
  var precedence: Int {
    switch kind {
    case .or: 1
    case .and: 2
    case .binary(.add), .binary(.subtract): 4
    case .binary(.multiply), .binary(.divide), .binary(.modulo): 5
    case .binary: 3
    case .not, .negate: 6
    }
  }
}

extension Parser {
  /// The operator between operands that comes next, if one does.
  func operatorAhead() -> PendingOperator? {
    let kind: PendingOperator.Kind? =
      switch token.kind {
      case .or: .or
      case .and: .and
      case .star: .binary(.multiply)
      case .slash: .binary(.divide)
      case .percent: .binary(.modulo)
      case .plus: .binary(.add)
      case .minus: .binary(.subtract)
      case .equal: .binary(.equal)
      case .notEqual: .binary(.notEqual)
      case .less: .binary(.less)
      case .lessOrEqual: .binary(.lessOrEqual)
      case .greater: .binary(.greater)
      case .greaterOrEqual: .binary(.greaterOrEqual)
      case .identifier where isKeyword("in"): .binary(.in)
      default: nil
      }
    return kind.map { PendingOperator(kind: $0, focus: token.range) }
  }

  func isKeyword(_ keyword: StaticString) -> Bool {
    let range = token.range
    guard token.kind == .identifier, Int(range.end - range.start) == keyword.utf8CodeUnitCount else {
      return false
    }
    let own = UnsafeBufferPointer(start: keyword.utf8Start, count: keyword.utf8CodeUnitCount)
    return lexer.bytes[Int(range.start)..<Int(range.end)].elementsEqual(own)
  }

  /// Puts an operator on the stack, after those that bind their operand more closely than it. A chain of `&&` or
  /// `||` stays on the stack until its end, so that it becomes one node.
  mutating func push(_ next: PendingOperator) throws(CompileError) {
    let isChain = next.kind == .and || next.kind == .or
    try reduce(downTo: isChain ? next.precedence + 1 : next.precedence)
    operators.append(next)
  }

  /// Gives the current frame's operators their operands, as far as they bind at least that closely.
  mutating func reduce(downTo precedence: Int = 0) throws(CompileError) {
    let base = frames.last?.operatorBase ?? 0
    while operators.count > base, let last = operators.last, last.precedence >= precedence {
      switch last.kind {
      case .not, .negate: try reduceSign(last)
      case .and, .or: try reduceChain(last, base)
      case .binary(let operation): try reduceBinary(operation, last)
      }
    }
  }

  private mutating func reduceSign(_ sign: PendingOperator) throws(CompileError) {
    operators.removeLast()
    let operand = try popOperand()
    let range = sign.focus.through(syntax[operand].range)
    let kind: SyntaxNode.Kind = sign.kind == .not ? .not(operand) : .negate(operand)
    operands.append(try add(kind, range, focus: sign.focus, above: syntax[operand].depth))
  }

  private mutating func reduceBinary(
    _ operation: BinaryOperator, _ pending: PendingOperator
  ) throws(CompileError) {
    operators.removeLast()
    let right = try popOperand()
    let left = try popOperand()
    let range = syntax[left].range.through(syntax[right].range)
    let depth = max(syntax[left].depth, syntax[right].depth)
    operands.append(try add(.binary(operation, left, right), range, focus: pending.focus, above: depth))
  }

  private mutating func reduceChain(_ last: PendingOperator, _ base: Int) throws(CompileError) {
    var count = 1
    var focus = last.focus
    while operators.count > base, let next = operators.last, next.kind == last.kind {
      operators.removeLast()
      focus = next.focus
      count += 1
    }
    let parts = Array(operands.suffix(count))
    operands.removeLast(count)
    let range = syntax[parts[0]].range.through(syntax[parts[parts.count - 1]].range)
    let nodes = list(parts)
    operands.append(
      try add(last.kind == .and ? .and(nodes) : .or(nodes), range, focus: focus, above: depth(parts)))
  }
}
