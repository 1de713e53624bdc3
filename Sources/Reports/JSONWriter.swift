import SourceText

/// Writes JSON (RFC 8259) into a buffer, member by member: nothing is built up first.
///
/// Members come out in the order in which they are written, so the same calls give the same bytes. Strings are
/// escaped so that the text is safe on a terminal and in JavaScript as well (see `string`).
package struct JSONWriter: ~Copyable {
  /// How the text is laid out.
  package enum Layout: Sendable {
    /// One member or element a line, two spaces a level; empty containers on one line.
    case pretty
    /// No whitespace at all.
    case compact
  }

  private var output = OutputBuffer()
  /// What is not in `output` yet: most of what is written is a few bytes long, and memory that need not grow takes it quicker.
  private let pending = UnsafeMutablePointer<UInt8>.allocate(capacity: JSONWriter.pendingSize)
  private var pendingCount = 0
  private static let pendingSize = 4096
  private let layout: Layout
  /// The number of members or elements in the innermost open container so far.
  private var count = 0
  /// The same of those around it, outermost first; the first of all stands for what is outside.
  private var outer: [Int] = []
  private var isAfterKey = false

  private init(layout: Layout) { self.layout = layout }

  deinit { pending.deallocate() }

  /// Appends what `body` writes, which is one value, and a line feed.
  package static func write(
    into output: inout OutputBuffer, layout: Layout = .pretty, _ body: (inout JSONWriter) -> Void
  ) {
    var writer = JSONWriter(layout: layout)
    swap(&writer.output, &output)
    body(&writer)
    writer.append(byte: 0x0A)
    writer.flush()
    swap(&writer.output, &output)
  }

  /// Writes an object whose members `body` writes.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    beginObject()
    body(&self)
    endObject()
  }

  /// Writes an array with what `body` writes for each item, on several threads where there are many.
  ///
  /// - Parameter jobs: threads; at least 1. The text is the same for any number.
  package mutating func array<Item: Sendable>(
    _ items: [Item], jobs: Int, _ body: @Sendable (inout JSONWriter, Item) -> Void
  ) {
    guard jobs > 1, items.count > Self.partSize else { return array(items, body) }
    beginArray()
    let (layout, outer) = (layout, outer)
    // Not all at once: a report is never in memory as a whole.
    let together = Self.partSize * jobs * 4
    for start in stride(from: 0, to: items.count, by: together) {
      let count = (Swift.min(items.count - start, together) + Self.partSize - 1) / Self.partSize
      let parts = Parallel.map(count, jobs: jobs) { number in
        let first = start + number * Self.partSize
        var writer = JSONWriter(layout: layout)
        (writer.outer, writer.count) = (outer, first)
        for index in first..<Swift.min(first + Self.partSize, items.count) { body(&writer, items[index]) }
        writer.flush()
        return writer.output.bytes
      }
      for part in parts { part.withUnsafeBufferPointer { append($0) } }
    }
    count = items.count
    endArray()
  }

  /// How many items a thread writes in one go.
  private static let partSize = 256

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

  /// Writes a member's name, which has nothing to escape; its value comes next.
  package mutating func key(_ name: StaticString) {
    separate()
    let count = name.utf8CodeUnitCount
    let place = room(for: count + 2)
    place[0] = UInt8(ascii: "\"")
    (place + 1).update(from: name.utf8Start, count: count)
    place[count + 1] = UInt8(ascii: "\"")
    pendingCount += count + 2
    endKey()
  }

  /// The same for a name that is made at run time.
  package mutating func key(named name: String) {
    separate()
    writeQuoted(name)
    endKey()
  }

  private mutating func endKey() {
    let place = room(for: 2)
    place[0] = UInt8(ascii: ":")
    place[1] = 0x20
    pendingCount += layout == .pretty ? 2 : 1
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
    append(digitsOf: value)
  }

  /// A number as it is written elsewhere; the caller answers for its being one.
  package mutating func number(written: String) {
    separate()
    append(written)
  }

  package mutating func bool(_ value: Bool) {
    separate()
    append(value ? "true" : "false")
  }

  package mutating func null() {
    separate()
    append("null")
  }
}

// Members with their values.
extension JSONWriter {
  package mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  /// A string, or null.
  package mutating func member(_ name: StaticString, orNull value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  package mutating func member(_ name: StaticString, _ value: some BinaryInteger) {
    key(name)
    number(value)
  }

  package mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// A member that is an object.
  package mutating func member(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  /// A member that is an array.
  package mutating func member<Items: Sequence>(
    _ name: StaticString, each items: Items, _ body: (inout JSONWriter, Items.Element) -> Void
  ) {
    key(name)
    array(items, body)
  }

  /// A member that is an array of strings.
  package mutating func member(_ name: StaticString, strings: some Sequence<String>) {
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
    guard !outer.isEmpty else { return }
    if count > 0 { append(byte: UInt8(ascii: ",")) }
    count += 1
    breakLine()
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    append(byte: bracket)
    outer.append(count)
    count = 0
  }

  private mutating func close(_ bracket: UInt8) {
    let level = outer.count - 1
    if count > 0 { breakLine(at: level) }
    append(byte: bracket)
    count = outer.popLast() ?? 0
  }

  private mutating func breakLine() { breakLine(at: outer.count) }

  /// Ends the line, and indents the next one.
  private mutating func breakLine(at level: Int) {
    guard layout == .pretty else { return }
    append(byte: 0x0A)
    var left = 2 * level
    while left > 0 {
      let place = room(for: Self.indent)
      // Always as many, which needs no loop: what is too much is written over.
      for offset in 0..<Self.indent { place[offset] = 0x20 }
      pendingCount += min(left, Self.indent)
      left -= Self.indent
    }
  }

  /// How many spaces are written at once.
  private static let indent = 16
}

// Bytes.
extension JSONWriter {
  /// Where the next byte goes, with room for some, which are at most as many as `pendingSize`.
  @inline(__always)
  private mutating func room(for count: Int) -> UnsafeMutablePointer<UInt8> {
    if count > Self.pendingSize - pendingCount { flush() }
    return pending + pendingCount
  }

  @inline(__always)
  mutating func append(byte: UInt8) {
    if pendingCount == Self.pendingSize { flush() }
    pending[pendingCount] = byte
    pendingCount += 1
  }

  /// Appends a number in decimal digits.
  private mutating func append(digitsOf value: some BinaryInteger) {
    guard var left = UInt64(exactly: value) else { return append(String(value)) }
    if pendingCount + 20 > Self.pendingSize { flush() }
    var count = 1
    var power: UInt64 = 10
    while left >= power, count < 19 {
      count += 1
      power *= 10
    }
    if left >= power { count += 1 }
    for place in stride(from: pendingCount + count - 1, through: pendingCount, by: -1) {
      pending[place] = 0x30 + UInt8(truncatingIfNeeded: left % 10)
      left /= 10
    }
    pendingCount += count
  }

  mutating func append(_ text: String) {
    text.withLentBytes { append($0) }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    if bytes.count > Self.pendingSize - pendingCount {
      flush()
      guard bytes.count <= Self.pendingSize else { return output.append(bytes: bytes) }
    }
    (pending + pendingCount).update(from: start, count: bytes.count)
    pendingCount += bytes.count
  }

  private mutating func flush() {
    output.append(bytes: UnsafeBufferPointer(start: pending, count: pendingCount))
    pendingCount = 0
  }
}
