import CEL
import Documents
import Findings
import SourceText

/// A fix of a rule with its expressions.
struct FixProgram: Sendable {
  private let title: String
  private let safety: Fix.Safety
  private let when: LazyProgram?
  private let changes: [ChangeProgram]

  private struct ChangeProgram: Sendable {
    var kind: RuleDefinition.ChangeTemplate.Kind
    var at: FieldPath?
    var atProgram: LazyProgram?
    var value: ChangedValue?
    var valueProgram: LazyProgram?
  }

  init(_ template: RuleDefinition.FixTemplate) {
    title = template.title
    safety = template.safety
    when = template.when.map { LazyProgram($0.value) }
    changes = template.changes.map {
      ChangeProgram(
        kind: $0.kind, at: $0.at, atProgram: $0.atExpression.map { LazyProgram($0.value) }, value: $0.value,
        valueProgram: $0.valueExpression.map { LazyProgram($0.value) })
    }
  }

  /// The fixes that hold for a resource, in the rule's order.
  static func offered(
    _ programs: [FixProgram], _ node: DocumentNode, _ values: RuleValues
  ) throws(EvaluationError) -> [RawFix] {
    var fixes: [RawFix] = []
    for program in programs { if let fix = try program.fix(node, values) { fixes.append(fix) } }
    return fixes
  }

  /// The fix for a resource; `nil` where its condition does not hold or there is nothing at one of its places.
  private func fix(_ node: DocumentNode, _ values: RuleValues) throws(EvaluationError) -> RawFix? {
    if let when {
      guard case .bool(true) = try when.evaluate(values) else { return nil }
    }
    var made: [Change] = []
    for program in changes {
      guard let change = try change(program, node, values) else { return nil }
      made.append(change)
    }
    return RawFix(title: title, safety: safety, changes: made)
  }

  private func change(
    _ program: ChangeProgram, _ node: DocumentNode, _ values: RuleValues
  ) throws(EvaluationError) -> Change? {
    var path = program.at
    if let expression = program.atProgram {
      guard case .string(let text) = try expression.evaluate(values) else { return nil }
      path = FieldPath(text)
    }
    guard let path, let found = node.target(of: path) else { return nil }
    let value = try value(program, values)
    guard found.missing.isEmpty else {
      guard program.kind == .set, let value else { return nil }
      return .insert(found.target, names: found.missing, value)
    }
    switch (program.kind, value) {
    case (.set, let value?): return .set(found.target, value)
    case (.rename, .string(let name)?): return found.target.key == nil ? nil : .rename(found.target, to: name)
    case (.append, .string(let text)?): return .append(found.target, text)
    case (.remove, _): return .remove(found.target)
    case (.quote, _): return .quote(found.target)
    default: return nil
    }
  }

  private func value(
    _ program: ChangeProgram, _ values: RuleValues
  ) throws(EvaluationError) -> ChangedValue? {
    guard let expression = program.valueProgram else { return program.value }
    switch try expression.evaluate(values) {
    case .string(let text): return .string(text)
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(number)
    case .double(let number) where number.isFinite: return .double(number)
    case .unknown: return nil
    case let other:
      throw EvaluationError(
        .noMatchingOverload, "a fix writes a string, a number or a bool, not \(other.typeName)")
    }
  }
}

extension DocumentNode {
  /// Where a path leads: the value at its end; or the last mapping on the way (or a null that stands for one), and the names
  /// that are missing below it. `nil` where neither is so.
  func target(of path: FieldPath) -> (target: ChangeTarget, missing: [String])? {
    var node = self
    var target = ChangeTarget(name: "", key: nil, value: span)
    for (index, step) in path.steps.enumerated() {
      switch step {
      case .member(let name):
        guard let pair = node.pair(forKey: name) else {
          let names = FieldPath.members(path.steps[index...])
          guard node.isMapping || node.isNull, let names else { return nil }
          return (target, names)
        }
        node = pair.value
        target = ChangeTarget(name: name, key: pair.key.span, value: pair.value.span)
      case .element(let index):
        guard let element = node.element(at: index) else { return nil }
        node = element
        target = ChangeTarget(name: "", key: nil, value: element.span)
      }
    }
    return (target, [])
  }
}

extension FieldPath {
  /// The names of steps that are all members; `nil` where one is an element.
  static func members(_ steps: ArraySlice<Step>) -> [String]? {
    var names: [String] = []
    for step in steps {
      guard case .member(let name) = step else { return nil }
      names.append(name)
    }
    return names
  }
}
