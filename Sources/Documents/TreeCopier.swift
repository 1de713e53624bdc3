package import SourceText

/// Copies nodes of a tree into a new one, with their spans: all of them, some of them, or under other keys.
///
/// Copying walks with a work list, never recursing. Depth is not limited anew: the source tree was within limits.
package struct TreeCopier: ~Copyable {
  private var builder: TreeBuilder
  private let keepsSource: Bool

  /// - Parameter keepsSource: whether texts may stay in the source's bytes, which the new tree then keeps alive;
  ///   otherwise they are copied and the source can go.
  package init(_ tree: DocumentTree, keepsSource: Bool) {
    builder = TreeBuilder(
      syntax: tree.syntax, path: tree.path, source: keepsSource ? tree.source : [],
      limits: .none)
    self.keepsSource = keepsSource
  }

  /// A copier into a tree that is made from no other: a loader adds every member by text.
  package init(syntax: DocumentSyntax, path: String) {
    builder = TreeBuilder(
      syntax: syntax, path: path, source: [], limits: .none)
    keepsSource = false
  }

  package consuming func finish() -> DocumentTree { builder.finish() }

  /// Opens a mapping that stands at a span; members follow, then `close`.
  package mutating func openMapping(span: ByteSpan) { open(.mapping, span: span, style: .flow) }

  package mutating func close() { builder.close(end: ends.popLast() ?? 0) }

  /// Adds a member: its key and the whole of its value.
  package mutating func member(_ key: DocumentNode, _ value: DocumentNode) {
    copyScalar(key)
    copy(value)
  }

  /// Adds a member under another name, at the place of the written key.
  package mutating func member(named name: String, at span: ByteSpan, _ value: DocumentNode) {
    builder.scalar(span: span, string: name)
    copy(value)
  }

  /// Adds a member whose value is a string that the loader derived from what stands at a span.
  package mutating func member(named name: String, string: String, at span: ByteSpan) {
    builder.scalar(span: span, string: name)
    builder.scalar(span: span, string: string)
  }

  /// Adds a member whose value nobody can know yet; see `DocumentNode.unknownName`.
  package mutating func unknown(named name: String, as unknown: String, at span: ByteSpan) {
    builder.scalar(span: span, string: name)
    self.unknown(as: unknown, at: span)
  }

  /// Adds an element that nobody can know yet.
  package mutating func unknown(as name: String, at span: ByteSpan) {
    let id = builder.scalar(span: span, string: "")
    builder.tag(id, DocumentNode.unknownTag + name)
  }

  /// Adds a string that the loader derived from what stands at a span, as an element or as the value of the key before.
  package mutating func string(_ text: String, at span: ByteSpan) { builder.scalar(span: span, string: text) }

  /// Adds a number or a bool that the loader derived from what stands at a span, as an element or as the value of the key before.
  package mutating func literal(_ text: String, at span: ByteSpan) {
    var text = text
    _ = text.withUTF8 { builder.scalar(span: span, text: $0, style: .plain) }
  }

  /// Adds a key whose value is opened next.
  package mutating func key(_ key: DocumentNode) { copyScalar(key) }

  /// Adds a key under another name whose value is opened next.
  package mutating func key(named name: String, at span: ByteSpan) {
    builder.scalar(span: span, string: name)
  }

  /// Copies a node with everything below it; aliases are written out.
  package mutating func copy(_ node: DocumentNode) {
    let tree = node.tree
    // For each open container, the child to come.
    var open: [UInt32] = []
    var index = node.id.index
    while true {
      let written = tree.nodes[Int(index)]
      let counted = written.kind == .alias ? tree.nodes[Int(written.first)] : written
      let span = ByteSpan(start: written.start, end: written.end)
      if counted.kind == .scalar {
        copyScalar(
          tree, written.kind == .alias ? NodeID(index: written.first) : NodeID(index: index), span: span)
      } else {
        builder.openCopy(of: counted, span: span)
        open.append(counted.first)
      }
      while open.last == .max {
        builder.closeCopy()
        open.removeLast()
      }
      guard let next = open.last else { return }
      index = next
      open[open.count - 1] = tree.nodes[Int(index)].next
    }
  }

  /// Opens a container; the new tree's own limits are out of reach, so this cannot fail.
  package mutating func open(_ kind: NodeKind, span: ByteSpan, style: NodeStyle) {
    _ = try? builder.open(kind, start: span.start, style: .flow)
    ends.append(span.end)
  }

  private var ends: [UInt32] = []

  private mutating func copyScalar(_ node: DocumentNode) {
    copyScalar(node.tree, node.resolvedID, span: node.span)
  }

  /// Copies a scalar's text to stand at a span.
  private mutating func copyScalar(_ tree: DocumentTree, _ source: NodeID, span: ByteSpan) {
    let text = tree.nodes[Int(source.index)]
    let id: NodeID
    if keepsSource, !text.flags.contains(.pooled) {
      let range = ByteSpan(start: text.first, end: text.first &+ text.count)
      id = builder.scalar(span: span, text: range, style: text.style)
    } else {
      id = withExtendedLifetime(tree) {
        builder.scalar(span: span, text: tree.text(of: text), style: text.style)
      }
    }
    if text.flags.contains(.tagged), let tag = tree.tags[source] { builder.tag(id, tag) }
  }
}
