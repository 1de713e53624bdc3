/// Field selection and indexing, on maps, lists, and optionals of these.
enum Selection {
  static func field(
    _ field: FieldName, of operand: Value, isOptional: Bool, offset: UInt32
  ) throws(EvaluationError) -> Value {
    switch operand {
    case .map(let map):
      let found = try map.value(forField: field)
      if isOptional { return wrapped(found) }
      if let found { return found }
      throw EvaluationError(.noSuchKey, "no such key: '\(field.text)'").at(offset)
    case .optional(let inner):
      guard let inner else { return operand }
      return try self.field(field, of: inner, isOptional: true, offset: offset)
    case .unknown: return operand
    default:
      throw EvaluationError(
        .noMatchingOverload, "'\(field.text)' is selected from \(operand.typeName), which has no fields"
      ).at(offset)
    }
  }

  static func has(_ field: FieldName, in operand: Value, offset: UInt32) throws(EvaluationError) -> Value {
    switch operand {
    case .map(let map): return .bool(try map.value(forField: field) != nil)
    case .optional(let inner):
      guard let inner else { return .bool(false) }
      return try has(field, in: inner, offset: offset)
    case .unknown: return operand
    default:
      throw EvaluationError(
        .noMatchingOverload, "has() of '\(field.text)' in \(operand.typeName), which has no fields"
      ).at(offset)
    }
  }

  static func index(
    _ operand: Value, _ key: Value, isOptional: Bool, offset: UInt32
  ) throws(EvaluationError) -> Value {
    if let unknown = Value.unknown(in: operand, key) { return unknown }
    switch operand {
    case .optional(let inner):
      guard let inner else { return operand }
      return try index(inner, key, isOptional: true, offset: offset)
    case .map(let map):
      let found = try map.value(forKey: key)
      if isOptional { return wrapped(found) }
      if let found { return found }
      throw EvaluationError(.noSuchKey, "no such key: \(Rendering.text(of: key))").at(offset)
    case .list(let list):
      guard let place = wholeNumber(key) else {
        throw EvaluationError.noOverload("[_]", operand, key).at(offset)
      }
      let found = list.element(at: place)
      if isOptional { return wrapped(found) }
      if let found { return found }
      throw EvaluationError(
        .indexOutOfRange, "index \(place) is out of range; the list has \(list.count) elements"
      ).at(offset)
    default: throw EvaluationError.noOverload("[_]", operand, key).at(offset)
    }
  }

  private static func wrapped(_ value: Value?) -> Value {
    if case .unknown? = value { return value ?? .null }
    return .optional(value)
  }

  private static func wholeNumber(_ key: Value) -> Int64? {
    switch key {
    case .int(let value): value
    case .uint(let value): Int64(exactly: value)
    case .double(let value): Int64(exactly: value)
    default: nil
    }
  }
}
