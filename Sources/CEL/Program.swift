/// A compiled expression: made once, evaluated any number of times, from any number of threads.
public final class Program: Sendable {
  nonisolated(unsafe) private let plan: UnsafeMutablePointer<Plan>
  /// The type that the checker deduced; `dyn` where it is known only during evaluation.
  public let resultType: CELType
  /// Which parts of the variables' values the expression reads, in order of names. A reference covers everything
  /// below it, so that none of them is below another.
  public let references: [FieldReference]

  /// Parses, checks and plans an expression.
  ///
  /// - Throws: `CompileError`, with the first syntax error or with all that the checker found.
  public init(_ source: String, environment: Environment) throws(CompileError) {
    let syntax = try Parser.parse(source, limits: environment.limits, hasMacros: environment.hasMacros)
    let checked = try Checker.check(syntax, in: environment)
    let planned = try Planner.plan(checked, in: environment)
    references = planned.references
    plan = .allocate(capacity: 1)
    plan.initialize(to: planned.plan)
    resultType = checked.resultType
  }

  deinit {
    plan.deinitialize(count: 1)
    plan.deallocate()
  }

  /// Evaluates the expression.
  ///
  /// - Parameter variables: the variables' values, in the order in which the environment declares them. A value that
  ///   is not known is `Value.unknown`; one that is missing at the end is an error where it is read.
  /// - Returns: the value; `Value.unknown` where it depends on one that is unknown.
  /// - Throws: `EvaluationError`, with the place in the expression.
  public func evaluate(_ variables: [Value] = []) throws(EvaluationError) -> Value {
    try variables.withUnsafeBufferPointer { (variables) throws(EvaluationError) in try evaluate(variables) }
  }

  /// The same with variables that somebody keeps in memory until this returns.
  ///
  /// - Parameter memory: what is kept of those parts that read stable variables alone.
  public func evaluate(
    _ variables: UnsafeBufferPointer<Value>, memory: StableMemory? = nil
  ) throws(EvaluationError) -> Value {
    defer { withExtendedLifetime(memory) {} }
    return try lent.evaluate(variables, memory: memory.map(Unmanaged.passUnretained))
  }

  /// The program, lent for as long as this is there.
  public var lent: LentProgram { LentProgram(plan: plan) }

  /// Evaluates the expression, and says what it cost.
  public func measure(_ variables: [Value] = []) throws(EvaluationError) -> (value: Value, cost: UInt64) {
    try variables.withUnsafeBufferPointer { (variables) throws(EvaluationError) in
      var evaluator = Evaluator(plan: plan, variables: variables)
      let value = try evaluator.evaluate(plan.pointee.root)
      return (value, evaluator.budget.spent)
    }
  }
}

/// A program that somebody else keeps: evaluating it counts no references.
public struct LentProgram: @unchecked Sendable, BitwiseCopyable {
  fileprivate let plan: UnsafePointer<Plan>

  fileprivate init(plan: UnsafeMutablePointer<Plan>) { self.plan = UnsafePointer(plan) }

  /// Evaluates the expression with variables that somebody keeps in memory until this returns.
  ///
  /// - Parameter memory: what is kept of those parts that read stable variables alone; lent as well.
  public func evaluate(
    _ variables: UnsafeBufferPointer<Value>, memory: Unmanaged<StableMemory>? = nil
  ) throws(EvaluationError) -> Value {
    var evaluator = Evaluator(plan: plan, variables: variables, memory: memory)
    return try evaluator.evaluate(plan.pointee.root)
  }
}
