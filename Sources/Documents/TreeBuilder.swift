import Glibc
package import SourceText

/// Builds a `DocumentTree` from a stream of events, as readers produce them.
///
/// Containers are opened and closed; nothing recurses, so nesting is bounded by `TreeLimits.depth` alone. Aliases
/// become links, so the tree never grows; their would-be expansion is counted against `TreeLimits.expansion`.
package struct TreeBuilder: ~Copyable {
  private let syntax: DocumentSyntax
  private let path: String
  private let source: [UInt8]
  package let limits: TreeLimits
  var nodes: GrowingBuffer<TreeNode>
  /// How many nodes there may be in the buffer, those included that are reserved for runs and not taken.
  var nodeEnd: Int
  /// The places of the nodes so far in the order in which they stand in the file, without the last ones, which stand from
  /// `pieceStart` on.
  var pieces: [Range<Int>] = []
  var pieceStart: Int
  var pool = GrowingBuffer<UInt8>()
  /// The nodes whose texts are in the pool, where these are read for another builder (`TreeRun`).
  var pooled: [UInt32]?
  /// Where the text that is being put together begins in the pool.
  private var textStart = 0
  private var roots: [NodeID] = []
  var tags: [NodeID: String] = [:]
  /// The innermost open container, and those around it, outermost first. The first of these is none.
  var current = OpenContainer.none
  private var enclosing: [OpenContainer] = []
  var expanded = 0

  /// Why the file is refused as a whole: it has more nodes or documents than it may. Nothing is added from then on, and the
  /// tree will have no documents.
  package private(set) var excess: SourceProblem?
  /// Problems that leave the tree usable: duplicate keys.
  package internal(set) var problems: [SourceProblem] = []
  /// The comments that the reader has seen, in order; `nil` where it keeps no account of them.
  package var comments: [ByteSpan]?
  /// The first mapping key that is itself a collection; a template (`{{ … }}`) reads as such.
  package private(set) var complexKey: ByteSpan?

  struct OpenContainer {
    var id: UInt32
    /// The last child so far.
    var last: UInt32
    /// Children so far; keys count as children.
    var children: UInt32
    /// The expansion count before this container.
    var before: Int
    var isMapping: Bool
    var hasMergeKey = false
    /// In a mapping, the child that the next one is like, as far as those before are like a mapping's that was read before; in a
    /// sequence, the first element of one that it is like. `.max` where there is none.
    var likeness = UInt32.max
    /// Whether all keys so far are those of the mapping that this one is like, in their order.
    var hasLikeKeys = false

    /// Outside of all documents.
    static let none = OpenContainer(id: .max, last: .max, children: 0, before: 0, isMapping: false)
  }

  /// - Parameter reserved: how many nodes there is room for that are read ahead (`TreeRun`).
  package init(
    syntax: DocumentSyntax, source: SourceFile, limits: TreeLimits = TreeLimits(), reserved: Int = 0
  ) {
    self.syntax = syntax
    path = source.path
    self.source = source.bytes
    self.limits = limits
    nodeEnd = reserved + Swift.min(limits.nodes, .max - reserved)
    pieceStart = reserved
    // A large file may be one scalar, so there is not room for all that it could hold. But the buffer of a large file is above the 32 MiB from which
    // on the C library gives it pages of its own, and moves it by its page tables when it grows.
    nodes = GrowingBuffer(
      reserved: reserved,
      minimumCapacity: reserved > 0 ? 1 << 16 : Swift.min(source.bytes.count / 16, 3 << 19))
  }

  /// A builder over bytes that another tree has read.
  init(syntax: DocumentSyntax, path: String, source: [UInt8], limits: TreeLimits) {
    self.syntax = syntax
    self.path = path
    self.source = source
    self.limits = limits
    nodeEnd = limits.nodes
    pieceStart = 0
    nodes = GrowingBuffer()
  }

  /// A builder of runs, whose nodes stand in the memory that another one has reserved for them.
  package init(_ reserve: TreeReserve, syntax: DocumentSyntax, source: SourceFile, limits: TreeLimits) {
    self.syntax = syntax
    path = source.path
    self.source = source.bytes
    self.limits = limits
    nodeEnd = 0
    pieceStart = 0
    nodes = GrowingBuffer(reserve.memory)
  }

  /// How many containers are open.
  package var depth: Int { enclosing.count }

  /// The nodes that the documents so far stand for when every alias is written out.
  package var expandedCount: Int { expanded }

  /// Drops the document that is open, if one is; the ones before it stay.
  package mutating func abandonDocument() {
    enclosing.removeAll()
    current = .none
  }

  /// The tree of what was built. Containers still open are closed first: after an error, what was read remains.
  package consuming func finish() -> DocumentTree {
    while !enclosing.isEmpty { close(end: UInt32(clamping: source.count)) }
    pieces.append(pieceStart..<nodes.count)
    return DocumentTree(
      syntax: syntax, path: path, roots: excess == nil ? roots : [], nodes: nodes.finish(), pieces: pieces,
      source: source, pool: pool.finish(),
      tags: tags, comments: comments)
  }
}

