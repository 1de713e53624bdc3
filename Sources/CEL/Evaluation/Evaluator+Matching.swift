// Regular expressions: compiled with the plan where the pattern stands in the expression.

extension Evaluator {
  mutating func matches(_ subject: NodeID, _ regex: Int32, _ offset: UInt32) throws(EvaluationError) -> Value
  {
    let value = try evaluate(subject)
    switch value {
    case .string(let text):
      do { return .bool(try plan.regexes[Int(regex)].matches(text, budget: &budget)) } catch {
        throw error.at(offset)
      }
    case .unknown: return value
    default: throw EvaluationError.noOverload("matches", value, .string("")).at(offset)
    }
  }

  mutating func matchesComputed(
    _ subject: NodeID, _ pattern: NodeID, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    let subject = try evaluate(subject)
    let pattern = try evaluate(pattern)
    if let unknown = Value.unknown(in: subject, pattern) { return unknown }
    guard case .string(let text) = subject, case .string(let source) = pattern else {
      throw EvaluationError.noOverload("matches", subject, pattern).at(offset)
    }
    do {
      try budget.charge(UInt64(source.utf8.count))
      let regex = try RegexProgram(source, instructionLimit: limits.regexInstructions)
      return .bool(try regex.matches(text, budget: &budget))
    } catch { throw error.at(offset) }
  }
}
