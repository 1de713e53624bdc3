/// Lists as sets: cel-go's `ext.Sets`.
enum SetLibrary {
  static let overloads: [Overload] = [
    .global("sets.contains", .listA, .listA, gives: .bool, .two(contains)),
    .global("sets.equivalent", .listA, .listA, gives: .bool, .two(equivalent)),
    .global("sets.intersects", .listA, .listA, gives: .bool, .two(intersects)),
  ]

  private static func contains(
    _ budget: inout CostBudget, _ list: Value, _ part: Value
  ) throws(EvaluationError) -> Value {
    let elements = try budget.elements(of: list)
    for element in try budget.elements(of: part) {
      let found = try Equality.contains(elements, element, budget: &budget)
      guard found.isTrue else { return found }
    }
    return .bool(true)
  }

  private static func equivalent(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value {
    let contained = try contains(&budget, left, right)
    return contained.isTrue ? try contains(&budget, right, left) : contained
  }

  private static func intersects(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value {
    let elements = try budget.elements(of: left)
    let others = try budget.elements(of: right)
    for element in others where try Equality.contains(elements, element, budget: &budget).isTrue {
      return .bool(true)
    }
    return Value.unknown(in: elements + others) ?? .bool(false)
  }
}
