import SourceText

/// A line of source as a terminal shows it, cut around the place that is marked, and where the mark goes.
///
/// Tabs become spaces up to the next multiple of four. What steers a display is shown as its code point. However
/// long the line is, only what can be shown is looked at.
struct SourceExcerpt {
  /// The line, at most `width` cells.
  private(set) var text = ""
  /// Cells before the mark.
  private(set) var markStart = 0
  /// Cells that are marked; at least 1.
  private(set) var markLength = 1

  /// One scalar as shown.
  private struct Piece {
    var text: String
    var cells: Int
    var isMarked: Bool
  }

  /// - Parameters:
  ///   - range: what to mark; a range that ends on a later line is marked to the end of this one.
  ///   - width: cells that may be used.
  init(line: String, range: SourceRange, width: Int) {
    let first = max(0, range.start.column - 1)
    let end = range.end.line > range.start.line ? Int.max : range.end.column - 1
    let skipped = max(0, first - width)
    var pieces: [Piece] = []
    var column = skipped
    var cells = 0
    for scalar in line.unicodeScalars.dropFirst(skipped).prefix(3 * width) {
      let text = SourceExcerpt.shown(scalar, atCell: cells)
      let piece = Piece(text: text.text, cells: text.cells, isMarked: column >= first && column < end)
      pieces.append(piece)
      cells += piece.cells
      column += 1
    }
    arrange(pieces, mark: first - skipped, cells: cells, isCutBefore: skipped > 0, width: width)
  }

  private mutating func arrange(_ pieces: [Piece], mark: Int, cells: Int, isCutBefore: Bool, width: Int) {
    let before = pieces.prefix(mark).reduce(0) { $0 + $1.cells }
    let marked = pieces.reduce(0) { $0 + ($1.isMarked ? $1.cells : 0) }
    var shown = pieces[...]
    var offset = 0
    // The mark stays visible as a whole where that is possible, with a third of the line before it.
    if isCutBefore || cells > width && before + min(marked, width / 2) > width - 1 {
      while let first = shown.first, before - offset > width / 3 {
        offset += first.cells
        shown.removeFirst()
      }
      text = "…"
    }
    markStart = before - offset + (text.isEmpty ? 0 : 1)
    var used = text.isEmpty ? 0 : 1
    let isCutAfter = used + shown.reduce(0) { $0 + $1.cells } > width
    for piece in shown {
      if used + piece.cells > width - (isCutAfter ? 1 : 0) { break }
      text += piece.text
      used += piece.cells
    }
    if isCutAfter { text += "…" }
    markStart = min(markStart, max(0, width - 1))
    markLength = max(1, min(marked, used - markStart))
  }

  private static func shown(_ scalar: Unicode.Scalar, atCell cell: Int) -> (text: String, cells: Int) {
    if scalar == "\t" {
      let spaces = 4 - cell % 4
      return (String(repeating: " ", count: spaces), spaces)
    }
    if scalar.steersDisplay {
      let text = "<\(scalar.codePoint)>"
      return (text, text.utf8.count)
    }
    return (String(scalar), scalar.cells)
  }
}
