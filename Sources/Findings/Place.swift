package import SourceText

/// A place in a file, as findings and problems name it.
package struct Place: Hashable, Sendable {
  /// Relative to the working folder where the file is below it, with `/`; `-` for standard input.
  package var path: String
  /// Lines and columns, 1-based, columns in Unicode scalars, the end excluded; `nil` for the file as a whole.
  package var range: SourceRange?
  /// The line that the range starts in, without its line break; `nil` where there is none to show.
  package var line: String?

  package init(path: String, range: SourceRange? = nil, line: String? = nil) {
    self.path = path
    self.range = range
    self.line = line
  }
}
