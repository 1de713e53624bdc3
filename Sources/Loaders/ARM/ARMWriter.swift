import Documents
import SourceText

/// Writes values of a template with their expressions evaluated. Walks with a work list.
struct ARMWriter {
  private enum Step {
    case close
    case key(String, ByteSpan)
    case value(DocumentNode, ARMScope, expansion: Int, ARMIdentity?)
    /// A list whose elements get ids of this type.
    case parts(DocumentNode, ARMScope, type: String)
    case constant(ARMValue, ByteSpan)
  }

  private let scope: ARMScope
  private let identity: ARMIdentity
  /// The members of `properties` whose elements get ids.
  private let parts: [String]
  /// The nodes that expressions may still bring in: variables may be put together of each other, and grow beyond all measure.
  private var budget = 100_000

  init(_ scope: ARMScope, _ identity: ARMIdentity, parts: [String]) {
    self.scope = scope
    self.identity = identity
    self.parts = parts
  }

  func write(_ key: String, _ value: ARMValue, at span: ByteSpan, _ copier: inout TreeCopier) {
    copier.key(named: key, at: span)
    constant(value, span, &copier)
  }

  private func constant(_ value: ARMValue, _ span: ByteSpan, _ copier: inout TreeCopier) {
    switch value {
    case .text(let text): copier.string(text, at: span)
    case .unknown(let pattern): copier.unknown(as: Self.name(pattern), at: span)
    case .node, .deployment, .outputs: copier.unknown(as: "expression", at: span)
    }
  }

  /// An unknown's name for people: without the braces around it.
  private static func name(_ pattern: String) -> String {
    pattern.hasPrefix("{") && pattern.hasSuffix("}") && !pattern.dropFirst().dropLast().contains("{")
      ? String(pattern.dropFirst().dropLast()) : pattern
  }

  mutating func write(_ node: DocumentNode, isProperties: Bool, _ copier: inout TreeCopier) {
    var waiting: [Step] = []
    if isProperties, case .node(let properties, let scope) = ARMEvaluator.resolve(node, scope),
      properties.isMapping
    {
      waiting = open(properties, scope, 0, parts, nil, &copier)
    } else {
      waiting = [.value(node, scope, expansion: 0, nil)]
    }
    while let step = waiting.popLast() {
      switch step {
      case .close: copier.close()
      case .key(let key, let span): copier.key(named: key, at: span)
      case .constant(let value, let span): constant(value, span, &copier)
      case .parts(let node, let scope, let type): waiting += partList(node, scope, type, &copier)
      case .value(let node, let scope, let expansion, let identity):
        waiting += value(node, scope, expansion, identity, &copier)
      }
    }
  }

  private mutating func value(
    _ node: DocumentNode, _ scope: ARMScope, _ expansion: Int, _ identity: ARMIdentity?,
    _ copier: inout TreeCopier
  ) -> [Step] {
    if node.kind != .scalar { return open(node, scope, expansion, [], identity, &copier) }
    switch ARMEvaluator.resolve(node, scope) {
    case .node(let found, let inner):
      guard found.id != node.id else {
        if let text = node.string, let meant = ARMExpression.literal(text), meant != text {
          copier.string(meant, at: node.span)
        } else {
          copier.copy(node)
        }
        return []
      }
      budget -= 1
      guard budget > 0, expansion < 64 else {
        copier.unknown(as: "expression", at: node.span)
        return []
      }
      return [.value(found, inner, expansion: expansion + 1, identity)]
    case let other:
      constant(other, node.span, &copier)
      return []
    }
  }

  /// Opens a mapping or list; what is left to be written, the first of it last.
  private mutating func open(
    _ node: DocumentNode, _ scope: ARMScope, _ expansion: Int, _ parts: [String], _ identity: ARMIdentity?,
    _ copier: inout TreeCopier
  ) -> [Step] {
    if expansion > 0 { budget -= node.count }
    guard budget > 0 else {
      copier.unknown(as: "expression", at: node.span)
      return []
    }
    if node.isSequence {
      copier.open(.sequence, span: node.span, style: .flow)
      return [.close] + node.elements.map { .value($0, scope, expansion: expansion, nil) }.reversed()
    }
    copier.openMapping(span: node.span)
    var steps: [Step] = []
    if let identity { steps += [.key("id", node.span), .constant(identity.value, node.span)] }
    for pair in node.pairs {
      guard let key = pair.key.text else { continue }
      if key == "copy", pair.value.isSequence {
        // A loop makes a member of this name.
        for loop in pair.value.elements {
          guard let name = loop["name"]?.text else { continue }
          steps += [.key(name, loop.span), .constant(.unknown("{copy(\(name))}"), loop.span)]
        }
        continue
      }
      steps.append(.key(key, pair.key.span))
      let type = parts.first { $0.lowercased() == key.lowercased() }
      steps.append(
        type.map { .parts(pair.value, scope, type: $0) }
          ?? .value(pair.value, scope, expansion: expansion, nil))
    }
    return [.close] + steps.reversed()
  }

  /// A list whose elements get the ids that Azure gives them.
  private mutating func partList(
    _ node: DocumentNode, _ scope: ARMScope, _ type: String, _ copier: inout TreeCopier
  ) -> [Step] {
    guard case .node(let list, let inner) = ARMEvaluator.resolve(node, scope), list.isSequence else {
      return value(node, scope, 0, nil, &copier)
    }
    copier.open(.sequence, span: list.span, style: .flow)
    let steps = list.elements.map { entry in
      let name = entry["name"].map { ARMResources.pattern($0, inner) }
      return Step.value(entry, inner, expansion: 0, name.map { identity.part(type, $0) })
    }
    return [.close] + steps.reversed()
  }
}
