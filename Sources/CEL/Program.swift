/// A compiled expression. Compiled once, evaluated any number of times, on any thread.
public struct Program: Sendable {
  /// The expression as it was given.
  public let source: String
  /// The variables that it reads, and the constant paths of fields below them.
  public let references: [Reference]

  private let plan: Plan
  private let slots: Int
  private let limits: Limits

  /// Compiles an expression.
  ///
  /// - Throws: what is wrong with it: syntax, a name or function that the environment does not have.
  public init(_ source: String, environment: Environment) throws(CompileError) {
    self.source = source
    let expression = try Parser.parse(source, limits: environment.limits)
    var planner = Planner(environment)
    let plan = planner.plan(expression)
    guard planner.issues.isEmpty else { throw CompileError(planner.issues) }
    self.plan = plan
    slots = planner.slotCount
    limits = environment.limits
    references = Reference.all(in: expression, variables: Set(environment.variables))
  }

  /// Evaluates the expression with the variables' values, in the environment's order.
  ///
  /// The result may be `Value.unknown`, where the outcome hangs on something unknown.
  ///
  /// - Throws: why there is no value: a key that is not there, an overflow, a limit.
  public func evaluate(_ variables: [Value]) throws(EvaluationError) -> Value {
    var evaluation = Evaluation(variables: variables, slots: slots, limits: limits)
    return try evaluation.value(of: plan)
  }
}
