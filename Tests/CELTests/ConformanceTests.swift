import CEL
import Conformance
import Foundation
import Testing

/// google/cel-spec's own cases; those that need protocol-buffer messages are out of scope.
@Suite(.enabled(if: ConformanceSuite.has("cel.jsonl")))
struct ConformanceTests {
  /// Cases that fail, and why that is right.
  static let skipped: [String: String] = [:]

  static let cases = (ConformanceSuite.cases("cel.jsonl") ?? []).filter {
    !($0.fields["needs"] as? [String] ?? []).contains("proto")
  }

  @Test(arguments: cases) func expectedResult(_ example: ConformanceCase) throws {
    if Self.skipped[example.id] != nil { return }
    let fields = example.fields
    var environment = Environment()
    environment.container = fields["container"] as? String ?? ""
    environment.checksTypes = !(fields["disable_check"] as? Bool ?? false)
    environment.hasMacros = !(fields["disable_macros"] as? Bool ?? false)
    for declaration in fields["type_env"] as? [[String: Any]] ?? [] {
      guard let name = declaration["name"] as? String, let type = declaration["type"] as? String else {
        continue
      }
      environment.declare(name, try #require(ConformanceValue.type(type), "type \(type)"))
    }
    let bindings = fields["bindings"] as? [String: Any] ?? [:]
    for name in bindings.keys where !environment.variables.contains(where: { $0.name == name }) {
      environment.declare(name, .dyn)
    }
    let values = try environment.variables.map {
      try #require(ConformanceValue.read(bindings[$0.name]), "binding \($0.name)")
    }
    let expression = try #require(fields["expr"] as? String)
    let result = Result { try Program(expression, environment: environment).evaluate(values) }
    check(result, example, expression)
  }

  private func check(_ result: Result<Value, any Error>, _ example: ConformanceCase, _ expression: String) {
    switch result {
    case .success(let value):
      guard let expected = ConformanceValue.read(example.expect["value"]) else {
        Issue.record("\(example.id): \(expression) gave \(value), expected \(example.expect)")
        return
      }
      #expect(isSame(value, expected), "\(example.id): \(expression) gave \(value), expected \(expected)")
    case .failure(let error):
      #expect(example.expect["error"] != nil, "\(example.id): \(expression) failed: \(error)")
    }
  }

  /// Same type, and equal; NaN is the same as NaN here, and maps may be in any order.
  private func isSame(_ value: Value, _ expected: Value) -> Bool {
    if case .double(let left) = value, case .double(let right) = expected, left.isNaN { return right.isNaN }
    guard value.typeName == expected.typeName else { return false }
    var environment = Environment(variables: ["a": .dyn, "b": .dyn])
    environment.limits.cost = UInt64.max
    let program = try? Program("a == b", environment: environment)
    return (try? program?.evaluate([value, expected]))?.isTrue == true
  }
}
