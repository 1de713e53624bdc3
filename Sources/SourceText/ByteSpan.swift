/// A stretch of a file's decoded bytes: `start` included, `end` excluded, both 0-based UTF-8 byte offsets.
///
/// The offsets count from after a byte-order mark, and in the decoded text where the file was UTF-16.
package struct ByteSpan: Hashable, Sendable {
  package var start: UInt32
  package var end: UInt32

  @inlinable @inline(__always)
  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// A span from ordinary offsets; both are cut to what 32 bits hold (`SourceLimits` keeps files below that).
  package init(_ range: Range<Int>) {
    self.init(
      start: UInt32(clamping: range.lowerBound), end: UInt32(clamping: range.upperBound))
  }

  /// The span as a range of array indices.
  package var range: Range<Int> { Int(start)..<Int(Swift.max(start, end)) }
}
