// Logical operators. They absorb errors and unknowns, whichever side these are on: section "Logical Operators".

extension Evaluator {
  static func logical(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.value(of: try self.decision(step))
  }

  /// A chain of `&&` (decided by `false`) or of `||` (decided by `true`).
  mutating func decision(_ step: Step) throws(EvaluationError) -> Truth {
    let decides: Truth = step.third == 1 ? .yes : .no
    var position = Int(step.first)
    let end = position + Int(step.second)
    while position < end {
      let truth: Truth
      do { truth = try self.truth(plan.children[position]) } catch {
        return try decision(step, after: position, Undecided(error))
      }
      if truth == decides { return truth }
      if truth == .other { return try decision(step, after: position, Undecided(value(of: truth), step)) }
      position += 1
    }
    return decides == .yes ? .no : .yes
  }

  /// The same behind an operand that is neither true nor false.
  private mutating func decision(
    _ step: Step, after undecided: Int, _ first: Undecided
  ) throws(EvaluationError) -> Truth {
    let decides: Truth = step.third == 1 ? .yes : .no
    var noted = first
    for position in undecided + 1..<Int(step.first + step.second) {
      do {
        let truth = try truth(plan.children[position])
        if truth == decides { return truth }
        if truth == .other { noted.note(Undecided(value(of: truth), step)) }
      } catch { noted.note(try Undecided(error)) }
    }
    return truth(of: try noted.value)
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

    /// - Throws: the error, where nothing later may decide.
    init(_ error: EvaluationError) throws(EvaluationError) {
      if error.code == .costLimitExceeded { throw error }
      self.error = error
    }

    /// An operand that is no bool.
    init(_ value: Value, _ step: Step) {
      if case .unknown(let set) = value {
        unknown = set
      } else {
        error = .noOverload(step.third == 1 ? "||" : "&&", value).at(step.offset)
      }
    }

    mutating func note(_ later: Undecided) {
      error = error ?? later.error
      if let set = later.unknown { unknown = unknown?.union(set) ?? set }
    }
  }

  static func not(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.value(of: try self.negation(step))
  }

  mutating func negation(_ step: Step) throws(EvaluationError) -> Truth {
    try budget.charge(1)
    switch try truth(step.first) {
    case .yes: return .no
    case .no: return .yes
    case .other: return truth(of: try Self.otherwise(value(of: .other), "!", step.offset))
    }
  }

  static func conditional(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    switch try self.truth(step.first) {
    case .yes: return try self.evaluate(step.second)
    case .no: return try self.evaluate(step.third)
    case .other: return try otherwise(self.value(of: .other), "?:", step.offset)
    }
  }

  /// An unknown is passed on; anything else is of the wrong type.
  static func otherwise(_ value: Value, _ operation: String, _ offset: UInt32) throws(EvaluationError)
    -> Value
  {
    if case .unknown = value { return value }
    throw EvaluationError.noOverload(operation, value).at(offset)
  }
}
