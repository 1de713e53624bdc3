// Logical operators. They absorb errors and unknowns, whichever side these are on: section "Logical Operators".

extension Evaluator {
  /// A chain of `&&` (decided by `false`) or of `||` (decided by `true`).
  mutating func logical(
    _ operands: NodeList, decides: Bool, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var position = Int(operands.first)
    let end = position + Int(operands.count)
    while position < end {
      let value: Value
      do { value = try evaluate(plan.children[position]) } catch {
        return try undecided(Undecided(error: error), position + 1, end, decides: decides, offset)
      }
      guard case .bool(let truth) = value else {
        let first = undecidedValue(value, decides: decides, offset)
        return try undecided(first, position + 1, end, decides: decides, offset)
      }
      if truth == decides { return value }
      position += 1
    }
    return .bool(!decides)
  }

  /// What a chain comes to if nothing later decides it: an unknown before an error.
  private struct Undecided {
    var error: EvaluationError?
    var unknown: UnknownSet?
  }

  private func undecidedValue(_ value: Value, decides: Bool, _ offset: UInt32) -> Undecided {
    if case .unknown(let set) = value { return Undecided(unknown: set) }
    return Undecided(error: .noOverload(decides ? "||" : "&&", value).at(offset))
  }

  private mutating func undecided(
    _ first: Undecided, _ start: Int, _ end: Int, decides: Bool, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var result = first
    if let error = result.error, error.code == .costLimitExceeded { throw error }
    for position in start..<max(start, end) {
      let value: Value
      do { value = try evaluate(plan.children[position]) } catch {
        if error.code == .costLimitExceeded { throw error }
        result.error = result.error ?? error
        continue
      }
      if case .bool(let truth) = value {
        if truth == decides { return value }
        continue
      }
      let next = undecidedValue(value, decides: decides, offset)
      result.error = result.error ?? next.error
      if let set = next.unknown { result.unknown = result.unknown?.union(set) ?? set }
    }
    if let unknown = result.unknown { return .unknown(unknown) }
    if let error = result.error { throw error }
    return .bool(!decides)
  }

  mutating func not(_ operand: NodeID, _ offset: UInt32) throws(EvaluationError) -> Value {
    try budget.charge(1)
    let value = try evaluate(operand)
    switch value {
    case .bool(let truth): return .bool(!truth)
    case .unknown: return value
    default: throw EvaluationError.noOverload("!", value).at(offset)
    }
  }

  mutating func conditional(
    _ condition: NodeID, _ yes: NodeID, _ no: NodeID, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    let value = try evaluate(condition)
    switch value {
    case .bool(let truth): return try evaluate(truth ? yes : no)
    case .unknown: return value
    default: throw EvaluationError.noOverload("?:", value).at(offset)
    }
  }
}
