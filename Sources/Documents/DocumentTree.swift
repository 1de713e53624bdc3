package import SourceText

/// The documents of one file as a read-only tree, whatever the format: mappings, sequences and scalars, each with
/// the span where it stands.
///
/// A struct of arrays of small nodes: a node is named by its `NodeID`, and a scalar's text is a stretch of the
/// source's bytes unless escapes or folding changed it. Immutable once built, so that any thread may read it; only a thread's own
/// twin notes which members are asked for.
package final class DocumentTree: @unchecked Sendable {
  /// What wrote the documents; it decides how plain scalars resolve.
  package let syntax: DocumentSyntax
  /// The path of the file that the spans are in.
  package let path: String
  /// The roots, one a document, in the file's order.
  package let roots: [NodeID]

  /// What twins have in common.
  private let storage: Storage
  let nodes: LentBuffer<TreeNode>
  /// The places of the nodes in the order in which they stand in the file; between them is memory that was not needed.
  let pieces: [Range<Int>]
  /// How many nodes there are, keys included.
  package let nodeCount: Int
  /// The bytes of the file, which spans count; none where the tree does without them.
  package let source: [UInt8]
  /// Texts that differ from what is written.
  let pool: LentBuffer<UInt8>
  /// Where `source` begins, whose bytes neither move nor change while the tree keeps the array: looking up a text
  /// must not count references.
  private let sourceStart: UnsafePointer<UInt8>?
  let tags: [NodeID: String]
  /// The comments, in order, each from its mark to the end of its line; `nil` where the reader kept no account.
  package let comments: [ByteSpan]?
  /// Where the children of large mappings and sequences are.
  package let large: BranchIndex

  /// The members that are asked for most at the moment; only in a thread's own twin.
  private let members: UnsafeMutablePointer<MemberTable>?

  private final class Storage: Sendable {
    let nodes: FixedBuffer<TreeNode>
    let pool: FixedBuffer<UInt8>

    init(_ nodes: consuming FixedBuffer<TreeNode>, _ pool: consuming FixedBuffer<UInt8>) {
      self.nodes = nodes
      self.pool = pool
    }
  }

  init(
    syntax: DocumentSyntax, path: String, roots: [NodeID], nodes: consuming FixedBuffer<TreeNode>,
    pieces: [Range<Int>], source: [UInt8], pool: consuming FixedBuffer<UInt8>, tags: [NodeID: String],
    comments: [ByteSpan]? = nil
  ) {
    self.syntax = syntax
    self.path = path
    self.roots = roots
    storage = Storage(nodes, pool)
    self.nodes = storage.nodes.lent
    self.pieces = pieces
    nodeCount = pieces.reduce(0) { $0 + $1.count }
    self.source = source
    self.pool = storage.pool.lent
    self.tags = tags
    self.comments = comments
    large = BranchIndex()
    sourceStart = source.withUnsafeBufferPointer(\.baseAddress)
    members = nil
  }

  private init(twinOf other: DocumentTree, isForThread: Bool) {
    syntax = other.syntax
    path = other.path
    roots = other.roots
    storage = other.storage
    nodes = other.nodes
    pieces = other.pieces
    nodeCount = other.nodeCount
    source = other.source
    pool = other.pool
    tags = other.tags
    comments = other.comments
    large = other.large
    sourceStart = other.sourceStart
    members = isForThread ? .allocate(capacity: 1) : nil
    members?.initialize(to: MemberTable())
  }

  deinit {
    members?.deinitialize(count: 1)
    members?.deallocate()
  }

  /// The same tree as another object, whose nodes have the same ids.
  ///
  /// Every use of a node counts a reference to its tree, and threads that count references to one object wait for each other: each
  /// thread looks at a twin of its own.
  package func twin() -> DocumentTree { DocumentTree(twinOf: self, isForThread: false) }

  /// A twin that one thread keeps for itself.
  func twinForThread() -> DocumentTree { DocumentTree(twinOf: self, isForThread: true) }

  /// Says that a mapping's members are going to be asked for many times, which a thread's own twin makes quicker.
  package func show(_ mapping: NodeID) { members?.pointee.show(mapping.index, of: self) }

  /// The place of the value of a member of the mapping that is shown, aliases followed.
  ///
  /// - Returns: `nil` for another mapping, and of the shown one a place or `nil`.
  @inline(__always)
  func shownMember(_ index: UInt32, _ key: UnsafeBufferPointer<UInt8>) -> UInt32?? {
    guard let members, members.pointee.mapping == index else { return nil }
    return .some(members.pointee.value(for: key))
  }

  /// Whether two trees are the same but for being different objects.
  package func isTwin(of other: DocumentTree) -> Bool { storage === other.storage }

  /// Where the text of a scalar begins, which is as long as the node's `count`.
  ///
  /// The pointer lives as long as the tree. Readers make sure that a text lies within the source or the pool.
  @inline(__always)
  func text(of node: TreeNode) -> UnsafeBufferPointer<UInt8> {
    let isPooled = node.flags.contains(.pooled)
    let limit = isPooled ? pool.count : source.count
    guard let base = isPooled ? pool.base : sourceStart, Int(node.first) &+ Int(node.count) <= limit else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: base + Int(node.first), count: Int(node.count))
  }

  /// The non-empty spans of all scalars, keys included, in the order in which they stand in the file.
  package var scalarSpans: [ByteSpan] {
    var spans: [ByteSpan] = []
    for index in pieces.joined() {
      let node = nodes[index]
      guard node.kind == .scalar, node.start < node.end else { continue }
      if let last = spans.last, node.start < last.end { continue }
      spans.append(ByteSpan(start: node.start, end: node.end))
    }
    return spans
  }

  /// The documents' root nodes.
  package var documents: [DocumentNode] {
    roots.map { DocumentNode(tree: self, id: $0) }
  }

  /// A node of this tree; `id` must come from this tree.
  package func node(_ id: NodeID) -> DocumentNode { DocumentNode(tree: self, id: id) }
}

