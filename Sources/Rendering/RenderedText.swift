/// What a tool wrote, and where each of its lines comes from, as far as that is known.
package struct RenderedText: Hashable, Sendable {
  /// A file that lines come from.
  package struct File: Hashable, Sendable {
    /// As reports show it.
    package var path: String
    package var lines: [ArraySlice<UInt8>]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      lines = TextLines.split(bytes)
    }
  }

  /// A line of a file.
  package struct Origin: Hashable, Sendable {
    /// 0-based, in `files`.
    package var file: Int
    /// 1-based; 0 where only the file is known.
    package var line: Int

    package init(file: Int, line: Int) {
      self.file = file
      self.line = line
    }
  }

  package let bytes: [UInt8]
  /// The first one is where lines are put of which nothing is known.
  package let files: [File]
  /// By 0-based line of `bytes`.
  package let origins: [Origin]

  package init(bytes: [UInt8], files: [File], origins: [Origin]) {
    self.bytes = bytes
    self.files = files
    self.origins = origins
  }

  /// The files that some lines (1-based) come from, each once.
  package func paths(ofLines lines: ClosedRange<Int>) -> [String] {
    let places = lines.clamped(to: 1...Swift.max(1, origins.count)).map { $0 - 1 }
    let used = Set(places.filter { $0 < origins.count }.map { origins[$0].file })
    return used.sorted().filter { $0 < files.count }.map { files[$0].path }
  }

  /// The file and the line that a line (1-based) comes from; without a line where only the file is known.
  package func origin(ofLine line: Int) -> (path: String, line: Int?, text: ArraySlice<UInt8>) {
    let known = line >= 1 && line <= origins.count ? origins[line - 1] : Origin(file: 0, line: 0)
    guard known.file < files.count else { return ("", nil, []) }
    let file = files[known.file]
    guard known.line >= 1, known.line <= file.lines.count else { return (file.path, nil, []) }
    return (file.path, known.line, file.lines[known.line - 1])
  }
}

/// Lines as bytes.
package enum TextLines {
  /// The lines of a text, without their breaks; a text that ends in a break has an empty last line.
  package static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      $0.last == 0x0D ? $0.dropLast() : $0
    }
  }

  /// A line without blanks at its ends.
  package static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let first = line.first, first == 0x20 || first == 0x09 { line.removeFirst() }
    while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0D { line.removeLast() }
    return line
  }
}
