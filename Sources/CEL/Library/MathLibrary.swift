/// Numbers: cel-go's `ext.Math`.
enum MathLibrary {
  static let overloads: [Overload] =
    extremes("math.greatest", .many { (_, values) throws(Failure) in try extreme(values, .greater) })
    + extremes("math.least", .many { (_, values) throws(Failure) in try extreme(values, .less) }) + [
      .global("math.ceil", .double, gives: .double, .one(rounding(.up))),
      .global("math.floor", .double, gives: .double, .one(rounding(.down))),
      .global("math.round", .double, gives: .double, .one(rounding(.toNearestOrAwayFromZero))),
      .global("math.trunc", .double, gives: .double, .one(rounding(.towardZero))),
      .global("math.isNaN", .double, gives: .bool, .one(test { $0.isNaN })),
      .global("math.isInf", .double, gives: .bool, .one(test { $0.isInfinite })),
      .global("math.isFinite", .double, gives: .bool, .one(test { $0.isFinite })),
      .global("math.abs", .int, gives: .int, .one(abs)),
      .global("math.abs", .uint, gives: .uint, .one(abs)),
      .global("math.abs", .double, gives: .double, .one(abs)),
      .global("math.sign", .int, gives: .int, .one(sign)),
      .global("math.sign", .uint, gives: .uint, .one(sign)),
      .global("math.sign", .double, gives: .double, .one(sign)),
      .global("math.sqrt", .int, gives: .double, .one(sqrt)),
      .global("math.sqrt", .uint, gives: .double, .one(sqrt)),
      .global("math.sqrt", .double, gives: .double, .one(sqrt)),
    ] + bits

  private static let bits: [Overload] = [
    .global("math.bitAnd", .int, .int, gives: .int, .two(bitwise({ $0 & $1 }, { $0 & $1 }))),
    .global("math.bitAnd", .uint, .uint, gives: .uint, .two(bitwise({ $0 & $1 }, { $0 & $1 }))),
    .global("math.bitOr", .int, .int, gives: .int, .two(bitwise({ $0 | $1 }, { $0 | $1 }))),
    .global("math.bitOr", .uint, .uint, gives: .uint, .two(bitwise({ $0 | $1 }, { $0 | $1 }))),
    .global("math.bitXor", .int, .int, gives: .int, .two(bitwise({ $0 ^ $1 }, { $0 ^ $1 }))),
    .global("math.bitXor", .uint, .uint, gives: .uint, .two(bitwise({ $0 ^ $1 }, { $0 ^ $1 }))),
    .global("math.bitNot", .int, gives: .int, .one(bitNot)),
    .global("math.bitNot", .uint, gives: .uint, .one(bitNot)),
    .global("math.bitShiftLeft", .int, .int, gives: .int, .two(shiftLeft)),
    .global("math.bitShiftLeft", .uint, .int, gives: .uint, .two(shiftLeft)),
    .global("math.bitShiftRight", .int, .int, gives: .int, .two(shiftRight)),
    .global("math.bitShiftRight", .uint, .int, gives: .uint, .two(shiftRight)),
  ]

  typealias Failure = EvaluationError

  /// One to five arguments; a single one may be a list.
  private static func extremes(_ name: StaticString, _ body: Implementation) -> [Overload] {
    [
      .global(name, .int, .int, gives: .int, body), .global(name, .uint, .uint, gives: .uint, body),
      .global(name, .double, .double, gives: .double, body), .global(name, .dyn, gives: .dyn, body),
      .global(name, .dyn, .dyn, gives: .dyn, body), .global(name, .dyn, .dyn, .dyn, gives: .dyn, body),
      .global(name, .dyn, .dyn, .dyn, .dyn, gives: .dyn, body),
      .global(name, .dyn, .dyn, .dyn, .dyn, .dyn, gives: .dyn, body),
    ]
  }

  private static func extreme(_ values: [Value], _ wanted: Ordering) throws(Failure) -> Value {
    var values = values
    if values.count == 1, case .list(let list) = values[0] { values = list.elements }
    if let unknown = Value.unknown(in: values) { return unknown }
    guard var best = values.first else { throw .invalid("an empty list has no least or greatest element") }
    for value in values {
      guard let order = Ordering.of(numbers: value, best) else { throw .noOverload("math", value, best) }
      if order == wanted { best = value }
    }
    return best
  }

  private static func rounding(_ rule: FloatingPointRoundingRule) -> TimeLibrary.One {
    { (_: inout CostBudget, value: Value) throws(Failure) -> Value in
      guard case .double(let number) = value else { throw .noOverload("math", value) }
      return .double(number.rounded(rule))
    }
  }

  private static func test(_ holds: @escaping @Sendable (Double) -> Bool) -> TimeLibrary.One {
    { (_: inout CostBudget, value: Value) throws(Failure) -> Value in
      guard case .double(let number) = value else { throw .noOverload("math", value) }
      return .bool(holds(number))
    }
  }

  private static func abs(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    switch value {
    case .int(let number):
      guard number != Int64.min else { throw .overflow("math.abs(\(number))") }
      return .int(number < 0 ? -number : number)
    case .uint: return value
    case .double(let number): return .double(number.magnitude)
    default: throw .noOverload("math.abs", value)
    }
  }

  private static func sign(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    switch value {
    case .int(let number): return .int(number.signum())
    case .uint(let number): return .uint(number == 0 ? 0 : 1)
    case .double(let number): return .double(number.isNaN || number == 0 ? number : number < 0 ? -1 : 1)
    default: throw .noOverload("math.sign", value)
    }
  }

  private static func sqrt(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    switch value {
    case .int(let number): return .double(Double(number).squareRoot())
    case .uint(let number): return .double(Double(number).squareRoot())
    case .double(let number): return .double(number.squareRoot())
    default: throw .noOverload("math.sqrt", value)
    }
  }

  private static func bitwise(
    _ ints: @escaping @Sendable (Int64, Int64) -> Int64,
    _ uints: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> TimeLibrary.Two {
    { (_: inout CostBudget, left: Value, right: Value) throws(Failure) -> Value in
      switch (left, right) {
      case (.int(let left), .int(let right)): return .int(ints(left, right))
      case (.uint(let left), .uint(let right)): return .uint(uints(left, right))
      default: throw .noOverload("math.bit", left, right)
      }
    }
  }

  private static func bitNot(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    switch value {
    case .int(let number): return .int(~number)
    case .uint(let number): return .uint(~number)
    default: throw .noOverload("math.bitNot", value)
    }
  }

  private static func shiftLeft(_ budget: inout CostBudget, _ value: Value, _ by: Value) throws(Failure)
    -> Value
  {
    let distance = try self.distance(by)
    switch value {
    case .int(let number): return .int(number << distance)
    case .uint(let number): return .uint(number << distance)
    default: throw .noOverload("math.bitShiftLeft", value, by)
    }
  }

  /// Zeros come in from the left, whatever the sign.
  private static func shiftRight(_ budget: inout CostBudget, _ value: Value, _ by: Value) throws(Failure)
    -> Value
  {
    let distance = try self.distance(by)
    switch value {
    case .int(let number): return .int(Int64(bitPattern: UInt64(bitPattern: number) >> distance))
    case .uint(let number): return .uint(number >> distance)
    default: throw .noOverload("math.bitShiftRight", value, by)
    }
  }

  private static func distance(_ value: Value) throws(Failure) -> Int64 {
    let distance = try value.integer
    guard distance >= 0 else { throw .invalid("a shift is by no negative number") }
    return min(distance, 64)
  }
}
