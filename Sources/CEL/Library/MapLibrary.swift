/// Maps: cel-go's `ext.Maps`.
enum MapLibrary {
  static let overloads: [Overload] = [.member(.mapAB, "merge", .mapAB, gives: .mapAB, .two(merge))]

  /// The entries of both maps; where both have a key, the value is the second one's.
  private static func merge(
    _ budget: inout CostBudget, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value {
    guard case .map(let left) = left, case .map(let right) = right else {
      throw .noOverload("merge", left, right)
    }
    try budget.charge(UInt64(clamping: left.count))
    try budget.charge(UInt64(clamping: right.count))
    var entries: [NativeMap.Entry] = []
    for key in left.keys where try right.value(forKey: key) == nil {
      if let name = MapKey(key), let value = try left.value(forKey: key) { entries.append((name, value)) }
    }
    for key in right.keys {
      if let name = MapKey(key), let value = try right.value(forKey: key) { entries.append((name, value)) }
    }
    return .map(.native(NativeMap(entries)))
  }
}
