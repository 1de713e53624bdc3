/// How a bare JSON scalar resolves. The reader has let through only what RFC 8259 sections 3 and 6 allow.
enum JSONScalarResolution {
  static func resolve(_ text: UnsafeBufferPointer<UInt8>) -> ScalarValue {
    switch text.first {
    case UInt8(ascii: "t"): return .bool(true)
    case UInt8(ascii: "f"): return .bool(false)
    case UInt8(ascii: "n"), nil: return .null
    default: break
    }
    if let value = smallInteger(text) { return .int(value) }
    let written = String(decoding: text, as: UTF8.self)
    if written.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }) {
      if let value = Int64(written) { return .int(value) }
      if let value = UInt64(written) { return .uint(value) }
      return .bigInteger(written)
    }
    return .double(Double(written) ?? .nan)
  }

  /// Whether a bare scalar is a null.
  static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.first == UInt8(ascii: "n") || text.isEmpty
  }

  /// A whole number of at most 18 digits, without making a text of it.
  static func smallInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var value: Int64 = 0
    for byte in text {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }
}
