/// A change of a file as a unified patch, the format that `git apply` and `patch` take (POSIX `diff -u`).
package enum UnifiedPatch {
  private typealias Line = ArraySlice<UInt8>

  /// Lines of context around a change.
  private static let context = 3

  /// The patch of one file; empty where nothing differs.
  ///
  /// Lines end at LF alone, as for git, so that a CR stays in its line.
  ///
  /// - Parameter path: as it shall stand in the patch, behind `a/` and `b/`.
  package static func of(path: String, from old: [UInt8], to new: [UInt8]) -> [UInt8] {
    guard old != new else { return [] }
    let (before, after) = (lines(old), lines(new))
    let rows = rows(before, after)
    var patch = Array("--- \(name("a/" + path))\n+++ \(name("b/" + path))\n".utf8)
    for hunk in hunks(rows) { write(hunk, rows, into: &patch) }
    return patch
  }

  /// A line of a patch.
  private struct Row {
    /// A blank, `-` or `+`.
    var sign: UInt8
    var line: Line
    /// How many lines of the old and of the new text stand before it.
    var old: Int
    var new: Int
  }

  private static func lines(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// All lines of both texts, those that they share once.
  private static func rows(_ before: [Line], _ after: [Line]) -> [Row] {
    let shared = zip(before, after).prefix { $0 == $1 }.count
    let limit = Swift.min(before.count, after.count) - shared
    let tail = zip(before.reversed(), after.reversed()).prefix(limit).prefix { $0 == $1 }.count
    let difference = after[shared..<after.count - tail].difference(from: before[shared..<before.count - tail])
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(shared + offset)
      case .insert(let offset, _, _): inserted.insert(shared + offset)
      }
    }
    var rows: [Row] = []
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
      if old < before.count, removed.contains(old) {
        rows.append(Row(sign: UInt8(ascii: "-"), line: before[old], old: old, new: new))
        old += 1
      } else if new < after.count, inserted.contains(new) {
        rows.append(Row(sign: UInt8(ascii: "+"), line: after[new], old: old, new: new))
        new += 1
      } else {
        guard old < before.count, new < after.count else { break }
        rows.append(Row(sign: UInt8(ascii: " "), line: before[old], old: old, new: new))
        old += 1
        new += 1
      }
    }
    return rows
  }

  /// The stretches of rows that hold changes, with their context.
  private static func hunks(_ rows: [Row]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in rows.indices where rows[index].sign != UInt8(ascii: " ") {
      let range = Swift.max(0, index - context)..<Swift.min(rows.count, index + context + 1)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private static func write(_ hunk: Range<Int>, _ rows: [Row], into patch: inout [UInt8]) {
    guard let first = rows[hunk].first else { return }
    let old = rows[hunk].count { $0.sign != UInt8(ascii: "+") }
    let new = rows[hunk].count { $0.sign != UInt8(ascii: "-") }
    // A stretch without lines is named by the line before it.
    let oldStart = old == 0 ? first.old : first.old + 1
    let newStart = new == 0 ? first.new : first.new + 1
    patch += "@@ -\(oldStart),\(old) +\(newStart),\(new) @@\n".utf8
    for row in rows[hunk] {
      patch.append(row.sign)
      patch += row.line
      if row.line.last != 0x0A { patch += "\n\\ No newline at end of file\n".utf8 }
    }
  }

  /// A path as git writes it: in quotes where it holds a quote, a backslash, or bytes that are no printable ASCII; with a tab
  /// behind it where it holds a blank.
  private static func name(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }
    if isPlain { return path.utf8.contains(0x20) ? path + "\t" : path }
    var quoted = "\""
    for byte in path.utf8 {
      switch byte {
      case 0x22, 0x5C: quoted += "\\" + String(Unicode.Scalar(byte))
      case 0x20..<0x7F: quoted.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
      }
    }
    return quoted + "\""
  }
}
