/// Evaluates one plan once. Section "Evaluation" of the language definition.
///
/// Recursion follows the plan, whose depth the parser bounds (`Limits.nesting`). Each step has a function of its own
/// rather than a case in one large switch, and what does not recurse stands in further functions, so that the deepest
/// plan needs little stack, in a debug build too.
struct Evaluator: ~Copyable {
  /// Kept by the program, for as long as it evaluates.
  private let lentPlan: UnsafePointer<Plan>
  /// The values of the expression's variables, lent by the caller.
  let variables: UnsafeBufferPointer<Value>
  /// The values of the variables of macros, by slot. Most expressions have none, and get no memory for them.
  let locals: UnsafeMutableBufferPointer<Value>
  /// Values of steps that are the same in every round of a macro, once they are known.
  private let memory: UnsafeMutableBufferPointer<Value?>
  var budget: CostBudget
  /// The value that a step had which is neither true nor false, until it is asked for.
  var other = Value.null
  var limits: Limits { plan.limits }
  /// What is kept from one evaluation to the next.
  let stableMemory: Unmanaged<StableMemory>?

  init(
    plan: UnsafePointer<Plan>, variables: UnsafeBufferPointer<Value>,
    memory stableMemory: Unmanaged<StableMemory>? = nil
  ) {
    self.stableMemory = stableMemory
    lentPlan = plan
    self.variables = variables
    locals = Self.memory(plan.pointee.localCount, of: .null)
    memory = Self.memory(plan.pointee.memoryCount, of: nil)
    budget = CostBudget(limit: plan.pointee.limits.cost)
  }

  var plan: Plan {
    @inline(__always) unsafeAddress { lentPlan }
  }

  deinit {
    if !locals.isEmpty { locals.deinitialize().deallocate() }
    if !memory.isEmpty { memory.deinitialize().deallocate() }
  }

  @inline(__always)
  private static func memory<Element>(
    _ count: Int, of element: Element
  ) -> UnsafeMutableBufferPointer<Element> {
    if count == 0 { return UnsafeMutableBufferPointer(start: nil, count: 0) }
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: count)
    memory.initialize(repeating: element)
    return memory
  }

  private typealias Handler = (inout Evaluator, Step) throws(EvaluationError) -> Value

  /// The value of a step.
  mutating func evaluate(_ id: NodeID) throws(EvaluationError) -> Value {
    let step = plan.steps[Int(id)]
    return try Self.handler(step.operation)(&self, step)
  }

  // Apart from the call, which would else have room on the stack for the value of each.
  private static func handler(_ operation: Step.Operation) -> Handler {
    switch operation {
    case .constant: constant
    case .variable: variable
    case .local: local
    case .remembered: remembered
    case .failure: failure
    case .optionalEntry: optionalEntry
    case .callOne: callOne
    case .callTwo: callTwo
    case .callMany: callMany
    case .chain: chain
    case .has: has
    case .optionalOrValue: optionalOrValue
    case .optionalOr: optionalOr
    case .optionalHasValue: optionalHasValue
    case .optionalValue: optionalValue
    case .equal: equal
    case .equalText: equalText
    case .equalTextOr: equalTextOr
    case .negate: negate
    case .binary: binary
    case .sum: sum
    case .logical: logical
    case .not: not
    case .conditional: conditional
    case .loop: loop
    case .bind: bind
    case .optionalLoop: optionalLoop
    case .textTest: textTest
    case .matches: matches
    case .matchesComputed: matchesComputed
    case .regexCall: regexCall
    case .list: list
    case .map: map
    case .stable: stable
    case .join: join
    }
  }

  static func constant(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    self.plan.constants[Int(step.first)]
  }

  static func variable(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    guard Int(step.first) < self.variables.count else {
      throw EvaluationError(
        .undeclaredReference, "no value was given for the variable", offset: Int(step.offset))
    }
    return self.variables[Int(step.first)]
  }

  static func local(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    return self.locals[Int(step.first)]
  }

  /// The value of another step, which is found once.
  static func remembered(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    if let value = self.memory[Int(step.second)] { return value }
    let value = try self.evaluate(step.first)
    self.memory[Int(step.second)] = value
    return value
  }

  static func failure(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    throw self.plan.failures[Int(step.first)]
  }

  static func optionalEntry(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.evaluate(step.first)
  }
}

