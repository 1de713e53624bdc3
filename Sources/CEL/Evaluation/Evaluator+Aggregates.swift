// Lists and maps that an expression writes.

extension Evaluator {
  static func list(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(10)
    var values: [Value] = []
    values.reserveCapacity(Int(step.second))
    for position in Int(step.first)..<Int(step.first + step.second) {
      let value = try self.evaluate(self.plan.children[position])
      try self.append(value, position, to: &values)
    }
    return Self.listed(values)
  }

  // Apart from what recurs, which would else have room on the stack for it.
  private static func listed(_ values: [Value]) -> Value { Value.unknown(in: values) ?? .list(values) }

  /// Appends an element, unless it is optional and absent.
  private func append(_ value: Value, _ position: Int, to values: inout [Value]) throws(EvaluationError) {
    let step = plan.steps[Int(plan.children[position])]
    guard step.kind == .optionalEntry else { return values.append(value) }
    if let present = try unwrapped(value, step.offset) { values.append(present) }
  }

  private func unwrapped(_ value: Value, _ offset: UInt32) throws(EvaluationError) -> Value? {
    switch value {
    case .optional(let inner): return inner
    case .unknown: return value
    default:
      throw EvaluationError(
        .noMatchingOverload, "an optional entry takes an optional, not \(value.typeName)", offset: Int(offset)
      )
    }
  }

  static func map(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(30)
    var parts: [Value] = []
    parts.reserveCapacity(Int(step.second))
    for position in Int(step.first)..<Int(step.first + step.second) {
      parts.append(try self.evaluate(self.plan.children[position]))
    }
    return try self.map(of: parts, step)
  }

  /// A map of keys and values in turn.
  private func map(of parts: [Value], _ step: Step) throws(EvaluationError) -> Value {
    if let unknown = Value.unknown(in: parts) { return unknown }
    var entries: [NativeMap.Entry] = []
    entries.reserveCapacity(parts.count / 2)
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let keyStep = plan.steps[Int(plan.children[Int(step.first) + index])]
      var value = parts[index + 1]
      if keyStep.kind == .optionalEntry {
        guard let present = try unwrapped(value, keyStep.offset) else { continue }
        value = present
      }
      entries.append((try mapKey(parts[index], keyStep.offset), value))
    }
    return .map(.native(try checkedMap(entries, step.offset)))
  }

  func mapKey(_ value: Value, _ offset: UInt32) throws(EvaluationError) -> MapKey {
    if case .double = value { throw unsupportedKey(value, offset) }
    guard let key = MapKey(value) else { throw unsupportedKey(value, offset) }
    return key
  }

  private func unsupportedKey(_ value: Value, _ offset: UInt32) -> EvaluationError {
    EvaluationError(
      .invalidArgument,
      "unsupported key type \(value.typeName); int, uint, bool and string are allowed", offset: Int(offset))
  }

  func checkedMap(_ entries: [NativeMap.Entry], _ offset: UInt32) throws(EvaluationError) -> NativeMap {
    let map = NativeMap(entries)
    if map.hasDuplicates {
      throw EvaluationError(.duplicateKey, "the map has a repeated key", offset: Int(offset))
    }
    return map
  }
}
