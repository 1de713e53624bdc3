/// A map key that stands in the expression itself, made once when the expression is compiled.
///
/// It carries the key's UTF-8 bytes beside its text, so that an adapter can compare it with the bytes of a document
/// without making a `String`.
public struct FieldName: Sendable {
  let storage: FieldNameStorage

  public init(_ text: String) { storage = FieldNameStorage(text) }

  /// The key as text.
  public var text: String { storage.text }

  /// The key's bytes in UTF-8; they live as long as the name.
  public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(storage.bytes) }

  /// Whether these bytes are the key's.
  public func matches(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    other.count == storage.bytes.count && storage.bytes.elementsEqual(other)
  }
}

/// A name in memory of its own that does not move, so that its bytes can be lent without counting references.
final class FieldNameStorage: @unchecked Sendable {
  let text: String
  let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ text: String) {
    self.text = text
    bytes = .allocate(capacity: text.utf8.count)
    _ = bytes.initialize(from: text.utf8)
  }

  deinit { bytes.deallocate() }
}
