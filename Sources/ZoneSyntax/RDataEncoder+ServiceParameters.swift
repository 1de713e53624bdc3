import Networking
import SourceText

/// SvcParams: `key`, `key=value` or `key="value"` (RFC 9460 section 2.1).
extension RDataEncoder {
  mutating func encodeParameters(_ field: FieldFormat) throws(SourceProblem) {
    var parameters: [UInt16: [UInt8]] = [:]
    var mandatory: (keys: [UInt16], span: ByteSpan)?
    while let token = try optional() {
      if token.isQuoted { throw ZoneMessage.quotedField("parameter", at: token.span) }
      let text = scanner.text(token)
      let equals = text.firstIndex(of: UInt8(ascii: "="))
      let name = UnsafeBufferPointer(rebasing: text[..<(equals ?? text.endIndex)])
      guard let key = ServiceParameterKey.number(name) else {
        throw bad(FieldFormat("parameter", .parameters), token, "a key is a known name, or key and a number")
      }
      let value = try parameterValue(token, equals: equals)
      let octets = try ServiceParameter(key: key, value: value, span: token.span).encoded()
      if parameters.updateValue(octets, forKey: key) != nil {
        throw SourceProblem("key \(ServiceParameterKey.name(key)) again; each stands once", at: token.span)
      }
      if key == ServiceParameterKey.mandatory { mandatory = (ServiceParameter.keys(octets), token.span) }
      if key == ServiceParameterKey.noDefaultALPN, mandatory == nil { mandatory = nil }
    }
    if let mandatory, let missing = mandatory.keys.first(where: { parameters[$0] == nil }) {
      throw SourceProblem(
        "mandatory key \(ServiceParameterKey.name(missing)) is missing; every mandatory key has a parameter",
        at: mandatory.span)
    }
    for (key, octets) in parameters.sorted(by: { $0.key < $1.key }) {
      wire.append(key)
      wire.append(UInt16(truncatingIfNeeded: octets.count))
      wire.append(octets)
    }
  }

  /// The decoded octets behind the equals sign; `nil` without one.
  private mutating func parameterValue(
    _ token: ZoneToken, equals: Int?
  ) throws(SourceProblem) -> [UInt8]? {
    guard let equals else { return nil }
    var value = ZoneToken(start: token.start + equals + 1, end: token.end, isQuoted: false)
    if value.start == value.end, scanner.peek == UInt8(ascii: "\""), let quoted = try optional() {
      value = quoted
    }
    let text = scanner.text(value)
    var octets: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      do throws(DomainNameError) {
        octets.append(byte == UInt8(ascii: "\\") ? try WireName.escaped(text, &index) : byte)
      } catch {
        throw SourceProblem(error.description, at: value.span)
      }
    }
    return octets
  }
}

/// One parameter's value from presentation into wire form.
struct ServiceParameter {
  let key: UInt16
  let value: [UInt8]?
  let span: ByteSpan

  private func problem(_ allowed: String) -> SourceProblem {
    SourceProblem("bad value of \(ServiceParameterKey.name(key)); \(allowed)", at: span)
  }

  func encoded() throws(SourceProblem) -> [UInt8] {
    switch key {
    case ServiceParameterKey.noDefaultALPN, ServiceParameterKey.ohttp:
      guard value == nil || value == [] else { throw problem("this key has none") }
      return []
    case ServiceParameterKey.mandatory: return try mandatoryKeys()
    case ServiceParameterKey.alpn: return try protocols()
    case ServiceParameterKey.port:
      guard let port = try number(list(required: true)[0]) else {
        throw problem("a port is a number from 0 to 65535")
      }
      return [UInt8(port >> 8), UInt8(port & 255)]
    case ServiceParameterKey.ipv4Hint, ServiceParameterKey.ipv6Hint: return try addresses()
    case ServiceParameterKey.ech: return try base64()
    default:
      let octets = value ?? []
      guard octets.count <= 65_535 else { throw problem("it has at most 65535 octets") }
      return octets
    }
  }

  /// The parts between commas, at least one; `\,` and `\\` are parts of a value (RFC 9460 appendix A.1).
  private func list(required: Bool) throws(SourceProblem) -> [[UInt8]] {
    guard let value, !value.isEmpty else { throw problem("this key needs one") }
    var parts: [[UInt8]] = [[]]
    var isEscaped = false
    for octet in value {
      if !isEscaped, octet == UInt8(ascii: "\\") {
        isEscaped = true
      } else if !isEscaped, octet == UInt8(ascii: ",") {
        parts.append([])
      } else {
        parts[parts.count - 1].append(octet)
        isEscaped = false
      }
    }
    if parts.contains([]) { throw problem("no part of a list is empty") }
    return parts
  }

  private func number(_ octets: [UInt8]) throws(SourceProblem) -> UInt16? {
    octets.withUnsafeBufferPointer(ZoneNumber.decimal).flatMap { UInt16(exactly: $0) }
  }

  private func mandatoryKeys() throws(SourceProblem) -> [UInt8] {
    var keys: Set<UInt16> = []
    for name in try list(required: true) {
      guard let key = name.withUnsafeBufferPointer(ServiceParameterKey.number), key != 0 else {
        throw problem("it lists keys, itself excepted")
      }
      guard keys.insert(key).inserted else { throw problem("it lists each key once") }
    }
    return keys.sorted().flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
  }

  /// The keys that a value of `mandatory` lists, from its wire form.
  static func keys(_ octets: [UInt8]) -> [UInt16] {
    stride(from: 0, to: octets.count - 1, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
  }

  private func protocols() throws(SourceProblem) -> [UInt8] {
    var octets: [UInt8] = []
    for name in try list(required: true) {
      guard name.count <= 255 else { throw problem("a protocol has at most 255 octets") }
      octets.append(UInt8(name.count))
      octets += name
    }
    return octets
  }

  private func addresses() throws(SourceProblem) -> [UInt8] {
    var octets: [UInt8] = []
    for text in try list(required: true) {
      if key == ServiceParameterKey.ipv4Hint {
        guard let address = text.withUnsafeBufferPointer({ IPv4Address(utf8: $0) }) else {
          throw problem("it lists IPv4 addresses")
        }
        octets += (0..<4).map { UInt8(truncatingIfNeeded: address.bits >> UInt32(24 - 8 * $0)) }
      } else {
        guard let address = text.withUnsafeBufferPointer({ IPv6Address(utf8: $0) }) else {
          throw problem("it lists IPv6 addresses")
        }
        octets += (0..<16).map { UInt8(truncatingIfNeeded: address.bits >> UInt128(120 - 8 * $0)) }
      }
    }
    return octets
  }

  private func base64() throws(SourceProblem) -> [UInt8] {
    var wire = WireBuffer(limit: 65_535)
    defer { wire.free() }
    var decoder = Base64Decoder()
    for byte in value ?? [] where !decoder.take(byte, into: &wire) { throw problem("it is base64") }
    guard decoder.isWhole, wire.count > 0 else { throw problem("it is base64") }
    return Array(wire.octets)
  }
}
