import Documents
import SourceText

/// A plain or quoted scalar that was read, as offsets of 32 bits, which fit into registers.
struct FlowScalar {
  /// Where it is written, quotes included.
  var start: UInt32
  var end: UInt32
  /// Where its text is in the source, unless the builder puts it together.
  var textStart: UInt32
  var textEnd: UInt32
  var style: NodeStyle
  var isPooled: Bool
  var isMultiline = false

  /// A scalar whose text stands in the source.
  @inline(__always)
  init(start: Int, end: Int, text: Range<Int>, style: NodeStyle) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    textStart = UInt32(truncatingIfNeeded: text.lowerBound)
    textEnd = UInt32(truncatingIfNeeded: text.upperBound)
    self.style = style
    isPooled = false
  }

  /// A scalar whose text is being put together.
  init(start: Int, pooled style: NodeStyle) {
    self.start = UInt32(truncatingIfNeeded: start)
    end = self.start
    textStart = end
    textEnd = end
    self.style = style
    isPooled = true
  }
}

// Plain and quoted scalars.
extension ManifestReader {
  @inline(__always)
  mutating func add(_ scalar: FlowScalar, _ properties: NodeProperties, into builder: inout TreeBuilder) {
    let span = ByteSpan(start: properties.isEmpty ? scalar.start : properties.start, end: scalar.end)
    let id =
      scalar.isPooled
      ? builder.scalarOfText(span: span, style: scalar.style)
      : builder.scalar(
        span: span, text: ByteSpan(start: scalar.textStart, end: scalar.textEnd), style: scalar.style)
    if !properties.isEmpty { finishScalar(id, properties, into: &builder) }
  }

  /// Reads the plain or quoted scalar that begins at `index`, to behind it, or to the token after it where line breaks
  /// follow. `stop` is `flowStop` between brackets and `plainStop` elsewhere.
  @inline(__always)
  mutating func readFlowScalar(
    into builder: inout TreeBuilder, stop: YAMLByteClass
  ) throws(Refusal) -> FlowScalar {
    let first = byte(at: index)
    if first == UInt8(ascii: "\"") { return try readDoubleQuoted(into: &builder) }
    if first == UInt8(ascii: "'") { return try readSingleQuoted(into: &builder) }
    try checkPlainStart(first, isFlow: stop == .flowStop)
    return try readPlain(into: &builder, stop: stop)
  }

