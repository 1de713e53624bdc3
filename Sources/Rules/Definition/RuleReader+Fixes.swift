import Documents
import Findings
import SourceText

// Fixes: a title, a safety, and one or more changes, each kind with one mapping or a list of them.
extension RuleReader {
  mutating func fix(_ node: DocumentNode) -> RuleDefinition.FixTemplate? {
    let kinds = RuleDefinition.ChangeTemplate.Kind.allCases
    refuseUnknownKeys(node, ["title", "safety", "when"] + kinds.map(\.rawValue))
    let safety = choice(node, "safety", ["safe", "unsafe"]).flatMap(Fix.Safety.init)
    var changes: [RuleDefinition.ChangeTemplate] = []
    for kind in kinds {
      guard let written = node.value(forKey: kind.rawValue) else { continue }
      let entries = written.isSequence ? Array(written.elements) : [written]
      changes += entries.compactMap { change(kind, $0) }
    }
    let title = required(node, "title")
    if !kinds.contains(where: { node.value(forKey: $0.rawValue) != nil }) {
      report("a fix has at least one of \(kinds.map(\.rawValue).joined(separator: ", "))", node)
    }
    guard let safety, !changes.isEmpty else { return nil }
    return RuleDefinition.FixTemplate(
      title: title, safety: safety, when: node["when"].flatMap { text($0) }, changes: changes)
  }

  private mutating func change(
    _ kind: RuleDefinition.ChangeTemplate.Kind, _ node: DocumentNode
  ) -> RuleDefinition.ChangeTemplate? {
    // What the change writes, and whether it may be something else than a string.
    let written: String? =
      switch kind {
      case .set: "value"
      case .rename: "to"
      case .append: "text"
      case .remove, .quote: nil
      }
    refuseUnknownKeys(node, ["at", "atExpression"] + (written.map { [$0, $0 + "Expression"] } ?? []))
    let at = path(node["at"])
    let atExpression = node["atExpression"].flatMap { text($0) }
    if (at == nil) == (atExpression == nil) {
      report("'\(kind.rawValue)' has 'at' or 'atExpression'", node)
      return nil
    }
    var change = RuleDefinition.ChangeTemplate(kind: kind, at: at, atExpression: atExpression)
    guard let written else { return change }
    change.value = node.value(forKey: written).flatMap { value($0, of: kind) }
    change.valueExpression = node.value(forKey: written + "Expression").flatMap { text($0) }
    if (change.value == nil) == (change.valueExpression == nil) {
      report("'\(kind.rawValue)' has '\(written)' or '\(written)Expression'", node)
      return nil
    }
    return change
  }

  /// A value as it shall be, with YAML's types: `value: "true"` is a string and `value: true` a boolean.
  private mutating func value(
    _ node: DocumentNode, of kind: RuleDefinition.ChangeTemplate.Kind
  ) -> ChangedValue? {
    switch node.scalar {
    case .string(let text) where text.utf8.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\""):
      report("a fix has the value itself, not its text; without the inner quotes \(text) is a string", node)
      return nil
    case .string(let text): return .string(text)
    case .bool(let flag) where kind == .set: return .bool(flag)
    case .int(let number) where kind == .set: return .int(number)
    case .double(let number) where kind == .set && number.isFinite: return .double(number)
    default:
      report("a fix writes a string, or with 'set' a number or a boolean", node)
      return nil
    }
  }
}
