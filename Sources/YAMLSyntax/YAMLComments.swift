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

  /// The end of a scalar; a block scalar may have a comment after its header (`|  # so`).
  private static func skipped(_ scalar: ByteSpan, in bytes: [UInt8], comments: inout [ByteSpan]) -> Int {
    let start = Int(scalar.start)
    // An anchor and a tag stand before the sign of a block scalar.
    var sign = start
    while sign < Int(scalar.end), bytes[sign] == UInt8(ascii: "&") || bytes[sign] == UInt8(ascii: "!") {
      while sign < Int(scalar.end), !isBlank(bytes[sign]) { sign += 1 }
      while sign < Int(scalar.end), isBlank(bytes[sign]) { sign += 1 }
    }
    if sign < bytes.count, bytes[sign] == UInt8(ascii: "|") || bytes[sign] == UInt8(ascii: ">") {
      let line = endOfLine(from: sign, in: bytes)
      if let hash = bytes[sign..<line].firstIndex(of: UInt8(ascii: "#")), isBlank(bytes[hash - 1]) {
        comments.append(ByteSpan(hash..<line))
      }
    }
    return Swift.max(Int(scalar.end), start + 1)
  }

  private static func endOfLine(from index: Int, in bytes: [UInt8]) -> Int {
    bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
