/// What a field of record data looks like in a master file and on the wire.
enum FieldKind: Sendable {
  /// A domain name, `@` and relative names included.
  case name
  case ipv4
  case ipv6
  /// Decimal numbers of one, two and four octets.
  case int8
  case int16
  case int32
  /// Seconds, with the units of a TTL.
  case period
  /// A character string of at most 255 octets.
  case string
  /// One or more character strings.
  case strings
  /// A character string that may be left out.
  case optionalString
  /// A character string of letters and digits (NAPTR flags, RFC 3403 section 4.1).
  case flags
  /// A substitution expression (RFC 3402 section 3.2), or nothing.
  case substitution
  /// The letters and digits of a CAA property (RFC 8659 section 4.1.1).
  case tag
  /// One string of any length that fills the rest of the data.
  case longString
  /// The rest of the data as hexadecimal digits.
  case hex
  /// The same, of a length that the digest type in the octet before it tells.
  case digest(DigestLengths)
  /// The rest of the data as base64.
  case base64
  /// Hexadecimal digits behind a length on the wire; `-` is none.
  case salt
  /// Base32hex behind a length on the wire.
  case hash
  /// A type's mnemonic.
  case type
  /// The rest of the data as a type bitmap (RFC 4034 section 4.1.2).
  case types
  /// Seconds since 1970 as YYYYMMDDHHmmSS or as a number.
  case time
  /// A number of one or two octets, or a mnemonic.
  case mnemonic(FieldMnemonics)
  /// DNSKEY's flags, as a number or as the old mnemonics with `|` between them (RFC 2535 section 7.1).
  case keyFlags
  /// Two hexadecimal digits an octet with hyphens between them (RFC 7043).
  case eui(octets: Int)
  /// Four groups of four hexadecimal digits (RFC 6742 section 2.1.2).
  case locator
  /// The whole of LOC (RFC 1876 section 3).
  case location
  /// SvcParams (RFC 9460 section 2.1).
  case parameters
  /// The rest of the data as address prefixes (APL).
  case prefixes
  /// A gateway, whose type the second octet of the data tells (IPSECKEY, AMTRELAY).
  case gateway
  /// A bit and the type of a relay in one octet (AMTRELAY).
  case relayKind
  /// The rest of the data as base64, which may be left out.
  case optionalBase64
  /// A protocol and its ports (WKS).
  case services
  /// The whole of A6.
  case chain
  /// Hexadecimal digits behind `0x` (NSAP).
  case nsap
  /// Algorithm, tag and key of HIP.
  case hostIdentity
  /// The rest of the data as names.
  case names
  /// A character string of four or more digits (X25).
  case digits
  /// The resource that an alias of Azure's stands for; printable characters without blanks.
  case resource
}

/// Which octets a digest has, told by the number of its algorithm; others may have any.
enum DigestLengths: Sendable {
  /// DS (RFC 4034, RFC 4509, RFC 5933, RFC 6605).
  case delegation
  /// CDS, whose digest of one octet asks for a deletion (RFC 8078 section 4).
  case childDelegation
  /// SSHFP (RFC 4255, RFC 6594).
  case fingerprint
  /// ZONEMD (RFC 8976 section 2.2.3).
  case zone

  /// The octets of a digest; `nil` for an algorithm that is not known.
  func octets(of algorithm: UInt8) -> Int? {
    switch (self, algorithm) {
    case (.childDelegation, 0): 1
    case (.delegation, 1), (.childDelegation, 1), (.fingerprint, 1): 20
    case (.delegation, 2...3), (.childDelegation, 2...3), (.fingerprint, 2): 32
    case (.delegation, 4), (.childDelegation, 4), (.zone, 1): 48
    case (.zone, 2): 64
    default: nil
    }
  }
}

/// A named field; the name is that of the RFC that defines the type.
///
/// Neither this nor its kind counts references: zones have millions of fields.
struct FieldFormat: Sendable {
  let name: StaticString
  let kind: FieldKind

  init(_ name: StaticString, _ kind: FieldKind) {
    self.name = name
    self.kind = kind
  }
}

/// The fields of a type's data, in order.
struct RecordFormat: Sendable {
  let fields: [FieldFormat]

  init(_ fields: FieldFormat...) {
    self.fields = fields
  }

  /// The format of a type; `nil` where only the generic form is known.
  static func of(_ type: RecordType) -> RecordFormat? {
    let number = Int(type.rawValue)
    return number < low.count ? low[number] : formats[type.rawValue]
  }

  /// The formats by number, for the types that zones are full of.
  private static let low: [RecordFormat?] = (0..<UInt16(264)).map { formats[$0] }
}
