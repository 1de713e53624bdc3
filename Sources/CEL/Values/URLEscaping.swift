/// Which characters stand for themselves in a part of a URL; all others are escaped as `%` and two hexadecimal digits.
/// RFC 3986 section 2, as Go's net/url applies it.
enum URLEscaping: Sendable {
  case user, host, path, query, fragment
  /// The zone of an IPv6 address, which begins with `%25`. RFC 6874.
  case zone

  /// The bytes that a text stands for.
  ///
  /// - Throws: `invalidArgument` where a percent sign has no two digits after it, or a host has a character or escape
  ///   that no host has.
  func decode(_ text: ArraySlice<UInt8>) throws(EvaluationError) -> [UInt8] {
    let isHost = self == .host || self == .zone
    var out: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        if isHost, byte < 0x80, mustEscape(byte) {
          throw .invalid("the host has a character that hosts do not have")
        }
        out.append(self == .query && byte == UInt8(ascii: "+") ? 0x20 : byte)
        continue
      }
      guard let high = rest.first?.digitValue, let low = rest.dropFirst().first?.digitValue else {
        throw .invalid("a '%' has no two hexadecimal digits after it")
      }
      rest.removeFirst(2)
      let decoded = UInt8(truncatingIfNeeded: high << 4 | low)
      if isHost, !isEscapedInHost(decoded) { throw .invalid("the host has an escape that hosts do not have") }
      out.append(decoded)
    }
    return out
  }

  /// A host's escapes are those of characters beyond ASCII; a zone may also have a space or what needs none.
  private func isEscapedInHost(_ byte: UInt8) -> Bool {
    if byte >= 0x80 || byte == UInt8(ascii: "%") { return true }
    return self == .zone && (byte == 0x20 || !mustEscape(byte))
  }

  /// The text that stands for bytes.
  func encode(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in bytes {
      if mustEscape(byte) {
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A text as it stands where it needs no escapes, and otherwise escaped anew.
  func normalized(_ text: [UInt8]) -> String {
    if text.allSatisfy({ "!$&'()*+,;=:@[]%".utf8.contains($0) || !mustEscape($0) }) {
      return String(decoding: text, as: UTF8.self)
    }
    return encode((try? decode(text[...])) ?? text)
  }

  private func mustEscape(_ byte: UInt8) -> Bool {
    if byte.isLetter || byte.isDigit || "-_.~".utf8.contains(byte) { return false }
    switch self {
    case .host, .zone: return !"!$&'()*+,;=:[]<>\"".utf8.contains(byte)
    case .user: return !"$&+,;=".utf8.contains(byte)
    case .path: return !"$&+,/:;=@".utf8.contains(byte)
    case .query: return true
    case .fragment: return !"$&+,/:;=?@!()*".utf8.contains(byte)
    }
  }

  /// Whether a byte may stand before the `@` of a URL.
  static func isUserInformation(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "-._:~!$&'()*+,;=%@".utf8.contains(byte)
  }
}
