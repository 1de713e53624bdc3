import SourceText

/// Finds texts in the bytes of a file that have the shape of a credential, whatever the file's format is. One pass over the bytes.
///
/// Only shapes that nothing else has: a finding that is none makes people look away from those that are.
enum CredentialScanner {
  struct Hit: Equatable {
    /// What the text looks like: `JSON Web Token`.
    var form: String
    var span: ByteSpan
  }

  private static let limit = 100
  private static let padding = UInt8(ascii: "=")

  /// The hits in order, the first 100 of them.
  static func hits(in bytes: [UInt8]) -> [Hit] {
    var hits: [Hit] = []
    bytes.withUnsafeBufferPointer { bytes in
      var (block, next) = (0, 0)
      while block < bytes.count, hits.count < limit {
        let end = Swift.min(block + 64, bytes.count)
        if mayHoldShape(bytes, block..<end) { next = scan(Swift.max(block, next), end, bytes, &hits) }
        block = end
      }
    }
    return hits
  }

  /// Looks at the offsets from one up to another; the offset to go on from.
  private static func scan(
    _ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ hits: inout [Hit]
  ) -> Int {
    var index = start
    while index < end, hits.count < limit {
      guard isFirst(bytes[index]), let hit = hit(at: index, bytes) else {
        index += 1
        continue
      }
      hits.append(hit)
      index = Int(hit.span.end)
    }
    return index
  }

  /// Whether a block of 64 bytes has what tells each shape: of `eyJ` the last two bytes, as of `ZXl` and `ZGF` (the first two in
  /// base64), `dap`, the `Be` of `Bearer`, and the `Q~` within Azure's client secrets. For the end of a text that is not known.
  private static func mayHoldShape(_ bytes: UnsafeBufferPointer<UInt8>, _ block: Range<Int>) -> Bool {
    guard let start = bytes.baseAddress, block.count == 64, block.upperBound + 2 <= bytes.count else {
      return true
    }
    let near = start + block.lowerBound
    let (next, third) = (near + 1, near + 2)
    var lowest: UInt8 = 0xFF
    // Zero where all bytes of a sign are there. Without a branch in it, the compiler makes this loop take sixteen bytes at a time.
    for offset in 0..<64 {
      let (a, b, c) = (near[offset], next[offset], third[offset])
      lowest = Swift.min(lowest, (b ^ 0x79) | (c ^ 0x4A))
      lowest = Swift.min(lowest, (b ^ 0x58) | (c ^ 0x6C))
      lowest = Swift.min(lowest, (b ^ 0x47) | (c ^ 0x46))
      lowest = Swift.min(lowest, (a ^ 0x64) | (b ^ 0x61) | (c ^ 0x70))
      lowest = Swift.min(lowest, (a ^ 0x42) | (b ^ 0x65))
      lowest = Swift.min(lowest, (a ^ 0x51) | (b ^ 0x7E))
    }
    return lowest == 0
  }

  /// The bytes that the shapes begin with; of Azure's client secrets the `Q` within.
  private static func isFirst(_ byte: UInt8) -> Bool {
    byte == 0x65 || byte == 0x64 || byte == 0x5A || byte == 0x42 || byte == 0x51
  }

  private static func hit(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Hit? {
    switch bytes[index] {
    case UInt8(ascii: "Q"): return clientSecret(around: index, bytes)
    case UInt8(ascii: "B"): return bearer(at: index, bytes)
    default: break
    }
    // A word begins here, and does not go on.
    if index > 0, CredentialText.isPart(bytes[index - 1]), bytes[index - 1] != padding {
      return nil
    }
    let end = end(of: index, bytes)
    let word = UnsafeBufferPointer(rebasing: bytes[index..<end])
    guard let form = form(of: word) ?? (bytes[index] == UInt8(ascii: "Z") ? decoded(word).flatMap(form) : nil)
    else { return nil }
    return Hit(form: form, span: ByteSpan(index..<end))
  }

  private static func end(of start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var end = start
    while end < bytes.count, CredentialText.isPart(bytes[end]), bytes[end] != padding { end += 1 }
    // Padding ends a word, so that no byte belongs to two.
    while end < bytes.count, bytes[end] == padding { end += 1 }
    return end
  }

  private static func form(of word: UnsafeBufferPointer<UInt8>) -> String? {
    isWebToken(word) ? "JSON Web Token" : isDatabricksToken(word) ? "Databricks token" : nil
  }

  private static func form(of word: [UInt8]) -> String? { word.withUnsafeBufferPointer { form(of: $0) } }

  /// Header, claims and signature (RFC 7515, section 7.1); the first two are JSON objects, so their base64 begins with `eyJ`.
  private static func isWebToken(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count > 60, word.starts(with: "eyJ".utf8) else { return false }
    let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].starts(with: "eyJ".utf8), parts[0].count > 10, parts[2].count > 20 else {
      return false
    }
    return parts.allSatisfy { part in
      part.allSatisfy { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "~") }
    }
  }

  /// `dapi` and 32 hexadecimal digits, on Azure with a hyphen and a digit behind them.
  private static func isDatabricksToken(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count == 36 || word.count == 38, word.starts(with: "dapi".utf8) else { return false }
    if word.count == 38, word[36] != UInt8(ascii: "-") || !isDigit(word[37]) { return false }
    return word[4..<36].allSatisfy { isDigit($0) || (0x61...0x66).contains($0) }
  }

  /// Three bytes, a digit, `Q~` and 31 to 34 more: how Microsoft Entra writes the secrets of applications.
  private static func clientSecret(around index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Hit? {
    guard index >= 4, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "~"),
      isDigit(bytes[index - 1])
    else { return nil }
    let start = index - 4
    guard bytes[start..<index - 1].allSatisfy(isSecretPart), start == 0 || !isSecretPart(bytes[start - 1])
    else {
      return nil
    }
    var end = index + 2
    while end < bytes.count, isSecretPart(bytes[end]) { end += 1 }
    guard (31...34).contains(end - index - 2) else { return nil }
    return Hit(form: "client secret", span: ByteSpan(start..<end))
  }

  private static func isSecretPart(_ byte: UInt8) -> Bool {
    CredentialText.isPart(byte) && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "+")
      && byte != UInt8(ascii: "=")
  }

  /// The token of an `Authorization` header (RFC 6750, section 2.1).
  private static func bearer(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Hit? {
    let scheme = Array("Bearer ".utf8)
    guard index + scheme.count < bytes.count, bytes[index..<index + scheme.count].elementsEqual(scheme) else {
      return nil
    }
    let start = index + scheme.count
    let end = end(of: start, bytes)
    guard CredentialText.isLikely(bytes[start..<end]), hasVariety(bytes[start..<end]) else { return nil }
    return Hit(form: "bearer token", span: ByteSpan(start..<end))
  }

  /// Whether a text has many different bytes, unlike `xxxxxxxxxxxxxxxxxxx1` and other stand-ins.
  static func hasVariety(_ text: some Sequence<UInt8>) -> Bool { Set(text).count >= 10 }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// What base64 stands for, white space at its end aside; `nil` for what is none, or longer than a token is.
  private static func decoded(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard word.count < 16_384 else { return nil }
    var decoded: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in word where byte != UInt8(ascii: "=") {
      guard let value = sixBits(byte) else { return nil }
      bits = (bits << 6 | value) & 0xFFF_FFFF
      count += 6
      if count >= 8 {
        count -= 8
        decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    while let last = decoded.last, last == 0x0A || last == 0x0D || last == 0x20 { decoded.removeLast() }
    return decoded
  }

  private static func sixBits(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
