import Documents
import SourceText

/// The state of reading one file: a place in its bytes, the open containers, and the tree so far.
///
/// After an error `position` stands at the byte that was not expected.
struct JSONParser: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  /// 0-based offset of the next byte to look at.
  var position = 0
  var builder: TreeBuilder
  /// Unpaired surrogates, which leave the file readable.
  var warnings: [SourceProblem] = []
  /// Where strings with escapes are decoded; kept for the next one.
  var decoded: [UInt8] = []
  /// What was read ahead, the last one first.
  var ahead: [JSONRun] = []
  /// Whether each open container is an object, outermost first.
  private var isObject: [Bool] = []

  init(bytes: UnsafeBufferPointer<UInt8>, builder: consuming TreeBuilder) {
    self.bytes = bytes
    self.builder = builder
  }

  /// The result, once the document is read or refused.
  consuming func finish(refusal: SourceProblem?) -> JSONReading {
    var problems = builder.problems + warnings
    problems.sort { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    if let refusal = builder.excess ?? refusal { problems.append(refusal) }
    return JSONReading(tree: builder.finish(), problems: problems)
  }

  /// Reads `ws value ws` (RFC 8259 section 2) up to the end of the bytes.
  mutating func parse() throws(SourceProblem) {
    skipWhitespace()
    if position == bytes.count { throw emptyFile() }
    repeat {
      try parseValue()
      // What is refused as a whole is read no further.
      if let excess = builder.excess { throw excess }
      while try !parseSeparator() {}
    } while !isObject.isEmpty
    skipWhitespace()
    if position < bytes.count { throw secondValue() }
  }

  /// Reads a scalar, an empty container, or the opening of a container with all that comes before its first value.
  mutating func parseValue() throws(SourceProblem) {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""): return try parseString()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
      case UInt8(ascii: "{"):
        try open(.mapping, isObject: true)
        if closes(with: UInt8(ascii: "}")) { return }
        try parseKey()
      case UInt8(ascii: "["):
        try open(.sequence, isObject: false)
        if closes(with: UInt8(ascii: "]")) { return }
      case UInt8(ascii: "t"): return try parseLiteral("true")
      case UInt8(ascii: "f"): return try parseLiteral("false")
      case UInt8(ascii: "n"): return try parseLiteral("null")
      default: throw noValue()
      }
    }
    throw noValue()
  }

  /// Reads what follows a value: true where the next value may be read or the document is complete, false where a
  /// container was closed, which is itself a value, or elements were there already.
  mutating func parseSeparator() throws(SourceProblem) -> Bool {
    guard let inObject = isObject.last else { return true }
    skipWhitespace()
    guard position < bytes.count else { throw noSeparator(inObject: inObject) }
    let byte = bytes[position]
    if byte == UInt8(ascii: ",") {
      position += 1
      skipWhitespace()
      if inObject { try parseKey() } else if !ahead.isEmpty, takeRun() { return false }
      return true
    }
    guard byte == (inObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
      throw noSeparator(inObject: inObject)
    }
    closeContainer()
    return false
  }

  /// Reads a key and its colon, up to the value.
  private mutating func parseKey() throws(SourceProblem) {
    let length = builder.addLikelyKey(bytes, at: position)
    if length > 0 {
      position += length
    } else {
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw noKey() }
      try parseString()
    }
    // Where nobody puts a space.
    if position < bytes.count, bytes[position] != UInt8(ascii: ":") { skipWhitespace() }
    guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { throw noColon() }
    position += 1
    skipWhitespace()
  }

  /// Begins to read elements of a list that is not there, in the place of a document.
  mutating func beginList() throws(SourceProblem) {
    try builder.beginRun(at: position)
    isObject = [false]
  }

  /// Whether what was read last is an element of that list.
  var isInList: Bool { isObject.count == 1 }

  private mutating func open(_ kind: NodeKind, isObject: Bool) throws(SourceProblem) {
    try builder.open(kind, start: UInt32(clamping: position), style: .flow)
    self.isObject.append(isObject)
    position += 1
    skipWhitespace()
  }

  /// Closes the container that was just opened, if it is empty.
  private mutating func closes(with end: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == end else { return false }
    closeContainer()
    return true
  }

  private mutating func closeContainer() {
    position += 1
    builder.close(end: UInt32(clamping: position))
    isObject.removeLast()
  }

  private mutating func parseLiteral(_ word: StaticString) throws(SourceProblem) {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { throw noValue() }
    for index in position..<end where bytes[index] != word.utf8Start[index - position] { throw noValue() }
    guard endOfWord(at: end) == end else { throw noValue() }
    addPlain(from: position, to: end)
  }

  /// Adds a number or literal, whose text is its span, and goes past it.
  mutating func addPlain(from start: Int, to end: Int) {
    let span = ByteSpan(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    builder.scalar(span: span, text: span, style: .plain)
    position = end
  }

  /// Goes past space, tab, line feed and carriage return (RFC 8259 section 2).
  @inline(__always)
  mutating func skipWhitespace() {
    if position < bytes.count, bytes[position] > 0x20 { return }
    skipSpaces()
  }

  private mutating func skipSpaces() {
    var index = position
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default:
        position = index
        return
      }
    }
    position = index
  }
}
