// Regular expressions: compiled with the plan where the pattern stands in the expression.

extension Evaluator {
  static func matches(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    let value = try self.evaluate(step.first)
    return try self.match(value, step)
  }

  private mutating func match(_ value: Value, _ step: Step) throws(EvaluationError) -> Value {
    guard case .string(let text) = value else {
      return try Evaluator.otherwise(value, "matches", step.offset)
    }
    do { return .bool(try plan.regexes[Int(step.second)].matches(text, budget: &budget)) } catch {
      throw error.at(step.offset)
    }
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
