import CEL

/// `variables`: each evaluated when it is first read, once.
///
/// A scope belongs to one subject, which is never shared between threads; it is opened for one evaluation of one rule.
final class VariableScope: MapAdapter, @unchecked Sendable {
  private enum State {
    case unread
    /// Being evaluated: a variable that needs itself has no value.
    case open
    case known(Value)
    /// It has no value, for this reason; the other side of an `||` may ask for it again.
    case failed(EvaluationError)
  }

  private var variables: [RuleVariable] = []
  private var values: RuleValues?
  private var states: [State] = []

  /// - Parameter values: what the rule's expressions see, `variables` from now on among it.
  func open(_ variables: [RuleVariable], _ values: RuleValues) {
    self.variables = variables
    self.values = values
    states.removeAll(keepingCapacity: true)
    for _ in variables { states.append(.unread) }
    values[.variables] = .map(.adapted(self, node: 0))
  }

  /// Lets go of everything: no value of the rule's outlives its evaluation.
  func close() {
    values?[.variables] = .null
    values = nil
    variables = []
    states.removeAll(keepingCapacity: true)
  }

  func count(ofMap node: UInt32) -> Int { variables.count }

  func keys(ofMap node: UInt32) -> [String] { variables.map(\.name.text) }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    try value(of: variables.firstIndex { $0.name.name.matches(field.bytes) })
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
    guard let values else { return nil }
    states[index] = .open
    // A variable is the same for every item of the rule's `forEach`, and sees none.
    let (item, each) = (values[.item], values[.each])
    (values[.item], values[.each]) = (.null, .null)
    defer { (values[.item], values[.each]) = (item, each) }
    do throws(EvaluationError) {
      let value = try variables[index].program.evaluate(values)
      states[index] = .known(value)
      return value
    } catch {
      states[index] = .failed(error)
      throw error
    }
  }
}

/// A variable of a rule.
struct RuleVariable: Sendable {
  let name: OwnedFieldName
  let program: LazyProgram
}
