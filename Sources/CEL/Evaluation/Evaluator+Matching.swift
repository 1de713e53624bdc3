// Regular expressions: compiled with the plan where the pattern stands in the expression.

extension Evaluator {
  static func matches(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.value(of: try self.matching(step))
  }

  mutating func matching(_ step: Step) throws(EvaluationError) -> Truth {
    let value = try evaluate(step.first)
    guard case .string(let text) = value else {
      return truth(of: try Evaluator.otherwise(value, "matches", step.offset))
    }
    return try matches(text, step)
  }

  // Apart from what recurs, which would else have room on the stack for it.
  private mutating func matches(_ text: String, _ step: Step) throws(EvaluationError) -> Truth {
    do {
      // What has a table needs no program: to take one out counts the references of its parts.
      if let table = plan.automata[Int(step.second)]._withUnsafeGuaranteedRef(\.known) {
        try budget.chargeTraversal(text.utf8.count)
        try budget.charge(UInt64(text.utf8.count) + 1)
        let isMatch = text.withLentBytes { bytes in table._withUnsafeGuaranteedRef { $0.matches(bytes) } }
        if let isMatch { return Truth(isMatch) }
        return Truth(try plan.regexes[Int(step.second)].search(text, budget: &budget))
      }
      return Truth(try plan.regexes[Int(step.second)].matches(text, budget: &budget))
    } catch { throw error.at(step.offset) }
  }

  static func matchesComputed(_ self: inout Evaluator, _ step: Step) throws(EvaluationError)
    -> Value
  {
    let subject = try self.evaluate(step.first)
    let pattern = try self.evaluate(step.second)
    return try self.match(subject, pattern, step.offset)
  }

  private mutating func match(
    _ subject: Value, _ pattern: Value, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    if let unknown = Value.unknown(in: subject, pattern) { return unknown }
    guard case .string(let text) = subject, case .string(let source) = pattern else {
      throw EvaluationError.noOverload("matches", subject, pattern).at(offset)
    }
    do {
      try budget.charge(UInt64(source.utf8.count))
      let regex = try RegexProgram(source, instructionLimit: limits.regexInstructions)
      try budget.charge(UInt64(regex.instructions.count / 10))
      try budget.chargeTraversal(text.utf8.count)
      return .bool(try regex.search(text, budget: &budget))
    } catch { throw error.at(offset) }
  }
}
