// Operators, literals and comprehensions.

extension Checker {
  mutating func index(_ node: SyntaxNode, _ operand: NodeID, _ key: NodeID, isOptional: Bool) -> CELType {
    let operandType = unifier.resolve(type(operand))
    let keyType = type(key)
    var base = operandType
    var wasOptional = false
    while case .optional(let wrapped) = base {
      base = unifier.resolve(wrapped)
      wasOptional = true
    }
    var element = element(of: base, key: keyType, at: node.focus)
    if wasOptional { element = .optional(element) }
    guard isOptional else { return element }
    if case .optional = element { return element }
    return .optional(element)
  }

  private mutating func element(of operand: CELType, key: CELType, at range: SourceRange) -> CELType {
    switch unifier.resolve(operand) {
    case .dyn, .parameter: return .dyn
    case .list(let element):
      if !unifier.accept(.int, key) {
        report("a list has no index of type \(unifier.settled(key)); int is allowed", at: range)
      }
      return unifier.resolve(element)
    case .map(let expected, let value):
      if !unifier.accept(expected, key) {
        let expected = unifier.settled(expected)
        report(
          "a map with keys of type \(expected) has no key of type \(unifier.settled(key)); use \(expected)",
          at: range)
      }
      return unifier.resolve(value)
    case .object:
      if !unifier.accept(.string, key) {
        report("\(operand) has no key of type \(unifier.settled(key)); use string", at: range)
      }
      return .dyn
    case let other:
      report("\(unifier.settled(other)) cannot be indexed; lists and maps can", at: range)
      return .dyn
    }
  }

  mutating func not(_ operand: NodeID) -> CELType {
    let type = self.type(operand)
    if !unifier.accept(.bool, type) {
      report(
        "'!' takes a bool, not \(unifier.settled(type)); compare with == first",
        at: checked.syntax[operand].range)
    }
    return .bool
  }

  mutating func negate(_ node: SyntaxNode, _ operand: NodeID) -> CELType {
    let type = unifier.resolve(type(operand))
    switch type {
    case .int, .double, .dyn, .parameter: return type
    default:
      report("no form of '-' takes (\(unifier.settled(type))); int and double are allowed", at: node.focus)
      return .dyn
    }
  }

  mutating func logical(_ operands: NodeList) -> CELType {
    for operand in checked.syntax.children(operands) {
      let type = self.type(operand)
      if !unifier.accept(.bool, type) {
        let range = checked.syntax[operand].range
        report(
          "a logical operator takes bools, not \(unifier.settled(type)); compare with == first", at: range)
      }
    }
    return .bool
  }

  mutating func conditional(_ node: SyntaxNode, _ parts: NodeList) -> CELType {
    let parts = Array(checked.syntax.children(parts))
    let condition = type(parts[0])
    if !unifier.accept(.bool, condition) {
      report(
        "a condition is a bool, not \(unifier.settled(condition)); compare with == first",
        at: checked.syntax[parts[0]].range)
    }
    let yes = type(parts[1])
    let no = type(parts[2])
    let mark = unifier.mark
    guard unifier.accept(yes, no) else {
      unifier.undo(to: mark)
      report(
        "the branches are \(unifier.settled(yes)) and \(unifier.settled(no)); "
          + "give both one type, or wrap one in dyn()", at: node.focus)
      return .dyn
    }
    return unifier.join(yes, no)
  }

  mutating func binary(_ node: SyntaxNode, _ operation: BinaryOperator, _ left: NodeID, _ right: NodeID)
    -> CELType
  {
    let left = unifier.resolve(type(left))
    let right = unifier.resolve(type(right))
    switch operation {
    case .equal, .notEqual:
      if !unifier.accept(left, right) { reportMismatch(node, operation, left, right) }
      return .bool
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if !areOrdered(left, right) { reportMismatch(node, operation, left, right) }
      return .bool
    case .in:
      if !isContained(left, in: right) { reportMismatch(node, operation, left, right) }
      return .bool
    case .add, .subtract, .multiply, .divide, .modulo:
      return arithmetic(node, operation, left, right)
    }
  }

