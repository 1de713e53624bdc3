/// Says after libyaml's complaint what is allowed, for the mistakes that manifests really have.
enum YAMLSyntaxHint {
  /// - Parameters:
  ///   - complaint: libyaml's words.
  ///   - offset: the 0-based byte offset that they are about.
  static func explain(_ complaint: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\t") {
      return "\(complaint): a tab; YAML is indented with spaces"
    }
    if isTemplate(at: offset, in: bytes) { return YAMLReader.templateMessage }
    for (part, allowed) in hints where complaint.contains(part) { return "\(complaint); \(allowed)" }
    return complaint
  }

  private static let hints: [(String, String)] = [
    ("mapping values are not allowed", "a value with ': ' in it is quoted, and a key starts its own line"),
    ("did not find expected key", "keys of one mapping start in the same column, and each ends with ':'"),
    ("could not find expected ':'", "a key ends with ': ', and text that goes on is indented deeper"),
    ("did not find expected '-'", "elements of one sequence start in the same column with '- '"),
    ("cannot start any token", "a value that starts with @, ` or % is quoted"),
    ("unexpected end of stream", "a quote that opens is closed"),
    ("did not find expected ',' or", "elements between brackets are separated by commas"),
    ("did not find expected <document start>", "further documents start with '---'"),
    ("unknown escape character", "in double quotes a backslash is written twice"),
    ("found undefined tag handle", "a value that starts with '!' is quoted"),
  ]

  /// Whether the line of the complaint, or the one before it, has the mark of a text template.
  private static func isTemplate(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = Swift.min(offset, bytes.count)
    var breaks = 0
    while start > 0, start + 4096 > offset {
      if bytes[start - 1] == 0x0A { breaks += 1 }
      if breaks == 3 { break }
      start -= 1
    }
    var index = start
    breaks = 0
    while index + 1 < bytes.count, index < offset + 4096 {
      let isBrace = bytes[index] == 0x7B && (bytes[index + 1] == 0x7B || bytes[index + 1] == 0x25)
      if isBrace || (bytes[index] == 0x3C && bytes[index + 1] == 0x25) { return true }
      if bytes[index] == 0x0A, index > offset { return false }
      index += 1
    }
    return false
  }
}