/// The formats whose files become trees.
package enum DocumentSyntax: String, Sendable {
  case yaml, json, zone, sql
}

/// Names a node within its tree.
package struct NodeID: Hashable, Sendable {
  /// The node's place in the tree's array, 0-based.
  package let index: UInt32

  package init(index: UInt32) { self.index = index }

  /// No node: the end of a chain of siblings.
  static let none = NodeID(index: .max)
}

/// What a node is. An alias stands for the node that its anchor names and is resolved by every accessor.
package enum NodeKind: UInt8, Sendable, BitwiseCopyable {
  case mapping, sequence, scalar, alias
}

/// How a node was written: scalars plain to folded, collections block or flow.
package enum NodeStyle: UInt8, Sendable, BitwiseCopyable {
  case plain, singleQuoted, doubleQuoted, literal, folded, block, flow
}

/// One node, 24 bytes.
struct TreeNode: Sendable, BitwiseCopyable {
  /// The span, 0-based byte offsets into the source.
  var start: UInt32
  var end: UInt32
  /// Scalar: offset of the text. Mapping, sequence: the first child. Alias: the target.
  var first: UInt32
  /// Scalar: length of the text. Mapping: pairs. Sequence: elements.
  var count: UInt32
  /// The next sibling; within a mapping keys and values alternate.
  var next: UInt32
  var kind: NodeKind
  var style: NodeStyle
  var flags: Flags

  struct Flags: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The text is in the pool, not in the source.
    static let pooled = Flags(rawValue: 1)
    /// The node has an entry in `tags`.
    static let tagged = Flags(rawValue: 2)
    /// The mapping has a merge key (`<<`), whose pairs the builder has added.
    static let merging = Flags(rawValue: 4)
    /// A key of the mapping stands more than once.
    static let repeating = Flags(rawValue: 8)
  }
}
