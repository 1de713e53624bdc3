/// The type of a resource record, by its number in IANA's registry.
package struct RecordType: Hashable, Sendable, RawRepresentable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  package static let a = RecordType(rawValue: 1)
  package static let ns = RecordType(rawValue: 2)
  package static let cname = RecordType(rawValue: 5)
  package static let soa = RecordType(rawValue: 6)
  package static let ptr = RecordType(rawValue: 12)
  package static let mx = RecordType(rawValue: 15)
  package static let txt = RecordType(rawValue: 16)
  package static let aaaa = RecordType(rawValue: 28)
  package static let srv = RecordType(rawValue: 33)
  package static let dname = RecordType(rawValue: 39)
  package static let ds = RecordType(rawValue: 43)
  package static let svcb = RecordType(rawValue: 64)
  package static let https = RecordType(rawValue: 65)
  package static let caa = RecordType(rawValue: 257)
  /// The alias of Azure's public zones, which is no DNS type; the number is PowerDNS' in the private range.
  package static let alias = RecordType(rawValue: 65401)

  /// Whether the type is for questions and transfers only (RFC 6895 section 3.1): 128 to 255, and OPT.
  package var isMeta: Bool { (128...255).contains(rawValue) || rawValue == 41 }

  /// The type that a mnemonic or `TYPEn` names (RFC 3597), in any case.
  package init?(_ text: some StringProtocol) {
    let type = Array(text.utf8).withUnsafeBufferPointer { RecordType.mnemonics.value(of: $0) }
    guard let type else { return nil }
    self.init(rawValue: type)
  }

  static let mnemonics = MnemonicTable(generic: "TYPE", RecordType.names.map { ($0.value, $0.key) })

  /// The registry (2025), those left out that were never more than a number.
  private static let names: [UInt16: String] = [
    1: "A", 2: "NS", 3: "MD", 4: "MF", 5: "CNAME", 6: "SOA", 7: "MB", 8: "MG", 9: "MR", 10: "NULL", 11: "WKS",
    12: "PTR", 13: "HINFO", 14: "MINFO", 15: "MX", 16: "TXT", 17: "RP", 18: "AFSDB", 19: "X25", 20: "ISDN",
    21: "RT", 22: "NSAP", 23: "NSAP-PTR", 24: "SIG", 25: "KEY", 26: "PX", 27: "GPOS", 28: "AAAA", 29: "LOC",
    30: "NXT", 31: "EID", 32: "NIMLOC", 33: "SRV", 34: "ATMA", 35: "NAPTR", 36: "KX", 37: "CERT", 38: "A6",
    39: "DNAME", 40: "SINK", 41: "OPT", 42: "APL", 43: "DS", 44: "SSHFP", 45: "IPSECKEY", 46: "RRSIG",
    47: "NSEC", 48: "DNSKEY", 49: "DHCID", 50: "NSEC3", 51: "NSEC3PARAM", 52: "TLSA", 53: "SMIMEA", 55: "HIP",
    56: "NINFO", 57: "RKEY", 58: "TALINK", 59: "CDS", 60: "CDNSKEY", 61: "OPENPGPKEY", 62: "CSYNC",
    63: "ZONEMD", 64: "SVCB", 65: "HTTPS", 66: "DSYNC", 99: "SPF", 104: "NID", 105: "L32", 106: "L64",
    107: "LP", 108: "EUI48", 109: "EUI64", 128: "NXNAME", 249: "TKEY", 250: "TSIG", 251: "IXFR", 252: "AXFR",
    253: "MAILB", 254: "MAILA", 255: "ANY", 256: "URI", 257: "CAA", 258: "AVC", 259: "DOA", 260: "AMTRELAY",
    261: "RESINFO", 262: "WALLET", 263: "CLA", 264: "IPN", 32768: "TA", 32769: "DLV", 65401: "ALIAS",
  ]
}

extension RecordType: CustomStringConvertible {
  /// The mnemonic, or `TYPEn`.
  package var description: String { RecordType.names[rawValue] ?? "TYPE\(rawValue)" }
}

/// The class of a resource record.
package struct RecordClass: Hashable, Sendable, RawRepresentable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  package static let `in` = RecordClass(rawValue: 1)
  package static let ch = RecordClass(rawValue: 3)
  package static let hs = RecordClass(rawValue: 4)
  /// What Azure writes on lines that hold an alias; the number is of the private range.
  package static let azure = RecordClass(rawValue: 65280)

  static let mnemonics = MnemonicTable(
    generic: "CLASS",
    [("IN", 1), ("CS", 2), ("CH", 3), ("CHAOS", 3), ("HS", 4), ("HESIOD", 4), ("AZURE", 65280)])
}

extension RecordClass: CustomStringConvertible {
  /// The mnemonic, or `CLASSn`.
  package var description: String {
    switch self {
    case .in: "IN"
    case .ch: "CH"
    case .hs: "HS"
    case .azure: "azure"
    default: rawValue == 2 ? "CS" : "CLASS\(rawValue)"
    }
  }
}
