import Findings
import SourceText

extension Place {
  /// `path:line:column`, or the path alone, as it is safe to show on one line.
  var shown: String {
    guard let start = range?.start else { return path.shown }
    return "\(path.shown):\(start.line):\(start.column)"
  }
}
