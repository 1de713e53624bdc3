import CEL
import Conformance
import Foundation
import Testing

/// google/cel-spec's own cases, those that need no protocol-buffer messages.
@Suite(.enabled(if: ConformanceSuite.has("cel.jsonl")))
struct CELConformanceTests {
  @Test func theLanguageCoreAgrees() throws {
    let cases = try #require(ConformanceSuite.cases("cel.jsonl"))
    var passed = 0
    var failed: [String] = []
    for item in cases where !skips(item) {
      if let reason = disagreement(item) {
        failed.append("\(item.id): \(reason)")
      } else {
        passed += 1
      }
    }
    #expect(failed.isEmpty, "\(failed.joined(separator: "\n"))")
    #expect(passed > 400)
  }

  /// Messages are left out; type deduction (`check_only`) comes with the checker.
  private func skips(_ item: ConformanceCase) -> Bool {
    if Self.skipped[item.id] != nil { return true }
    let fields = item.fields
    let needs = fields["needs"] as? [String] ?? []
    return needs.contains("proto") || fields["check_only"] as? Bool == true
      || fields["expr"] as? String == nil || item.expect["type"] != nil && item.expect["value"] == nil
  }

  private static let skipped = [
    "basic/variables/unbound_is_runtime_error": "names are always resolved when an expression is compiled",
    "basic/functions/unbound_is_runtime_error": "names are always resolved when an expression is compiled",
    "comparisons/eq_literal/not_eq_dyn_duration_null": "duration() is not there yet",
    "comparisons/eq_literal/not_eq_dyn_timestamp_null": "timestamp() is not there yet",
  ]

  private func disagreement(_ item: ConformanceCase) -> String? {
    let fields = item.fields
    let bindings = (fields["bindings"] as? [String: Any] ?? [:]).sorted { $0.key < $1.key }
    let expression = fields["expr"] as? String ?? ""
    let expected = item.expect["value"].map(TestValue.init)
    do {
      let program = try Program(expression, environment: Environment(variables: bindings.map(\.key)))
      let value = try program.evaluate(bindings.map { TestValue($0.value).value })
      guard let expected else { return "\(expression): \(value), expected an error" }
      return TestValue.same(value, expected.value)
        ? nil : "\(expression): \(value), expected \(expected.value)"
    } catch {
      return expected == nil ? nil : "\(expression): \(error)"
    }
  }
}

/// A value in the suite's form: `{"int": "5"}`, `{"map": [[key, value]]}`.
struct TestValue {
  let value: Value

  init(_ json: Any) {
    guard let object = json as? [String: Any], let (kind, content) = object.first else {
      value = .null
      return
    }
    value = Self.make(kind, content)
  }

  private static func make(_ kind: String, _ content: Any) -> Value {
    switch kind {
    case "bool": .bool(content as? Bool ?? false)
    case "int": .int(Int64(content as? String ?? "") ?? 0)
    case "uint": .uint(UInt64(content as? String ?? "") ?? 0)
    case "double": .double(Double((content as? String ?? "").lowercased()) ?? .nan)
    case "string": .string(content as? String ?? "")
    case "bytes": .bytes(Array(Data(base64Encoded: content as? String ?? "") ?? Data()))
    case "list": .list((content as? [Any] ?? []).map { TestValue($0).value })
    case "map":
      .map(
        .native(
          NativeMap(
            (content as? [[Any]] ?? []).compactMap { pair in
              MapKey(TestValue(pair[0]).value).map { ($0, TestValue(pair[1]).value) }
            })))
    case "type": .type(.opaque(content as? String ?? ""))
    default: .null
    }
  }

  /// Equal, of the same type, NaN included.
  static func same(_ a: Value, _ b: Value) -> Bool {
    if case .type(let left) = a, case .type(let right) = b { return left.name == right.name }
    if case .double(let left) = a, case .double(let right) = b {
      return left == right || left.isNaN && right.isNaN
    }
    guard a.typeName == b.typeName else { return false }
    let environment = Environment(variables: ["a", "b"])
    let equal = try? Program("a == b", environment: environment).evaluate([a, b])
    return equal?.isTrue ?? false
  }
}
