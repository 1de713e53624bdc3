/// The bytes of a report, UTF-8. Whoever asked for the report writes them out, in one go or in large pieces, and may
/// use the buffer again.
package struct OutputBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// How many bytes there are.
  package var count: Int { bytes.count }

  package mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  package mutating func append(byte: UInt8) { bytes.append(byte) }

  package mutating func append(bytes added: some Sequence<UInt8>) { bytes.append(contentsOf: added) }

  package mutating func append(bytes added: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: added) }

  package mutating func append(repeating byte: UInt8, count: Int) {
    bytes.append(contentsOf: repeatElement(byte, count: max(0, count)))
  }

  package mutating func newline() { bytes.append(0x0A) }

  /// Empties the buffer and keeps its memory.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
