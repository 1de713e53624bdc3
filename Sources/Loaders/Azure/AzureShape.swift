import Documents

/// Brings ARM's shapes into the one that `az` prints: members of `properties` one level up, keys spelled as the
/// current CLI spells them (`AzureKey`).
enum AzureShape {
  /// Whether anything in an object is spelled otherwise than `az` spells it.
  static func needsFlattening(_ node: DocumentNode) -> Bool {
    var waiting = [node]
    while let node = waiting.popLast() {
      for pair in node.pairs {
        if pair.key.isText("properties"), pair.value.isMapping { return true }
        if pair.key.withText(AzureKey.isVariant) == true { return true }
        if pair.value.kind != .scalar, !AzureKey.holdsOwnNames(pair.key.text ?? "") {
          waiting.append(pair.value)
        }
      }
      for element in node.elements where element.kind != .scalar { waiting.append(element) }
    }
    return false
  }

  /// The same object, flat. Walks with a work list.
  static func flatten(_ node: DocumentNode) -> DocumentNode {
    var copier = TreeCopier(node.tree, keepsSource: true)
    var waiting: [Step] = [.value(node)]
    while let step = waiting.popLast() {
      switch step {
      case .close: copier.close()
      case .key(let key):
        if let text = key.text, let known = AzureKey.canonical(text), known != text {
          copier.key(named: known, at: key.span)
        } else {
          copier.key(key)
        }
      case .value(let value) where value.isMapping:
        copier.openMapping(span: value.span)
        waiting.append(.close)
        waiting += members(of: value).flatMap { [Step.key($0.key), content(of: $0.value, under: $0.key)] }
          .reversed()
      case .value(let value) where value.isSequence:
        copier.open(.sequence, span: value.span, style: .flow)
        waiting.append(.close)
        waiting += value.elements.map(Step.value).reversed()
      case .value(let value), .whole(let value): copier.copy(value)
      }
    }
    let tree = copier.finish()
    return tree.documents.first ?? node
  }

  private enum Step {
    case key(DocumentNode)
    case value(DocumentNode)
    /// A value whose keys stay as they are.
    case whole(DocumentNode)
    case close
  }

  private static func content(of value: DocumentNode, under key: DocumentNode) -> Step {
    AzureKey.holdsOwnNames(key.text.map { AzureKey.canonical($0) ?? $0 } ?? "")
      ? .whole(value) : .value(value)
  }

  /// A mapping's own members, then those of `properties` that it does not have itself.
  private static func members(of node: DocumentNode) -> [(key: DocumentNode, value: DocumentNode)] {
    guard let properties = node["properties"], properties.isMapping else { return Array(node.pairs) }
    let own = node.pairs.filter { !$0.key.isText("properties") && $0.key.kind == .scalar }
    let names = Set(own.compactMap { $0.key.text?.lowercased() })
    return own
      + properties.pairs.filter {
        $0.key.kind == .scalar && !names.contains($0.key.text?.lowercased() ?? "")
      }
  }
}
