/// A map key that stands in the expression itself, made once when the expression is compiled.
///
/// It carries the key's UTF-8 bytes beside its text, so that an adapter can compare it with the bytes of a document
/// without making a `String`.
public struct FieldName: Sendable {
  let storage: FieldNameStorage

  public init(_ text: String) { storage = FieldNameStorage(text) }

  /// The key as text.
  public var text: String { storage.text }

  /// The key's bytes in UTF-8.
  public var utf8: [UInt8] { storage.utf8 }

  /// Whether these bytes are the key's.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == storage.utf8.count else { return false }
    return storage.utf8.withUnsafeBufferPointer { own in own.elementsEqual(bytes) }
  }
}

final class FieldNameStorage: Sendable {
  let text: String
  let utf8: [UInt8]

  init(_ text: String) {
    self.text = text
    utf8 = Array(text.utf8)
  }
}
