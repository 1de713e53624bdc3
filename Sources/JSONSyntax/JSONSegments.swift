import Documents
import SourceText

/// Where files are cut for several threads.
package struct JSONCut: Sendable {
  /// From how many bytes on a file is worth several threads, and up to how many there is memory for it.
  package var sizes = 4 << 20...64 << 20
  /// About how long a segment is, in bytes.
  package var length = 1 << 20

  package init() {}
}

/// How one file is cut.
struct JSONSegments {
  /// They cover the file.
  private let segments: [Range<Int>]
  /// How many nodes are reserved for them.
  let nodeCount: Int
  private let jobs: Int

  /// - Returns: nothing for a file that is better read in one go.
  init?(of bytes: UnsafeBufferPointer<UInt8>, limits: TreeLimits, jobs: Int, _ cut: JSONCut) {
    guard jobs > 1, cut.sizes.contains(bytes.count), limits.depth > 2 * TreeRun.depth else { return nil }
    let count = Swift.max(bytes.count / cut.length, 1)
    let length = (bytes.count + count - 1) / count
    segments = (0..<count).map { number in
      Swift.min(number * length, bytes.count)..<Swift.min((number + 1) * length, bytes.count)
    }
    self.jobs = Swift.min(jobs, count)
    // Memory that is reserved and not needed is none but in name. A file of values shorter than these is read in one go where it ends.
    nodeCount = Swift.min(limits.nodes, bytes.count / 8) + Swift.min(jobs, count) * Self.slack
  }

  /// Room for what runs that are not taken leave behind, and that threads take and do not fill.
  private static let slack = 1 << 17

  /// What could be read of the segments, the last one first.
  ///
  /// - Parameter whole: the builder of the whole file, which has reserved the room.
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, of source: SourceFile, into whole: borrowing TreeBuilder
  ) -> [JSONRun] {
    let reserve = whole.reserve
    let limits = TreeLimits(depth: whole.limits.depth - TreeRun.depth)
    nonisolated(unsafe) let bytes = bytes
    let runs = Parallel.map(segments.count, jobs: jobs) { _ in
      JSONParser(
        bytes: bytes,
        builder: TreeBuilder(reserve, syntax: .json, source: source, limits: limits))
    } _: { parser, number in
      parser.readAhead(segments[number])
    }
    return runs.joined().reversed()
  }
}
