// Functions that find and replace by regular expressions, which are compiled with the plan where the pattern stands in
// the expression.

/// A call of a function of `RegexLibrary`.
struct RegexCall: Sendable {
  let function: RegexFunction
  /// The pattern's index among the plan's regular expressions; `nil` where it is computed.
  let regex: Int32?
}

extension Evaluator {
  static func regexCall(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    var values: [Value] = []
    for position in Int(step.first)..<Int(step.first + step.second) {
      values.append(try self.evaluate(self.plan.children[position]))
    }
    return try self.call(self.plan.regexCalls[Int(step.third)], values, step.offset)
  }

  private mutating func call(
    _ call: RegexCall, _ values: [Value], _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    if let unknown = Value.unknown(in: values) { return unknown }
    guard call.function.accepts(values), case .string(let pattern) = values[1] else {
      let types = values.map(\.typeName).joined(separator: ", ")
      throw EvaluationError(
        .noMatchingOverload, "no form of '\(call.function.name)' takes (\(types))", offset: Int(offset))
    }
    do {
      let regex = try regex(of: call, pattern)
      return try RegexLibrary.call(call.function, values, regex, &budget)
    } catch { throw error.at(offset) }
  }

  /// The pattern's program, made now if it was computed.
  private mutating func regex(
    of call: RegexCall, _ pattern: String
  ) throws(EvaluationError) -> RegexProgram {
    if let index = call.regex { return plan.regexes[Int(index)] }
    try budget.charge(UInt64(pattern.utf8.count))
    return try RegexProgram(pattern, instructionLimit: limits.regexInstructions)
  }
}
