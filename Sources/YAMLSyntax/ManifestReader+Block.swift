import Documents
import SourceText

/// The anchor and the tag before a node, as offsets of 32 bits, which fit into registers; all 0 where there is none.
struct NodeProperties {
  var start: UInt32 = 0
  var end: UInt32 = 0
  var anchorStart: UInt32 = 0
  var anchorEnd: UInt32 = 0
  var tagStart: UInt32 = 0
  var tagEnd: UInt32 = 0

  @inline(__always)
  var isEmpty: Bool { end == 0 }
  @inline(__always)
  var hasAnchor: Bool { anchorEnd != 0 }
  @inline(__always)
  var hasTag: Bool { tagEnd != 0 }
}

// Block nodes.
extension ManifestReader {
  /// Goes to the next key or dash after a node, and closes what ends before it; `false` at the end of the document.
  mutating func findEntry(into builder: inout TreeBuilder) throws(Refusal) -> Bool {
    try skipToToken(tabs: true)
    var column = -1
    if index < count {
      guard isOnNewLine else { throw Refusal() }
      if index != lineStart || !isDocumentMark(index) { column = index &- lineStart }
    }
    while indent > column { pop(&builder) }
    if level == .document {
      guard column < 0 else { throw Refusal() }
      return false
    }
    guard column == indent else { throw Refusal() }
    let isEntry = isEntry(index)
    if level == .indentless, !isEntry { pop(&builder) }
    if level == .mapping {
      guard !isEntry else { throw Refusal() }
      try readKey(into: &builder)
    } else {
      guard isEntry else { throw Refusal() }
      passDash()
    }
    return true
  }

  private mutating func passDash() {
    index &+= 1
    emptyPlace = index
    allowsKeys = true
    isOnNewLine = false
  }

  private mutating func passColon(at colon: Int) {
    index = colon &+ 1
    emptyPlace = index
    allowsKeys = false
    isOnNewLine = false
  }

  /// Reads a key of a mapping that is open, to behind its colon.
  private mutating func readKey(into builder: inout TreeBuilder) throws(Refusal) {
    let start = index
    let properties = try readProperties()
    isOnNewLine = false
    if !properties.isEmpty {
      try skipToToken(tabs: true)
      guard !isOnNewLine, index < count else { throw Refusal() }
    }
    let scalar = try readFlowScalar(into: &builder, stop: .plainStop)
    guard let colon = colon(after: scalar, keyStart: start) else { throw Refusal() }
    add(scalar, properties, into: &builder)
    passColon(at: colon)
  }

  /// The colon that makes a scalar a key: on its line, at most 1,024 characters after where it begins.
  @inline(__always)
  private func colon(after scalar: FlowScalar, keyStart: Int) -> Int? {
    var offset = Int(scalar.end)
    guard !scalar.isMultiline else { return nil }
    while offset < count, isSpaceOrTab(bytes[offset]) { offset &+= 1 }
    guard offset < count, bytes[offset] == UInt8(ascii: ":"), isBlankOrEnd(offset &+ 1),
      offset &- keyStart <= 1024
    else { return nil }
    return offset
  }

