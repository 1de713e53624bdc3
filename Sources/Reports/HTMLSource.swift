import Findings
import SourceText

/// A line of source on the HTML page: its number, the place marked, and carets below it.
enum HTMLSource {
  /// Cells of a line that are shown.
  private static let width = 104

  /// Writes the line of a place; nothing where it has none.
  static func write(_ place: Place, into output: inout OutputBuffer) {
    guard let line = place.line, let range = place.range else { return }
    let excerpt = SourceExcerpt(line: line, range: range, width: width)
    let parts = excerpt.parts
    let number = String(range.start.line)
    let indent = String(repeating: " ", count: number.utf8.count + 3 + excerpt.markStart)
    output.append(
      "<pre class=\"source\"><code><span class=\"number\">\(number) | </span>\(parts.before.markupLines)")
    output.append("<mark>\(parts.marked.markupLines)</mark>\(parts.after.markupLines)\n")
    output.append("<span class=\"caret\" aria-hidden=\"true\">\(indent)^")
    output.append(String(repeating: "~", count: excerpt.markLength - 1) + "</span></code></pre>\n")
  }
}

extension SourceExcerpt {
  /// The line before the mark, in the mark and after it.
  var parts: (before: String, marked: String, after: String) {
    var parts = (before: "", marked: "", after: "")
    var cell = 0
    for scalar in text.unicodeScalars {
      if cell < markStart {
        parts.before.unicodeScalars.append(scalar)
      } else if cell < markStart + markLength {
        parts.marked.unicodeScalars.append(scalar)
      } else {
        parts.after.unicodeScalars.append(scalar)
      }
      cell += scalar.cells
    }
    return parts
  }
}
