import Networking
import SourceText

/// Data made of addresses of several families: APL, IPSECKEY, AMTRELAY, WKS, A6 and NSAP.
extension RDataEncoder {
  /// Any number of `[!]family:address/length` (RFC 3123 section 4).
  mutating func encodePrefixes(_ field: FieldFormat) throws(SourceProblem) {
    while let token = try optional() {
      guard !token.isQuoted, let octets = AddressPrefixText.octets(scanner.text(token)) else {
        throw bad(field, token, "[!]1:IPv4/length or [!]2:IPv6/length stand here")
      }
      wire.append(octets)
    }
  }

  /// What a type in an octet of the data before says: nothing (`.`), an IPv4 or IPv6 address, or a name.
  mutating func encodeGateway(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    switch Gateway.kind(wire.octets) {
    case 0:
      guard text.count == 1, text[0] == UInt8(ascii: ".") else {
        throw bad(field, token, "\".\" stands here, because the type is 0")
      }
    case 1:
      guard let address = IPv4Address(utf8: text) else {
        throw bad(field, token, "an IPv4 address stands here, because the type is 1")
      }
      wire.append(address.bits)
    case 2:
      guard let address = IPv6Address(utf8: text) else {
        throw bad(field, token, "an IPv6 address stands here, because the type is 2")
      }
      wire.append(address.bits)
    case 3: try encodeName(token)
    default: throw bad(field, token, "the type before is from 0 to 3")
    }
  }

  /// AMTRELAY's discovery bit and the type of the relay in one octet (RFC 8777 section 4.2).
  mutating func encodeRelayKind(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let discovery = try number(field, of: type, maximum: 1)
    let kind = try number(FieldFormat("relay type", .int8), of: type, maximum: 127)
    wire.append(UInt8(truncatingIfNeeded: discovery << 7 | kind))
  }

  /// A protocol and the ports of it, as numbers or names (RFC 1035 section 3.4.2).
  mutating func encodeServices(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    guard let number = ZoneNumber.decimal(text) ?? ServiceNames.protocols.value(of: text).map(UInt32.init),
      number <= 255
    else { throw bad(field, token, "a protocol is a number from 0 to 255, TCP or UDP") }
    wire.append(UInt8(truncatingIfNeeded: number))
    var bits: [UInt8] = []
    while let token = try optional() {
      let text = scanner.text(token)
      let port = ZoneNumber.decimal(text) ?? ServiceNames.ports.value(of: text).map(UInt32.init)
      guard !token.isQuoted, let port, port <= 65_535 else {
        throw bad(
          FieldFormat("service", .services), token, "a service is a number from 0 to 65535 or a known name")
      }
      let place = Int(port / 8)
      while bits.count <= place { bits.append(0) }
      bits[place] |= 0x80 >> UInt8(truncatingIfNeeded: port % 8)
    }
    wire.append(bits)
  }

  /// A prefix length, the rest of an IPv6 address and a name (RFC 2874 section 3.1).
  mutating func encodeChain(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let length = try number(field, of: type, maximum: 128)
    wire.append(UInt8(truncatingIfNeeded: length))
    if length < 128 {
      let suffix = FieldFormat("address suffix", .ipv6)
      let token = try requireWord(suffix, of: type)
      guard let address = IPv6Address(utf8: scanner.text(token)) else {
        throw bad(suffix, token, "an IPv6 address stands here")
      }
      let octets = (128 - Int(length) + 7) / 8
      let kept = address.bits & (length == 0 ? UInt128.max : (1 << UInt128(128 - length)) - 1)
      for place in stride(from: octets - 1, through: 0, by: -1) {
        wire.append(UInt8(truncatingIfNeeded: kept >> UInt128(8 * place)))
      }
    }
    if length > 0 { try encodeName(try requireWord(FieldFormat("prefix name", .name), of: type)) }
  }

  /// `0x` and hexadecimal digits with dots anywhere between them (RFC 1706 section 5).
  mutating func encodeNSAP(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    var high: UInt8?
    var count = 0
    let isMarked =
      text.count > 2 && text[0] == UInt8(ascii: "0") && ASCII.lowercased(text[1]) == UInt8(ascii: "x")
    for byte in isMarked ? text[2...] : text[..<0] where byte != UInt8(ascii: ".") {
      guard let digit = ASCII.hexValue(byte) else {
        throw bad(field, token, "0x and hexadecimal digits stand here")
      }
      if let first = high {
        wire.append(first << 4 | digit)
        high = nil
        count += 1
      } else {
        high = digit
      }
    }
    guard high == nil, count > 0 else {
      throw bad(field, token, "0x and an even number of hexadecimal digits stand here")
    }
  }

  /// HIP's algorithm, host identity tag and public key, whose lengths stand before them (RFC 8005 section 5).
  mutating func encodeHostIdentity(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let algorithm = try number(field, of: type, maximum: 255)
    let start = wire.count
    wire.append([0, UInt8(truncatingIfNeeded: algorithm), 0, 0])
    let tag = FieldFormat("host identity tag", .hex)
    let token = try requireWord(tag, of: type)
    let digits = scanner.text(token)
    guard digits.count % 2 == 0, digits.count <= 510 else {
      throw bad(tag, token, "an even number of at most 510 hexadecimal digits stands here")
    }
    try appendHex(digits, tag, token)
    let key = FieldFormat("public key", .base64)
    let keyToken = try requireWord(key, of: type)
    var decoder = Base64Decoder()
    let before = wire.count
    for byte in scanner.text(keyToken) where !decoder.take(byte, into: &wire) {
      throw bad(key, keyToken, "base64 digits stand here, \"=\" at the end alone")
    }
    guard decoder.isWhole, wire.count - before <= 65_535 else {
      throw bad(key, keyToken, "base64 digits come in fours, filled up with \"=\"")
    }
    wire.set(UInt8(truncatingIfNeeded: digits.count / 2), at: start)
    wire.set(UInt8(truncatingIfNeeded: (wire.count - before) >> 8), at: start + 2)
    wire.set(UInt8(truncatingIfNeeded: wire.count - before), at: start + 3)
  }