  /// What may begin a plain scalar, without the rare forms: `?` and, between brackets, `:` and a `-` that is not followed
  /// by more of the word.
  @inline(__always)
  private func checkPlainStart(_ first: UInt8, isFlow: Bool) throws(Refusal) {
    if first >= UInt8(ascii: "A"), first != UInt8(ascii: "["), first <= UInt8(ascii: "z"),
      first != UInt8(ascii: "]"), first != UInt8(ascii: "`")
    {
      return
    }
    switch first {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
      UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "?"), 0,
      0x20, 0x09, 0x0A, 0x0D:
      throw Refusal()
    case UInt8(ascii: ":"):
      guard !isFlow, !isBlankOrEnd(index &+ 1) else { throw Refusal() }
    case UInt8(ascii: "-"):
      guard !isBlankOrEnd(index &+ 1) else { throw Refusal() }
      guard !isFlow || !isClass(bytes[index &+ 1], .flowStop) else { throw Refusal() }
    default: return
    }
  }

  // MARK: Plain

  /// Where a plain scalar's part on this line stops: at the line's end, at a `:` that ends a key, at a comment, or at a
  /// bracket or comma between brackets.
  @inline(__always)
  private func plainStop(from start: Int, _ stop: YAMLByteClass) throws(Refusal) -> Int {
    var offset = start
    while true {
      if stop == .plainStop { offset = YAMLBytes.plainStop(bytes, from: offset, count: count) }
      while offset < count, !isClass(bytes[offset], stop) { offset &+= 1 }
      guard offset < count else { return offset }
      switch bytes[offset] {
      case UInt8(ascii: ":"):
        if isBlankOrEnd(offset &+ 1) { return offset }
        // Between brackets libyaml refuses some of what may follow here.
        if stop == .flowStop {
          let next = bytes[offset &+ 1]
          if isClass(next, .flowStop) && next != UInt8(ascii: "#") && next != UInt8(ascii: ":")
            || next == UInt8(ascii: "?")
          {
            throw Refusal()
          }
        }
      case UInt8(ascii: "#"):
        if offset > start, isSpaceOrTab(bytes[offset &- 1]) { return offset }
      default: return offset
      }
      offset &+= 1
    }
  }

  @inline(__always)
  private func trimmed(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, isSpaceOrTab(bytes[end &- 1]) { end &-= 1 }
    return end
  }

  @inline(__always)
  private mutating func readPlain(
    into builder: inout TreeBuilder, stop: YAMLByteClass
  ) throws(Refusal) -> FlowScalar {
    let start = index
    let stopped = try plainStop(from: start, stop)
    let end = trimmed(start, stopped)
    var scalar = FlowScalar(start: start, end: end, text: start..<end, style: .plain)
    index = stopped
    isOnNewLine = false
    guard stopped < count, bytes[stopped] == 0x0A || bytes[stopped] == 0x0D else { return scalar }
    while let breaks = try passBreaks(), goesOn(stop) {
      try continuePlain(&scalar, breaks: breaks, stop: stop, into: &builder)
      guard index < count, bytes[index] == 0x0A || bytes[index] == 0x0D else { break }
    }
    return scalar
  }

  /// Goes over line breaks and indentation to the first byte of a line that has one; how many breaks there were, or `nil`
  /// at the end of the file.
  @inline(__always)
  private mutating func passBreaks() throws(Refusal) -> Int? {
    var breaks = 0
    while index < count {
      switch bytes[index] {
      case 0x20: index = YAMLBytes.afterSpaces(bytes, from: index, count: count)
      case 0x0A, 0x0D:
        index = afterBreak(index)
        lineStart = index
        breaks &+= 1
      case 0x09: throw Refusal()
      default:
        isOnNewLine = true
        return breaks
      }
    }
    isOnNewLine = true
    return nil
  }

  /// Whether the line that `index` is in goes on with a plain scalar.
  @inline(__always)
  private func goesOn(_ stop: YAMLByteClass) -> Bool {
    let column = index &- lineStart
    if stop == .plainStop, column <= indent { return false }
    let first = bytes[index]
    if first == UInt8(ascii: "#") { return false }
    if column == 0, isDocumentMark(index) { return false }
    if first == UInt8(ascii: ":") { return !isBlankOrEnd(index &+ 1) }
    return stop == .plainStop || !isClass(first, .flowStop)
  }

  private mutating func continuePlain(
    _ scalar: inout FlowScalar, breaks: Int, stop: YAMLByteClass, into builder: inout TreeBuilder
  ) throws(Refusal) {
    if !scalar.isPooled {
      let first = (start: Int(scalar.textStart), end: Int(scalar.textEnd))
      scalar.isPooled = true
      builder.beginText()
      scalar.isMultiline = true
      pool(first.start, first.end, into: &builder)
    }
    if breaks == 1 { builder.addText(0x20) } else { builder.addText(0x0A, count: breaks &- 1) }
    let start = index
    let stopped = try plainStop(from: start, stop)
    let end = trimmed(start, stopped)
    scalar.end = UInt32(truncatingIfNeeded: end)
    pool(start, end, into: &builder)
    index = stopped
    isOnNewLine = false
  }

  /// Adds a stretch of the source to the text that is being put together.
  @inline(__always)
  func pool(_ start: Int, _ end: Int, into builder: inout TreeBuilder) {
    if end > start { builder.addText(UnsafeBufferPointer(start: bytes + start, count: end &- start)) }
  }

  // MARK: Quoted

  private mutating func readSingleQuoted(into builder: inout TreeBuilder) throws(Refusal) -> FlowScalar {
    let quote = UInt8(ascii: "'")
    let start = index
    var offset = start &+ 1
    while offset < count, !isClass(bytes[offset], .singleStop) { offset &+= 1 }
    isOnNewLine = false
    if byte(at: offset) == quote, byte(at: offset &+ 1) != quote {
      index = offset &+ 1
      return FlowScalar(start: start, end: index, text: start &+ 1..<offset, style: .singleQuoted)
    }
    builder.beginText()
    var scalar = FlowScalar(start: start, pooled: .singleQuoted)
    var piece = start &+ 1
    while true {
      guard offset < count else { throw Refusal() }
      switch bytes[offset] {
      case quote where byte(at: offset &+ 1) == quote:
        pool(piece, offset &+ 1, into: &builder)
        offset &+= 2
        piece = offset
      case quote:
        pool(piece, offset, into: &builder)
        index = offset &+ 1
        scalar.end = UInt32(truncatingIfNeeded: index)
        return scalar
      default:
        pool(piece, trimmed(piece, offset), into: &builder)
        offset = try foldBreaks(from: offset, isEscaped: false, into: &builder)
        scalar.isMultiline = true
        piece = offset
      }
      while offset < count, !isClass(bytes[offset], .singleStop) { offset &+= 1 }
    }
  }

  private mutating func readDoubleQuoted(into builder: inout TreeBuilder) throws(Refusal) -> FlowScalar {
    let quote = UInt8(ascii: "\"")
    let start = index
    var offset = start &+ 1
    while offset < count, !isClass(bytes[offset], .doubleStop) { offset &+= 1 }
    isOnNewLine = false
    if byte(at: offset) == quote {
      index = offset &+ 1
      return FlowScalar(start: start, end: index, text: start &+ 1..<offset, style: .doubleQuoted)
    }
    builder.beginText()
    var scalar = FlowScalar(start: start, pooled: .doubleQuoted)
    var piece = start &+ 1
    while true {
      guard offset < count else { throw Refusal() }
      switch bytes[offset] {
      case quote:
        pool(piece, offset, into: &builder)
        index = offset &+ 1
        scalar.end = UInt32(truncatingIfNeeded: index)
        return scalar
      case UInt8(ascii: "\\"):
        pool(piece, offset, into: &builder)
        let next = byte(at: offset &+ 1)
        if next == 0x0A || next == 0x0D {
          offset = try foldBreaks(from: offset &+ 1, isEscaped: true, into: &builder)
          scalar.isMultiline = true
        } else {
          offset = try unescape(at: offset &+ 1, into: &builder)
        }
        piece = offset
      default:
        pool(piece, trimmed(piece, offset), into: &builder)
        offset = try foldBreaks(from: offset, isEscaped: false, into: &builder)
        scalar.isMultiline = true
        piece = offset
      }
      while offset < count, !isClass(bytes[offset], .doubleStop) { offset &+= 1 }
    }
  }

  /// Goes over the line breaks and blanks at `start` within a quoted scalar and adds what they fold to: a space for one
  /// break, one LF less than there are breaks otherwise; after a backslash the first counts for nothing.
  private mutating func foldBreaks(
    from start: Int, isEscaped: Bool, into builder: inout TreeBuilder
  ) throws(Refusal) -> Int {
    var offset = start
    var breaks = 0
    while offset < count, isClass(bytes[offset], .blank) {
      if isSpaceOrTab(bytes[offset]) {
        offset &+= 1
      } else {
        offset = afterBreak(offset)
        lineStart = offset
        breaks &+= 1
      }
    }
    if offset == lineStart, isDocumentMark(offset) { throw Refusal() }
    if breaks > 1 {
      builder.addText(0x0A, count: breaks &- 1)
    } else if !isEscaped {
      builder.addText(0x20)
    }
    return offset
  }

  /// Adds what an escape stands for; `offset` is behind the backslash. Where it goes on.
  private func unescape(at offset: Int, into builder: inout TreeBuilder) throws(Refusal) -> Int {
    switch byte(at: offset) {
    case UInt8(ascii: "0"): builder.addText(0x00)
    case UInt8(ascii: "a"): builder.addText(0x07)
    case UInt8(ascii: "b"): builder.addText(0x08)
    case UInt8(ascii: "t"), 0x09: builder.addText(0x09)
    case UInt8(ascii: "n"): builder.addText(0x0A)
    case UInt8(ascii: "v"): builder.addText(0x0B)
    case UInt8(ascii: "f"): builder.addText(0x0C)
    case UInt8(ascii: "r"): builder.addText(0x0D)
    case UInt8(ascii: "e"): builder.addText(0x1B)
    case UInt8(ascii: " "): builder.addText(0x20)
    case UInt8(ascii: "\""): builder.addText(0x22)
    case UInt8(ascii: "/"): builder.addText(0x2F)
    case UInt8(ascii: "\\"): builder.addText(0x5C)
    case UInt8(ascii: "x"): return try unescapeCode(at: offset &+ 1, digits: 2, into: &builder)
    case UInt8(ascii: "u"): return try unescapeCode(at: offset &+ 1, digits: 4, into: &builder)
    case UInt8(ascii: "U"): return try unescapeCode(at: offset &+ 1, digits: 8, into: &builder)
    default: throw Refusal()
    }
    return offset &+ 1
  }

  private func unescapeCode(
    at start: Int, digits: Int, into builder: inout TreeBuilder
  ) throws(Refusal) -> Int {
    var value: UInt32 = 0
    for offset in start..<start &+ digits {
      let byte = byte(at: offset)
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte &- 0x30
      case 0x41...0x46: digit = byte &- 0x37
      case 0x61...0x66: digit = byte &- 0x57
      default: throw Refusal()
      }
      guard value < 0x0100_0000 else { throw Refusal() }
      value = value << 4 | UInt32(digit)
    }
    guard let scalar = Unicode.Scalar(value) else { throw Refusal() }
    for byte in UTF8.encode(scalar) ?? UTF8.EncodedScalar() { builder.addText(byte) }
    return start &+ digits
  }
}
