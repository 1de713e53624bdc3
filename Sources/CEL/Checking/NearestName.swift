/// The name that somebody probably meant.
public enum NearestName {
  /// The candidate with the fewest edits; `nil` where none is within a third of the name's length. The first of
  /// equals counts.
  public static func of(_ name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8.prefix(longest))
    let allowed = max(1, wanted.count / 3)
    var best: (name: String, edits: Int)?
    for candidate in candidates where candidate != name {
      let edits = edits(wanted, Array(candidate.utf8.prefix(longest)))
      if edits <= allowed, edits < best?.edits ?? Int.max { best = (candidate, edits) }
    }
    return best?.name
  }

  private static let longest = 64

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment), letter case ignored.
  private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let left = left.map(lower)
    let right = right.map(lower)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        var edits = min(last[column] + (left[row] == right[column] ? 0 : 1), last[column + 1] + 1)
        edits = min(edits, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current.append(edits)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
