import Documents
import Glibc
import SourceText

/// Says that a file is left to libyaml: it has what `ManifestReader` does not take, or an error.
struct Refusal: Error {}

/// Reads the YAML that manifests are written in straight into a tree, several times as fast as libyaml's events.
///
/// It takes block and flow collections, all styles of scalars, anchors, aliases, tags and streams of documents, and gives
/// the very tree that the events give: kinds, styles, texts, spans, tags and the order of nodes. It refuses a file that has
/// an error, directives, keys that are collections or aliases, pairs in flow sequences, tabs where they could be meant as
/// indentation, and a few rare forms; so it never reports a problem of its own.
///
/// One pass over the bytes with a stack of its own. The bytes must outlive it.
struct ManifestReader: ~Copyable {
  /// The containers that a block node can stand in.
  enum Level: UInt8 {
    case document, mapping, sequence
    /// A sequence whose dashes stand in the column of the keys of the mapping around it.
    case indentless
  }

  let bytes: UnsafePointer<UInt8>
  let count: Int
  private let classes = YAMLByteClass.table

  /// The 0-based offset of the next byte to read.
  var index = 0
  /// Where the line of `index` begins.
  var lineStart = 0
  /// Whether a line break stands between the last token and `index`.
  var isOnNewLine = true

  /// The innermost open block container, and the column that its keys or dashes stand in; -1 for the document.
  private(set) var level = Level.document
  private(set) var indent = -1
  private(set) var outer: [(level: Level, indent: Int)] = []

  /// The node to come: where it stands if it is empty, and whether it may begin a block collection on this line.
  var emptyPlace = 0
  var allowsKeys = true

  /// For each open flow collection whether it is a mapping.
  var flows: [Bool] = []
  var anchors = YAMLAnchors()
  var comments: [ByteSpan] = []

  /// A reader of bytes that `YAMLBytes.areAllowed` has passed.
  private init(_ bytes: UnsafePointer<UInt8>, count: Int) {
    self.bytes = bytes
    self.count = count
  }

  /// Reads every document of a source into a builder; `false` where the file is left to libyaml, and what the builder then
  /// holds is to be thrown away.
  static func read(_ source: SourceFile, into builder: inout TreeBuilder) -> Bool {
    source.bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, buffer.count < Int(UInt32.max) else { return buffer.isEmpty }
      guard YAMLBytes.areAllowed(buffer) else { return false }
      var reader = ManifestReader(base, count: buffer.count)
      do throws(Refusal) {
        try reader.readStream(into: &builder)
      } catch {
        return false
      }
      builder.comments = reader.comments
      return true
    }
  }

  // MARK: Bytes

  /// The byte at an offset; 0, which no file holds, past the end.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 { offset < count ? bytes[offset] : 0 }

  @inline(__always)
  func isClass(_ byte: UInt8, _ wanted: YAMLByteClass) -> Bool {
    classes[Int(byte)] & wanted.rawValue != 0
  }

  /// Whether a space, a tab, a line break or the end is at an offset.
  @inline(__always)
  func isBlankOrEnd(_ offset: Int) -> Bool { offset >= count || isClass(bytes[offset], .blank) }

  @inline(__always)
  func isSpaceOrTab(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The end of the line that an offset is in, before its line break.
  @inline(__always)
  func endOfLine(_ offset: Int) -> Int {
    guard offset < count, let feed = memchr(bytes + offset, 0x0A, count &- offset) else { return count }
    let end = feed - UnsafeMutableRawPointer(mutating: bytes)
    return end > offset && bytes[end &- 1] == 0x0D ? end &- 1 : end
  }

  /// The start of the line after a line break at `end`; the end of the file where none is there.
  @inline(__always)
  func afterBreak(_ end: Int) -> Int {
    guard end < count else { return count }
    return bytes[end] == 0x0D ? end &+ 2 : end &+ 1
  }

  /// Whether `---` or `...` stands alone at the start of a line.
  @inline(__always)
  func isDocumentMark(_ offset: Int) -> Bool {
    let first = byte(at: offset)
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: "."), offset &+ 2 < count else { return false }
    return bytes[offset &+ 1] == first && bytes[offset &+ 2] == first && isBlankOrEnd(offset &+ 3)
  }

  /// Whether a dash that opens an element of a block sequence is at an offset.
  @inline(__always)
  func isEntry(_ offset: Int) -> Bool { bytes[offset] == UInt8(ascii: "-") && isBlankOrEnd(offset &+ 1) }

  /// Goes on to the next token, over spaces, comments and line breaks. A tab is refused where indentation is counted.
  @inline(__always)
  mutating func skipToToken(tabs: Bool) throws(Refusal) {
    while index < count {
      switch bytes[index] {
      case 0x20: index = YAMLBytes.afterSpaces(bytes, from: index, count: count)
      case 0x0A, 0x0D:
        index = afterBreak(index)
        lineStart = index
        isOnNewLine = true
      case UInt8(ascii: "#"): try skipComment()
      case 0x09:
        guard tabs, !isOnNewLine else { throw Refusal() }
        index &+= 1
      default: return
      }
    }
  }

  /// libyaml takes a `#` right after a bracket or a quote as a comment, YAML does not; such a file is refused.
  mutating func skipComment() throws(Refusal) {
    guard index == lineStart || isClass(bytes[index &- 1], .blank) else { throw Refusal() }
    let end = endOfLine(index)
    comments.append(ByteSpan(index..<end))
    index = end
  }

  // MARK: Levels

  mutating func push(_ level: Level, indent: Int) {
    outer.append((self.level, self.indent))
    self.level = level
    self.indent = indent
  }

  /// Closes the innermost block container.
  mutating func pop(_ builder: inout TreeBuilder) {
    anchors.close(&builder, end: 0)
    guard let last = outer.popLast() else { return }
    (level, indent) = last
  }

  // MARK: Documents

  private mutating func readStream(into builder: inout TreeBuilder) throws(Refusal) {
    try skipToToken(tabs: false)
    var isFirst = true
    while index < count {
      let isMark = index == lineStart && isDocumentMark(index)
      if isMark {
        guard bytes[index] == UInt8(ascii: "-") else { throw Refusal() }
        index &+= 3
        isOnNewLine = false
      } else if !isFirst {
        throw Refusal()
      }
      isFirst = false
      try readDocument(isMarked: isMark, into: &builder)
      if builder.excess != nil { return }
      try skipDocumentEnd()
    }
  }

  /// After `...` may stand further ones, `---`, or nothing.
  private mutating func skipDocumentEnd() throws(Refusal) {
    while index < count, index == lineStart, bytes[index] == UInt8(ascii: "."), isDocumentMark(index) {
      index &+= 3
      isOnNewLine = false
      try skipToToken(tabs: true)
      guard index >= count || isOnNewLine else { throw Refusal() }
    }
  }

  private mutating func readDocument(isMarked: Bool, into builder: inout TreeBuilder) throws(Refusal) {
    anchors.beginDocument()
    level = .document
    indent = -1
    allowsKeys = !isMarked
    if isMarked {
      try skipToToken(tabs: true)
      if isOnNewLine { allowsKeys = true }
    }
    // An empty document stands at what follows it.
    emptyPlace = index
    var wantsNode = true
    while true {
      if wantsNode {
        wantsNode = try readNode(into: &builder)
      } else {
        // What is refused as a whole is read no further.
        if builder.excess != nil { return }
        guard try findEntry(into: &builder) else { return }
        wantsNode = true
      }
    }
  }
}
