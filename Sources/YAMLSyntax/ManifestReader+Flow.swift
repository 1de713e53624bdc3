import Documents
import SourceText

/// What may come next between brackets.
private enum FlowPhase {
  /// After the opening bracket or a comma: an element, a key, or the end (after a bracket also of nothing).
  case first, element
  /// After an element or a value: a comma or the end.
  case after
  /// After a key without a colon: a comma or the end, and its value is empty.
  case keyed
  /// After a colon: a value, or the same as `keyed`.
  case value
}

// Flow collections.
extension ManifestReader {
  /// Reads a flow collection with all that is in it, to behind its last bracket.
  mutating func readFlow(_ properties: NodeProperties, into builder: inout TreeBuilder) throws(Refusal) {
    flows.removeAll(keepingCapacity: true)
    try openFlow(properties, into: &builder)
    var phase = FlowPhase.first
    while !flows.isEmpty {
      try skipInFlow()
      guard index < count, index != lineStart || !isDocumentMark(index) else { throw Refusal() }
      switch bytes[index] {
      case UInt8(ascii: ","):
        guard phase != .first, phase != .element else { throw Refusal() }
        addMissingValue(phase, into: &builder)
        index &+= 1
        phase = .element
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard flows.last == (bytes[index] == UInt8(ascii: "}")) else { throw Refusal() }
        addMissingValue(phase, into: &builder)
        index &+= 1
        anchors.close(&builder, end: UInt32(truncatingIfNeeded: index))
        flows.removeLast()
        phase = .after
      default:
        guard phase == .first || phase == .element || phase == .value else { throw Refusal() }
        phase = try readFlowNode(phase, into: &builder)
      }
    }
    isOnNewLine = false
  }

  private mutating func addMissingValue(_ phase: FlowPhase, into builder: inout TreeBuilder) {
    if phase == .keyed || phase == .value { addEmpty(NodeProperties(), at: index, into: &builder) }
  }

  private mutating func openFlow(
    _ properties: NodeProperties, into builder: inout TreeBuilder
  ) throws(Refusal) {
    let isMapping = bytes[index] == UInt8(ascii: "{")
    try open(isMapping ? .mapping : .sequence, .flow, at: index, properties, into: &builder)
    flows.append(isMapping)
    index &+= 1
  }

  /// Reads an element, a key with its colon if there is one, or a value; for a collection only its beginning.
  private mutating func readFlowNode(
    _ phase: FlowPhase, into builder: inout TreeBuilder
  ) throws(Refusal) -> FlowPhase {
    let isKey = phase != .value && flows.last == true
    let start = index
    let properties = try readProperties()
    if !properties.isEmpty {
      isOnNewLine = false
      try skipInFlow()
      // Properties of an empty node, and those that stand on another line than their node.
      guard index < count, !isOnNewLine else { throw Refusal() }
    }
    switch bytes[index] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard !isKey else { throw Refusal() }
      try openFlow(properties, into: &builder)
      return .first
    case UInt8(ascii: "*"):
      guard !isKey, properties.isEmpty else { throw Refusal() }
      try readAlias(into: &builder)
      return .after
    default: break
    }
    let scalar = try readFlowScalar(into: &builder, stop: .flowStop)
    add(scalar, properties, into: &builder)
    var next = Int(scalar.end)
    while next < count, isSpaceOrTab(bytes[next]) { next &+= 1 }
    guard byte(at: next) == UInt8(ascii: ":") else { return isKey ? .keyed : .after }
    guard isKey, !scalar.isMultiline, next &- start <= 1024 else { throw Refusal() }
    index = next &+ 1
    return .value
  }

  /// Goes on to the next token between brackets, where tabs are white space like any other.
  private mutating func skipInFlow() throws(Refusal) {
    while index < count {
      switch bytes[index] {
      case 0x20, 0x09: index &+= 1
      case 0x0A, 0x0D:
        index = afterBreak(index)
        lineStart = index
        isOnNewLine = true
      case UInt8(ascii: "#"): try skipComment()
      default: return
      }
    }
  }
}