// MARK: Calls

extension Evaluator {
  static func callOne(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    let value = try self.evaluate(self.plan.children[Int(step.first)])
    return try self.limited(self.call(step.third, value, step.offset), step.offset)
  }

  static func callTwo(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    let left = try self.evaluate(self.plan.children[Int(step.first)])
    let right = try self.evaluate(self.plan.children[Int(step.first) + 1])
    return try self.limited(self.call(step.third, left, right, step.offset), step.offset)
  }

  static func callMany(_ self: inout Evaluator, _ step: Step) throws(EvaluationError) -> Value {
    try self.budget.charge(1)
    var values: [Value] = []
    for position in Int(step.first)..<Int(step.first + step.second) {
      values.append(try self.evaluate(self.plan.children[position]))
    }
    return try self.limited(self.call(step.third, values, step.offset), step.offset)
  }

  /// The value that a function or operator has made, unless it is too large.
  @inline(__always)
  func limited(_ value: Value, _ offset: UInt32) throws(EvaluationError) -> Value {
    let size: Int
    switch value {
    case .string(let text): size = text.utf8.count
    case .bytes(let bytes): size = bytes.count
    case .list(.native(let elements)): size = elements.count
    case .map(.native(let map)): size = map.entries.count
    default: return value
    }
    if size > limits.valueSize { throw tooLarge(offset) }
    return value
  }

  @inline(never)
  func tooLarge(_ offset: UInt32) -> EvaluationError {
    EvaluationError(
      .limitExceeded, "the value is too large; at most \(limits.valueSize) bytes or elements are allowed",
      offset: Int(offset))
  }

  private mutating func call(_ index: Int32, _ value: Value, _ offset: UInt32) throws(EvaluationError)
    -> Value
  {
    if case .unknown = value { return value }
    for place in plan.calls[Int(index)].range where plan.forms[place].takes(value) {
      do {
        switch plan.forms[place].implementation {
        case .one(let body): return try body(&budget, value)
        case .many(let body): return try body(&budget, [value])
        default: continue
        }
      } catch { throw error.at(offset) }
    }
    throw EvaluationError.noOverload(plan.callees[Int(index)].name, value).at(offset)
  }

  private mutating func call(
    _ index: Int32, _ left: Value, _ right: Value, _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    if let unknown = Value.unknown(in: left, right) { return unknown }
    for place in plan.calls[Int(index)].range where plan.forms[place].takes(left, right) {
      do {
        switch plan.forms[place].implementation {
        case .two(let body): return try body(&budget, left, right)
        case .special(.textTest(let place)): return try StandardLibrary.test(place, &budget, left, right)
        case .many(let body): return try body(&budget, [left, right])
        default: continue
        }
      } catch { throw error.at(offset) }
    }
    throw EvaluationError.noOverload(plan.callees[Int(index)].name, left, right).at(offset)
  }

  private mutating func call(
    _ index: Int32, _ values: [Value], _ offset: UInt32
  ) throws(EvaluationError) -> Value {
    if let unknown = Value.unknown(in: values) { return unknown }
    for place in plan.calls[Int(index)].range where plan.forms[place].takes(values) {
      do {
        switch plan.forms[place].implementation {
        case .three(let body): return try body(&budget, values[0], values[1], values[2])
        case .many(let body): return try body(&budget, values)
        default: continue
        }
      } catch { throw error.at(offset) }
    }
    let types = values.map(\.typeName).joined(separator: ", ")
    throw EvaluationError(
      .noMatchingOverload, "no form of '\(plan.callees[Int(index)].name)' takes (\(types))",
      offset: Int(offset))
  }
}
