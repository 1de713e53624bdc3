/// A map key that stands in the expression itself, made once when the expression is compiled.
///
/// It carries the key's UTF-8 bytes, so that an adapter can compare it with the bytes of a document without making a
/// `String`. It is lent: valid during the call that gets it, and as long as its `OwnedFieldName`.
public struct FieldName: @unchecked Sendable, BitwiseCopyable {
  /// The key's bytes in UTF-8.
  public let bytes: UnsafeBufferPointer<UInt8>
  private let owner: Unmanaged<OwnedFieldName.Storage>

  fileprivate init(_ owner: OwnedFieldName.Storage) {
    bytes = UnsafeBufferPointer(owner.bytes)
    self.owner = .passUnretained(owner)
  }

  /// The key as text.
  public var text: String { owner._withUnsafeGuaranteedRef { $0.text } }

  /// Whether these bytes are the key's.
  public func matches(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    other.count == bytes.count && bytes.elementsEqual(other)
  }
}

/// A key and its bytes in memory of its own that does not move, so that they can be lent without counting references.
public struct OwnedFieldName: Sendable {
  fileprivate final class Storage: @unchecked Sendable {
    let text: String
    let bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ text: String) {
      self.text = text
      bytes = .allocate(capacity: text.utf8.count)
      _ = bytes.initialize(from: text.utf8)
    }

    deinit { bytes.deallocate() }
  }

  private let storage: Storage

  public init(_ text: String) { storage = Storage(text) }

  /// The key as text.
  public var text: String { storage.text }

  /// The key, lent for as long as this is there.
  public var name: FieldName { FieldName(storage) }
}