  /// The rest of the data as names.
  mutating func encodeNames(_ field: FieldFormat) throws(SourceProblem) {
    while let token = try optional() {
      if token.isQuoted { throw ZoneMessage.quotedField(field.name, at: token.span) }
      try encodeName(token)
    }
  }

  /// A string of at least four digits (RFC 1183 section 3.1).
  mutating func encodeDigits(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try require(field, of: type)
    let text = scanner.text(token)
    guard text.count >= 4, text.allSatisfy(ASCII.isDigit) else {
      throw bad(field, token, "at least four digits stand here")
    }
    try encodeString(token)
  }
}

/// The type of a gateway or relay (RFC 4025 section 2.3, RFC 8777 section 4.2.3).
enum Gateway {
  /// The type in the octet behind the precedence, the discovery bit left out.
  static func kind(_ octets: some Collection<UInt8>) -> UInt8 {
    (octets.dropFirst().first ?? 0) & 0x7F
  }
}

/// Address prefixes of APL (RFC 3123 section 4).
enum AddressPrefixText {
  /// The octets of one: family, length, negation and length of the address, and the address without zeros at its end.
  static func octets(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var rest = text[...]
    let isNegated = rest.first == UInt8(ascii: "!")
    if isNegated { rest = rest.dropFirst() }
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")),
      let slash = rest.lastIndex(of: UInt8(ascii: "/")),
      colon < slash, let family = ZoneNumber.decimal(UnsafeBufferPointer(rebasing: rest[..<colon])),
      let length = ZoneNumber.decimal(UnsafeBufferPointer(rebasing: rest[(slash + 1)...]))
    else { return nil }
    let address = UnsafeBufferPointer(rebasing: rest[(colon + 1)..<slash])
    var octets: [UInt8]
    switch family {
    case 1:
      guard length <= 32, let address = IPv4Address(utf8: address) else { return nil }
      octets = (0..<4).map { UInt8(truncatingIfNeeded: address.bits >> UInt32(24 - 8 * $0)) }
    case 2:
      guard length <= 128, let address = IPv6Address(utf8: address) else { return nil }
      octets = (0..<16).map { UInt8(truncatingIfNeeded: address.bits >> UInt128(120 - 8 * $0)) }
    default: return nil
    }
    while octets.last == 0 { octets.removeLast() }
    let mark: UInt8 = isNegated ? 0x80 : 0
    return [
      0, UInt8(truncatingIfNeeded: family), UInt8(truncatingIfNeeded: length), mark | UInt8(octets.count),
    ]
      + octets
  }

  /// The canonical text of one, from its family and length, its negation and the address' octets.
  static func text(_ family: UInt32, _ length: UInt32, isNegated: Bool, _ octets: ArraySlice<UInt8>)
    -> String?
  {
    let size = family == 1 ? 4 : 16
    guard (1...2).contains(family), octets.count <= size, octets.last != 0, length <= UInt32(size) * 8 else {
      return nil
    }
    let bits = (Array(octets) + Array(repeating: 0, count: size - octets.count)).reduce(UInt128(0)) {
      $0 << 8 | UInt128($1)
    }
    return "\(isNegated ? "!" : "")\(family):\(IPAddress(family == 1 ? .v4 : .v6, bits: bits))/\(length)"
  }
}

/// The names of protocols and services that old WKS records hold (IANA's registries).
enum ServiceNames {
  static let protocols = MnemonicTable(generic: "", [("ICMP", 1), ("TCP", 6), ("UDP", 17)])
  static let ports = MnemonicTable(
    generic: "",
    [
      ("ECHO", 7), ("DISCARD", 9), ("SYSTAT", 11), ("DAYTIME", 13), ("CHARGEN", 19), ("FTP-DATA", 20),
      ("FTP", 21),
      ("SSH", 22), ("TELNET", 23), ("SMTP", 25), ("TIME", 37), ("NAMESERVER", 42), ("WHOIS", 43),
      ("NICNAME", 43),
      ("DOMAIN", 53), ("BOOTPS", 67), ("BOOTPC", 68), ("TFTP", 69), ("GOPHER", 70), ("FINGER", 79),
      ("HTTP", 80),
      ("WWW", 80), ("KERBEROS", 88), ("HOSTNAMES", 101), ("POP2", 109), ("POP3", 110), ("SUNRPC", 111),
      ("AUTH", 113), ("NNTP", 119), ("NTP", 123), ("NETBIOS-NS", 137), ("NETBIOS-DGM", 138),
      ("NETBIOS-SSN", 139),
      ("IMAP", 143), ("IMAP2", 143), ("SNMP", 161), ("SNMP-TRAP", 162), ("BGP", 179), ("IRC", 194),
      ("LDAP", 389),
      ("HTTPS", 443), ("SYSLOG", 514), ("PRINTER", 515),
    ])
}
