package import SourceText

/// Elements of a sequence that follow each other, read before what stands around them: several threads may read one file.
///
/// Their nodes are in the memory of the tree already; `TreeBuilder.append` makes them children of the sequence that is open.
package struct TreeRun: Sendable {
  /// How deep a run may stand in its document.
  package static let depth = 16

  /// Their bytes, from the first one of the first element to the end of the last one.
  package let bytes: Range<Int>
  /// The places of their nodes, in the order in which they stand in the file.
  let nodes: [Range<Int>]
  /// The places of the first and the last element.
  let first: UInt32
  let last: UInt32
  let count: UInt32
  /// The texts that differ from what is written; nodes count them from the first of these.
  let pool: [UInt8]
  /// The nodes that have such a text: few of many.
  let pooled: [UInt32]
  /// What `TreeBuilder.problems` would have been.
  let problems: [SourceProblem]
}

/// The memory that a builder has reserved for runs.
package struct TreeReserve: Sendable {
  let memory: GrowingBuffer<TreeNode>.Reserve
}

/// How far a run has got, after a whole element.
package struct TreeRunMark: Sendable {
  /// How many pieces its nodes stand in beside the last one.
  fileprivate let pieces: Int
  fileprivate let piece: Range<Int>
  fileprivate let first: UInt32
  fileprivate let last: UInt32
  fileprivate let count: UInt32
  fileprivate let pool: Int
  fileprivate let pooled: Int
  fileprivate let problems: Int
}

// The reader of runs.
extension TreeBuilder {
  /// Opens what stands for the sequence that a run is in. What a run before it has left unfinished is dropped.
  ///
  /// - Throws: a problem where there is no room.
  package mutating func beginRun(at start: Int) throws(SourceProblem) {
    abandonDocument()
    pool = GrowingBuffer()
    pooled = []
    problems.removeAll()
    try open(.sequence, start: UInt32(clamping: start), style: .flow)
    pieces.removeAll()
    pieceStart = nodes.count
  }

  /// Marks the run's end so far; `nil` where the last element had no room.
  package var runMark: TreeRunMark? {
    guard excess == nil else { return nil }
    return TreeRunMark(
      pieces: pieces.count, piece: pieceStart..<nodes.count,
      first: nodes[Int(current.id)].first, last: current.last, count: current.children,
      pool: pool.count, pooled: pooled?.count ?? 0, problems: problems.count)
  }

  /// The run from `beginRun` up to a mark.
  package func run(to mark: TreeRunMark, bytes: Range<Int>) -> TreeRun {
    TreeRun(
      bytes: bytes, nodes: pieces.prefix(mark.pieces) + [mark.piece], first: mark.first, last: mark.last,
      count: mark.count, pool: pool.withElements(0..<mark.pool, Array.init),
      pooled: Array((pooled ?? []).prefix(mark.pooled)),
      problems: Array(problems.prefix(mark.problems)))
  }
}

// The reader of the whole.
extension TreeBuilder {
  /// What is reserved for runs; its builders are done with it before this one adds its first node.
  package var reserve: TreeReserve { TreeReserve(memory: nodes.reserve(pieceStart)) }

  /// Adds a run to the open sequence; false where it stands too deep or would be too much, so that it has to be read again.
  package mutating func append(_ run: TreeRun) -> Bool {
    let added = run.nodes.reduce(0) { $0 + $1.count }
    guard current.id != .max, !current.isMapping, depth <= TreeRun.depth, excess == nil,
      nodes.count + added < nodeEnd
    else { return false }
    // The nodes are where they are: what they take of all that there may be is not there for others.
    nodeEnd -= added
    expanded += added
    if pieceStart < nodes.count { pieces.append(pieceStart..<nodes.count) }
    pieceStart = nodes.count
    pieces += run.nodes
    adopt(run.pool, of: run.pooled)
    if current.last == .max {
      nodes[Int(current.id)].first = run.first
    } else {
      nodes[Int(current.last)].next = run.first
    }
    current.last = run.last
    current.children += run.count
    problems += run.problems.prefix(Swift.max(100 - problems.count, 0))
    return true
  }

  private mutating func adopt(_ texts: [UInt8], of pooled: [UInt32]) {
    if pooled.isEmpty { return }
    let before = UInt32(clamping: pool.count)
    texts.withUnsafeBufferPointer { pool.append(contentsOf: $0) }
    for index in pooled { nodes[Int(index)].first += before }
  }
}
