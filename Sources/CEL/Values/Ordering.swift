/// How two values stand to each other.
enum Ordering: Sendable {
  case less, equal, greater
  /// One of them is not a number (NaN).
  case unordered

  init<T: Comparable>(_ left: T, _ right: T) {
    self = left < right ? .less : left == right ? .equal : left > right ? .greater : .unordered
  }

  /// The order of two values; `nil` where there is none between their types.
  static func of(_ left: Value, _ right: Value) -> Ordering? {
    switch (left, right) {
    case (.string(let left), .string(let right)): strings(left, right)
    case (.bool(let left), .bool(let right)): Ordering(left ? 1 : 0, right ? 1 : 0)
    case (.bytes(let left), .bytes(let right)): bytes(left, right)
    case (.timestamp(let left), .timestamp(let right)): Ordering(left, right)
    case (.duration(let left), .duration(let right)): Ordering(left, right)
    default: of(numbers: left, right)
    }
  }

  /// The order of two numbers, of whatever types; `nil` where one is no number.
  static func of(numbers left: Value, _ right: Value) -> Ordering? {
    switch (left, right) {
    case (.int(let left), .int(let right)): Ordering(left, right)
    case (.uint(let left), .uint(let right)): Ordering(left, right)
    case (.double(let left), .double(let right)): Ordering(left, right)
    case (.int(let left), .uint(let right)): left < 0 ? .less : Ordering(UInt64(left), right)
    case (.uint(let left), .int(let right)): right < 0 ? .greater : Ordering(left, UInt64(right))
    case (.int(let left), .double(let right)): integer(left, right)
    case (.uint(let left), .double(let right)): integer(left, right)
    case (.double(let left), .int(let right)): integer(right, left).reversed
    case (.double(let left), .uint(let right)): integer(right, left).reversed
    default: nil
    }
  }

  private var reversed: Ordering {
    switch self {
    case .less: .greater
    case .greater: .less
    default: self
    }
  }

  /// An integer against a double: as doubles, which rounds a large integer, as the conformance suite has it.
  private static func integer<T: FixedWidthInteger>(_ left: T, _ right: Double) -> Ordering {
    Ordering(Double(left), right)
  }

  /// By Unicode scalars, which is also the order of the UTF-8 bytes.
  private static func strings(_ left: String, _ right: String) -> Ordering {
    if left.utf8.elementsEqual(right.utf8) { return .equal }
    return left.utf8.lexicographicallyPrecedes(right.utf8) ? .less : .greater
  }

  private static func bytes(_ left: [UInt8], _ right: [UInt8]) -> Ordering {
    if left == right { return .equal }
    return left.lexicographicallyPrecedes(right) ? .less : .greater
  }
}