  private mutating func reportMismatch(
    _ node: SyntaxNode, _ operation: BinaryOperator, _ left: CELType, _ right: CELType
  ) {
    let types = "(\(unifier.settled(left)), \(unifier.settled(right)))"
    let allowed: String
    switch operation {
    case .equal, .notEqual: allowed = "both sides must have one type, or be dyn()"
    case .in: allowed = "the right side must be a list or map of the left side's type"
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      allowed = "numbers, strings, bytes, bools, timestamps and durations are ordered"
    case .add: allowed = "both must be int, uint, double, string, bytes or list, or timestamp and duration"
    case .subtract: allowed = "both must be int, uint or double, or timestamps and durations"
    case .multiply, .divide: allowed = "both must be int, uint or double"
    case .modulo: allowed = "both must be int or uint"
    }
    report("no form of '\(operation.text)' takes \(types); \(allowed)", at: node.focus)
  }

  private func areOrdered(_ left: CELType, _ right: CELType) -> Bool {
    switch (left, right) {
    case (.dyn, let other), (let other, .dyn), (.parameter, let other), (let other, .parameter):
      switch other {
      case .null, .list, .map, .type, .optional, .opaque, .object: false
      default: true
      }
    case (.int, .int), (.int, .uint), (.int, .double), (.uint, .int), (.uint, .uint), (.uint, .double): true
    case (.double, .int), (.double, .uint), (.double, .double): true
    case (.string, .string), (.bytes, .bytes), (.bool, .bool): true
    case (.timestamp, .timestamp), (.duration, .duration): true
    default: false
    }
  }

  private mutating func isContained(_ left: CELType, in right: CELType) -> Bool {
    switch right {
    case .dyn, .parameter: true
    case .list(let element): unifier.accept(element, left)
    case .map(let key, _): unifier.accept(key, left)
    case .object: unifier.accept(.string, left)
    default: false
    }
  }

  private mutating func arithmetic(
    _ node: SyntaxNode, _ operation: BinaryOperator, _ left: CELType, _ right: CELType
  ) -> CELType {
    var result: CELType?
    switch (left, right) {
    case (.int, .int), (.uint, .uint): return left
    case (.double, .double) where operation != .modulo: return left
    case (.list, .list) where operation == .add:
      return unifier.accept(left, right) ? unifier.join(left, right) : .dyn
    default: break
    }
    for form in ArithmeticForm.all where form.operations.contains(operation) {
      guard form.left.fits(left), form.right.fits(right) else { continue }
      if let found = result, found != form.result {
        result = .dyn
        break
      }
      result = form.result
    }
    if case .list = left, isUnsettled(right), operation == .add { return left }
    if case .list = right, isUnsettled(left), operation == .add { return right }
    if let result { return result }
    reportMismatch(node, operation, left, right)
    return .dyn
  }

  private func isUnsettled(_ type: CELType) -> Bool {
    switch type {
    case .dyn, .parameter: true
    default: false
    }
  }
}

/// One form of an arithmetic operator.
private struct ArithmeticForm {
  let operations: [BinaryOperator]
  let left: CELType
  let right: CELType
  let result: CELType

  static let all: [ArithmeticForm] = [
    ArithmeticForm(
      operations: [.add, .subtract, .multiply, .divide, .modulo], left: .int, right: .int, result: .int),
    ArithmeticForm(
      operations: [.add, .subtract, .multiply, .divide, .modulo], left: .uint, right: .uint, result: .uint),
    ArithmeticForm(
      operations: [.add, .subtract, .multiply, .divide], left: .double, right: .double, result: .double),
    ArithmeticForm(operations: [.add], left: .string, right: .string, result: .string),
    ArithmeticForm(operations: [.add], left: .bytes, right: .bytes, result: .bytes),
    ArithmeticForm(operations: [.add], left: .timestamp, right: .duration, result: .timestamp),
    ArithmeticForm(operations: [.add], left: .duration, right: .timestamp, result: .timestamp),
    ArithmeticForm(operations: [.add, .subtract], left: .duration, right: .duration, result: .duration),
    ArithmeticForm(operations: [.subtract], left: .timestamp, right: .duration, result: .timestamp),
    ArithmeticForm(operations: [.subtract], left: .timestamp, right: .timestamp, result: .duration),
  ]
}

extension CELType {
  fileprivate func fits(_ actual: CELType) -> Bool {
    switch actual {
    case .dyn, .parameter: true
    default: self == actual
    }
  }
}
