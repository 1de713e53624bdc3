/// What a document may cost; the author of a file controls every byte of it.
package struct TreeLimits: Sendable {
  /// Mappings and sequences inside each other. Kubernetes' own objects stay below 30.
  package var depth: Int
  /// Nodes of a file when every alias is written out, unless the file itself has more.
  package var expansion: Int

  package init(depth: Int = 1000, expansion: Int = 1_000_000) {
    self.depth = depth
    self.expansion = expansion
  }
}
