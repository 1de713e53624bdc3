import CEL

/// `variables`: each evaluated when it is first read, once.
///
/// A scope belongs to one subject, which is never shared between threads; it is opened for one evaluation of one rule. What every rule
/// does for every resource counts no references: the rule and the subject lend what they keep.
final class VariableScope: MapAdapter, @unchecked Sendable {
  private enum State {
    case unread
    /// Being evaluated: a variable that needs itself has no value.
    case open
    case known(Value)
    /// It has no value, for this reason; the other side of an `||` may ask for it again.
    case failed(EvaluationError)
  }

  private var variables = UnsafeMutableBufferPointer<LentVariable>(start: nil, count: 0)
  private unowned(unsafe) let values: RuleValues
  private var states: [State] = []

  /// - Parameter values: what rules' expressions see, `variables` from now on among it; they keep the scope, and not the other way
  ///   round.
  init(_ values: RuleValues) {
    self.values = values
    values[.variables] = .map(.adapted(self, node: 0))
  }

  /// - Parameter variables: the rule's, lent until the scope is closed.
  func open(_ variables: UnsafeMutableBufferPointer<LentVariable>) {
    self.variables = variables
    for _ in 0..<variables.count { states.append(.unread) }
  }

  /// Lets go of everything: no value of the rule's outlives its evaluation.
  func close() {
    variables = UnsafeMutableBufferPointer(start: nil, count: 0)
    states.removeAll(keepingCapacity: true)
  }

  func count(ofMap node: UInt32) -> Int { variables.count }

  func keys(ofMap node: UInt32) -> [String] { variables.map(\.name.text) }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    try value(of: variables.firstIndex { $0.name.matches(field.bytes) })
  }

  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value? {
    try value(of: variables.firstIndex { $0.name.text == key })
  }

  private func value(of index: Int?) throws(EvaluationError) -> Value? {
    guard let index else { return nil }
    switch states[index] {
    case .known(let value): return value
    case .failed(let error): throw error
    case .open:
      let message = "the variable '\(variables[index].name.text)' is defined by itself"
      throw EvaluationError(.invalidArgument, message)
    case .unread: break
    }
    states[index] = .open
    // A variable is the same for every item of the rule's `forEach`, and sees none.
    let (item, each) = (values[.item], values[.each])
    (values[.item], values[.each]) = (.null, .null)
    defer { (values[.item], values[.each]) = (item, each) }
    do throws(EvaluationError) {
      let value = try variables[index].evaluate(values)
      states[index] = .known(value)
      return value
    } catch {
      states[index] = .failed(error)
      throw error
    }
  }
}

/// A variable that its rule keeps.
struct LentVariable: BitwiseCopyable {
  let name: FieldName
  private let program: Unmanaged<LazyProgram>

  init(_ variable: RuleVariable) {
    name = variable.name.name
    program = .passUnretained(variable.program)
  }

  func evaluate(_ values: RuleValues) throws(EvaluationError) -> Value {
    try program._withUnsafeGuaranteedRef { program in
      Result { () throws(EvaluationError) in try program.evaluate(values) }
    }.get()
  }
}

/// A variable of a rule.
struct RuleVariable: Sendable {
  let name: OwnedFieldName
  let program: LazyProgram
}
