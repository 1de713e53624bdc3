/// Optional values, as in cel-go's `cel.OptionalTypes`. Selections (`.?`, `[?]`) and `optMap` are syntax.
enum OptionalLibrary {
  static let overloads: [Overload] = [
    .global(
      "optional.of", .a, gives: .optionalA, .one { (_, value) throws(EvaluationError) in .optional(value) }),
    .global("optional.ofNonZeroValue", .a, gives: .optionalA, .one(ofNonZeroValue)),
    .global("optional.none", gives: .optionalA, .many { (_, _) throws(EvaluationError) in .optional(nil) }),
    .member(.optionalA, "hasValue", gives: .bool, .special(.optionalHasValue)),
    .member(.optionalA, "value", gives: .a, .special(.optionalValue)),
    .member(.optionalA, "or", .optionalA, gives: .optionalA, .special(.optionalOr)),
    .member(.optionalA, "orValue", .a, gives: .a, .special(.optionalOrValue)),
    .global("dyn", .a, gives: .dyn, .special(.dyn)),
    .global("type", .a, gives: .type, .one { (_, value) throws(EvaluationError) in .type(value.type) }),
  ]

  private static func ofNonZeroValue(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError)
    -> Value
  {
    .optional(value.isZero ? nil : value)
  }
}

extension Value {
  /// Whether this is the value that its type begins with: 0, false, null, or empty.
  fileprivate var isZero: Bool {
    switch self {
    case .null, .bool(false), .int(0), .uint(0): true
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let value): value.count == 0
    case .map(let value): value.count == 0
    case .timestamp(let value): value.seconds == 0 && value.nanoseconds == 0
    case .duration(let value): value.seconds == 0 && value.nanoseconds == 0
    case .optional(let value): value == nil
    default: false
    }
  }
}
