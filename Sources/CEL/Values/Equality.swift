/// Compares values as `==` does: numbers by what they are worth whatever their type, lists and maps element by
/// element. Section "Equality and Ordering" of the language definition.
struct Equality {
  /// What was met on the way that is not known; it matters only if the rest is equal.
  var unknown: UnknownSet?
  var budget: CostBudget
  private var nesting = 0

  /// Values nested deeper than this are not compared.
  static let deepest = 250

  init(budget: CostBudget) { self.budget = budget }

  /// Whether the two are equal, as far as they are known.
  ///
  /// - Throws: `costLimitExceeded`, `limitExceeded`, or what an adapter throws.
  mutating func areEqual(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)): return left.hasSameScalars(as: right)
    case (.bool(let left), .bool(let right)): return left == right
    case (.int(let left), .int(let right)): return left == right
    case (.null, .null): return true
    default: return try areEqualRare(left, right)
    }
  }

  private mutating func areEqualRare(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
    switch (left, right) {
    case (.unknown, _), (_, .unknown):
      if case .unknown(let set)? = Value.unknown(in: left, right) { unknown = unknown?.union(set) ?? set }
      return true
    case (.list(let left), .list(let right)): return try areEqual(left, right)
    case (.map(let left), .map(let right)): return try areEqual(left, right)
    case (.optional(nil), .optional(nil)): return true
    case (.optional(let left?), .optional(let right?)): return try areEqual(left, right)
    case (.bytes(let left), .bytes(let right)): return left == right
    case (.timestamp(let left), .timestamp(let right)): return left == right
    case (.duration(let left), .duration(let right)): return left == right
    case (.type(let left), .type(let right)): return left.name == right.name
    case (.opaque(let left), .opaque(let right)): return left.isEqual(to: right)
    default: return Ordering.of(numbers: left, right) == .equal
    }
  }

  private mutating func areEqual(_ left: ListValue, _ right: ListValue) throws(EvaluationError) -> Bool {
    guard left.count == right.count else { return false }
    try enter()
    defer { nesting -= 1 }
    for (left, right) in zip(left.elements, right.elements) {
      try budget.charge(1)
      guard try areEqual(left, right) else { return false }
    }
    return true
  }

  private mutating func areEqual(_ left: MapValue, _ right: MapValue) throws(EvaluationError) -> Bool {
    guard left.count == right.count else { return false }
    try enter()
    defer { nesting -= 1 }
    for key in left.keys {
      try budget.charge(1)
      guard let value = try left.value(forKey: key), let other = try right.value(forKey: key) else {
        return false
      }
      guard try areEqual(value, other) else { return false }
    }
    return true
  }

  private mutating func enter() throws(EvaluationError) {
    guard nesting < Self.deepest else {
      throw EvaluationError(
        .limitExceeded, "values nested deeper than \(Self.deepest) levels cannot be compared")
    }
    nesting += 1
  }
}

extension Equality {
  /// The answer as a value: `false` where something known differs, unknown where only something unknown might.
  static func value(
    _ left: Value, _ right: Value, isNegated: Bool, budget: inout CostBudget
  ) throws(EvaluationError) -> Value {
    var equality = Equality(budget: budget)
    let areEqual = try equality.areEqual(left, right)
    budget = equality.budget
    if areEqual, let unknown = equality.unknown { return .unknown(unknown) }
    return .bool(areEqual != isNegated)
  }

  /// Whether a value is one of a list's.
  static func contains(
    _ elements: [Value], _ value: Value, budget: inout CostBudget
  ) throws(EvaluationError) -> Value {
    var unknown: UnknownSet?
    for element in elements {
      try budget.charge(1)
      switch try Equality.value(element, value, isNegated: false, budget: &budget) {
      case .bool(true): return .bool(true)
      case .unknown(let set): unknown = unknown?.union(set) ?? set
      default: break
      }
    }
    return unknown.map(Value.unknown) ?? .bool(false)
  }
}
