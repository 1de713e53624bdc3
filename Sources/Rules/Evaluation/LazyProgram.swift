import CEL
import Synchronization

/// An expression of a rule that is compiled when it is first evaluated: most rules never get as far as their message.
///
/// Every resource is judged by it on every thread, so the program is lent without counting references: this keeps it.
final class LazyProgram: Sendable {
  private let source: String
  private let compiled = Atomic<Unmanaged<Program>?>(nil)

  init(_ source: String) { self.source = source }

  deinit { compiled.load(ordering: .acquiring)?.release() }

  /// Evaluates with what a rule's expressions see.
  ///
  /// - Throws: why there is no value; for an expression that does not compile, why. The rules of the binary were all
  ///   compiled when they were put in, and a user's when they were read.
  func evaluate(_ values: RuleValues) throws(EvaluationError) -> Value {
    let program: LentProgram
    if let known { program = known } else { program = try compile()._withUnsafeGuaranteedRef(\.lent) }
    return try program.evaluate(values.all, memory: values.memory)
  }

  private var known: LentProgram? {
    compiled.load(ordering: .acquiring)?._withUnsafeGuaranteedRef { $0.lent }
  }

  private func compile() throws(EvaluationError) -> Unmanaged<Program> {
    let program: Program
    do throws(CompileError) {
      program = try Program(source, environment: RuleCompiler.environment)
    } catch {
      throw EvaluationError(.invalidArgument, error.issues.map(\.message).joined(separator: "; "))
    }
    let made = Unmanaged.passRetained(program)
    let (isStored, known) = compiled.compareExchange(
      expected: nil, desired: made, ordering: .acquiringAndReleasing)
    guard !isStored, let known else { return made }
    made.release()
    return known
  }
}
