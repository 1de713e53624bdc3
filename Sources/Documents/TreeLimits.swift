/// What a document may cost; the author of a file controls every byte of it.
package struct TreeLimits: Sendable {
  /// Mappings and sequences inside each other. Kubernetes' own objects stay below 30.
  package var depth: Int
  /// Nodes of a file when every alias is written out, unless the file itself has more.
  package var expansion: Int
  /// Nodes of a file, keys included, at least 1; a file with more is refused as a whole. A minified export of 50 MB has
  /// 3 million, and 4 million take 450 MiB at most.
  package var nodes: Int
  /// Documents of a file; a file with more is refused as a whole.
  package var documents: Int

  package init(
    depth: Int = 1000, expansion: Int = 1_000_000, nodes: Int = 4_000_000, documents: Int = 100_000
  ) {
    self.depth = depth
    self.expansion = expansion
    self.nodes = Swift.max(nodes, 1)
    self.documents = documents
  }

  /// For trees that are made of parts of trees, which have been limited.
  package static let none = TreeLimits(depth: .max, expansion: .max, nodes: .max, documents: .max)
}
