/// A path of fields that an expression reads: `object.spec.type` is the root `object` and the fields `spec`, `type`.
/// Everything below the path may be read.
public struct Reference: Hashable, Sendable {
  public let root: String
  public let fields: [String]

  public init(root: String, fields: [String]) {
    self.root = root
    self.fields = fields
  }

  /// The paths that an expression reads below some variables, in the order of their places. A comprehension reads
  /// everything below what it ranges over.
  static func all(in expression: Expression, variables: Set<String>) -> [Reference] {
    var collector = ReferenceCollector(variables: variables)
    collector.collect(expression)
    return collector.found
  }
}

private struct ReferenceCollector {
  let variables: Set<String>
  var found: [Reference] = []

  mutating func collect(_ expression: Expression) {
    var waiting = [expression]
    while let next = waiting.popLast() {
      if let reference = path(next) {
        if variables.contains(reference.root), !found.contains(reference) { found.append(reference) }
        // A path's own operands are part of it; only computed keys are left, and a path has none.
        continue
      }
      waiting += next.children.reversed()
    }
  }

  /// The path that a chain of selections and constant indices is.
  private func path(_ expression: Expression) -> Reference? {
    var fields: [String] = []
    var node = expression
    while true {
      switch node.kind {
      case .identifier(let root): return Reference(root: root, fields: fields.reversed())
      case .select(let operand, let field, _, _):
        fields.append(field)
        node = operand
      case .call("_[_]", _, let arguments), .call("_[?_]", _, let arguments):
        guard case .constant(.string(let key)) = arguments[1].kind else { return nil }
        fields.append(key)
        node = arguments[0]
      default: return nil
      }
    }
  }
}

extension Expression {
  /// The nodes directly below this one.
  var children: [Expression] {
    switch kind {
    case .constant, .identifier: []
    case .select(let operand, _, _, _): [operand]
    case .call(_, let target, let arguments): (target.map { [$0] } ?? []) + arguments
    case .and(let operands), .or(let operands): operands
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let macro): [macro.range, macro.predicate, macro.transform].compactMap { $0 }
    case .bind(let binding): [binding.value, binding.result]
    }
  }
}
