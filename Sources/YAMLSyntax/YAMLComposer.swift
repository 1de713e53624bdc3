import CLibYAML
import Documents
import SourceText

/// Turns events into nodes: anchors, tags, and where a scalar's text stands.
struct YAMLComposer {
  private var anchors = YAMLAnchors()

  /// Takes one event; `false` after the last.
  mutating func take(
    _ event: borrowing YAMLEvent, _ marks: inout MarkOffsets, into builder: inout TreeBuilder
  ) throws(SourceProblem) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT:
      addScalar(event, &marks, into: &builder)
    case YAML_MAPPING_START_EVENT:
      let data = event.event.data.mapping_start
      let style: NodeStyle = data.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
      try openContainer(.mapping, style, data.anchor, data.tag, event, &marks, into: &builder)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.event.data.sequence_start
      let style: NodeStyle = data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
      try openContainer(.sequence, style, data.anchor, data.tag, event, &marks, into: &builder)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      anchors.close(&builder, end: UInt32(clamping: marks.offset(of: event.event.end_mark)))
    case YAML_ALIAS_EVENT:
      try addAlias(event, &marks, into: &builder)
    case YAML_DOCUMENT_START_EVENT:
      anchors.beginDocument()
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
      return false
    default:
      break
    }
    return true
  }

  private mutating func openContainer(
    _ kind: NodeKind, _ style: NodeStyle, _ anchor: UnsafeMutablePointer<yaml_char_t>?,
    _ tag: UnsafeMutablePointer<yaml_char_t>?, _ event: borrowing YAMLEvent, _ marks: inout MarkOffsets,
    into builder: inout TreeBuilder
  ) throws(SourceProblem) {
    let before = builder.expandedCount
    let start = marks.offset(of: event.event.start_mark)
    let id = try builder.open(kind, start: UInt32(clamping: start), style: style)
    if let tag { builder.tag(id, String(cString: tag)) }
    if let anchor {
      anchors.name(container: id, String(cString: anchor), before: before, depth: builder.depth)
    }
  }

  private mutating func addAlias(
    _ event: borrowing YAMLEvent, _ marks: inout MarkOffsets, into builder: inout TreeBuilder
  ) throws(SourceProblem) {
    let name = event.event.data.alias.anchor.map { String(cString: $0) } ?? ""
    let span = span(event, &marks)
    guard let anchor = anchors[name] else {
      throw SourceProblem(
        "no anchor '&\(name)' before this alias; an alias names an anchor that stands before it in its document",
        at: span)
    }
    guard let expansion = anchor.expansion else {
      throw SourceProblem(
        "the alias '*\(name)' stands inside what it names; an alias names something that is complete",
        at: span)
    }
    try builder.alias(span: span, target: anchor.node, expansion: expansion)
  }

  private mutating func addScalar(
    _ event: borrowing YAMLEvent, _ marks: inout MarkOffsets, into builder: inout TreeBuilder
  ) {
    let data = event.event.data.scalar
    let span = span(event, &marks)
    let style = NodeStyle(data.style)
    let text = event.text
    // The text ends where the scalar does, before a closing quote; the start may be a tag or an anchor.
    let end = Int(span.end) - (style == .plain ? 0 : 1)
    let start = end - text.count
    let id: NodeID
    if style.isFlow, start >= Int(span.start), end <= marks.bytes.count,
      text.isSame(as: UnsafeBufferPointer(rebasing: marks.bytes[start..<end]))
    {
      id = builder.scalar(span: span, text: ByteSpan(start..<end), style: style)
    } else {
      id = builder.scalar(span: span, text: text, style: style)
    }
    if let tag = data.tag { builder.tag(id, String(cString: tag)) }
    if let anchor = data.anchor {
      anchors.name(scalar: id, String(cString: anchor))
    }
  }

  private func span(_ event: borrowing YAMLEvent, _ marks: inout MarkOffsets) -> ByteSpan {
    let start = marks.offset(of: event.event.start_mark)
    return ByteSpan(start..<Swift.max(start, marks.offset(of: event.event.end_mark)))
  }
}

extension NodeStyle {
  init(_ style: yaml_scalar_style_t) {
    self =
      switch style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
  }

  /// Whether a scalar of this style ends on the character that the style says (not a block scalar).
  var isFlow: Bool { self == .plain || self == .singleQuoted || self == .doubleQuoted }
}
