/// Compares values as `==` does: numbers by what they are worth whatever their type, lists and maps element by
/// element. Section "Equality and Ordering" of the language definition.
struct Equality {
  /// What was met on the way that is not known; it matters only if the rest is equal.
  private var unknown: UnknownSet?
  /// What is still to be compared, so that nested values need no recursion.
  private var open: [(Value, Value)] = []

  /// Whether the two are equal, as far as they are known.
  private mutating func areEqual(
    _ left: Value, _ right: Value, _ budget: inout CostBudget
  ) throws(EvaluationError) -> Bool {
    guard try compare(left, right, &budget) else { return false }
    while let (left, right) = open.popLast() {
      guard try compare(left, right, &budget) else { return false }
    }
    return true
  }

  /// Whether the two may be equal; what they consist of is left open.
  private mutating func compare(
    _ left: Value, _ right: Value, _ budget: inout CostBudget
  ) throws(EvaluationError) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      guard left.utf8.count == right.utf8.count else { return false }
      try budget.chargeTraversal(left.utf8.count)
      return left.hasSameScalars(as: right)
    case (.bytes(let left), .bytes(let right)):
      guard left.count == right.count else { return false }
      try budget.chargeTraversal(left.count)
      return left == right
    case (.bool(let left), .bool(let right)): return left == right
    case (.int(let left), .int(let right)): return left == right
    case (.null, .null): return true
    case (.unknown, _), (_, .unknown):
      if case .unknown(let set)? = Value.unknown(in: left, right) { unknown = unknown?.union(set) ?? set }
      return true
    case (.list(let left), .list(let right)): return try openElements(left, right, &budget)
    case (.map(let left), .map(let right)): return try openEntries(left, right, &budget)
    case (.optional(let left), .optional(let right)): return openWrapped(left, right)
    default: return Equality.areEqualSimple(left, right)
    }
  }

  private static func areEqualSimple(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.type(let left), .type(let right)): left.name == right.name
    case (.opaque(let left), .opaque(let right)): left.isEqual(to: right)
    default: Ordering.of(numbers: left, right) == .equal
    }
  }

  private mutating func openWrapped(_ left: Value?, _ right: Value?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    open.append((left, right))
    return true
  }

  private mutating func openElements(
    _ left: ListValue, _ right: ListValue, _ budget: inout CostBudget
  ) throws(EvaluationError) -> Bool {
    guard left.count == right.count else { return false }
    try budget.charge(UInt64(clamping: left.count))
    open.append(contentsOf: zip(left.elements, right.elements))
    return true
  }

  private mutating func openEntries(
    _ left: MapValue, _ right: MapValue, _ budget: inout CostBudget
  ) throws(EvaluationError) -> Bool {
    guard left.count == right.count else { return false }
    try budget.charge(UInt64(clamping: left.count))
    for key in left.keys {
      guard let value = try left.value(forKey: key), let other = try right.value(forKey: key) else {
        return false
      }
      open.append((value, other))
    }
    return true
  }
}

extension Equality {
  /// The answer as a value: `false` where something known differs, unknown where only something unknown might.
  static func value(
    _ left: Value, _ right: Value, isNegated: Bool, budget: inout CostBudget
  ) throws(EvaluationError) -> Value {
    var equality = Equality()
    let areEqual = try equality.areEqual(left, right, &budget)
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
