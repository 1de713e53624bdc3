import Documents

/// The anchors of a document, for both readers.
struct YAMLAnchors {
  /// What an anchor names.
  struct Anchor {
    var node: NodeID
    /// The nodes that it stands for when written out; `nil` while it is open.
    var expansion: Int?
  }

  private var named: [String: Anchor] = [:]
  /// The open containers that have an anchor: their depth, name, and the count before them.
  private var open: [(depth: Int, name: String, before: Int)] = []

  subscript(name: String) -> Anchor? { named[name] }

  /// Forgets all names: an anchor belongs to its document.
  mutating func beginDocument() {
    if !named.isEmpty { named.removeAll() }
  }

  mutating func name(scalar: NodeID, _ name: String) { named[name] = Anchor(node: scalar, expansion: 1) }

  /// Names a container that was just opened; `before` is the builder's `expandedCount` before that.
  mutating func name(container: NodeID, _ name: String, before: Int, depth: Int) {
    named[name] = Anchor(node: container, expansion: nil)
    open.append((depth, name, before))
  }

  /// Closes the builder's innermost container.
  @inline(__always)
  mutating func close(_ builder: inout TreeBuilder, end: UInt32) {
    guard !open.isEmpty else { return builder.close(end: end) }
    let depth = builder.depth
    builder.close(end: end)
    complete(depth, expanded: builder.expandedCount)
  }

  private mutating func complete(_ depth: Int, expanded: Int) {
    guard let last = open.last, last.depth == depth else { return }
    open.removeLast()
    if let anchor = named[last.name], anchor.expansion == nil {
      named[last.name]?.expansion = expanded - last.before
    }
  }
}
