import Findings
import SourceText

extension RuleCases {
  /// A finding as a line of `expected.txt`: `service.yaml:8:5-8:66: rule: message`, the path relative to the case.
  static func line(_ place: Place, _ rule: String, _ message: String, below folder: String) -> String {
    let path =
      place.path.hasPrefix(folder + "/") ? String(place.path.dropFirst(folder.utf8.count + 1)) : place.path
    guard let range = place.range else { return "\(path): \(rule): \(message)" }
    let start = "\(range.start.line):\(range.start.column)"
    return "\(path):\(start)-\(range.end.line):\(range.end.column): \(rule): \(message)"
  }
}
