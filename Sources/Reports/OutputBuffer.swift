/// The bytes of a report, UTF-8. Whoever asked for the report writes them out, in one go or in large pieces, and may
/// use the buffer again.
package struct OutputBuffer: Sendable {
  /// The bytes that nobody has taken yet.
  package private(set) var bytes: [UInt8] = []
  /// From how many bytes on they are taken.
  private static let piece = 1 << 16
  private let take: (@Sendable ([UInt8]) -> Void)?

  /// - Parameter take: gets the bytes whenever there are many, so that a large report is never in memory as a whole; what is left at the end
  ///   is in `bytes`.
  package init(takenBy take: (@Sendable ([UInt8]) -> Void)? = nil) { self.take = take }

  /// How many bytes nobody has taken yet.
  package var count: Int { bytes.count }

  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    if bytes.count >= Self.piece { hand() }
  }

  package mutating func append(byte: UInt8) { bytes.append(byte) }

  package mutating func append(bytes added: some Sequence<UInt8>) { bytes.append(contentsOf: added) }

  package mutating func append(bytes added: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: added)
    if bytes.count >= Self.piece { hand() }
  }

  package mutating func append(repeating byte: UInt8, count: Int) {
    bytes.append(contentsOf: repeatElement(byte, count: max(0, count)))
  }

  package mutating func newline() { bytes.append(0x0A) }

  /// Empties the buffer and keeps its memory.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  private mutating func hand() {
    guard let take else { return }
    take(bytes)
    removeAll()
  }
}
