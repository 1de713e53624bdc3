/// Functions of optional values (cel-go `cel/library.go`, optional types).
enum OptionalLibrary {
  static let functions: [Function] = [
    Function("optional.of", arity: 1) { (values) throws(EvaluationError) in .optional(values[0]) },
    Function("optional.none", arity: 0) { (_) throws(EvaluationError) in .optional(nil) },
    Function("optional.ofNonZeroValue", arity: 1) { (values) throws(EvaluationError) in
      .optional(isZero(values[0]) ? nil : values[0])
    },
    method("hasValue", arity: 1) { (inner, _) throws(EvaluationError) in .bool(inner != nil) },
    method("value", arity: 1) { (inner, _) throws(EvaluationError) in
      guard let inner else {
        throw EvaluationError(.invalidArgument, "value() of an optional that is absent")
      }
      return inner
    },
    method("orValue", arity: 2) { (inner, values) throws(EvaluationError) in inner ?? values[1] },
    method("or", arity: 2) { (inner, values) throws(EvaluationError) in inner == nil ? values[1] : values[0]
    },
  ]

  private static func method(
    _ name: String, arity: Int,
    _ body: @escaping @Sendable (Value?, [Value]) throws(EvaluationError) -> Value
  ) -> Function {
    Function(name, isMember: true, arity: arity) { (values) throws(EvaluationError) in
      guard case .optional(let inner) = values[0] else { throw EvaluationError.noOverload(name, values[0]) }
      return try body(inner, values)
    }
  }

  private static func isZero(_ value: Value) -> Bool {
    switch value {
    case .null, .bool(false), .int(0), .uint(0), .string(""): true
    case .double(let number): number == 0
    case .bytes(let bytes): bytes.isEmpty
    case .list(let list): list.count == 0
    case .map(let map): map.count == 0
    default: false
    }
  }
}
