import Networking
import SourceText

/// Turns the data of records from presentation form into wire form, and so checks it.
///
/// One walks all records of a file; another re-reads a single record when its fields are asked for. It does not
/// know record types: `RecordFormat` tells the fields, and each kind of field is read by one function.
struct RDataEncoder {
  var scanner: ZoneScanner
  var wire: WireBuffer
  /// The labels that complete relative names; `nil` where no origin is known.
  var origin: [UInt8]?
  /// Whether character strings that are too long are cut into several, as Azure means them.
  var joinsStrings = false
  /// Whether names are put into lower case, for data that is compared.
  var lowersNames = false
  /// Where each field stands, if they are wanted.
  var spans: [ByteSpan]?
  /// Problems that do not keep the record from being read.
  var remarks: [SourceProblem] = []
  /// Whether the data last read was left unchecked, because only its generic form is known.
  private(set) var isUnchecked = false
  /// Whether a name of the data has a dot and was completed by the origin.
  private(set) var hasDottedRelativeName = false
  /// Where the field being read begins; -1 before its first token.
  private(set) var fieldStart = -1

  init(scanner: ZoneScanner, wire: WireBuffer, origin: [UInt8]?) {
    self.scanner = scanner
    self.wire = wire
    self.origin = origin
  }

  /// Reads the rest of the entry as data of a type, into `wire`.
  ///
  /// - Throws: the first thing that is wrong, at the token that is.
  mutating func encode(_ type: RecordType) throws(SourceProblem) {
    wire.clear()
    isUnchecked = false
    hasDottedRelativeName = false
    let format = RecordFormat.of(type)
    if let first = try scanner.next() {
      if first.end - first.start == 2, !first.isQuoted, isGenericMark(first) {
        return try encodeGeneric(type, format, mark: first)
      }
      scanner.hold(first)
    }
    guard let format else { return try encodeUnknown(type) }
    for index in format.fields.indices {
      fieldStart = -1
      try encode(format.fields[index], of: type)
      if spans != nil { noteSpan() }
    }
    if let extra = try scanner.next() { throw ZoneMessage.extraData(type.description, at: extra.span) }
    if wire.isOverfull { throw ZoneMessage.longData(wire.limit, at: scanner.gap) }
  }

  private func isGenericMark(_ token: ZoneToken) -> Bool {
    scanner.bytes[token.start] == UInt8(ascii: "\\") && scanner.bytes[token.start + 1] == UInt8(ascii: "#")
  }

  /// What has been read of the field.
  var fieldRange: Range<Int> {
    let start = fieldStart < 0 ? Int(scanner.gap.start) : fieldStart
    return start..<Swift.max(start, Int(scanner.gap.end))
  }

  private mutating func noteSpan() {
    let span = ByteSpan(fieldRange)
    spans?.append(span)
  }

  // MARK: Tokens

  /// The next token, which must be there.
  mutating func require(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) -> ZoneToken {
    guard let token = try optional() else {
      throw ZoneMessage.missingField(field.name, of: type.description, at: scanner.gap)
    }
    return token
  }

  /// The next token, where it may be missing.
  mutating func optional() throws(SourceProblem) -> ZoneToken? {
    guard let token = try scanner.next() else { return nil }
    if fieldStart < 0 { fieldStart = Int(token.span.start) }
    return token
  }

  /// The next token, which must be there and stand without quotes.
  mutating func requireWord(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) -> ZoneToken {
    let token = try require(field, of: type)
    if token.isQuoted { throw ZoneMessage.quotedField(field.name, at: token.span) }
    return token
  }

  func bad(_ field: FieldFormat, _ token: ZoneToken, _ allowed: String) -> SourceProblem {
    ZoneMessage.bad(field.name, scanner.quote(token), allowed, at: token.span)
  }

  // MARK: Fields

