import CEL

/// `variables`: each evaluated when it is first read, once.
///
/// A scope belongs to one evaluation of one rule, which is never shared between threads.
final class VariableScope: MapAdapter, @unchecked Sendable {
  private enum State {
    case unread
    /// Being evaluated: a variable that needs itself has no value.
    case open
    case known(Value)
    /// It has no value, for this reason; the other side of an `||` may ask for it again.
    case failed(EvaluationError)
  }

  private let variables: [RuleVariable]
  private let values: [Value]
  private var states: [State]

  /// - Parameter values: what the rule's expressions see, but for the variables.
  init(_ variables: [RuleVariable], _ values: [Value]) {
    self.variables = variables
    self.values = values
    states = Array(repeating: .unread, count: variables.count)
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
    // The scope puts itself among the values only now: held in them, it would keep itself alive.
    var values = values
    values[RuleCompiler.Slot.variables.rawValue] = .map(.adapted(self, node: 0))
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
  let name: FieldName
  let program: LazyProgram
}
