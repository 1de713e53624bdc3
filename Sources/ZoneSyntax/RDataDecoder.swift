import Networking

/// Turns the data of a record from wire form into values and canonical text.
///
/// The text is that of `named-checkzone -D`: digests and keys in groups of 56 digits, names absolute, strings
/// quoted.
struct RDataDecoder {
  private let octets: ArraySlice<UInt8>
  private var index: Int

  init(_ octets: UnsafeBufferPointer<UInt8>) {
    self.octets = Array(octets)[...]
    index = 0
  }

  /// The values and texts of a format's fields; `nil` if the octets do not fit it, to the last.
  func fields(_ format: RecordFormat) -> [(name: String, value: ZoneValue, text: String)]? {
    var reader = self
    var fields: [(name: String, value: ZoneValue, text: String)] = []
    for field in format.fields {
      guard let (value, text) = reader.field(field.kind) else { return nil }
      fields.append(("\(field.name)", value, text))
    }
    return reader.index == octets.endIndex ? fields : nil
  }

  /// The text of data without a format (RFC 3597 section 5).
  var generic: String {
    octets.isEmpty ? "\\# 0" : "\\# \(octets.count) \(Hex.text(octets, parted: true))"
  }

  // MARK: Octets

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, octets.endIndex - index >= count else { return nil }
    defer { index += count }
    return octets[index..<index + count]
  }

  private mutating func rest() -> ArraySlice<UInt8> {
    defer { index = octets.endIndex }
    return octets[index...]
  }

  private mutating func number(_ count: Int) -> UInt32? {
    take(count)?.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private mutating func string() -> ArraySlice<UInt8>? {
    number(1).flatMap { take(Int($0)) }
  }

  // MARK: Fields

  private mutating func field(_ kind: FieldKind) -> (ZoneValue, String)? {
    switch kind {
    case .name: return name()
    case .ipv4, .ipv6: return address(kind)
    case .int8: return integer(1)
    case .int16, .keyFlags: return integer(2)
    case .int32, .period: return integer(4)
    case .string, .flags, .substitution: return string().map { (.string(Array($0)), QuotedText.of($0)) }
    case .tag: return tag()
    case .strings, .optionalString: return strings(kind)
    case .longString:
      let octets = rest()
      return (.string(Array(octets)), QuotedText.of(octets))
    case .hex, .digest: return data { Hex.text($0, parted: true) }
    case .base64: return data { Base64.text($0, parted: true) }
    case .salt: return string().map { (.data(Array($0)), $0.isEmpty ? "-" : Hex.text($0, parted: false)) }
    case .hash: return string().map { (.data(Array($0)), Base32Hex.text($0)) }
    case .type: return number(2).map { RecordType(rawValue: UInt16($0)) }.map { (.type($0), $0.description) }
    case .types: return types()
    case .time: return number(4).map { (.integer($0), ZoneTime.text($0)) }
    case .mnemonic(let mnemonics): return number(mnemonics.octets).map { (.integer($0), mnemonics.text($0)) }
    case .eui(let octets):
      return take(octets).map { (.data(Array($0)), grouped($0, by: 1, "-")) }
    case .locator: return take(8).map { (.data(Array($0)), grouped($0, by: 2, ":")) }
    case .location: return ZoneLocation.text(rest()).map { (.text($0), $0) }
    case .parameters: return parameters()
    case .prefixes, .relayKind, .services, .chain, .nsap, .hostIdentity, .names:
      return composite(kind).map { (.text($0), $0) }
    case .gateway: return gateway()
    case .optionalBase64:
      return index == octets.endIndex ? (.data([]), "") : data { Base64.text($0, parted: true) }
    case .digits: return string().map { (.string(Array($0)), QuotedText.of($0)) }
    case .resource:
      let text = String(decoding: rest(), as: UTF8.self)
      return (.text(text), text)
    }
  }

  private mutating func gateway() -> (ZoneValue, String)? {
    switch Gateway.kind(octets) {
    case 0: (.text("."), ".")
    case 1: address(.ipv4)
    case 2: address(.ipv6)
    case 3: name()
    default: nil
    }
  }

  /// Data that only its text stands for.
  private mutating func composite(_ kind: FieldKind) -> String? {
    switch kind {
    case .prefixes: prefixes()
    case .relayKind: number(1).map { "\($0 >> 7) \($0 & 0x7F)" }
    case .services: services()
    case .chain: chain()
    case .nsap: octets.endIndex > index ? "0x" + ASCII.lowercased(Hex.text(rest(), parted: false)) : nil
    case .hostIdentity: hostIdentity()
    case .names: names()
    default: nil
    }
  }

  private mutating func prefixes() -> String? {
    var texts: [String] = []
    while index < octets.endIndex {
      guard let family = number(2), let length = number(1), let mark = number(1),
        let address = take(Int(mark & 0x7F)),
        let text = AddressPrefixText.text(family, length, isNegated: mark > 0x7F, address)
      else { return nil }
      texts.append(text)
    }
    return texts.joined(separator: " ")
  }

  private mutating func services() -> String? {
    guard let number = number(1) else { return nil }
    let bits = rest()
    guard bits.count <= 8192 else { return nil }
    var texts = ["\(number)"]
    for (place, octet) in bits.enumerated() {
      for bit in 0..<8 where octet & (0x80 >> UInt8(bit)) != 0 { texts.append("\(place * 8 + bit)") }
    }
    return texts.joined(separator: " ")
  }

  private mutating func chain() -> String? {
    guard let length = number(1), length <= 128 else { return nil }
    guard let suffix = take((128 - Int(length) + 7) / 8) else { return nil }
    let address = IPAddress.v6(IPv6Address(bits: suffix.reduce(0) { $0 << 8 | UInt128($1) })).description
    let texts = ["\(length)"] + (length < 128 ? [address] : [])
    if length == 0 { return texts.joined(separator: " ") }
    return name().map { (texts + [$0.1]).joined(separator: " ") }
  }

  private mutating func hostIdentity() -> String? {
    guard let tagLength = number(1), let algorithm = number(1), let keyLength = number(2),
      let tag = take(Int(tagLength)), let key = take(Int(keyLength)), !tag.isEmpty, !key.isEmpty
    else { return nil }
    return "\(algorithm) \(Hex.text(tag, parted: false)) \(Base64.text(key, parted: false))"
  }

  private mutating func names() -> String? {
    var texts: [String] = []
    while index < octets.endIndex {
      guard let name = name() else { return nil }
      texts.append(name.1)
    }
    return texts.joined(separator: " ")
  }

  private mutating func name() -> (ZoneValue, String)? {
    guard let name = DomainName(wire: octets[index...]) else { return nil }
    index += name.wireLength
    return (.name(name), name.description)
  }

  private mutating func integer(_ count: Int) -> (ZoneValue, String)? {
    number(count).map { (.integer($0), "\($0)") }
  }

  private mutating func address(_ kind: FieldKind) -> (ZoneValue, String)? {
    let address: IPAddress
    if case .ipv4 = kind {
      guard let bits = number(4) else { return nil }
      address = .v4(IPv4Address(bits: bits))
    } else {
      guard let octets = take(16) else { return nil }
      address = .v6(IPv6Address(bits: octets.reduce(0) { $0 << 8 | UInt128($1) }))
    }
    return (.address(address), address.description)
  }

  /// A string of letters and digits that is not empty and stands without quotes.
  private mutating func tag() -> (ZoneValue, String)? {
    guard let octets = string(), octets.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) }),
      !octets.isEmpty
    else { return nil }
    return (.string(Array(octets)), String(decoding: octets, as: UTF8.self))
  }

  private mutating func strings(_ kind: FieldKind) -> (ZoneValue, String)? {
    var joined: [UInt8] = []
    var texts: [String] = []
    while index < octets.endIndex {
      guard let octets = string() else { return nil }
      joined += octets
      texts.append(QuotedText.of(octets))
    }
    if case .strings = kind, texts.isEmpty { return nil }
    return (.string(joined), texts.joined(separator: " "))
  }

  private mutating func data(_ text: (ArraySlice<UInt8>) -> String) -> (ZoneValue, String)? {
    let octets = rest()
    return octets.isEmpty ? nil : (.data(Array(octets)), text(octets))
  }

  private mutating func types() -> (ZoneValue, String)? {
    var types: [RecordType] = []
    var last = -1
    while index < octets.endIndex {
      guard let window = number(1), Int(window) > last, let length = number(1), (1...32).contains(length),
        let bits = take(Int(length)), bits.last != 0
      else { return nil }
      last = Int(window)
      for (place, octet) in bits.enumerated() {
        for bit in 0..<8 where octet & (0x80 >> UInt8(bit)) != 0 {
          types.append(RecordType(rawValue: UInt16(window) << 8 | UInt16(place * 8 + bit)))
        }
      }
    }
    return (.types(types), types.map(\.description).joined(separator: " "))
  }

  /// Lower-case hexadecimal digits with something between groups of octets.
  private func grouped(_ octets: ArraySlice<UInt8>, by size: Int, _ separator: String) -> String {
    stride(from: octets.startIndex, to: octets.endIndex, by: size).map { start in
      if size == 1 { return ASCII.lowercased(Hex.text(octets[start..<start + 1], parted: false)) }
      return String(UInt16(octets[start]) << 8 | UInt16(octets[start + 1]), radix: 16)
    }.joined(separator: separator)
  }

  private mutating func parameters() -> (ZoneValue, String)? {
    var texts: [String] = []
    var last = -1
    while index < octets.endIndex {
      guard let key = number(2), Int(key) > last, let length = number(2), let value = take(Int(length)),
        let text = ServiceParameterText.of(UInt16(key), value)
      else { return nil }
      last = Int(key)
      texts.append(text)
    }
    let text = texts.joined(separator: " ")
    return (.text(text), text)
  }
}

