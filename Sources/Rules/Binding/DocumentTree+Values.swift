import CEL
import Documents

/// A document tree as the expressions' maps and lists; nothing is copied until a text is asked for.
///
/// A member whose value is null is absent: that is what null means to Kubernetes' and Azure's APIs.
final class TreeAdapter: MapAdapter, ListAdapter {
  let tree: DocumentTree

  init(_ tree: DocumentTree) { self.tree = tree }

  /// A node as a value.
  func value(of node: DocumentNode) -> Value {
    switch node.kind {
    case .mapping: .map(.adapted(self, node: node.resolvedID.index))
    case .sequence: .list(.adapted(self, node: node.resolvedID.index))
    case .scalar, .alias: scalar(node)
    }
  }

  private func scalar(_ node: DocumentNode) -> Value {
    if let name = node.unknownName { return .unknown(UnknownSet(name)) }
    return known(node)
  }

  private func known(_ node: DocumentNode) -> Value {
    switch node.scalar {
    case .null, nil: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .uint(let number): .uint(number)
    case .double(let number): .double(number)
    case .bigInteger(let digits), .string(let digits): .string(digits)
    }
  }

  private func node(_ index: UInt32) -> DocumentNode { node(NodeID(index: index)) }

  private func node(_ id: NodeID) -> DocumentNode { tree.node(id) }

  /// A member's value; one that is null is absent.
  private func member(_ found: DocumentNode?) -> Value? { found.flatMap { $0.isNull ? nil : value(of: $0) } }

  func count(ofMap index: UInt32) -> Int {
    let map = node(index)
    if let branch = tree.large.branch(map) { return branch.presentCount }
    return map.pairs.reduce(0) { $0 + ($1.value.isNull ? 0 : 1) }
  }

  func value(inMap index: UInt32, forField field: FieldName) throws(EvaluationError) -> Value? {
    member(field.utf8.withUnsafeBufferPointer { node(index).pair(for: $0)?.value })
  }

  func value(inMap index: UInt32, forKey key: String) throws(EvaluationError) -> Value? {
    member(node(index).value(forKey: key))
  }

  func keys(ofMap index: UInt32) -> [String] {
    node(index).pairs.compactMap { $0.value.isNull ? nil : $0.key.text }
  }

  func count(ofList index: UInt32) -> Int { node(index).count }

  func element(ofList index: UInt32, at place: Int) -> Value? {
    node(index).element(at: place).map(value(of:))
  }

  func elements(ofList index: UInt32) -> [Value] { node(index).elements.map(value(of:)) }

  /// The node that a value stands for, if it is a map or list of a document.
  static func node(of value: Value) -> DocumentNode? {
    switch value {
    case .map(.adapted(let adapter as TreeAdapter, let index)),
      .list(.adapted(let adapter as TreeAdapter, let index)):
      adapter.tree.node(NodeID(index: index))
    default: nil
    }
  }
}
