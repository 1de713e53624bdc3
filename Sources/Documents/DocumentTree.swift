package import SourceText

/// The documents of one file as a read-only tree, whatever the format: mappings, sequences and scalars, each with
/// the span where it stands.
///
/// A struct of arrays of small nodes: a node is named by its `NodeID`, and a scalar's text is a stretch of the
/// source's bytes unless escapes or folding changed it. Immutable once built, so that any thread may read it.
package final class DocumentTree: Sendable {
  /// What wrote the documents; it decides how plain scalars resolve.
  package let syntax: DocumentSyntax
  /// The path of the file that the spans are in.
  package let path: String
  /// The roots, one a document, in the file's order.
  package let roots: [NodeID]

  let nodes: [TreeNode]
  let source: [UInt8]
  let pool: [UInt8]
  let tags: [NodeID: String]
  /// The comments, in order, each from its mark to the end of its line; `nil` where the reader kept no account.
  package let comments: [ByteSpan]?
  /// Where the children of large mappings and sequences are.
  package let large = BranchIndex()

  init(
    syntax: DocumentSyntax, path: String, roots: [NodeID], nodes: [TreeNode], source: [UInt8], pool: [UInt8],
    tags: [NodeID: String], comments: [ByteSpan]? = nil
  ) {
    self.syntax = syntax
    self.path = path
    self.roots = roots
    self.nodes = nodes
    self.source = source
    self.pool = pool
    self.tags = tags
    self.comments = comments
  }

  /// How many nodes there are, keys included.
  package var nodeCount: Int { nodes.count }

  /// The non-empty spans of all scalars, keys included, in the order in which they stand in the file.
  package var scalarSpans: [ByteSpan] {
    var spans: [ByteSpan] = []
    for node in nodes where node.kind == .scalar && node.start < node.end {
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
package enum NodeKind: UInt8, Sendable {
  case mapping, sequence, scalar, alias
}

/// How a node was written: scalars plain to folded, collections block or flow.
package enum NodeStyle: UInt8, Sendable {
  case plain, singleQuoted, doubleQuoted, literal, folded, block, flow
}

/// One node, 24 bytes.
struct TreeNode: Sendable {
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

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The text is in the pool, not in the source.
    static let pooled = Flags(rawValue: 1)
    /// The node has an entry in `tags`.
    static let tagged = Flags(rawValue: 2)
    /// The mapping has a merge key (`<<`), whose pairs the builder has added.
    static let merging = Flags(rawValue: 4)
  }
}
