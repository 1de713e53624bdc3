// Logical operators. They absorb errors and unknowns, whichever side these are on: section "Logical Operators".

extension Evaluator {
  /// A chain of `&&` (decided by `false`) or of `||` (decided by `true`).
  static func logical(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    let decides = step.third == 1
    var position = Int(step.first)
    let end = position + Int(step.second)
    var undecided: Undecided?
    while position < end {
      do {
        let value = try self.evaluate(self.plan.children[position])
        if case .bool(let truth) = value {
          if truth == decides { return value }
        } else {
          Undecided.note(value, in: &undecided, decides: decides, step.offset)
        }
      } catch { try Undecided.note(error, in: &undecided) }
      position += 1
    }
    return try undecided?.value ?? .bool(!decides)
  }

  /// What a chain comes to if nothing later decides it: an unknown before an error.
  private struct Undecided {
    var error: EvaluationError?
    var unknown: UnknownSet?

    var value: Value {
      get throws(EvaluationError) {
        if let unknown { return .unknown(unknown) }
        if let error { throw error }
        return .null
      }
    }

    @inline(never)
    static func note(_ error: EvaluationError, in result: inout Undecided?) throws(EvaluationError) {
      if error.code == .costLimitExceeded { throw error }
      var noted = result ?? Undecided()
      noted.error = noted.error ?? error
      result = noted
    }

    @inline(never)
    static func note(_ value: Value, in result: inout Undecided?, decides: Bool, _ offset: UInt32) {
      var noted = result ?? Undecided()
      if case .unknown(let set) = value {
        noted.unknown = noted.unknown?.union(set) ?? set
      } else {
        noted.error = noted.error ?? .noOverload(decides ? "||" : "&&", value).at(offset)
      }
      result = noted
    }
  }

  static func not(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    let value = try self.evaluate(step.first)
    if case .bool(let truth) = value { return .bool(!truth) }
    return try otherwise(value, "!", step.offset)
  }

  static func conditional(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    let value = try self.evaluate(step.first)
    if case .bool(let truth) = value { return try self.evaluate(truth ? step.second : step.third) }
    return try otherwise(value, "?:", step.offset)
  }

  /// An unknown is passed on; anything else is of the wrong type.
  static func otherwise(_ value: Value, _ operation: String, _ offset: UInt32) throws(EvaluationError)
    -> Value
  {
    if case .unknown = value { return value }
    throw EvaluationError.noOverload(operation, value).at(offset)
  }
}
