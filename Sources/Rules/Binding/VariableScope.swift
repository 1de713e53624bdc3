import CEL
import Synchronization

/// `variables`: each evaluated when it is first read, once.
final class VariableScope: MapAdapter {
  private struct State {
    var known: [String: Value] = [:]
    /// Variables that are being evaluated: one that needs itself has no value.
    var open: Set<String> = []
  }

  private let variables: [(name: String, program: LazyProgram)]
  private let values: [Value]
  private let state = Mutex(State())

  /// - Parameter values: what the rule's expressions see, but for the variables.
  init(_ variables: [(name: String, program: LazyProgram)], _ values: [Value]) {
    self.variables = variables
    self.values = values
  }

  func count(ofMap node: UInt32) -> Int { variables.count }

  func keys(ofMap node: UInt32) -> [String] { variables.map(\.name) }

  func value(inMap node: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    try value(inMap: node, forKey: field.text)
  }

  func value(inMap node: UInt32, forKey key: String) throws(EvaluationError) -> Value? {
    let (known, isOpen) = state.withLock { ($0.known[key], !$0.open.insert(key).inserted) }
    if let known { return known }
    guard let variable = variables.first(where: { $0.name == key }) else { return nil }
    if isOpen { throw EvaluationError(.invalidArgument, "the variable '\(key)' is defined by itself") }
    // The scope puts itself among the values only now: held in them, it would keep itself alive.
    var values = values
    values[RuleCompiler.Slot.variables.rawValue] = .map(.adapted(self, node: 0))
    let value = try variable.program.evaluate(values)
    state.withLock {
      $0.known[key] = value
      $0.open.remove(key)
    }
    return value
  }
}
