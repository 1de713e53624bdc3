package import CEL
package import Documents

/// A document tree as the expressions' maps and lists; nothing is copied until a text is asked for.
///
/// A member whose value is null is absent: that is what null means to Kubernetes' and Azure's APIs.
extension DocumentTree: MapAdapter, ListAdapter {
  /// A node as a value.
  func value(of node: DocumentNode) -> Value { value(at: node.resolvedID.index) }

  /// The node at an index, which is no alias, as a value.
  private func value(at index: UInt32) -> Value {
    switch kind(index) {
    case .mapping: return .map(.adapted(self, node: index))
    case .sequence: return .list(.adapted(self, node: index))
    case .scalar, .alias: break
    }
    if let text = stringText(index) { return .string(String(decoding: text, as: UTF8.self)) }
    // Without a node, whose references would be counted several times.
    if let plain = plainText(index) { return value(of: ScalarValue(plain: plain, syntax: syntax)) }
    let node = node(at: index)
    if let name = node.unknownName { return .unknown(UnknownSet(name)) }
    return value(of: node.scalar)
  }

  private func value(of scalar: ScalarValue?) -> Value {
    switch scalar {
    case .null, nil: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .uint(let number): .uint(number)
    case .double(let number): .double(number)
    case .bigInteger(let digits), .string(let digits): .string(digits)
    }
  }

  private func node(at index: UInt32) -> DocumentNode { node(NodeID(index: index)) }

  package func count(ofMap index: UInt32) -> Int {
    let map = node(at: index)
    if let branch = large.branch(map) { return branch.presentCount }
    return map.pairs.reduce(0) { $0 + ($1.value.isNull ? 0 : 1) }
  }

  package func value(inMap index: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    guard let found = member(index, field.bytes) else { return nil }
    return value(at: found)
  }

  package func value(inMap index: UInt32, forKey key: String) throws(EvaluationError) -> Value? {
    var key = key
    return key.withUTF8 { member(index, $0) }.map(value(at:))
  }

  package func keys(ofMap index: UInt32) -> [String] {
    node(at: index).pairs.compactMap { $0.value.isNull ? nil : $0.key.text }
  }

  package func map(inMap index: UInt32, forField field: FieldName) -> UInt32? {
    guard let value = member(index, field.bytes), kind(value) == .mapping else { return nil }
    return value
  }

  package func has(inMap index: UInt32, field: FieldName) -> Bool? {
    guard let value = member(index, field.bytes) else { return false }
    // What is unknown is a scalar with a tag.
    return stringText(value) != nil || plainText(value) != nil || kind(value) != .scalar ? true : nil
  }

  package func compare(
    inMap index: UInt32, forField field: FieldName, with text: FieldName
  ) -> TextComparison {
    guard let value = member(index, field.bytes) else { return .unclear }
    if let string = stringText(value) { return text.matches(string) ? .equal : .different }
    // A plain scalar of the same bytes may be a number or a truth; of other bytes it is another text, or none.
    if let plain = plainText(value) { return text.matches(plain) ? .unclear : .different }
    return .unclear
  }

  package func text(inMap index: UInt32, forField field: FieldName) -> LentText {
    guard let value = member(index, field.bytes) else { return .absent }
    return stringText(value).map(LentText.text) ?? .unclear
  }

  package func count(ofList index: UInt32) -> Int { node(at: index).count }

  package func element(ofList index: UInt32, at place: Int) -> Value? {
    node(at: index).element(at: place).map(value(of:))
  }

  package func eachText(ofList index: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    eachElement(index) { element in stringText(element).map(body) ?? false }
  }

  package func elements(ofList index: UInt32) -> [Value] { node(at: index).elements.map(value(of:)) }
}

extension DocumentNode {
  /// The node that a value stands for, if it is a map or list of a document.
  init?(_ value: Value) {
    switch value {
    case .map(.adapted(let tree as DocumentTree, let index)),
      .list(.adapted(let tree as DocumentTree, let index)):
      self = tree.node(NodeID(index: index))
    default: return nil
    }
  }
}
