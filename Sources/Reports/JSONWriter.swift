/// Writes JSON (RFC 8259) into a buffer, member by member: nothing is built up first.
///
/// Members come out in the order in which they are written, so the same calls give the same bytes. Strings are
/// escaped so that the text is safe on a terminal and in JavaScript as well (see `string`).
package struct JSONWriter: Sendable {
  /// How the text is laid out.
  package enum Layout: Sendable {
    /// One member or element a line, two spaces a level; empty containers on one line.
    case pretty
    /// No whitespace at all.
    case compact
  }

  var output = OutputBuffer()
  private let layout: Layout
  /// The number of members or elements in each open container so far, outermost first.
  private var counts: [Int] = []
  private var isAfterKey = false

  private init(layout: Layout) { self.layout = layout }

  /// Appends what `body` writes, which is one value, and a line feed.
  package static func write(
    into output: inout OutputBuffer, layout: Layout = .pretty, _ body: (inout JSONWriter) -> Void
  ) {
    var writer = JSONWriter(layout: layout)
    swap(&writer.output, &output)
    body(&writer)
    writer.output.newline()
    swap(&writer.output, &output)
  }

  /// Writes an object whose members `body` writes.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    beginObject()
    body(&self)
    endObject()
  }

  /// Writes an array with what `body` writes for each item.
  package mutating func array<Items: Sequence>(
    _ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void
  ) {
    beginArray()
    for item in items { body(&self, item) }
    endArray()
  }

  // For walks that keep their own stack; every `begin` needs its `end`.

  package mutating func beginObject() { open(UInt8(ascii: "{")) }

  package mutating func endObject() { close(UInt8(ascii: "}")) }

  package mutating func beginArray() { open(UInt8(ascii: "[")) }

  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes a member's name; its value comes next.
  package mutating func key(_ name: String) {
    separate()
    writeQuoted(name)
    output.append(byte: UInt8(ascii: ":"))
    if layout == .pretty { output.append(byte: 0x20) }
    isAfterKey = true
  }

  package mutating func string(_ text: String) {
    separate()
    writeQuoted(text)
  }

  /// A string given as UTF-8; what is not well-formed is replaced by U+FFFD.
  package mutating func string(utf8 text: UnsafeBufferPointer<UInt8>) {
    separate()
    writeQuoted(text)
  }

  package mutating func number(_ value: some BinaryInteger) {
    separate()
    output.append(String(value))
  }

  /// A number as it is written elsewhere; the caller answers for its being one.
  package mutating func number(written: String) {
    separate()
    output.append(written)
  }

  package mutating func bool(_ value: Bool) {
    separate()
    output.append(value ? "true" : "false")
  }

  package mutating func null() {
    separate()
    output.append("null")
  }
}

// Members with their values.
extension JSONWriter {
  package mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// A string, or null.
  package mutating func member(_ name: String, orNull value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: some BinaryInteger) {
    key(name)
    number(value)
  }

  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// A member that is an object.
  package mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  /// A member that is an array.
  package mutating func member<Items: Sequence>(
    _ name: String, each items: Items, _ body: (inout JSONWriter, Items.Element) -> Void
  ) {
    key(name)
    array(items, body)
  }

  /// A member that is an array of strings.
  package mutating func member(_ name: String, strings: some Sequence<String>) {
    member(name, each: strings) { writer, text in writer.string(text) }
  }
}

// Layout.
extension JSONWriter {
  /// Writes what stands between the value before and the one that comes.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let count = counts.last else { return }
    if count > 0 { output.append(byte: UInt8(ascii: ",")) }
    counts[counts.count - 1] = count + 1
    breakLine()
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    output.append(byte: bracket)
    counts.append(0)
  }

  private mutating func close(_ bracket: UInt8) {
    let count = counts.popLast() ?? 0
    if count > 0 { breakLine() }
    output.append(byte: bracket)
  }

  private mutating func breakLine() {
    guard layout == .pretty else { return }
    output.newline()
    output.append(repeating: 0x20, count: 2 * counts.count)
  }
}
