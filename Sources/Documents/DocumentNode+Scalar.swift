extension DocumentNode {
  /// A scalar's text after unescaping and folding, whatever its style; `nil` for a collection.
  package var text: String? {
    withText { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends a scalar's text as UTF-8; `nil` for a collection.
  package func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    let node = resolved
    guard node.kind == .scalar, unknownName == nil else { return nil }
    return withExtendedLifetime(tree) { body(tree.text(of: node)) }
  }

  /// What a scalar stands for, or `nil` for a collection.
  ///
  /// A quoted or block scalar is a string. A plain one resolves as its syntax has it: YAML as `sigs.k8s.io/yaml`
  /// does, because that is what `kubectl` sends; JSON as RFC 8259 does.
  package var scalar: ScalarValue? {
    let node = resolved
    guard node.kind == .scalar, unknownName == nil else { return nil }
    if let tag { return ScalarValue(tag: tag, text: text ?? "", plain: node.style == .plain) }
    guard node.style == .plain else { return .string(text ?? "") }
    return withText { ScalarValue(plain: $0, syntax: tree.syntax) }
  }

  /// The text if this is a string to the API that reads the document: quoted, or plain and nothing else.
  package var string: String? {
    guard case .string(let value) = scalar else { return nil }
    return value
  }

  package var bool: Bool? {
    guard case .bool(let value) = scalar else { return nil }
    return value
  }

  /// A whole number, also where it was written as a string of decimal digits (Databricks' and Azure's ids and
  /// ports come either way).
  package var integer: Int64? {
    // What exports have most, without a scalar on the way.
    if tree.syntax == .json, let plain = tree.plainText(resolvedID.index),
      let value = JSONScalarResolution.smallInteger(plain)
    {
      return value
    }
    switch scalar {
    case .int(let value): return value
    case .string(let value): return Int64(value)
    default: return nil
    }
  }

  /// Whether this is a null: `null`, `~` or an empty plain scalar.
  package var isNull: Bool { tree.isNull(resolvedID.index) }
}

// Of nodes by their ids, for whoever looks at many and wants no reference to the tree with each.
extension DocumentTree {
  package func bool(_ id: NodeID) -> Bool? { node(id).bool }

  package func integer(_ id: NodeID) -> Int64? { node(id).integer }

  /// The text as a key that does not tell capital letters from small ones; `nil` where the node has none.
  package func foldedText(_ id: NodeID) -> FoldedText? {
    let node = nodes[Int(id.index)]
    guard node.kind == .scalar, !node.flags.contains(.tagged) else { return FoldedText(self.node(id)) }
    return FoldedText(text(of: node))
  }
}

extension DocumentTree {
  /// Whether the node at an index, which is no alias, is a null.
  package func isNull(_ index: UInt32) -> Bool {
    let node = nodes[Int(index)]
    guard node.kind == .scalar, node.style == .plain || node.flags.contains(.tagged) else { return false }
    if node.flags.contains(.tagged) {
      if case .null = DocumentNode(tree: self, id: NodeID(index: index)).scalar { return true }
      return false
    }
    let text = text(of: node)
    switch syntax {
    case .yaml: return YAMLScalarResolution.isNull(text)
    case .json: return JSONScalarResolution.isNull(text)
    case .zone, .sql: return false
    }
  }
}