  /// Reads the node that is to come, or the beginning of a collection; `true` if another node is to come after that.
  mutating func readNode(into builder: inout TreeBuilder) throws(Refusal) -> Bool {
    try skipToToken(tabs: !allowsKeys)
    // Properties on a line of their own belong to what follows on later lines.
    var above = NodeProperties()
    while true {
      if isOnNewLine { allowsKeys = true }
      if index >= count || (isOnNewLine && index == lineStart && isDocumentMark(index)) {
        addEmpty(above, into: &builder)
        return false
      }
      let column = index &- lineStart
      if isOnNewLine, column <= indent {
        guard column == indent, level == .mapping, isEntry(index) else {
          addEmpty(above, into: &builder)
          return false
        }
        try open(.sequence, .block, at: index, above, into: &builder)
        push(.indentless, indent: column)
        passDash()
        return true
      }
      if isEntry(index) {
        guard allowsKeys else { throw Refusal() }
        try open(.sequence, .block, at: index, above, into: &builder)
        push(.sequence, indent: column)
        passDash()
        return true
      }
      if !isPropertySign(bytes[index]) {
        if !above.isEmpty { return try readContent(above, NodeProperties(), column: column, into: &builder) }
        return try readContent(NodeProperties(), NodeProperties(), column: column, into: &builder)
      }
      let here = try readProperties()
      isOnNewLine = false
      try skipToToken(tabs: true)
      if index < count, !isOnNewLine {
        guard !isEntry(index) else { throw Refusal() }
        return try readContent(above, here, column: column, into: &builder)
      }
      guard above.isEmpty else { throw Refusal() }
      above = here
    }
  }

  /// Reads what follows a node's properties: those on lines before it (`above`) and those on its own line (`here`), which
  /// begins in `column`.
  @inline(__always)
  private mutating func readContent(
    _ above: NodeProperties, _ here: NodeProperties, column: Int, into builder: inout TreeBuilder
  ) throws(Refusal) -> Bool {
    let properties = above.isEmpty ? here : above
    switch bytes[index] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard above.isEmpty || here.isEmpty else { throw Refusal() }
      try readFlow(properties, into: &builder)
      return false
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      guard above.isEmpty || here.isEmpty else { throw Refusal() }
      try readBlockScalar(properties, into: &builder)
      return false
    case UInt8(ascii: "*"):
      guard properties.isEmpty else { throw Refusal() }
      try readAlias(into: &builder)
      return false
    default: break
    }
    let start = here.isEmpty ? index : Int(here.start)
    let scalar = try readFlowScalar(into: &builder, stop: .plainStop)
    if let colon = colon(after: scalar, keyStart: start) {
      guard allowsKeys else { throw Refusal() }
      try open(.mapping, .block, at: start, above, into: &builder)
      push(.mapping, indent: column)
      add(scalar, here, into: &builder)
      passColon(at: colon)
      return true
    }
    guard above.isEmpty || here.isEmpty else { throw Refusal() }
    add(scalar, properties, into: &builder)
    return false
  }
}

// Properties, and nodes without text.
extension ManifestReader {
  /// Reads an anchor and a tag in either order, if they are there, to behind the second.
  @inline(__always)
  mutating func readProperties() throws(Refusal) -> NodeProperties {
    guard isPropertySign(bytes[index]) else { return NodeProperties() }
    return try readWrittenProperties()
  }

