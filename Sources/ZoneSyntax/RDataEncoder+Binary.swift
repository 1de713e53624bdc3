import Networking
import SourceText

/// Octets in hexadecimal, base64 and base32hex digits (RFC 4648), and addresses made of hexadecimal digits.
extension RDataEncoder {
  /// The rest of the data as hexadecimal digits, which blanks may part anywhere; how many octets they are.
  mutating func encodeHex(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) -> Int {
    var next: ZoneToken? = try requireWord(field, of: type)
    var high: UInt8?
    var count = 0
    while let token = next {
      for byte in scanner.text(token) {
        guard !token.isQuoted, let digit = ASCII.hexValue(byte) else {
          throw bad(field, token, "hexadecimal digits stand here")
        }
        if let first = high {
          wire.append(first << 4 | digit)
          high = nil
          count += 1
        } else {
          high = digit
        }
      }
      next = try optional()
    }
    if high != nil {
      throw SourceProblem("odd number of hexadecimal digits; an octet has two", at: scanner.gap)
    }
    return count
  }

  /// Hexadecimal digits of as many octets as the digest type in the octet before them wants.
  mutating func encodeDigest(
    _ field: FieldFormat, of type: RecordType, _ lengths: DigestLengths
  ) throws(SourceProblem) {
    let kind = wire.octets.last ?? 0
    let start = wire.count
    _ = try encodeHex(field, of: type)
    if let wanted = lengths.octets(of: kind), wire.count - start != wanted {
      // The value is certain, whatever a validator will make of it: the record is kept.
      remarks.append(
        ZoneMessage.wrongLength(field.name, wire.count - start, wanted: wanted, at: ByteSpan(fieldRange)))
    }
  }

  /// The rest of the data as base64, which blanks may part anywhere.
  mutating func encodeBase64(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    var next: ZoneToken? = try requireWord(field, of: type)
    var decoder = Base64Decoder()
    while let token = next {
      for byte in scanner.text(token) {
        guard !token.isQuoted, decoder.take(byte, into: &wire) else {
          throw bad(field, token, "base64 digits stand here, \"=\" at the end alone")
        }
      }
      next = try optional()
    }
    if !decoder.isWhole {
      throw SourceProblem(
        "base64 ends too early; its digits come in fours, filled up with \"=\"", at: scanner.gap)
    }
  }

  /// The rest of the data as base64, if there is any.
  mutating func encodeOptionalBase64(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    guard let token = try scanner.next() else { return }
    scanner.hold(token)
    try encodeBase64(field, of: type)
  }

  /// Hexadecimal digits behind a length; `-` for none.
  mutating func encodeSalt(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    if text.count == 1, text[0] == UInt8(ascii: "-") {
      wire.append(0 as UInt8)
      return
    }
    guard text.count % 2 == 0, text.count <= 510 else {
      throw bad(field, token, "it is \"-\" or an even number of at most 510 hexadecimal digits")
    }
    wire.append(UInt8(text.count / 2))
    try appendHex(text, field, token)
  }

  mutating func appendHex(
    _ text: UnsafeBufferPointer<UInt8>, _ field: FieldFormat, _ token: ZoneToken
  ) throws(SourceProblem) {
    for index in stride(from: 0, to: text.count - 1, by: 2) {
      guard let high = ASCII.hexValue(text[index]), let low = ASCII.hexValue(text[index + 1]) else {
        throw bad(field, token, "hexadecimal digits stand here")
      }
      wire.append(high << 4 | low)
    }
  }

