package import Documents
package import SourceText

/// Where a YAML file's comments stand. libyaml drops them, our own reader does not, and suppressions are written in them.
package enum YAMLComments {
  /// The comments of a source, in order: each from its `#` to the end of its line, without the line break.
  ///
  /// A `#` opens a comment at the start of a line or after white space, outside of every scalar (YAML 1.2.2
  /// section 6.6). `tree` must be read from `source`. Linear in both where libyaml has read it.
  package static func spans(in source: SourceFile, tree: DocumentTree) -> [ByteSpan] {
    if let known = tree.comments { return known }
    let bytes = source.bytes
    let scalars = tree.scalarSpans
    var comments: [ByteSpan] = []
    var scalar = scalars.startIndex
    var index = 0
    while index < bytes.count {
      while scalar < scalars.endIndex, Int(scalars[scalar].end) <= index { scalar += 1 }
      if scalar < scalars.endIndex, Int(scalars[scalar].start) <= index {
        index = skipped(scalars[scalar], in: bytes, comments: &comments)
        continue
      }
      if bytes[index] == UInt8(ascii: "#"), index == 0 || isBlank(bytes[index - 1]) {
        let end = endOfLine(from: index, in: bytes)
        comments.append(ByteSpan(index..<end))
        index = end
      } else {
        index += 1
      }
    }
    return comments
  }

  /// The end of a scalar. Comments may stand in its span: after the header of a block scalar (`|  # so`), and after an
  /// anchor or a tag that stands on a line before the text.
  private static func skipped(_ scalar: ByteSpan, in bytes: [UInt8], comments: inout [ByteSpan]) -> Int {
    let start = Int(scalar.start)
    let end = Swift.min(Int(scalar.end), bytes.count)
    var index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") {
        while index < end, !isBlank(bytes[index]) { index += 1 }
      } else if bytes[index] == UInt8(ascii: "#"), index > start {
        comments.append(ByteSpan(index..<endOfLine(from: index, in: bytes)))
        index = endOfLine(from: index, in: bytes)
      } else if isBlank(bytes[index]) {
        index += 1
      } else {
        break
      }
    }
    if index < end, bytes[index] == UInt8(ascii: "|") || bytes[index] == UInt8(ascii: ">") {
      let line = endOfLine(from: index, in: bytes)
      if let hash = bytes[index..<line].firstIndex(of: UInt8(ascii: "#")), isBlank(bytes[hash - 1]) {
        comments.append(ByteSpan(hash..<line))
      }
    }
    return Swift.max(end, start + 1)
  }

  private static func endOfLine(from index: Int, in bytes: [UInt8]) -> Int {
    bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
