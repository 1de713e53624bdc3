/// Whether a step's value is true, where only that matters: most steps of a rule are conditions, and to make a `Value` of each costs
/// more than to find it.
enum Truth: BitwiseCopyable {
  case no, yes
  /// The value is no bool, or unknown: the evaluator keeps it.
  case other

  init(_ isTrue: Bool) { self = isTrue ? .yes : .no }
}

extension Evaluator {
  /// The truth of a step: its value, as `value(of:)` gives it.
  mutating func truth(_ id: NodeID) throws(EvaluationError) -> Truth {
    let step = plan.steps[Int(id)]
    switch step.operation {
    case .not: return try negation(step)
    case .logical: return try decision(step)
    case .has: return try presence(step)
    case .equalText: return try equality(step)
    case .equalTextOr: return try equalityOr(step)
    case .textTest: return try textTest(step)
    case .matches: return try matching(step)
    default: return truth(of: try evaluate(id))
    }
  }

  mutating func truth(of value: consuming Value) -> Truth {
    if case .bool(let isTrue) = value { return Truth(isTrue) }
    other = value
    return .other
  }

  /// The value whose truth this is; to be asked once, and before the truth of anything else.
  mutating func value(of truth: Truth) -> Value {
    switch truth {
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .other:
      let value = other
      other = .null
      return value
    }
  }
}