  /// Base32hex digits without padding, behind a length.
  mutating func encodeHash(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    guard text.count <= 408, [0, 2, 4, 5, 7].contains(text.count % 8) else {
      throw bad(field, token, "base32hex digits without padding stand here")
    }
    wire.append(UInt8(text.count * 5 / 8))
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      guard let digit = Base32Hex.value(byte) else {
        throw bad(field, token, "base32hex digits without padding stand here")
      }
      bits = (bits & 0xFFF) << 5 | UInt32(digit)
      count += 5
      if count >= 8 {
        count -= 8
        wire.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
  }

  /// Octets of two digits with hyphens between them.
  ///
  /// An octet of one digit is an error by RFC 7043 section 3.2, but leaves no doubt: the record is kept.
  mutating func encodeEUI(_ field: FieldFormat, of type: RecordType, _ octets: Int) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let shape = "\(octets) octets of two hexadecimal digits with hyphens between them stand here"
    var count = 0
    var isShort = false
    for part in scanner.text(token).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false) {
      guard (1...2).contains(part.count), count < octets else { throw bad(field, token, shape) }
      var octet: UInt8 = 0
      for byte in part {
        guard let digit = ASCII.hexValue(byte) else { throw bad(field, token, shape) }
        octet = octet << 4 | digit
      }
      if part.count == 1 { isShort = true }
      wire.append(octet)
      count += 1
    }
    guard count == octets else { throw bad(field, token, shape) }
    if isShort { remarks.append(bad(field, token, shape)) }
  }

  /// Four groups of one to four hexadecimal digits with colons between them.
  mutating func encodeLocator(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let shape = "four groups of up to four hexadecimal digits with colons between them stand here"
    let parts = scanner.text(token).split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 4 else { throw bad(field, token, shape) }
    for part in parts {
      var group: UInt16 = 0
      guard (1...4).contains(part.count) else { throw bad(field, token, shape) }
      for byte in part {
        guard let digit = ASCII.hexValue(byte) else { throw bad(field, token, shape) }
        group = group << 4 | UInt16(digit)
      }
      wire.append(group)
    }
  }
}

/// Base64 digit by digit.
struct Base64Decoder {
  private var bits: UInt32 = 0
  private var digits = 0
  private var padding = 0

  init() {}

  /// Whether the digits so far are whole groups of four.
  var isWhole: Bool { digits == 0 }

  /// Takes a digit, and writes the octets of a group with its last one; `false` for what may not stand here.
  mutating func take(_ byte: UInt8, into wire: inout WireBuffer) -> Bool {
    if byte == UInt8(ascii: "=") {
      guard digits >= 2 else { return false }
      padding += 1
      bits <<= 6
    } else {
      guard padding == 0, let value = Base64.value(byte) else { return false }
      bits = bits << 6 | UInt32(value)
    }
    digits += 1
    guard digits == 4 else { return true }
    wire.append(UInt8(truncatingIfNeeded: bits >> 16))
    if padding < 2 { wire.append(UInt8(truncatingIfNeeded: bits >> 8)) }
    if padding < 1 { wire.append(UInt8(truncatingIfNeeded: bits)) }
    (bits, digits) = (0, 0)
    return true
  }
}

/// The digits of RFC 4648 section 4.
enum Base64 {
  static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// Octets as base64 with padding; a blank after every 56 digits if it is wanted.
  static func text(_ octets: ArraySlice<UInt8>, parted: Bool) -> String {
    var text: [UInt8] = []
    var index = octets.startIndex
    var digits = 0
    while index < octets.endIndex {
      if parted, digits == 56 {
        text.append(0x20)
        digits = 0
      }
      let rest = octets.endIndex - index
      var bits = UInt32(octets[index]) << 16
      if rest > 1 { bits |= UInt32(octets[index + 1]) << 8 }
      if rest > 2 { bits |= UInt32(octets[index + 2]) }
      text.append(Base64.digits[Int(bits >> 18)])
      text.append(Base64.digits[Int(bits >> 12 & 63)])
      text.append(rest > 1 ? Base64.digits[Int(bits >> 6 & 63)] : UInt8(ascii: "="))
      text.append(rest > 2 ? Base64.digits[Int(bits & 63)] : UInt8(ascii: "="))
      digits += 4
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// The digits of RFC 4648 section 7.
enum Base32Hex {
  private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUV".utf8)

  static func value(_ byte: UInt8) -> UInt8? {
    switch ASCII.lowercased(byte) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "v"): ASCII.lowercased(byte) - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  /// Octets as digits without padding.
  static func text(_ octets: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for octet in octets {
      bits = (bits & 0xFF) << 8 | UInt32(octet)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(digits[Int(bits >> UInt32(count) & 31)])
      }
    }
    if count > 0 { text.append(digits[Int(bits << UInt32(5 - count) & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Octets in upper-case hexadecimal digits.
enum Hex {
  /// With a blank after every 56 digits if it is wanted, as BIND writes digests.
  static func text(_ octets: ArraySlice<UInt8>, parted: Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for (index, octet) in octets.enumerated() {
      if parted, index > 0, index % 28 == 0 { text.append(0x20) }
      text.append(digits[Int(octet >> 4)])
      text.append(digits[Int(octet & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
