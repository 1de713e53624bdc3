// Equality, order, arithmetic. Sections "Equality and Ordering" and "Overflow" of the language definition.

extension Evaluator {
  static func equal(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    let left = try self.evaluate(step.first)
    let right = try self.evaluate(step.second)
    return try self.compare(left, right, isNegated: step.third == 1, step.offset)
  }

  static func equalText(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.value(of: try self.equality(step))
  }

  static func equalTextOr(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.value(of: try self.equalityOr(step))
  }

  /// A chain of selections compared with a text that stands in the expression. The third number is the text's place among
  /// the fields, times two, plus one where the comparison is negated.
  mutating func equality(_ step: Step) throws(EvaluationError) -> Truth {
    try budget.charge(1)
    let isNegated = step.third & 1 == 1
    switch try compare(
      plan.steps[Int(step.first)], with: plan.fields[Int(step.third >> 1)], isUnwrapped: false)
    {
    case .isEqual(let isEqual): return Truth(isEqual != isNegated)
    case .value(let found):
      return truth(
        of: try compare(found.value, evaluate(step.second), isNegated: isNegated, step.offset))
    }
  }

  /// The same for `chain.orValue('…')`: the second number is its step.
  mutating func equalityOr(_ step: Step) throws(EvaluationError) -> Truth {
    try budget.charge(2)
    let isNegated = step.third & 1 == 1
    let otherwise = plan.steps[Int(step.first)]
    let text = plan.fields[Int(step.third >> 1)]
    let value: Value
    switch try compare(plan.steps[Int(otherwise.first)], with: text, isUnwrapped: true) {
    case .isEqual(let isEqual): return Truth(isEqual != isNegated)
    case .value(.present(let found)): value = found
    case .value(.absent): value = try evaluate(otherwise.second)
    case .value(.plain(let found)): value = try Self.otherwise(found, "orValue", otherwise.offset)
    }
    return truth(of: try compare(value, evaluate(step.second), isNegated: isNegated, step.offset))
  }

