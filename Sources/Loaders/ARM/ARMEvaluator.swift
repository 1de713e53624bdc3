import Documents

/// Evaluates what of an expression needs no deployment: parameters with defaults, variables, texts put together, ids of resources
/// and outputs of nested templates. Everything else is unknown.
struct ARMEvaluator {
  private let scope: ARMScope
  /// How many values deep this expression stands: a value may be another expression. More than 16 steps are unknown, which also
  /// ends a circle; the calls go no deeper than that.
  private let depth: Int
  private static let maximumDepth = 16

  init(_ scope: ARMScope, depth: Int = 0) {
    self.scope = scope
    self.depth = depth
  }

  /// A value as it is after its own expression, if it is one.
  static func resolve(_ node: DocumentNode, _ scope: ARMScope, depth: Int = 0) -> ARMValue {
    var (node, scope, depth) = (node, scope, depth)
    while node.kind == .scalar, let text = node.string, ARMExpression.literal(text) == nil {
      guard depth < maximumDepth, scope.budget.steps > 0, let expression = ARMExpression(text) else {
        return .unknown("{\(text.utf8.count < 1000 ? text : "expression")}")
      }
      depth += 1
      scope.budget.steps -= expression.tokens.count
      let value = ARMEvaluator(scope, depth: depth).value(of: expression)
      guard case .node(let next, let owner) = value else { return value }
      (node, scope) = (next, owner)
    }
    return .node(node, scope)
  }

  /// A call or an index that is open, with what came before.
  private enum Frame {
    case call(String, [ARMValue])
    case index(ARMValue)
  }

  private func value(of expression: ARMExpression) -> ARMValue {
    var frames: [Frame] = []
    var current: ARMValue?
    var index = 0
    let tokens = expression.tokens
    while index < tokens.count {
      let token = tokens[index]
      index += 1
      switch token {
      case .text(let text), .number(let text): current = .text(text)
      case .name(let name):
        guard index < tokens.count, tokens[index] == .open else { return .unknown("{\(name)}") }
        index += 1
        frames.append(.call(name.lowercased(), []))
        current = nil
      case .comma:
        guard case .call(let name, let arguments)? = frames.popLast(), let value = current else {
          return .unknown("{expression}")
        }
        frames.append(.call(name, arguments + [value]))
        current = nil
      case .close:
        guard case .call(let name, let arguments)? = frames.popLast() else { return .unknown("{expression}") }
        current = call(name, arguments + (current.map { [$0] } ?? []))
      case .dot:
        guard index < tokens.count, case .name(let name) = tokens[index], let value = current else {
          return .unknown("{expression}")
        }
        index += 1
        current = member(name, of: value)
      case .openIndex:
        guard let value = current else { return .unknown("{expression}") }
        frames.append(.index(value))
        current = nil
      case .closeIndex:
        guard case .index(let value)? = frames.popLast(), let key = current else {
          return .unknown("{expression}")
        }
        current = member(pattern(key), of: value)
      case .open: return .unknown("{expression}")
      }
    }
    guard frames.isEmpty, let current else { return .unknown("{expression}") }
    return current
  }

  // MARK: Members

  private func member(_ name: String, of value: ARMValue) -> ARMValue {
    switch value {
    case .node(let node, let scope):
      let known = Self.resolve(node, scope, depth: depth)
      guard case .node(let node, let scope) = known else { return member(name, ofResolved: known) }
      if let index = Int(name), let element = node.element(at: index) {
        return Self.resolve(element, scope, depth: depth)
      }
      guard let member = Self.member(name, of: node) else { return .unknown("{\(name)}") }
      return Self.resolve(member, scope, depth: depth)
    default: return member(name, ofResolved: value)
    }
  }

  private func member(_ name: String, ofResolved value: ARMValue) -> ARMValue {
    switch value {
    case .deployment(let nested) where name.lowercased() == "outputs": .outputs(nested)
    case .outputs(let nested):
      nested.output(name).map { .node($0, nested) } ?? .unknown("{outputs.\(name)}")
    case .unknown(let pattern) where pattern.utf8.count < 1000: .unknown("{\(pattern).\(name)}")
    default: .unknown("{\(name)}")
    }
  }

  /// Names of members are compared without regard to case.
  private static func member(_ name: String, of node: DocumentNode) -> DocumentNode? {
    if let exact = node.value(forKey: name) { return exact }
    let lower = name.lowercased()
    return node.pairs.first { $0.key.text?.lowercased() == lower }?.value
  }

  // MARK: Functions

  private func call(_ name: String, _ arguments: [ARMValue]) -> ARMValue {
    switch name {
    case "parameters": return arguments.first.map { scope.parameter(pattern($0)) } ?? .unknown("{parameters}")
    case "variables": return arguments.first.map { scope.variable(pattern($0)) } ?? .unknown("{variables}")
    case "concat": return Self.value(arguments.map(pattern).joined())
    case "format": return format(arguments.map(pattern))
    case "tolower": return Self.value(arguments.map(pattern).joined().lowercased())
    case "toupper": return Self.value(arguments.map(pattern).joined().uppercased())
    case "string": return Self.value(arguments.map(pattern).joined())
    case "resourceid", "subscriptionresourceid", "tenantresourceid":
      return ARMIdentity(function: arguments.map(pattern), scope).value
    case "reference":
      let key = arguments.first.map(pattern)?.lowercased() ?? ""
      return scope.deployment(key).map(ARMValue.deployment) ?? .unknown("{reference(\(key))}")
    default:
      let patterns = arguments.map(pattern).joined(separator: ", ")
      return .unknown("{\(name)(\(patterns.utf8.count < 1000 ? patterns : ""))}")
    }
  }

  /// `format('{0}/{1}', …)`; a number format within the braces is unknown.
  private func format(_ arguments: [String]) -> ARMValue {
    guard var text = arguments.first else { return .unknown("{format()}") }
    for (index, argument) in arguments.dropFirst().enumerated() {
      guard text.utf8.count < 10_000 else { return .unknown("{format()}") }
      text = text.replacing("{\(index)}", with: argument)
    }
    return Self.value(text)
  }

  /// A value as text, with what is unknown in it in braces.
  private func pattern(_ value: ARMValue) -> String {
    switch value {
    case .text(let text): return text
    case .unknown(let pattern): return pattern
    case .node(let node, let scope):
      switch Self.resolve(node, scope, depth: depth) {
      case .node(let found, _): return found.text.flatMap(ARMExpression.literal) ?? "{value}"
      case .text(let text): return text
      case .unknown(let pattern): return pattern
      case .deployment, .outputs: return "{deployment}"
      }
    case .deployment, .outputs: return "{deployment}"
    }
  }

  /// A text that is put together, which is unknown if a part of it is; one that grows beyond all measure is, too.
  private static func value(_ pattern: String) -> ARMValue {
    guard pattern.utf8.count < 10_000 else { return .unknown("{text}") }
    return pattern.contains("{") ? .unknown(pattern) : .text(pattern)
  }
}
