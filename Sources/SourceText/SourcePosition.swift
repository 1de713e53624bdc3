/// A place as an editor shows it: line and column start at 1; the column counts Unicode scalars.
///
/// Lines end at LF, CRLF or a lone CR, as in SARIF 2.1.0 section 3.30.2.
package struct SourcePosition: Hashable, Comparable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A stretch of lines and columns: `start` included, `end` excluded.
package struct SourceRange: Hashable, Comparable, Sendable {
  package var start: SourcePosition
  package var end: SourcePosition

  package init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.start, a.end) < (b.start, b.end)
  }
}