  private mutating func encode(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    switch field.kind {
    case .name: try encodeName(try requireWord(field, of: type))
    case .ipv4: try encodeIPv4(field, of: type)
    case .ipv6: try encodeIPv6(field, of: type)
    case .int8: wire.append(UInt8(truncatingIfNeeded: try number(field, of: type, maximum: 255)))
    case .int16: wire.append(UInt16(truncatingIfNeeded: try number(field, of: type, maximum: 65_535)))
    case .int32: wire.append(try number(field, of: type, maximum: UInt32.max))
    case .period: try encodePeriod(field, of: type)
    case .string: try encodeString(try require(field, of: type))
    case .strings: try encodeStrings(field, of: type)
    case .optionalString: if let token = try optional() { try encodeString(token) }
    case .flags: try encodeFlags(field, of: type)
    case .substitution: try encodeSubstitution(field, of: type)
    case .tag: try encodeTag(field, of: type)
    case .longString: try encodeLongString(try require(field, of: type))
    case .hex: _ = try encodeHex(field, of: type)
    case .digest(let lengths): try encodeDigest(field, of: type, lengths)
    case .base64: try encodeBase64(field, of: type)
    case .salt: try encodeSalt(field, of: type)
    case .hash: try encodeHash(field, of: type)
    case .type: try encodeType(field, of: type)
    case .types: try encodeTypes(field)
    case .time: try encodeTime(field, of: type)
    case .mnemonic(let mnemonics): try encodeMnemonic(field, of: type, mnemonics)
    case .keyFlags: try encodeKeyFlags(field, of: type)
    case .eui(let octets): try encodeEUI(field, of: type, octets)
    case .locator: try encodeLocator(field, of: type)
    case .location: try encodeLocation(field, of: type)
    case .parameters: try encodeParameters(field)
    case .resource: try encodeResource(field, of: type)
    case .prefixes: try encodePrefixes(field)
    case .gateway: try encodeGateway(field, of: type)
    case .relayKind: try encodeRelayKind(field, of: type)
    case .optionalBase64: try encodeOptionalBase64(field, of: type)
    case .services: try encodeServices(field, of: type)
    case .chain: try encodeChain(field, of: type)
    case .nsap: try encodeNSAP(field, of: type)
    case .hostIdentity: try encodeHostIdentity(field, of: type)
    case .names: try encodeNames(field)
    case .digits: try encodeDigits(field, of: type)
    }
  }

  mutating func encodeName(_ token: ZoneToken) throws(SourceProblem) {
    let start = wire.count
    defer { if lowersNames { wire.lowercase(from: start) } }
    let text = scanner.text(token)
    if text.count == 1, text[0] == UInt8(ascii: "@") {
      guard let origin else { throw ZoneMessage.noOrigin(at: token.span) }
      wire.append(origin)
      wire.append(0 as UInt8)
      return
    }
    let written: (count: Int, isAbsolute: Bool)
    do throws(DomainNameError) {
      written = try WireName.decode(text, into: wire.space)
    } catch {
      throw SourceProblem(error.description, at: token.span)
    }
    var total = written.count
    if written.isAbsolute {
      wire.advance(written.count)
    } else {
      guard let origin else { throw ZoneMessage.noOrigin(at: token.span) }
      total += origin.count
      wire.advance(written.count)
      wire.append(origin)
      if text.contains(UInt8(ascii: ".")) { hasDottedRelativeName = true }
    }
    if total > WireName.maximumLabels {
      throw SourceProblem(DomainNameError.nameTooLong.description, at: token.span)
    }
    wire.append(0 as UInt8)
  }

  private mutating func encodeIPv4(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    guard let address = IPv4Address(utf8: scanner.text(token)) else {
      throw bad(field, token, "an IPv4 address is four decimal octets without leading zeros")
    }
    wire.append(address.bits)
  }

  private mutating func encodeIPv6(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    guard let address = IPv6Address(utf8: scanner.text(token)) else {
      throw bad(field, token, "an IPv6 address is up to eight groups of hexadecimal digits")
    }
    wire.append(address.bits)
  }