  @inline(__always)
  private func isPropertySign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!")
  }

  private mutating func readWrittenProperties() throws(Refusal) -> NodeProperties {
    var properties = NodeProperties()
    properties.start = UInt32(truncatingIfNeeded: index)
    while true {
      if bytes[index] == UInt8(ascii: "&") {
        let end = endOfName(index &+ 1)
        guard !properties.hasAnchor, end > index &+ 1 else { throw Refusal() }
        properties.anchorStart = UInt32(truncatingIfNeeded: index &+ 1)
        properties.anchorEnd = UInt32(truncatingIfNeeded: end)
        index = end
      } else {
        let end = try endOfTag(index)
        guard !properties.hasTag else { throw Refusal() }
        properties.tagStart = UInt32(truncatingIfNeeded: index)
        properties.tagEnd = UInt32(truncatingIfNeeded: end)
        index = end
      }
      guard isBlankOrEnd(index) else { throw Refusal() }
      properties.end = UInt32(truncatingIfNeeded: index)
      var next = index
      while next < count, isSpaceOrTab(bytes[next]) { next &+= 1 }
      guard isPropertySign(byte(at: next)) else { return properties }
      index = next
    }
  }

  func endOfName(_ start: Int) -> Int {
    var end = start
    while end < count, isClass(bytes[end], .name) { end &+= 1 }
    return end
  }

  /// `!`, `!local` and `!!core`; not the handles that a directive declares, and no `%` escapes.
  private func endOfTag(_ start: Int) throws(Refusal) -> Int {
    var end = start &+ 1
    let isCore = byte(at: end) == UInt8(ascii: "!")
    if isCore { end &+= 1 }
    let suffix = end
    while end < count, isClass(bytes[end], [.name, .tag]) { end &+= 1 }
    guard end > suffix || !isCore else { throw Refusal() }
    return end
  }

  private func text(_ start: UInt32, _ end: UInt32) -> String {
    let range = UnsafeBufferPointer(start: bytes + Int(start), count: Int(end &- start))
    return String(decoding: range, as: UTF8.self)
  }

  @inline(__always)
  func span(_ start: Int, _ end: Int) -> ByteSpan {
    ByteSpan(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
  }

  private func tag(_ id: NodeID, _ properties: NodeProperties, in builder: inout TreeBuilder) {
    guard properties.hasTag else { return }
    let written = text(properties.tagStart, properties.tagEnd)
    builder.tag(id, written.hasPrefix("!!") ? "tag:yaml.org,2002:" + written.dropFirst(2) : written)
  }

  /// Gives a scalar that was just added its properties.
  mutating func finishScalar(_ id: NodeID, _ properties: NodeProperties, into builder: inout TreeBuilder) {
    tag(id, properties, in: &builder)
    if properties.hasAnchor { anchors.name(scalar: id, text(properties.anchorStart, properties.anchorEnd)) }
  }

  /// Opens a collection; one with properties begins where they do.
  mutating func open(
    _ kind: NodeKind, _ style: NodeStyle, at start: Int, _ properties: NodeProperties,
    into builder: inout TreeBuilder
  ) throws(Refusal) {
    // libyaml has limits of its own somewhere beyond this depth.
    guard outer.count &+ flows.count < 200 else { throw Refusal() }
    let before = properties.hasAnchor ? builder.expandedCount : 0
    let id: NodeID
    do throws(SourceProblem) {
      id = try builder.open(
        kind, start: properties.isEmpty ? UInt32(truncatingIfNeeded: start) : properties.start, style: style)
    } catch {
      throw Refusal()
    }
    guard !properties.isEmpty else { return }
    tag(id, properties, in: &builder)
    if properties.hasAnchor {
      let name = text(properties.anchorStart, properties.anchorEnd)
      anchors.name(container: id, name, before: before, depth: builder.depth)
    }
  }

  mutating func addEmpty(_ properties: NodeProperties, into builder: inout TreeBuilder) {
    addEmpty(properties, at: emptyPlace, into: &builder)
  }

  mutating func addEmpty(_ properties: NodeProperties, at place: Int, into builder: inout TreeBuilder) {
    let start = properties.isEmpty ? place : Int(properties.start)
    let end = properties.isEmpty ? place : Int(properties.end)
    let id = builder.scalar(span: span(start, end), text: span(end, end), style: .plain)
    if !properties.isEmpty { finishScalar(id, properties, into: &builder) }
  }

  /// Reads `*name`, to behind it.
  mutating func readAlias(into builder: inout TreeBuilder) throws(Refusal) {
    let start = index
    let end = endOfName(start &+ 1)
    guard end > start &+ 1,
      let anchor = anchors[text(UInt32(truncatingIfNeeded: start &+ 1), UInt32(truncatingIfNeeded: end))],
      let expansion = anchor.expansion
    else {
      throw Refusal()
    }
    index = end
    isOnNewLine = false
    guard isBlankOrEnd(end) || (!flows.isEmpty && isClass(bytes[end], .flowStop)) else { throw Refusal() }
    do throws(SourceProblem) {
      try builder.alias(span: span(start, end), target: anchor.node, expansion: expansion)
    } catch {
      throw Refusal()
    }
  }
}
