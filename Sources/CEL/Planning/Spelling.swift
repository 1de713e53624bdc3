/// Proposals for misspelt names.
public enum Spelling {
  /// The candidate that is the fewest edits away (insertions, deletions, replacements), at most a third of the name's
  /// length and never more than three; `nil` where none is that near. Ties go to the first.
  public static func nearest(_ name: String, in candidates: [String]) -> String? {
    let limit = Swift.min(3, Swift.max(1, name.utf8.count / 3))
    var best: (name: String, edits: Int)?
    for candidate in candidates where abs(candidate.utf8.count - name.utf8.count) <= limit {
      let edits = edits(Array(name.utf8), Array(candidate.utf8))
      if edits <= limit, edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    return best?.name
  }

  private static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, byte) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let replaced = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