  /// A decimal number; leading zeros are let through.
  mutating func number(
    _ field: FieldFormat, of type: RecordType, maximum: UInt32
  ) throws(SourceProblem) -> UInt32 {
    let token = try requireWord(field, of: type)
    guard let value = ZoneNumber.decimal(scanner.text(token)), value <= maximum else {
      throw bad(field, token, "a number from 0 to \(maximum) stands here")
    }
    return value
  }

  private mutating func encodePeriod(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    guard let value = ZoneNumber.period(scanner.text(token)) else {
      throw bad(field, token, "seconds, or numbers with w, d, h, m, s stand here")
    }
    wire.append(value)
  }

  private mutating func encodeMnemonic(
    _ field: FieldFormat, of type: RecordType, _ mnemonics: FieldMnemonics
  ) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    let text = scanner.text(token)
    let maximum: UInt32 = mnemonics.octets == 1 ? 255 : 65_535
    guard let value = ZoneNumber.decimal(text) ?? mnemonics.table.value(of: text).map(UInt32.init),
      value <= maximum
    else {
      throw bad(field, token, "a number from 0 to \(maximum) or a mnemonic stands here")
    }
    if mnemonics.octets == 2 {
      wire.append(UInt16(truncatingIfNeeded: value))
    } else {
      wire.append(UInt8(truncatingIfNeeded: value))
    }
  }

  private mutating func encodeResource(_ field: FieldFormat, of type: RecordType) throws(SourceProblem) {
    let token = try requireWord(field, of: type)
    for octet in scanner.text(token) {
      guard (0x21..<0x7F).contains(octet), octet != UInt8(ascii: "\\") else {
        throw bad(field, token, "a resource id has letters, digits and . _ - /")
      }
      wire.append(octet)
    }
  }

  // MARK: Data without a format

  /// `\# length hex…` (RFC 3597 section 5), of any type.
  private mutating func encodeGeneric(
    _ type: RecordType, _ format: RecordFormat?, mark: ZoneToken
  ) throws(SourceProblem) {
    let length = FieldFormat("length", .int16)
    let stated = Int(try number(length, of: type, maximum: 65_535))
    let data = FieldFormat("data", .hex)
    if let token = try scanner.next() {
      scanner.hold(token)
      let found = try encodeHex(data, of: type)
      guard found == stated else {
        throw ZoneMessage.genericLength(
          found, stated: stated, at: ByteSpan(mark.start..<Int(scanner.gap.end)))
      }
    } else if stated != 0 {
      throw ZoneMessage.genericLength(0, stated: stated, at: ByteSpan(mark.start..<Int(scanner.gap.end)))
    }
    if wire.isOverfull { throw ZoneMessage.longData(wire.limit, at: scanner.gap) }
    let span = ByteSpan(mark.start..<Int(scanner.gap.end))
    if let format {
      guard RDataDecoder(wire.octets).fields(format) != nil else {
        throw ZoneMessage.genericMismatch(type.description, at: span)
      }
      spans?.append(contentsOf: format.fields.map { _ in span })
    } else {
      spans?.append(span)
    }
  }

  /// Data that only the generic form is known of: kept as written, and said to be unchecked. NULL has no other form
  /// (RFC 1035 section 3.3.10).
  private mutating func encodeUnknown(_ type: RecordType) throws(SourceProblem) {
    guard let first = try scanner.next() else {
      throw ZoneMessage.missingField("data", of: type.description, at: scanner.gap)
    }
    if type.description.hasPrefix("TYPE") || type.rawValue == 10 {
      throw ZoneMessage.bad(
        "data", scanner.quote(first), "a type without a name has data in the form \\# length hex",
        at: first.span)
    }
    while try scanner.next() != nil {}
    isUnchecked = true
    let span = ByteSpan(start: first.span.start, end: scanner.gap.end)
    remarks.append(ZoneMessage.unchecked(type.description, at: span))
    spans?.append(span)
  }
}
