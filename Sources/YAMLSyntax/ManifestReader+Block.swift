import Documents
import SourceText

/// The anchor and the tag before a node, as offsets; -1 where there is none.
struct NodeProperties {
  var start = -1
  var end = -1
  var anchor = (start: -1, end: -1)
  var tag = (start: -1, end: -1)

  @inline(__always)
  var isEmpty: Bool { start < 0 }
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
    var offset = scalar.end
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
      let here = try readProperties()
      if here.isEmpty { return try readContent(above, here, column: column, into: &builder) }
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
    let start = here.isEmpty ? index : here.start
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
  mutating func readProperties() throws(Refusal) -> NodeProperties {
    var properties = NodeProperties()
    guard bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") else { return properties }
    properties.start = index
    while true {
      if bytes[index] == UInt8(ascii: "&") {
        guard properties.anchor.start < 0 else { throw Refusal() }
        properties.anchor = (index &+ 1, endOfName(index &+ 1))
        index = properties.anchor.end
        guard index > properties.anchor.start else { throw Refusal() }
      } else {
        guard properties.tag.start < 0 else { throw Refusal() }
        properties.tag = (index, try endOfTag(index))
        index = properties.tag.end
      }
      guard isBlankOrEnd(index) else { throw Refusal() }
      properties.end = index
      var next = index
      while next < count, isSpaceOrTab(bytes[next]) { next &+= 1 }
      guard byte(at: next) == UInt8(ascii: "&") || byte(at: next) == UInt8(ascii: "!") else {
        return properties
      }
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

  func text(_ range: (start: Int, end: Int)) -> String {
    String(
      decoding: UnsafeBufferPointer(start: bytes + range.start, count: range.end &- range.start),
      as: UTF8.self)
  }

  @inline(__always)
  func span(_ start: Int, _ end: Int) -> ByteSpan {
    ByteSpan(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
  }

  private func tag(_ id: NodeID, _ properties: NodeProperties, in builder: inout TreeBuilder) {
    guard properties.tag.start >= 0 else { return }
    let written = text(properties.tag)
    builder.tag(id, written.hasPrefix("!!") ? "tag:yaml.org,2002:" + written.dropFirst(2) : written)
  }

  /// Gives a scalar that was just added its properties.
  @inline(__always)
  func finishScalar(_ id: NodeID, _ properties: NodeProperties, into builder: inout TreeBuilder) -> String? {
    guard !properties.isEmpty else { return nil }
    tag(id, properties, in: &builder)
    return properties.anchor.start >= 0 ? text(properties.anchor) : nil
  }

  @inline(__always)
  mutating func name(_ id: NodeID, _ properties: NodeProperties, into builder: inout TreeBuilder) {
    if let name = finishScalar(id, properties, into: &builder) { anchors.name(scalar: id, name) }
  }

  /// Opens a collection; one with properties begins where they do.
  mutating func open(
    _ kind: NodeKind, _ style: NodeStyle, at start: Int, _ properties: NodeProperties,
    into builder: inout TreeBuilder
  ) throws(Refusal) {
    // libyaml has limits of its own somewhere beyond this depth.
    guard builder.depth < 200 else { throw Refusal() }
    let before = builder.expandedCount
    let id: NodeID
    do throws(SourceProblem) {
      id = try builder.open(
        kind, start: UInt32(truncatingIfNeeded: properties.isEmpty ? start : properties.start), style: style)
    } catch {
      throw Refusal()
    }
    guard !properties.isEmpty else { return }
    tag(id, properties, in: &builder)
    if properties.anchor.start >= 0 {
      anchors.name(container: id, text(properties.anchor), before: before, depth: builder.depth)
    }
  }

  mutating func addEmpty(_ properties: NodeProperties, into builder: inout TreeBuilder) {
    addEmpty(properties, at: emptyPlace, into: &builder)
  }

  mutating func addEmpty(_ properties: NodeProperties, at place: Int, into builder: inout TreeBuilder) {
    let start = properties.isEmpty ? place : properties.start
    let end = properties.isEmpty ? place : properties.end
    let id = builder.scalar(span: span(start, end), text: span(end, end), style: .plain)
    name(id, properties, into: &builder)
  }

  /// Reads `*name`, to behind it.
  mutating func readAlias(into builder: inout TreeBuilder) throws(Refusal) {
    let start = index
    let end = endOfName(start &+ 1)
    guard end > start &+ 1, let anchor = anchors[text((start &+ 1, end))], let expansion = anchor.expansion
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
