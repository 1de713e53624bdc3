import Glibc

// Keys are compared as bytes: no String is made on the way.
extension DocumentNode {
  /// A mapping's value for a key; the last one where the key stands twice, as `kubectl` and most tools have it.
  package subscript(key: StaticString) -> DocumentNode? {
    pair(for: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))?.value
  }

  /// A mapping's value for a key made at run time.
  package func value(forKey key: String) -> DocumentNode? {
    pair(forKey: key)?.value
  }

  /// A mapping's pair for a key made at run time.
  package func pair(forKey key: String) -> (key: DocumentNode, value: DocumentNode)? {
    var key = key
    return key.withUTF8 { pair(for: $0) }
  }

  /// A mapping's pair for a key given as UTF-8; the last one where the key stands twice.
  package func pair(for key: UnsafeBufferPointer<UInt8>) -> (key: DocumentNode, value: DocumentNode)? {
    let mapping = resolved
    guard mapping.kind == .mapping else { return nil }
    if let branch = tree.large.branch(self) {
      return branch.pairs[Array(key)].map { (tree.node($0.key), tree.node($0.value)) }
    }
    var found: (UInt32, UInt32)?
    var index = mapping.first
    while index != UInt32.max {
      let node = tree.nodes[Int(index)]
      let value = node.next
      guard value != UInt32.max else { break }
      if node.kind == .scalar, Int(node.count) == key.count, tree.text(of: node, equals: key) {
        found = (index, value)
      }
      index = tree.nodes[Int(value)].next
    }
    guard let found else { return nil }
    return (
      DocumentNode(tree: tree, id: NodeID(index: found.0)),
      DocumentNode(tree: tree, id: NodeID(index: found.1))
    )
  }

  /// The elements of the sequence that a mapping has for a key; none where there is no sequence.
  package func list(_ key: StaticString) -> [DocumentNode] { self[key].map { Array($0.elements) } ?? [] }

  /// The value at the end of a chain of keys.
  package func at(_ keys: StaticString...) -> DocumentNode? {
    var node = self
    for key in keys {
      guard let next = node[key] else { return nil }
      node = next
    }
    return node
  }

  /// Whether this is a scalar with exactly these bytes as its text, whatever its style.
  package func isText(_ text: StaticString) -> Bool {
    let node = resolved
    return node.kind == .scalar && Int(node.count) == text.utf8CodeUnitCount
      && tree.text(
        of: node, equals: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension DocumentTree {
  func text(of node: TreeNode, equals other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = other.baseAddress else { return node.count == 0 }
    let bytes = node.flags.contains(.pooled) ? pool : source
    return bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return other.isEmpty }
      return memcmp(start + Int(node.first), base, other.count) == 0
    }
  }
}
