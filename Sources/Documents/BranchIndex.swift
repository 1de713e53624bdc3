import Synchronization

/// Where the children of large mappings and sequences are, so that looking up one after the other stays linear.
///
/// A tree keeps children as a chain, which is best for the few that nearly all have. The author of a file may write
/// hundreds of thousands.
package final class BranchIndex: Sendable {
  package struct Branch: Sendable {
    /// The key and the value of each pair by the key's text, the last one where a key stands twice.
    package fileprivate(set) var pairs: [[UInt8]: (key: NodeID, value: NodeID)] = [:]
    package fileprivate(set) var elements: [NodeID] = []
    /// The pairs whose value is not null.
    package fileprivate(set) var presentCount = 0
  }

  /// The most children that are looked through one by one.
  static let searched = 32
  private let branches = Mutex<[UInt32: Branch]>([:])

  /// The index of a mapping or sequence; `nil` for one that is small.
  package func branch(_ node: DocumentNode) -> Branch? {
    guard node.count > Self.searched else { return nil }
    let id = node.resolvedID.index
    if let known = branches.withLock({ $0[id] }) { return known }
    var branch = Branch()
    if node.isMapping {
      for pair in node.pairs {
        if !pair.value.isNull { branch.presentCount += 1 }
        if let key = pair.key.withText({ Array($0) }) { branch.pairs[key] = (pair.key.id, pair.value.id) }
      }
    } else {
      branch.elements = node.elements.map(\.id)
    }
    branches.withLock { $0[id] = branch }
    return branch
  }
}
