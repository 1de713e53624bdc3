/// The text of a scalar as a key that does not tell capital letters from small ones: hashed and compared where it stands, without
/// making a text of it.
///
/// Valid as long as the tree of its node.
package struct FoldedText: Hashable, @unchecked Sendable {
  /// The bytes of the text, lent by the tree.
  private let start: UnsafePointer<UInt8>?
  private let count: UInt32
  /// Whether all of them are ASCII; what is not is compared in lower case, as a text.
  private let isASCII: Bool

  /// Of the text: a table that grows looks at no text again.
  let hash: Int

  private var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: Int(count)) }

  /// The text of a node; `nil` for a collection and for what is known only after apply.
  package init?(_ node: DocumentNode) {
    guard let bytes = node.withText({ $0 }) else { return nil }
    self.init(bytes)
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    start = bytes.baseAddress
    count = UInt32(clamping: bytes.count)
    var seen: UInt8 = 0
    for byte in bytes { seen |= byte }
    isASCII = seen < 0x80
    guard isASCII else {
      hash = String(decoding: bytes, as: UTF8.self).lowercased().hashValue
      return
    }
    var sum = Self.seed ^ UInt64(truncatingIfNeeded: bytes.count)
    Self.eachWord(bytes) { _, word in
      let product = (sum ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      sum = product.high ^ product.low
    }
    hash = Int(truncatingIfNeeded: sum)
  }

  private var lowercased: String { String(decoding: bytes, as: UTF8.self).lowercased() }

  /// Different in every process, so that nobody can write texts that are alike to it.
  private static let seed = UInt64(truncatingIfNeeded: "FoldedText".hashValue)

  package var isEmpty: Bool { bytes.isEmpty }

  /// Without a dot at the end: a domain name as it is compared.
  package var withoutFinalDot: FoldedText {
    guard isASCII, bytes.last == UInt8(ascii: ".") else { return self }
    return FoldedText(UnsafeBufferPointer(rebasing: bytes.dropLast()))
  }

  package static func == (a: FoldedText, b: FoldedText) -> Bool {
    guard a.hash == b.hash else { return false }
    guard a.isASCII, b.isASCII else { return a.isASCII == b.isASCII && a.lowercased == b.lowercased }
    guard a.count == b.count else { return false }
    var isEqual = true
    eachWord(a.bytes) { start, word in isEqual = isEqual && word == Self.word(b.bytes, at: start) }
    return isEqual
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  private static func eachWord(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int, UInt64) -> Void) {
    var start = 0
    while start < bytes.count {
      body(start, word(bytes, at: start))
      start += 8
    }
  }

  /// Up to eight bytes from an offset in lower case, zeros behind the last one.
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    if start + 8 <= raw.count { return lower(raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)) }
    var word: UInt64 = 0
    for index in start..<raw.count { word |= UInt64(raw[index]) << UInt64(8 * (index - start)) }
    return lower(word)
  }

  /// Eight bytes of ASCII in lower case: a carry into the top bit of a byte tells that it is no less than a letter.
  private static func lower(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let fromA = word &+ ones &* UInt64(0x80 - 0x41)
    let afterZ = word &+ ones &* UInt64(0x7F - 0x5A)
    return word | (((fromA ^ afterZ) & (ones &* 0x80)) >> 2)
  }
}
