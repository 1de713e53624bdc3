/// Finds out which lines of a template lines of a rendered text come from: by what they say.
package enum LineMatch {
  /// Lines between two known ones, at most, among which the others are looked for: so that the time stays linear.
  private static let window = 64

  /// For each rendered line the template's line (1-based); 0 where it is not known.
  ///
  /// A line is known where its text stands in the template exactly once. Between two known lines a line is known, too, where
  /// one template line alone can have given it: it has the same text, or the same up to its first `{{`.
  package static func lines(
    of rendered: [ArraySlice<UInt8>], in template: [ArraySlice<UInt8>]
  ) -> [Int] {
    let written = template.map(TextLines.trimmed)
    let shown = rendered.map(TextLines.trimmed)
    var places: [ArraySlice<UInt8>: Int] = [:]
    for (index, line) in written.enumerated() where !line.isEmpty {
      places[line] = places[line] == nil ? index + 1 : 0
    }
    var lines = shown.map { $0.isEmpty ? 0 : places[$0] ?? 0 }
    var start = -1
    for index in lines.indices where lines[index] > 0 {
      fill(start + 1..<index, above: index, &lines, shown, written)
      start = index
    }
    fill(start + 1..<lines.count, above: lines.count, &lines, shown, written)
    return lines
  }

  /// Fills a gap between two known lines.
  private static func fill(
    _ gap: Range<Int>, above next: Int, _ lines: inout [Int], _ shown: [ArraySlice<UInt8>],
    _ written: [ArraySlice<UInt8>]
  ) {
    guard !gap.isEmpty, gap.count <= window else { return }
    // The 0-based template lines between the known ones.
    let low = gap.lowerBound > 0 ? lines[gap.lowerBound - 1] : 0
    let high = next < lines.count ? lines[next] - 1 : written.count
    guard low < high, high - low <= window else { return }
    for index in gap where !shown[index].isEmpty {
      var found = 0
      var count = 0
      for candidate in low..<high where gives(written[candidate], shown[index]) {
        found = candidate + 1
        count += 1
      }
      if count == 1 { lines[index] = found }
    }
  }

  /// Whether a template line may give a rendered one.
  private static func gives(_ template: ArraySlice<UInt8>, _ rendered: ArraySlice<UInt8>) -> Bool {
    guard let mark = literalLength(template) else { return template == rendered }
    return mark > 0 && rendered.starts(with: template.prefix(mark))
  }

  /// The bytes before a line's first `{{`; `nil` where it has none.
  package static func literalLength(_ line: ArraySlice<UInt8>) -> Int? {
    var index = line.startIndex
    while index + 1 < line.endIndex {
      if line[index] == 0x7B, line[index + 1] == 0x7B { return index - line.startIndex }
      index += 1
    }
    return nil
  }
}
