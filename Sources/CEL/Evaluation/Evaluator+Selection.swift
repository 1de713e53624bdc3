// Fields and elements, with and without question marks. Section "Field Selection"; optionals as in cel-go.

extension Evaluator {
  /// What a selection found.
  enum Found {
    case value(Value)
    case nothing
  }

  /// The value of an operand that may be an optional, without making one.
  enum Chained {
    case plain(Value)
    case present(Value)
    case absent
  }

  mutating func select(_ operand: NodeID, _ field: Int32, _ offset: UInt32) throws(EvaluationError) -> Value {
    try budget.charge(1)
    let base = try evaluate(operand)
    if case .map(let map) = base {
      if let value = try map.value(forField: plan.fields[Int(field)]) { return value }
      throw noSuchKey(plan.fields[Int(field)].text, offset)
    }
    return try selectRare(base, field, offset)
  }

  private func selectRare(_ base: Value, _ field: Int32, _ offset: UInt32) throws(EvaluationError) -> Value {
    switch base {
    case .unknown: return base
    case .optional(nil): return .optional(nil)
    case .optional(let inner?): return wrap(try find(inner, field, offset))
    default: throw noField(base, field, offset)
    }
  }

  mutating func has(_ operand: NodeID, _ field: Int32, _ offset: UInt32) throws(EvaluationError) -> Value {
    try budget.charge(1)
    let found: Found
    switch try chained(operand) {
    case .absent: return .bool(false)
    case .plain(let base), .present(let base):
      if case .unknown = base { return base }
      found = try find(base, field, offset)
    }
    switch found {
    case .nothing: return .bool(false)
    case .value(.unknown(let set)): return .unknown(set)
    case .value: return .bool(true)
    }
  }

  /// The field of a value that must be a map.
  private func find(_ base: Value, _ field: Int32, _ offset: UInt32) throws(EvaluationError) -> Found {
    switch base {
    case .map(let map):
      if let value = try map.value(forField: plan.fields[Int(field)]) { return .value(value) }
      return .nothing
    case .unknown: return .value(base)
    default: throw noField(base, field, offset)
    }
  }

  private func noSuchKey(_ key: String, _ offset: UInt32) -> EvaluationError {
    EvaluationError(.noSuchKey, "no such key: \(key)", offset: Int(offset))
  }

  private func noField(_ base: Value, _ field: Int32, _ offset: UInt32) -> EvaluationError {
    let name = plan.fields[Int(field)].text
    return EvaluationError(
      .noMatchingOverload, "a \(base.typeName) has no field '\(name)'; only maps have fields",
      offset: Int(offset))
  }
}

// MARK: Indices

extension Evaluator {
  mutating func index(_ operand: NodeID, _ key: NodeID, _ offset: UInt32) throws(EvaluationError) -> Value {
    try budget.charge(1)
    let base = try evaluate(operand)
    let key = try evaluate(key)
    if let unknown = Value.unknown(in: base, key) { return unknown }
    switch base {
    case .optional(nil): return .optional(nil)
    case .optional(let inner?): return wrap(try find(inner, key, offset))
    default: break
    }
    if case .value(let value) = try find(base, key, offset) { return value }
    if case .list(let list) = base {
      throw EvaluationError(
        .indexOutOfRange, "index \(key) is out of range; the list has \(list.count) elements",
        offset: Int(offset))
    }
    throw noSuchKey(key.description, offset)
  }

  /// The element of a value that must be a list or map.
  private func find(_ base: Value, _ key: Value, _ offset: UInt32) throws(EvaluationError) -> Found {
    switch base {
    case .map(let map):
      guard MapKey(key) != nil || key.isNumber else {
        throw EvaluationError.noOverload("_[_]", base, key).at(offset)
      }
      if let value = try map.value(forKey: key) { return .value(value) }
      return .nothing
    case .list(let list):
      guard case .some(let index) = key.listIndex else {
        throw EvaluationError(
          .invalidArgument, "a list has no index of type \(key.typeName); a whole number is allowed",
          offset: Int(offset))
      }
      return list.element(at: index).map(Found.value) ?? .nothing
    case .unknown: return .value(base)
    default: throw EvaluationError.noOverload("_[_]", base, key).at(offset)
    }
  }
}

extension Value {
  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// The number as an index of a list; `nil` if it is no whole number. One beyond any list is -1.
  fileprivate var listIndex: Int64? {
    switch self {
    case .int(let value): value
    case .uint(let value): Int64(exactly: value) ?? -1
    case .double(let value): Int64(exactly: value)
    default: nil
    }
  }
}

