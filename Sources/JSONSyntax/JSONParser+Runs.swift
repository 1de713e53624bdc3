import Documents
import SourceText

/// Elements of a list that were read before what stands around them.
struct JSONRun: Sendable {
  var tree: TreeRun
  /// Unpaired surrogates in them.
  var warnings: [SourceProblem]
}

// Reading ahead. Whether a byte in the middle of a file is within a string cannot be known; that an object ends, and after a
// comma another one begins, is a guess. Whoever reads the file from its start takes a run where its first element is due, which
// makes the guess a certainty, because what follows a place does not depend on more than that.
extension JSONParser {
  /// Reads what seem to be elements of lists and begins between two offsets; the last one may end behind them.
  mutating func readAhead(_ segment: Range<Int>) -> [JSONRun] {
    var runs: [JSONRun] = []
    position = segment.lowerBound
    while builder.excess == nil, let start = nextElement(before: segment.upperBound) {
      position = start
      // An element that goes on and on is left to the reader of the whole: others would read it as well.
      let end = segment.upperBound
      if let run = readRun(until: end, atMost: end + segment.count) { runs.append(run) }
    }
    return runs
  }

  /// Where the next object begins that stands behind another one in a list, as it seems.
  private func nextElement(before end: Int) -> Int? {
    var index = position
    while index < end {
      if bytes[index] == UInt8(ascii: "{"), let comma = lastByte(before: index),
        bytes[comma] == UInt8(ascii: ","), let brace = lastByte(before: comma),
        bytes[brace] == UInt8(ascii: "}")
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The offset of the last byte before another one that is no whitespace.
  func lastByte(before end: Int) -> Int? {
    var index = end - 1
    while index >= 0,
      bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09
    {
      index -= 1
    }
    return index >= 0 ? index : nil
  }

  /// Reads elements from `position` on until one ends at or behind an offset, or something else than an element follows; a
  /// value that begins behind `most` is not read.
  private mutating func readRun(until end: Int, atMost most: Int) -> JSONRun? {
    let start = position
    var last: (mark: TreeRunMark, end: Int, warnings: Int)?
    warnings.removeAll()
    do throws(SourceProblem) {
      try beginList()
      reading: while position < most {
        try parseValue()
        repeat {
          if isInList {
            guard let mark = builder.runMark else { break reading }
            last = (mark, position, warnings.count)
            if position >= end { break reading }
            skipWhitespace()
            if position == bytes.count || bytes[position] != UInt8(ascii: ",") { break reading }
          }
        } while try !parseSeparator()
      }
    } catch {
      // What was read before is right; the whole file's reader tells what is wrong here.
    }
    guard let last else { return nil }
    return JSONRun(
      tree: builder.run(to: last.mark, bytes: start..<last.end),
      warnings: Array(warnings.prefix(last.warnings)))
  }

  /// Takes the run that begins at `position`, where an element of a list is due; false where there is none.
  mutating func takeRun() -> Bool {
    while let run = ahead.last, run.tree.bytes.lowerBound <= position {
      ahead.removeLast()
      guard run.tree.bytes.lowerBound == position, builder.append(run.tree) else { continue }
      position = run.tree.bytes.upperBound
      warnings += run.warnings.prefix(Swift.max(100 - warnings.count, 0))
      return true
    }
    return false
  }
}