// Texts that a reader puts together from pieces.
extension TreeBuilder {
  /// Begins such a text; pieces follow, and `scalarOfText` ends it.
  package mutating func beginText() { textStart = pool.count }

  /// Adds a piece to the text that is being put together.
  package mutating func addText(_ piece: UnsafeBufferPointer<UInt8>) { pool.append(contentsOf: piece) }

  /// Adds bytes of one value to the text that is being put together.
  package mutating func addText(_ byte: UInt8, count: Int = 1) {
    for _ in 0..<Swift.max(count, 0) { pool.append(byte) }
  }

  /// Adds a scalar whose text has been put together.
  @discardableResult
  package mutating func scalarOfText(span: ByteSpan, style: NodeStyle) -> NodeID {
    addPooled(
      TreeNode(
        start: span.start, end: span.end, first: UInt32(clamping: textStart),
        count: UInt32(clamping: pool.count &- textStart), next: .max, kind: .scalar, style: style,
        flags: .pooled))
  }
}

// Adding nodes.
extension TreeBuilder {
  /// Adds a scalar whose text stands in the source as it is.
  @discardableResult
  package mutating func scalar(span: ByteSpan, text: ByteSpan, style: NodeStyle) -> NodeID {
    add(
      TreeNode(
        start: span.start, end: span.end, first: text.start, count: text.end &- text.start, next: .max,
        kind: .scalar, style: style, flags: []))
  }

  /// Adds a scalar whose text differs from what is written (escapes, folding, another file).
  @discardableResult
  package mutating func scalar(span: ByteSpan, text: UnsafeBufferPointer<UInt8>, style: NodeStyle) -> NodeID {
    let first = UInt32(clamping: pool.count)
    pool.append(contentsOf: text)
    return addPooled(
      TreeNode(
        start: span.start, end: span.end, first: first, count: UInt32(clamping: text.count), next: .max,
        kind: .scalar, style: style, flags: .pooled))
  }

  /// Adds a scalar of text made by a loader; it is a string.
  @discardableResult
  package mutating func scalar(span: ByteSpan, string: String) -> NodeID {
    var string = string
    return string.withUTF8 { scalar(span: span, text: $0, style: .doubleQuoted) }
  }

  /// Opens a mapping or a sequence; its children follow, then `close`.
  ///
  /// - Throws: a problem where the nesting gets deeper than the limit.
  @discardableResult
  package mutating func open(_ kind: NodeKind, start: UInt32, style: NodeStyle) throws(SourceProblem)
    -> NodeID
  {
    guard enclosing.count < limits.depth else {
      throw SourceProblem(
        "nested deeper than \(limits.depth) levels; at most \(limits.depth) are allowed",
        at: ByteSpan(start: start, end: start))
    }
    let before = expanded
    let likeness = likeness(ofNext: kind)
    let id = add(
      TreeNode(
        start: start, end: start, first: .max, count: 0, next: .max, kind: kind, style: style, flags: []))
    if let excess { throw excess }
    enclosing.append(current)
    current = OpenContainer(
      id: id.index, last: .max, children: 0, before: before, isMapping: kind == .mapping,
      likeness: likeness, hasLikeKeys: likeness != .max)
    return id
  }

  /// Closes the innermost container. `end` is used for flow style; a block ends where its last child does.
  package mutating func close(end: UInt32) {
    guard let outer = enclosing.popLast() else { return }
    let container = current
    current = outer
    let index = Int(container.id)
    if nodes[index].style == .block, container.last != .max {
      nodes[index].end = nodes[Int(container.last)].end
    } else {
      nodes[index].end = Swift.max(end, nodes[index].start)
    }
    nodes[index].count = container.isMapping ? container.children / 2 : container.children
    if container.isMapping {
      // A key still without its value, where the reader stopped, must stay the last child.
      let isComplete = container.children % 2 == 0
      if container.hasMergeKey, isComplete { mergePairs(of: index) }
      // What has the keys of a mapping that has each of them once has them once, too.
      if !container.hasLikeKeys { reportDuplicateKeys(of: index) }
    }
    if enclosing.isEmpty { noteRoot(container.id) }
  }

  /// Opens a container as one of another tree is whose children will all be copied: how many it has, and whether a key stands
  /// twice, is known of it. `closeCopy` ends it.
  mutating func openCopy(of node: TreeNode, span: ByteSpan) {
    let id = add(
      TreeNode(
        start: span.start, end: span.end, first: .max, count: node.count, next: .max, kind: node.kind,
        style: .flow, flags: node.flags.intersection(.repeating)))
    enclosing.append(current)
    current = OpenContainer(
      id: id.index, last: .max, children: 0, before: expanded, isMapping: node.kind == .mapping)
  }

  /// Ends what `openCopy` began.
  mutating func closeCopy() {
    guard let outer = enclosing.popLast() else { return }
    if enclosing.isEmpty { noteRoot(current.id) }
    current = outer
  }