// MARK: Optionals

extension Evaluator {
  private func wrap(_ found: Found) -> Value {
    switch found {
    case .nothing: .optional(nil)
    case .value(.unknown(let set)): .unknown(set)
    case .value(let value): .optional(value)
    }
  }

  /// The value of a step as an optional.
  mutating func evaluateOptional(_ id: NodeID) throws(EvaluationError) -> Value {
    switch try chained(id) {
    case .absent: .optional(nil)
    case .present(.unknown(let set)): .unknown(set)
    case .present(let value): .optional(value)
    case .plain(let value): value
    }
  }

  /// The value of a step, where an optional need not be made only to be taken apart.
  mutating func chained(_ id: NodeID) throws(EvaluationError) -> Chained {
    let step = plan.steps[Int(id)]
    switch step.operation {
    case .optionalSelect(let operand, let field):
      return try chainedSelect(operand, field, step.offset, isOptional: true)
    case .select(let operand, let field):
      return try chainedSelect(operand, field, step.offset, isOptional: false)
    case .optionalIndex(let operand, let key): return try chainedIndex(operand, key, step.offset)
    default:
      let value = try evaluate(id)
      guard case .optional(let inner) = value else { return .plain(value) }
      return inner.map(Chained.present) ?? .absent
    }
  }

  private mutating func chainedSelect(
    _ operand: NodeID, _ field: Int32, _ offset: UInt32, isOptional: Bool
  ) throws(EvaluationError) -> Chained {
    try budget.charge(1)
    switch try chained(operand) {
    case .absent: return .absent
    case .plain(let base):
      if case .unknown = base { return .plain(base) }
      switch try find(base, field, offset) {
      case .value(let value): return isOptional ? .present(value) : opened(value)
      case .nothing:
        if isOptional { return .absent }
        throw noSuchKey(plan.fields[Int(field)].text, offset)
      }
    case .present(let base):
      guard case .value(let value) = try find(base, field, offset) else { return .absent }
      return .present(value)
    }
  }

  private func opened(_ value: Value) -> Chained {
    guard case .optional(let inner) = value else { return .plain(value) }
    return inner.map(Chained.present) ?? .absent
  }

  private mutating func chainedIndex(
    _ operand: NodeID, _ key: NodeID, _ offset: UInt32
  ) throws(EvaluationError) -> Chained {
    try budget.charge(1)
    let base = try chained(operand)
    let key = try evaluate(key)
    switch base {
    case .absent: return .absent
    case .plain(let value), .present(let value):
      if let unknown = Value.unknown(in: value, key) { return .plain(unknown) }
      guard case .value(let element) = try find(value, key, offset) else { return .absent }
      return .present(element)
    }
  }

  mutating func optionalOrValue(
    _ target: NodeID, _ other: NodeID, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    try budget.charge(1)
    switch try chained(target) {
    case .present(let value): return value
    case .absent: return try evaluate(other)
    case .plain(let value):
      if case .unknown = value { return value }
      throw EvaluationError.noOverload("orValue", value).at(offset)
    }
  }

  mutating func optionalOr(_ target: NodeID, _ other: NodeID, _ offset: UInt32) throws(EvaluationError)
    -> Value
  {
    try budget.charge(1)
    let value = try evaluate(target)
    switch value {
    case .optional(nil): return try evaluate(other)
    case .optional, .unknown: return value
    default: throw EvaluationError.noOverload("or", value).at(offset)
    }
  }

  mutating func optionalHasValue(_ target: NodeID, _ offset: UInt32) throws(EvaluationError) -> Value {
    try budget.charge(1)
    switch try chained(target) {
    case .present(.unknown(let set)), .plain(.unknown(let set)): return .unknown(set)
    case .present: return .bool(true)
    case .absent: return .bool(false)
    case .plain(let value): throw EvaluationError.noOverload("hasValue", value).at(offset)
    }
  }

  mutating func optionalValue(_ target: NodeID, _ offset: UInt32) throws(EvaluationError) -> Value {
    try budget.charge(1)
    switch try chained(target) {
    case .present(let value): return value
    case .absent:
      throw EvaluationError(
        .invalidArgument, "optional.none() has no value; use orValue()", offset: Int(offset))
    case .plain(let value):
      if case .unknown = value { return value }
      throw EvaluationError.noOverload("value", value).at(offset)
    }
  }
}
