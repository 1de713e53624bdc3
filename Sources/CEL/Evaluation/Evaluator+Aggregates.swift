// Lists and maps that an expression writes.

extension Evaluator {
  mutating func list(_ elements: NodeList) throws(EvaluationError) -> Value {
    try budget.charge(10)
    var values: [Value] = []
    values.reserveCapacity(Int(elements.count))
    var unknown: UnknownSet?
    for position in Int(elements.first)..<Int(elements.first + elements.count) {
      guard let value = try entry(plan.children[position]) else { continue }
      if case .unknown(let set) = value { unknown = unknown?.union(set) ?? set }
      values.append(value)
    }
    return unknown.map(Value.unknown) ?? .list(values)
  }

  /// An element; `nil` for one that is optional and absent.
  private mutating func entry(_ id: NodeID) throws(EvaluationError) -> Value? {
    guard case .optionalEntry(let inner) = plan.steps[Int(id)].operation else { return try evaluate(id) }
    return try unwrapped(evaluate(inner), plan.steps[Int(id)].offset)
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

  mutating func map(_ entries: NodeList, _ offset: UInt32) throws(EvaluationError) -> Value {
    try budget.charge(30)
    var made: [NativeMap.Entry] = []
    made.reserveCapacity(Int(entries.count) / 2)
    var unknown: UnknownSet?
    for position in stride(from: Int(entries.first), to: Int(entries.first + entries.count) - 1, by: 2) {
      let keyID = plan.children[position]
      let key = try evaluate(keyID)
      var value = try evaluate(plan.children[position + 1])
      if case .optionalEntry = plan.steps[Int(keyID)].operation {
        guard let present = try unwrapped(value, plan.steps[Int(keyID)].offset) else { continue }
        value = present
      }
      if case .unknown(let set)? = Value.unknown(in: key, value) { unknown = unknown?.union(set) ?? set }
      made.append((try mapKey(key, plan.steps[Int(keyID)].offset), value))
    }
    if let unknown { return .unknown(unknown) }
    return .map(.native(try checkedMap(made, offset)))
  }

  func mapKey(_ value: Value, _ offset: UInt32) throws(EvaluationError) -> MapKey {
    if case .unknown = value { return .bool(false) }
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