  /// Adds an alias for a node that is complete; `expansion` is what `expandedCount` grew by while it was built.
  ///
  /// - Throws: a problem where the documents, written out, get larger than the limit.
  package mutating func alias(
    span: ByteSpan, target: NodeID, expansion: Int
  ) throws(SourceProblem) {
    guard expanded + expansion <= Swift.max(limits.expansion, nodes.count) else {
      throw SourceProblem(
        "aliases expand to more than \(limits.expansion) nodes; at most \(limits.expansion) are allowed",
        at: span)
    }
    add(
      TreeNode(
        start: span.start, end: span.end, first: target.index, count: 0, next: .max, kind: .alias,
        style: .plain,
        flags: []))
    expanded += Swift.max(expansion - 1, 0)
  }

  /// Gives the node just added or opened an explicit tag.
  package mutating func tag(_ id: NodeID, _ tag: String) {
    tags[id] = tag
    nodes[Int(id.index)].flags.insert(.tagged)
  }

  private mutating func addPooled(_ node: TreeNode) -> NodeID {
    let id = add(node)
    if excess == nil { pooled?.append(id.index) }
    return id
  }

  @discardableResult
  @inline(__always)
  private mutating func add(_ node: TreeNode) -> NodeID {
    guard nodes.count < nodeEnd || takeMore() else { return refuse(node) }
    let index = UInt32(truncatingIfNeeded: nodes.count)
    nodes.append(node)
    expanded &+= 1
    if current.id == .max {
      if node.kind == .scalar || node.kind == .alias { noteRoot(index) }
    } else {
      link(index, node)
    }
    return NodeID(index: index)
  }

  /// Makes room for a node where the memory is another builder's; false where there is none.
  @inline(never)
  private mutating func takeMore() -> Bool {
    let end = nodes.count
    guard excess == nil, let more = nodes.takeMore() else { return false }
    if pieceStart < end { pieces.append(pieceStart..<end) }
    pieceStart = more.lowerBound
    nodeEnd = more.upperBound
    return true
  }

  /// Stands in for `add` once there are as many nodes as there may be: the id is that of another node.
  @inline(never)
  private mutating func refuse(_ node: TreeNode) -> NodeID {
    if excess == nil {
      excess = SourceProblem(
        "more than \(limits.nodes) keys and values; at most \(limits.nodes) are read (--max-nodes)",
        at: ByteSpan(start: node.start, end: node.start))
    }
    return NodeID(index: UInt32(truncatingIfNeeded: nodes.count &- 1))
  }

  private mutating func noteRoot(_ index: UInt32) {
    guard roots.count < limits.documents else {
      let start = nodes[Int(index)].start
      excess =
        excess
        ?? SourceProblem(
          "more than \(limits.documents) documents; at most \(limits.documents) are read (--max-documents)",
          at: ByteSpan(start: start, end: start))
      return
    }
    roots.append(NodeID(index: index))
  }

  @inline(__always)
  private mutating func link(_ index: UInt32, _ node: TreeNode) {
    if current.last == .max {
      nodes[Int(current.id)].first = index
    } else {
      nodes[Int(current.last)].next = index
    }
    if current.isMapping {
      if current.children & 1 == 0 {
        if node.kind != .scalar || node.count == 2 { noteKey(node) }
        current.hasLikeKeys = false
        current.likeness = .max
      } else if current.likeness != .max {
        current.likeness = nodes[Int(current.likeness)].next
      }
    }
    current.last = index
    current.children &+= 1
  }

  private mutating func noteKey(_ node: TreeNode) {
    if node.kind == .mapping || node.kind == .sequence {
      if complexKey == nil { complexKey = ByteSpan(start: node.start, end: node.end) }
    } else if node.kind == .scalar, node.style == .plain, syntax == .yaml, isMergeText(node) {
      current.hasMergeKey = true
    }
  }

  /// Lends a scalar's text.
  func withText<Result>(of node: TreeNode, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let range = Int(node.first)..<Int(node.first) + Int(node.count)
    if node.flags.contains(.pooled) { return pool.withElements(range, body) }
    return source.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func bytes(of node: TreeNode) -> [UInt8] { withText(of: node) { Array($0) } }

  /// Whether a scalar's text is `<<`.
  func isMergeText(_ node: TreeNode) -> Bool {
    node.count == 2 && withText(of: node) { $0[0] == UInt8(ascii: "<") && $0[1] == UInt8(ascii: "<") }
  }

  /// Whether two scalars have the same text.
  func haveSameText(_ node: TreeNode, _ other: TreeNode) -> Bool {
    guard node.count == other.count else { return false }
    return withText(of: node) { text in
      withText(of: other) { other in
        guard let left = text.baseAddress, let right = other.baseAddress, text.count > 0 else { return true }
        let last = text.count &- 1
        return left[0] == right[0] && left[last] == right[last] && memcmp(left, right, text.count) == 0
      }
    }
  }
}
