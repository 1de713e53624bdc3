import Glibc

// Keys are compared as bytes: no String is made on the way.
extension DocumentNode {
  /// A mapping's value for a key; the last one where the key stands twice, as `kubectl` and most tools have it.
  package subscript(key: StaticString) -> DocumentNode? {
    value(for: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
  }

  /// Whether a mapping has a key, be it for a null.
  package func has(_ key: StaticString) -> Bool {
    let key = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    let mapping = resolved
    guard mapping.kind == .mapping else { return false }
    return mapping.count > BranchIndex.searched
      ? pair(for: key) != nil : tree.search(mapping, for: key) != nil
  }

  /// A mapping's value for a key given as UTF-8; the last one where the key stands twice.
  package func value(for key: UnsafeBufferPointer<UInt8>) -> DocumentNode? {
    let mapping = resolved
    guard mapping.kind == .mapping else { return nil }
    if mapping.count > BranchIndex.searched { return pair(for: key)?.value }
    guard let found = tree.search(mapping, for: key) else { return nil }
    return tree.node(NodeID(index: found.value))
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
    guard let found = tree.search(mapping, for: key) else { return nil }
    return (tree.node(NodeID(index: found.key)), tree.node(NodeID(index: found.value)))
  }

  /// Goes over a mapping's members in order, each with its key's text and its value's place, aliases followed: for whoever wants
  /// many of them, and no nodes. A key that stands twice comes twice; of such the last one counts.
  package func eachMember(_ body: (_ key: UnsafeBufferPointer<UInt8>, _ value: NodeID) -> Void) {
    let mapping = resolved
    guard mapping.kind == .mapping else { return }
    var index = mapping.first
    while index != .max {
      let key = tree.nodes[Int(index)]
      guard key.next != .max else { return }
      let value = tree.nodes[Int(key.next)]
      if key.kind == .scalar {
        body(tree.text(of: key), NodeID(index: value.kind == .alias ? value.first : key.next))
      }
      index = value.next
    }
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
    let text = text(of: node)
    guard text.count == other.count else { return false }
    guard let left = text.baseAddress, let right = other.baseAddress, text.count > 0 else { return true }
    // Keys of one length mostly differ at an end.
    let last = text.count &- 1
    return left[0] == right[0] && left[last] == right[last] && memcmp(left, right, other.count) == 0
  }

  /// The places of a small mapping's key and value; the last ones where the key stands twice. Large mappings have an index.
  ///
  /// Rules ask for members more often than for anything else: of each key that is passed by, the length alone is read.
  ///
  /// - Parameter mapping: the mapping itself, no alias.
  @inline(__always)
  func search(_ mapping: TreeNode, for key: UnsafeBufferPointer<UInt8>) -> (key: UInt32, value: UInt32)? {
    var found: (UInt32, UInt32)?
    let isFirstEnough = !mapping.flags.contains(.repeating)
    // What ends a chain is beyond all nodes, too.
    let (base, count) = (nodes.base, UInt32(clamping: nodes.count))
    var place = mapping.first
    while place < count {
      let node = base + Int(place)
      let value = node.pointee.next
      guard value < count else { break }
      if Int(node.pointee.count) == key.count, node.pointee.kind == .scalar,
        text(of: node.pointee, equals: key)
      {
        found = (place, value)
        if isFirstEnough { return found }
      }
      place = base[Int(value)].next
    }
    return found
  }

  /// The value's place, aliases followed, of a mapping's member; `nil` where there is no mapping, no such member, or a null.
  ///
  /// - Parameter index: the mapping's place, no alias.
  package func member(_ index: UInt32, _ key: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if let shown = shownMember(index, key) { return shown.flatMap { isNull($0) ? nil : $0 } }
    let mapping = nodes[Int(index)]
    guard mapping.kind == .mapping else { return nil }
    let value: UInt32
    if mapping.count > BranchIndex.searched {
      guard let found = node(NodeID(index: index)).pair(for: key) else { return nil }
      value = found.value.resolvedID.index
    } else {
      guard let found = search(mapping, for: key)?.value else { return nil }
      let node = nodes[Int(found)]
      value = node.kind == .alias ? node.first : found
    }
    return isNull(value) ? nil : value
  }

  /// Goes over the elements of the list at an index, aliases followed, until the body gives `false`.
  ///
  /// - Returns: whether it came to the end.
  package func eachElement(_ index: UInt32, _ body: (UInt32) -> Bool) -> Bool {
    var place = nodes[Int(index)].first
    while place != NodeID.none.index {
      let node = nodes[Int(place)]
      guard body(node.kind == .alias ? node.first : place) else { return false }
      place = node.next
    }
    return true
  }

  /// What a node at an index is; an alias' own kind for an alias.
  package func kind(_ index: UInt32) -> NodeKind { nodes[Int(index)].kind }

  /// The text of a scalar that is surely a string: without a tag, and quoted, in a block or of words that stand for nothing else.
  /// Lent for as long as the tree lives.
  package func stringText(_ index: UInt32) -> UnsafeBufferPointer<UInt8>? {
    let node = nodes[Int(index)]
    guard node.kind == .scalar, !node.flags.contains(.tagged) else { return nil }
    let text = text(of: node)
    return node.style != .plain || (syntax == .yaml && YAMLScalarResolution.isString(text)) ? text : nil
  }

  /// The text of a plain scalar without a tag, which may stand for a number or a truth. Lent for as long as the tree lives.
  package func plainText(_ index: UInt32) -> UnsafeBufferPointer<UInt8>? {
    let node = nodes[Int(index)]
    guard node.kind == .scalar, node.style == .plain, !node.flags.contains(.tagged) else { return nil }
    return text(of: node)
  }
}
