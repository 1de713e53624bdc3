package import CEL

/// One expression as rules have them, on its own: to try it, and to measure it.
package struct RuleExpression: Sendable {
  private let program: Program

  /// Compiles an expression with the variables and functions that rules see.
  package init(_ text: String) throws(CompileError) {
    program = try Program(text, environment: RuleCompiler.environment)
  }

  /// The expression's value for a resource, looked at alone.
  package func evaluate(over subject: borrowing RuleSubject) throws(EvaluationError) -> Value {
    try program.evaluate(subject.values.all)
  }
}
