/// Evaluates one plan once. Section "Evaluation" of the language definition.
///
/// Recursion follows the plan, whose depth the parser bounds (`Limits.nesting`). The functions that recurse are kept
/// small, so that the deepest plan needs little stack.
struct Evaluator {
  let plan: Plan
  let variables: [Value]
  /// The values of the variables of macros, by slot.
  var locals: [Value]
  var budget: CostBudget
  let limits: Limits

  init(plan: Plan, variables: [Value], limits: Limits) {
    self.plan = plan
    self.variables = variables
    self.limits = limits
    locals = plan.localCount == 0 ? [] : Array(repeating: .null, count: plan.localCount)
    budget = CostBudget(limit: limits.cost)
  }

  /// The value of a step.
  mutating func evaluate(_ id: NodeID) throws(EvaluationError) -> Value {
    let step = plan.steps[Int(id)]
    switch step.operation {
    case .constant(let index): return plan.constants[Int(index)]
    case .variable(let slot): return try variable(slot, step.offset)
    case .local(let slot):
      try budget.charge(1)
      return locals[Int(slot)]
    case .failure(let index): throw plan.failures[Int(index)]
    case .select(let operand, let field): return try select(operand, field, step.offset)
    case .has(let operand, let field): return try has(operand, field, step.offset)
    case .index(let operand, let key): return try index(operand, key, step.offset)
    case .not(let operand): return try not(operand, step.offset)
    case .equal(let left, let right, let isNegated): return try equal(left, right, isNegated, step.offset)
    case .and(let operands): return try logical(operands, decides: false, step.offset)
    case .or(let operands): return try logical(operands, decides: true, step.offset)
    case .conditional(let condition, let yes, let no): return try conditional(condition, yes, no, step.offset)
    case .call(let callee, let arguments): return try call(callee, arguments, step.offset)
    case .loop(let index): return try loop(index, step.offset)
    case .optionalSelect, .optionalIndex: return try evaluateOptional(id)
    case .optionalOrValue(let target, let other): return try optionalOrValue(target, other, step.offset)
    default: return try evaluateRare(step)
    }
  }

  private mutating func evaluateRare(_ step: Step) throws(EvaluationError) -> Value {
    switch step.operation {
    case .negate(let operand): return try negate(operand, step.offset)
    case .binary(let operation, let left, let right): return try binary(operation, left, right, step.offset)
    case .list(let elements): return try list(elements)
    case .map(let entries): return try map(entries, step.offset)
    case .optionalEntry(let inner): return try evaluate(inner)
    case .matches(let subject, let regex): return try matches(subject, regex, step.offset)
    case .matchesComputed(let subject, let pattern): return try matchesComputed(subject, pattern, step.offset)
    case .optionalOr(let target, let other): return try optionalOr(target, other, step.offset)
    case .optionalHasValue(let target): return try optionalHasValue(target, step.offset)
    case .optionalValue(let target): return try optionalValue(target, step.offset)
    default: return .null
    }
  }

  private mutating func variable(_ slot: Int32, _ offset: UInt32) throws(EvaluationError) -> Value {
    try budget.charge(1)
    guard Int(slot) < variables.count else {
      throw EvaluationError(.undeclaredReference, "no value was given for the variable", offset: Int(offset))
    }
    return variables[Int(slot)]
  }
}

// MARK: Calls

extension Evaluator {
  private mutating func call(
    _ index: Int32, _ arguments: NodeList, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    try budget.charge(1)
    if arguments.count == 1 {
      let value = try evaluate(plan.children[Int(arguments.first)])
      if case .unknown = value { return value }
      return try call(index, value, offset)
    }
    if arguments.count == 2 {
      let left = try evaluate(plan.children[Int(arguments.first)])
      let right = try evaluate(plan.children[Int(arguments.first) + 1])
      if let unknown = Value.unknown(in: left, right) { return unknown }
      return try call(index, left, right, offset)
    }
    return try callMany(index, arguments, offset)
  }

  private mutating func call(_ index: Int32, _ value: Value, _ offset: UInt32) throws(EvaluationError)
    -> Value
  {
    let callee = plan.callees[Int(index)]
    for form in callee.forms where form.parameters.count == 1 && form.parameters[0].accepts(value) {
      do {
        switch form.implementation {
        case .one(let body): return try body(&budget, value)
        case .many(let body): return try body(&budget, [value])
        default: continue
        }
      } catch { throw error.at(offset) }
    }
    throw EvaluationError.noOverload(callee.name, value).at(offset)
  }

  private mutating func call(
    _ index: Int32, _ left: Value, _ right: Value, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    let callee = plan.callees[Int(index)]
    for form in callee.forms where form.parameters[0].accepts(left) && form.parameters[1].accepts(right) {
      do {
        switch form.implementation {
        case .two(let body): return try body(&budget, left, right)
        case .many(let body): return try body(&budget, [left, right])
        default: continue
        }
      } catch { throw error.at(offset) }
    }
    throw EvaluationError.noOverload(callee.name, left, right).at(offset)
  }

  private mutating func callMany(
    _ index: Int32, _ arguments: NodeList, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    var values: [Value] = []
    var unknown: UnknownSet?
    for position in Int(arguments.first)..<Int(arguments.first + arguments.count) {
      let value = try evaluate(plan.children[position])
      if case .unknown(let set) = value { unknown = unknown?.union(set) ?? set }
      values.append(value)
    }
    if let unknown { return .unknown(unknown) }
    let callee = plan.callees[Int(index)]
    for form in callee.forms where zip(form.parameters, values).allSatisfy({ $0.accepts($1) }) {
      do {
        switch form.implementation {
        case .three(let body): return try body(&budget, values[0], values[1], values[2])
        case .many(let body): return try body(&budget, values)
        default: continue
        }
      } catch { throw error.at(offset) }
    }
    let types = values.map(\.typeName).joined(separator: ", ")
    throw EvaluationError(
      .noMatchingOverload, "no form of '\(callee.name)' takes (\(types))", offset: Int(offset))
  }
}
