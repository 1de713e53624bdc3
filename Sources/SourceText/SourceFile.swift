/// A file's text: its path as findings show it, and its bytes as valid-length UTF-8.
///
/// The bytes hold no byte-order mark. They are checked to be UTF-8 by `validate()`, which the readers that do
/// not check on their own call.
package final class SourceFile: Sendable {
  /// The path as findings show it: relative where the file is below the working folder, with `/`.
  package let path: String
  package let bytes: [UInt8]
  /// Whether every byte is below 0x80, so that byte offsets and scalar offsets are the same.
  package let isASCII: Bool
  /// The encoding that the file was in.
  package let encoding: SourceEncoding

  /// Takes the bytes of a file as they were read, with or without a byte-order mark.
  ///
  /// - Parameter isKnownASCII: whether somebody has found all of them to be below 0x80.
  /// - Throws: a problem at the place of the first unit that is no UTF-16, where the mark says UTF-16.
  package init(path: String, raw: [UInt8], isKnownASCII: Bool = false) throws(SourceProblem) {
    let (bytes, encoding) = try SourceEncoding.decode(raw)
    self.path = path
    self.bytes = bytes
    self.encoding = encoding
    isASCII = isKnownASCII || bytes.withUnsafeBytes(SourceFile.isASCII)
  }

  /// Bytes that another `SourceFile` of this path had, so that they need no decoding.
  package init(path: String, decoded bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    encoding = .utf8
    isASCII = bytes.withUnsafeBytes(SourceFile.isASCII)
  }

  /// Text that never was a file, such as an embedded rule.
  package init(path: String, text: String) {
    self.path = path
    bytes = Array(text.utf8)
    encoding = .utf8
    isASCII = bytes.withUnsafeBytes(SourceFile.isASCII)
  }

  /// Checks that the bytes are UTF-8 as RFC 3629 has it.
  ///
  /// - Throws: a problem at the first byte that is not.
  package func validate() throws(SourceProblem) {
    if isASCII { return }
    if let bad = UTF8Validation.firstInvalid(in: bytes) {
      throw SourceProblem(
        "invalid UTF-8; a file is UTF-8, or UTF-16 with a byte-order mark", at: ByteSpan(bad..<bad + 1))
    }
  }

  /// Whether every byte is below 0x80.
  package static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let words = bytes.count / 8
    var seen: UInt64 = 0
    for word in 0..<words {
      seen |= bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
    }
    for index in words * 8..<bytes.count { seen |= UInt64(bytes[index]) }
    return seen & 0x8080_8080_8080_8080 == 0
  }
}
