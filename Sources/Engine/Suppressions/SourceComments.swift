import Documents
import Loaders
import SourceText
import YAMLSyntax

/// The comments of a file, and where one could be written.
struct SourceComments {
  /// Each from its mark (`#`, `;`, `--`) to the end of its line, without the line break.
  private(set) var comments: [ByteSpan] = []
  /// Stretches in which a comment would be a part of a text: scalars, strings and comments over several lines.
  private(set) var texts: [ByteSpan] = []
  /// The bytes of the mark.
  let mark: [UInt8]

  /// `nil` for JSON, which has no comments, and for templates.
  init?(_ source: SourceFile, _ format: ArtefactFormat) {
    switch format {
    // What is said in a template counts once it is rendered.
    case .json, .template: return nil
    case .yaml:
      mark = Array("#".utf8)
      let tree = YAMLReader.read(source).0
      comments = YAMLComments.spans(in: source, tree: tree)
      texts = tree.scalarSpans
    case .zone:
      mark = Array(";".utf8)
      scanZone(source.bytes)
    case .sql:
      mark = Array("--".utf8)
      scanSQL(source.bytes)
    }
  }

  /// Master files: a backslash escapes the next character, and quoted strings end on the line they begin on.
  private mutating func scanZone(_ bytes: [UInt8]) {
    var index = 0
    var isQuoted = false
    while index < bytes.count {
      switch bytes[index] {
      case 0x5C where index + 1 < bytes.count && bytes[index + 1] != 0x0A: index += 1
      case 0x22: isQuoted.toggle()
      case 0x0A: isQuoted = false
      case UInt8(ascii: ";") where !isQuoted:
        let end = Self.endOfLine(from: index, in: bytes)
        comments.append(ByteSpan(index..<end))
        index = end - 1
      default: break
      }
      index += 1
    }
  }

  /// SQL: strings in single or double quotes with backslashes, unless `r` stands before them; identifiers in back quotes;
  /// `/* … */`, which nests.
  private mutating func scanSQL(_ bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      let start = index
      if byte == UInt8(ascii: "-"), next == UInt8(ascii: "-") {
        index = Self.endOfLine(from: index, in: bytes)
        comments.append(ByteSpan(start..<index))
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        index = Self.endOfBlock(from: index, in: bytes)
        texts.append(ByteSpan(start..<index))
      } else if byte == 0x22 || byte == 0x27 || byte == 0x60 {
        let isRaw = byte == 0x60 || Self.isRaw(at: index, in: bytes)
        index += 1
        while index < bytes.count, bytes[index] != byte {
          index += bytes[index] == 0x5C && !isRaw ? 2 : 1
        }
        index = Swift.min(index + 1, bytes.count)
        texts.append(ByteSpan(start..<index))
      } else {
        index += 1
      }
    }
  }

  private static func isRaw(at quote: Int, in bytes: [UInt8]) -> Bool {
    guard quote > 0, bytes[quote - 1] | 0x20 == UInt8(ascii: "r") else { return false }
    guard quote > 1 else { return true }
    let before = bytes[quote - 2]
    let isWord =
      (0x30...0x39).contains(before) || (0x61...0x7A).contains(before | 0x20) || before == 0x5F
      || before >= 0x80
    return !isWord
  }

  private static func endOfBlock(from start: Int, in bytes: [UInt8]) -> Int {
    var depth = 0
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        depth -= 1
        index += 2
        if depth == 0 { return index }
      } else {
        index += 1
      }
    }
    return bytes.count
  }

  private static func endOfLine(from index: Int, in bytes: [UInt8]) -> Int {
    bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
  }
}
