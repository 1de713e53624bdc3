import Engine
import Findings
import SourceText

/// What fixing came to, as text: the files with their fixes, what could not be mended, and the counts.
struct FixReport {
  private let result: FixResult
  private let isDiff: Bool
  private let allowsUnsafe: Bool

  init(_ result: FixResult, isDiff: Bool, allowsUnsafe: Bool) {
    self.result = result
    self.isDiff = isDiff
    self.allowsUnsafe = allowsUnsafe
  }

  var text: String {
    var lines: [String] = []
    for file in result.files {
      lines.append("\(Self.shown(file.path)): \(Self.count(file.applied.count, "fix", "fixes"))")
      for fix in file.applied {
        let mark = fix.safety == .unsafe ? " (unsafe)" : ""
        lines.append("  \(Self.position(fix.place)): \(fix.title)\(mark) [\(fix.rule)]")
      }
    }
    for withheld in result.withheld {
      let place = "\(Self.shown(withheld.place.path)):\(Self.position(withheld.place))"
      lines.append("\(place): not fixed: \(Self.shown(withheld.reason)) [\(withheld.rule)]")
    }
    // What could not be read or judged has no findings, and is not sound for that.
    let unread = (isDiff ? result.before : result.after).inputs.flatMap(\.problems).filter(\.isError)
    for problem in unread + result.problems {
      let position = problem.place.range == nil ? "" : ":\(Self.position(problem.place))"
      lines.append("\(Self.shown(problem.place.path))\(position): error: \(Self.shown(problem.message))")
    }
    return (lines + [summary]).joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let fixes = result.files.reduce(0) { $0 + $1.applied.count }
    let files = Self.count(result.files.count, "file", "files")
    let verb = isDiff ? "would make" : "made"
    var text =
      fixes == 0 ? "nothing was fixed; " : "\(verb) \(Self.count(fixes, "fix", "fixes")) in \(files); "
    text += "\(Self.count(result.after.findings.count { $0.suppressed == nil }, "finding", "findings")) left"
    if result.unsafeLeft > 0 { text += ", \(result.unsafeLeft) of which --unsafe would fix" }
    return text
  }

  private static func position(_ place: Place) -> String {
    place.range.map { "\($0.start.line):\($0.start.column)" } ?? "1:1"
  }

  private static func count(_ count: Int, _ one: String, _ several: String) -> String {
    "\(count) \(count == 1 ? one : several)"
  }

  /// A text with control characters made visible: file names and member names come from inputs.
  private static func shown(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { shown, scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
  }
}
