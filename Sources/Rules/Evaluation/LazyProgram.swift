import CEL
import Synchronization

/// An expression of a rule that is compiled when it is first evaluated: most rules never get as far as their message.
final class LazyProgram: Sendable {
  private let source: String
  private let compiled = AtomicLazyReference<Program>()

  init(_ source: String) { self.source = source }

  /// Evaluates with what a rule's expressions see.
  ///
  /// - Throws: why there is no value; for an expression that does not compile, why. The rules of the binary were all
  ///   compiled when they were put in, and a user's when they were read.
  func evaluate(_ values: [Value]) throws(EvaluationError) -> Value {
    if let known = compiled.load() { return try known.evaluate(values) }
    let program: Program
    do throws(CompileError) {
      program = try Program(source, environment: RuleCompiler.environment)
    } catch {
      throw EvaluationError(.invalidArgument, error.issues.map(\.message).joined(separator: "; "))
    }
    return try compiled.storeIfNil(program).evaluate(values)
  }
}