/// Character strings in quotes.
enum QuotedText {
  /// Quotes and backslashes behind a backslash, other than printable octets as `\DDD`.
  static func of(_ octets: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = [UInt8(ascii: "\"")]
    for octet in octets {
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text.append(UInt8(ascii: "\\"))
        text.append(octet)
      case 0x20...0x7E: text.append(octet)
      default: WireName.appendDecimal(octet, to: &text)
      }
    }
    text.append(UInt8(ascii: "\""))
    return String(decoding: text, as: UTF8.self)
  }
}

/// SvcParams in canonical text.
enum ServiceParameterText {
  /// The text of a parameter; `nil` for octets that are no value of the key.
  static func of(_ key: UInt16, _ octets: ArraySlice<UInt8>) -> String? {
    let name = ServiceParameterKey.name(key)
    switch key {
    case ServiceParameterKey.mandatory:
      guard !octets.isEmpty, octets.count % 2 == 0 else { return nil }
      return "\(name)="
        + ServiceParameter.keys(Array(octets)).map(ServiceParameterKey.name).joined(separator: ",")
    case ServiceParameterKey.alpn: return protocols(octets).map { "\(name)=\($0)" }
    case ServiceParameterKey.noDefaultALPN, ServiceParameterKey.ohttp: return octets.isEmpty ? name : nil
    case ServiceParameterKey.port:
      guard octets.count == 2 else { return nil }
      return "\(name)=\(octets.reduce(0) { $0 << 8 | UInt32($1) })"
    case ServiceParameterKey.ipv4Hint: return addresses(octets, .v4).map { "\(name)=\($0)" }
    case ServiceParameterKey.ipv6Hint: return addresses(octets, .v6).map { "\(name)=\($0)" }
    case ServiceParameterKey.ech:
      return octets.isEmpty ? nil : "\(name)=\(Base64.text(octets, parted: false))"
    default: return octets.isEmpty ? name : "\(name)=\(QuotedText.of(octets))"
    }
  }

  private static func addresses(_ octets: ArraySlice<UInt8>, _ family: IPFamily) -> String? {
    let size = family.width / 8
    guard !octets.isEmpty, octets.count % size == 0 else { return nil }
    return stride(from: octets.startIndex, to: octets.endIndex, by: size).map { start in
      let bits: UInt128 = octets[start..<start + size].reduce(0) { $0 << 8 | UInt128($1) }
      return IPAddress(family, bits: bits).description
    }.joined(separator: ",")
  }

  /// Names in one quoted list, commas and backslashes in them escaped twice.
  private static func protocols(_ octets: ArraySlice<UInt8>) -> String? {
    var list: [UInt8] = []
    var index = octets.startIndex
    while index < octets.endIndex {
      let end = index + 1 + Int(octets[index])
      guard octets[index] > 0, end <= octets.endIndex else { return nil }
      if !list.isEmpty { list.append(UInt8(ascii: ",")) }
      for octet in octets[index + 1..<end] {
        if octet == UInt8(ascii: ",") || octet == UInt8(ascii: "\\") { list.append(UInt8(ascii: "\\")) }
        list.append(octet)
      }
      index = end
    }
    return list.isEmpty ? nil : QuotedText.of(list[...])
  }
}
