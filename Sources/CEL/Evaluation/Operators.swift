/// The arithmetic, relational and membership operators. Neither operand is unknown.
enum Operators {
  static func apply(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, _ budget: inout CostBudget, _ limits: Limits
  ) throws(EvaluationError) -> Value {
    switch operation {
    case .equals: return .bool(Equality.equal(left, right))
    case .differs: return .bool(!Equality.equal(left, right))
    case .less: return .bool(try order(operation, left, right).map { $0 < 0 } ?? false)
    case .atMost: return .bool(try order(operation, left, right).map { $0 <= 0 } ?? false)
    case .greater: return .bool(try order(operation, left, right).map { $0 > 0 } ?? false)
    case .atLeast: return .bool(try order(operation, left, right).map { $0 >= 0 } ?? false)
    case .isIn: return try contains(right, left, &budget)
    case .add: return try add(left, right, &budget, limits)
    case .subtract, .multiply, .divide, .remainder: return try arithmetic(operation, left, right)
    }
  }

  /// `nil` for numbers without an order (NaN), where every comparison is false.
  private static func order(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Int? {
    if let order = Equality.order(left, right) { return order }
    if Equality.isNumber(left), Equality.isNumber(right) { return nil }
    throw EvaluationError.noOverload(operation.rawValue, left, right)
  }

  private static func contains(
    _ container: Value, _ value: Value, _ budget: inout CostBudget
  ) throws(EvaluationError) -> Value {
    switch container {
    case .list(let list):
      try budget.chargeTraversal(list.count)
      return .bool(list.elements.contains { Equality.equal($0, value) })
    case .map(let map): return .bool(try map.value(forKey: value) != nil)
    default: throw EvaluationError.noOverload("in", value, container)
    }
  }

  private static func add(
    _ left: Value, _ right: Value, _ budget: inout CostBudget, _ limits: Limits
  ) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      try grow(left.utf8.count + right.utf8.count, &budget, limits)
      return .string(left + right)
    case (.bytes(let left), .bytes(let right)):
      try grow(left.count + right.count, &budget, limits)
      return .bytes(left + right)
    case (.list(let left), .list(let right)):
      try grow(left.count + right.count, &budget, limits)
      return .list(left.elements + right.elements)
    default: return try arithmetic(.add, left, right)
    }
  }

  private static func grow(
    _ size: Int, _ budget: inout CostBudget, _ limits: Limits
  ) throws(EvaluationError) {
    try budget.chargeTraversal(size)
    guard size <= limits.size else {
      throw EvaluationError(
        .limitExceeded, "a value of \(size) bytes or elements; at most \(limits.size) are allowed")
    }
  }

  private static func arithmetic(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.int(let left), .int(let right)): return .int(try whole(operation, left, right))
    case (.uint(let left), .uint(let right)): return .uint(try whole(operation, left, right))
    case (.double(let left), .double(let right)):
      switch operation {
      case .add: return .double(left + right)
      case .subtract: return .double(left - right)
      case .multiply: return .double(left * right)
      case .divide: return .double(left / right)
      default: break
      }
    default: break
    }
    if let value = try Times.arithmetic(operation, left, right) { return value }
    throw EvaluationError.noOverload(operation.rawValue, left, right)
  }

  private static func whole<T: FixedWidthInteger>(
    _ operation: BinaryOperator, _ left: T, _ right: T
  ) throws(EvaluationError) -> T {
    let result: (partialValue: T, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    default:
      if right == 0 {
        throw EvaluationError(.divideByZero, operation == .divide ? "division by zero" : "modulus by zero")
      }
      result =
        operation == .divide
        ? left.dividedReportingOverflow(by: right) : left.remainderReportingOverflow(dividingBy: right)
    }
    if result.overflow { throw EvaluationError.overflow("\(left) and \(right): '\(operation.rawValue)'") }
    return result.partialValue
  }
}
