import Findings
import Loaders
import Rendering
import SourceText

/// Turns places of a rendered text into places of the files that a person writes.
struct RenderedPlace {
  let text: RenderedText

  /// Where the lines of a range come from; the first line of the file where the line is not known.
  ///
  /// - Parameters:
  ///   - range: in the rendered text.
  ///   - line: the rendered line that it begins on.
  func place(_ range: SourceRange, _ line: ArraySlice<UInt8>) -> Place {
    let origin = text.origin(ofLine: range.start.line)
    guard let number = origin.line else {
      let start = SourcePosition(line: 1, column: 1)
      return Place(path: origin.path, range: SourceRange(start: start, end: start))
    }
    let columns = columns(of: range, line, in: origin.text)
    let written = SourceRange(
      start: SourcePosition(line: number, column: columns.lowerBound),
      end: SourcePosition(line: number, column: columns.upperBound))
    guard origin.text.count <= 4096, let shown = shown(origin.text) else {
      return Place(path: origin.path, range: written)
    }
    return Place(path: origin.path, range: written, line: shown)
  }

  func isKnown(line: Int) -> Bool { text.origin(ofLine: line).line != nil }

  /// The columns (1-based, the second one behind the end) of what a range marks in the written line: the same text where it
  /// stands there, else the line.
  private func columns(
    of range: SourceRange, _ rendered: ArraySlice<UInt8>, in written: ArraySlice<UInt8>
  ) -> ClosedRange<Int> {
    let whole = TextLines.trimmed(written)
    let start = Self.scalars(written[..<whole.startIndex]) + 1
    let end = Self.scalars(written[..<whole.endIndex]) + 1
    let own = TextLines.trimmed(rendered)
    let isOneLine = range.end.line == range.start.line
    if own == whole {
      let shift = start - (Self.scalars(rendered[..<own.startIndex]) + 1)
      let first = Swift.min(Swift.max(start, range.start.column + shift), end)
      return first...(isOneLine ? Swift.min(Swift.max(first, range.end.column + shift), end) : end)
    }
    if isOneLine, let found = place(ofValue: marked(range, rendered), in: written) {
      return Self.scalars(written[..<found.lowerBound]) + 1...Self.scalars(written[..<found.upperBound]) + 1
    }
    return start...end
  }

  /// What a range of one line marks.
  private func marked(_ range: SourceRange, _ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var column = 1
    var bounds = (line.endIndex, line.endIndex)
    for index in line.indices where line[index] & 0xC0 != 0x80 {
      if column == range.start.column { bounds.0 = index }
      if column == range.end.column { bounds.1 = index }
      column += 1
    }
    return bounds.0 <= bounds.1 ? line[bounds.0..<bounds.1] : []
  }

  /// The only place of a value in a line, whichever quotes it has here and there.
  private func place(ofValue text: ArraySlice<UInt8>, in line: ArraySlice<UInt8>) -> Range<Int>? {
    let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    let isQuoted = text.count > 2 && text.first == text.last && quotes.contains(text.first ?? 0)
    let bare = isQuoted ? text.dropFirst().dropLast() : text
    for quote in quotes {
      if let found = place(of: ([quote] + bare + [quote])[...], in: line) { return found }
    }
    return place(of: bare, in: line)
  }

  /// The only place of a text in a line.
  private func place(of text: ArraySlice<UInt8>, in line: ArraySlice<UInt8>) -> Range<Int>? {
    guard !text.isEmpty, text.count <= line.count, line.count <= 4096 else { return nil }
    var found: Range<Int>?
    for index in line.startIndex...line.endIndex - text.count
    where line[index..<index + text.count] == text {
      if found != nil { return nil }
      found = index..<index + text.count
    }
    return found
  }

  /// A written line as it may be shown; `nil` where nothing of it may be.
  private func shown(_ line: ArraySlice<UInt8>) -> String? {
    let source = SourceFile(path: "", text: String(decoding: line, as: UTF8.self))
    var bytes = source.bytes
    for span in SensitiveSpans.Index(source, format: .template).spans {
      for place in span.range.clamped(to: 0..<bytes.count) { bytes[place] = UInt8(ascii: "*") }
    }
    let masked = SecretMask.masked(bytes)
    guard masked.contains(where: { !" \t*".utf8.contains($0) }) else { return nil }
    return String(decoding: masked, as: UTF8.self)
  }

  private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
