/// A stretch of an expression: `start` included, `end` excluded, both 0-based offsets in UTF-8 bytes.
struct SourceRange: Sendable, Equatable {
  var start: UInt32
  var end: UInt32

  init(_ start: Int, _ end: Int) {
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  /// From the start of one to the end of the other.
  func through(_ other: SourceRange) -> SourceRange { SourceRange(Int(start), Int(other.end)) }
}
