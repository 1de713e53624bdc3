/// Equality and order across types (google/cel-spec, doc/langdef.md, "Equality" and "Ordering").
enum Equality {
  /// Whether two values are equal; values of different types are not, but for numbers.
  ///
  /// Compares nested lists and maps with a work list, so data of any depth is fine.
  static func equal(_ left: Value, _ right: Value) -> Bool {
    var waiting = [(left, right)]
    while let (left, right) = waiting.popLast() {
      switch (left, right) {
      case (.list(let left), .list(let right)):
        guard left.count == right.count else { return false }
        waiting += zip(left.elements, right.elements)
      case (.map(let left), .map(let right)):
        guard left.count == right.count else { return false }
        for key in left.keys {
          guard let a = try? left.value(forKey: key), let b = try? right.value(forKey: key) else {
            return false
          }
          waiting.append((a, b))
        }
      case (.optional(let left), .optional(let right)):
        if let left, let right {
          waiting.append((left, right))
        } else if (left == nil) != (right == nil) {
          return false
        }
      default:
        guard equalScalars(left, right) else { return false }
      }
    }
    return true
  }

  private static func equalScalars(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)): return left.hasSameScalars(as: right)
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.bytes(let left), .bytes(let right)): return left == right
    case (.timestamp(let left), .timestamp(let right)): return left == right
    case (.duration(let left), .duration(let right)): return left == right
    case (.type(let left), .type(let right)): return left.name == right.name
    case (.opaque(let left), .opaque(let right)): return left.isEqual(to: right)
    default: return order(left, right) == 0 && isNumber(left) && isNumber(right)
    }
  }

  /// Negative, zero or positive as `left` is before, the same as, or after `right`; `nil` where the two have no
  /// order (NaN, other types).
  static func order(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.int(let left), .int(let right)): return compare(left, right)
    case (.uint(let left), .uint(let right)): return compare(left, right)
    case (.double(let left), .double(let right)):
      return left.isNaN || right.isNaN ? nil : compare(left, right)
    case (.int(let left), .uint(let right)): return left < 0 ? -1 : compare(UInt64(left), right)
    case (.uint(let left), .int(let right)): return right < 0 ? 1 : compare(left, UInt64(right))
    case (.int(let left), .double(let right)): return order(left, right)
    case (.double(let left), .int(let right)): return order(right, left).map { -$0 }
    case (.uint(let left), .double(let right)): return order(left, right)
    case (.double(let left), .uint(let right)): return order(right, left).map { -$0 }
    case (.bool(let left), .bool(let right)): return compare(left ? 1 : 0, right ? 1 : 0)
    case (.string(let left), .string(let right)):
      return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
        ? -1 : right.unicodeScalars.lexicographicallyPrecedes(left.unicodeScalars) ? 1 : 0
    case (.bytes(let left), .bytes(let right)):
      return left.lexicographicallyPrecedes(right) ? -1 : right.lexicographicallyPrecedes(left) ? 1 : 0
    case (.timestamp(let left), .timestamp(let right)): return compare(left, right)
    case (.duration(let left), .duration(let right)): return compare(left, right)
    default: return nil
    }
  }

  static func isNumber(_ value: Value) -> Bool {
    switch value {
    case .int, .uint, .double: true
    default: false
    }
  }

  private static func compare<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }

  /// A whole number against a double: beyond the type's range by sign, within it as doubles, as cel-go has it.
  private static func order<T: FixedWidthInteger>(_ left: T, _ right: Double) -> Int? {
    if right.isNaN { return nil }
    if right > Double(T.max) { return -1 }
    if right < Double(T.min) { return 1 }
    return compare(Double(left), right)
  }
}
