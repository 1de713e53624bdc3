/// Puts values in order.
enum Sorting {
  /// The 0-based indices of values from the least to the greatest; of equal values, the first one comes first.
  ///
  /// - Throws: `noMatchingOverload` unless all values have one type, which has an order.
  static func order(
    of values: [Value], _ name: String, _ budget: inout CostBudget
  ) throws(EvaluationError) -> [Int] {
    guard let head = values.first else { return [] }
    // Each value is compared with as many others as the count has binary digits.
    let comparisons = UInt64(Int.bitWidth - values.count.leadingZeroBitCount)
    for value in values {
      guard value.typeName == head.typeName, Ordering.of(head, value) != nil else {
        throw .noOverload(name, head, value)
      }
      try budget.charge(4 + comparisons * (value.comparedBytes / 10))
    }
    return values.indices.sorted { left, right in
      switch Ordering.of(values[left], values[right]) {
      case .less: true
      case .greater: false
      default: left < right
      }
    }
  }
}

extension Value {
  /// How many bytes a comparison looks at at most, where that is not a fixed number.
  fileprivate var comparedBytes: UInt64 {
    switch self {
    case .string(let text): UInt64(text.utf8.count)
    case .bytes(let bytes): UInt64(bytes.count)
    default: 0
    }
  }
}