  private mutating func compare(
    _ left: Value, _ right: Value, isNegated: Bool, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.bool(let left), .bool(let right)): return .bool((left == right) != isNegated)
    case (.int(let left), .int(let right)): return .bool((left == right) != isNegated)
    default: break
    }
    do { return try Equality.value(left, right, isNegated: isNegated, budget: &budget) } catch {
      throw error.at(offset)
    }
  }

  static func negate(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    return try negated(self.evaluate(step.first), step.offset)
  }

  private static func negated(_ value: Value, _ offset: UInt32) throws(EvaluationError) -> Value {
    switch value {
    case .int(let number):
      guard number != Int64.min else { throw EvaluationError.overflow("-(\(number))").at(offset) }
      return .int(-number)
    case .double(let number): return .double(-number)
    default: return try otherwise(value, "-", offset)
    }
  }

  static func binary(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    let left = try self.evaluate(step.first)
    let right = try self.evaluate(step.second)
    return try self.apply(step, left, right)
  }

  /// A chain of additions, `a + b + c`. The list has the steps of the additions, the innermost one first.
  static func sum(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    let additions = step.list.range
    let sum = try self.evaluate(self.plan.steps[Int(self.plan.children[additions.lowerBound])].first)
    if case .string(let text) = sum { return try self.texts(text, additions) }
    return try self.values(sum, additions)
  }

  /// Adds what stands in some additions to a value.
  mutating func values(_ first: Value, _ additions: Range<Int>) throws(EvaluationError) -> Value {
    var sum = first
    for position in additions {
      let addition = plan.steps[Int(plan.children[position])]
      try budget.charge(1)
      sum = try apply(addition, sum, evaluate(addition.second))
    }
    return sum
  }

  mutating func apply(_ step: Step, _ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    let operation = BinaryOperator(rawValue: UInt8(truncatingIfNeeded: step.third)) ?? .add
    let value: Value
    do { value = try apply(operation, left, right) } catch { throw error.at(step.offset) }
    return operation == .add ? try limited(value, step.offset) : value
  }

  private mutating func apply(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value {
    switch operation {
    case .in: return try contains(left, in: right)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return try order(operation, left, right)
    default: break
    }
    switch (left, right) {
    case (.int(let left), .int(let right)): return .int(try Arithmetic.apply(operation, left, right))
    case (.uint(let left), .uint(let right)): return .uint(try Arithmetic.apply(operation, left, right))
    case (.double(let left), .double(let right)):
      if let value = Arithmetic.apply(operation, left, right) { return .double(value) }
    case (.string(let first), .string(let second)) where operation == .add:
      try budget.chargeTraversal(first.utf8.count + second.utf8.count)
      return .string(first + second)
    case (.bytes(let first), .bytes(let second)) where operation == .add:
      try budget.chargeTraversal(first.count + second.count)
      return .bytes(first + second)
    case (.list(let first), .list(let second)) where operation == .add:
      try budget.charge(UInt64(clamping: first.count + second.count))
      return .list(first.elements + second.elements)
    default:
      if let value = try Arithmetic.apply(operation, times: left, right) { return value }
    }
    if let unknown = Value.unknown(in: left, right) { return unknown }
    throw EvaluationError.noOverload(operation.text, left, right)
  }

  private mutating func contains(_ value: Value, in container: Value) throws(EvaluationError) -> Value {
    if let unknown = Value.unknown(in: value, container) { return unknown }
    switch container {
    case .list(let list):
      if case .adapted(let adapter, let node) = list, case .string(let text) = value,
        let isThere = adapter.contains(text, inList: node)
      {
        return .bool(isThere)
      }
      try budget.chargeTraversal(list.count)
      return try Equality.contains(list.elements, value, budget: &budget)
    case .map(let map): return .bool(try map.value(forKey: value) != nil)
    default: throw EvaluationError.noOverload("in", value, container)
    }
  }

  private mutating func order(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value {
    if case .string(let left) = left, case .string(let right) = right {
      try budget.chargeTraversal(min(left.utf8.count, right.utf8.count))
    }
    guard let order = Ordering.of(left, right) else {
      if let unknown = Value.unknown(in: left, right) { return unknown }
      throw EvaluationError.noOverload(operation.text, left, right)
    }
    switch operation {
    case .less: return .bool(order == .less)
    case .lessOrEqual: return .bool(order == .less || order == .equal)
    case .greater: return .bool(order == .greater)
    default: return .bool(order == .greater || order == .equal)
    }
  }
}

/// Arithmetic that notices overflow.
enum Arithmetic {
  static func apply<T: FixedWidthInteger>(
    _ operation: BinaryOperator, _ left: T, _ right: T
  ) throws(EvaluationError) -> T {
    let result: (partialValue: T, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      guard right != 0 else { throw EvaluationError(.divideByZero, "divide by zero") }
      result = left.dividedReportingOverflow(by: right)
    default:
      guard right != 0 else { throw EvaluationError(.divideByZero, "modulus by zero") }
      result = left.remainderReportingOverflow(dividingBy: right)
    }
    guard !result.overflow else { throw EvaluationError.overflow("\(left) \(operation.text) \(right)") }
    return result.partialValue
  }

  static func apply(_ operation: BinaryOperator, _ left: Double, _ right: Double) -> Double? {
    switch operation {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    default: nil
    }
  }

  /// Sums and differences of points and lengths of time; `nil` where the operands are something else.
  static func apply(
    _ operation: BinaryOperator, times left: Value, _ right: Value
  ) throws(EvaluationError) -> Value? {
    switch (left, right, operation) {
    case (.timestamp(let time), .duration(let span), .add), (.duration(let span), .timestamp(let time), .add):
      return .timestamp(try time.adding(span.seconds, span.nanoseconds))
    case (.timestamp(let time), .duration(let span), .subtract):
      return .timestamp(try time.adding(-span.seconds, -span.nanoseconds))
    case (.timestamp(let left), .timestamp(let right), .subtract):
      return .duration(
        try TimeSpan.checked(left.seconds - right.seconds, Int64(left.nanoseconds - right.nanoseconds)))
    case (.duration(let left), .duration(let right), .add):
      return .duration(
        try TimeSpan.checked(left.seconds + right.seconds, Int64(left.nanoseconds + right.nanoseconds)))
    case (.duration(let left), .duration(let right), .subtract):
      return .duration(
        try TimeSpan.checked(left.seconds - right.seconds, Int64(left.nanoseconds - right.nanoseconds)))
    default: return nil
    }
  }
}

extension Timestamp {
  /// This time and a length of time; both are far from the limits of their numbers.
  fileprivate func adding(_ seconds: Int64, _ nanoseconds: Int32) throws(EvaluationError) -> Timestamp {
    let (carry, rest) = Int64(self.nanoseconds + nanoseconds).quotientAndFloorRemainder(
      dividingBy: 1_000_000_000)
    let sum = self.seconds + seconds + carry
    guard let time = Timestamp(seconds: sum, nanoseconds: Int32(truncatingIfNeeded: rest)) else {
      throw EvaluationError(.overflow, "the timestamp is beyond the years 1 to 9999")
    }
    return time
  }
}

extension TimeSpan {
  /// - Throws: `overflow` where it is longer than a signed 64-bit number of nanoseconds can say, as in cel-go.
  static func checked(_ seconds: Int64, _ nanoseconds: Int64) throws(EvaluationError) -> TimeSpan {
    if let span = TimeSpan(seconds: seconds, nanoseconds: nanoseconds), span.nanosecondCount != nil {
      return span
    }
    throw EvaluationError(.overflow, "the duration is beyond 292 years")
  }

  /// The whole length in nanoseconds; `nil` where it is beyond 64 bits.
  var nanosecondCount: Int64? {
    let (product, overflowed) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflowed {
      // The most negative length is 9,223,372,036.854775808 seconds: its seconds alone, rounded down, are too many.
      let (product, overflowed) = (seconds + 1).multipliedReportingOverflow(by: 1_000_000_000)
      if overflowed { return nil }
      let (sum, failed) = product.addingReportingOverflow(Int64(nanoseconds) - 1_000_000_000)
      return failed ? nil : sum
    }
    let (sum, failed) = product.addingReportingOverflow(Int64(nanoseconds))
    return failed ? nil : sum
  }
}
