/// The registries whose numbers have mnemonics in master files.
enum FieldMnemonics: Sendable {
  /// DNSSEC algorithms, written as numbers.
  case algorithm
  /// The same in CERT, where BIND writes the mnemonic.
  case namedAlgorithm
  /// CERT types (RFC 4398 section 2.1).
  case certificate
  /// KEY protocols (RFC 2535 section 3.1.3).
  case keyProtocol
  /// DSYNC schemes (RFC 9859).
  case notification

  /// The octets of the number on the wire.
  var octets: Int { self == .certificate ? 2 : 1 }

  /// The number that a mnemonic stands for.
  var table: MnemonicTable {
    switch self {
    case .algorithm, .namedAlgorithm: FieldMnemonics.algorithmTable
    case .certificate: FieldMnemonics.certificateTable
    case .keyProtocol: FieldMnemonics.protocolTable
    case .notification: FieldMnemonics.notificationTable
    }
  }

  /// The canonical text of a number: the first mnemonic for it, where the type is written with mnemonics.
  func text(_ number: UInt32) -> String {
    let names: [(String, UInt16)]
    switch self {
    case .algorithm, .keyProtocol: return "\(number)"
    case .namedAlgorithm: names = FieldMnemonics.algorithms
    case .certificate: names = FieldMnemonics.certificates
    case .notification: names = FieldMnemonics.notifications
    }
    return names.first { $0.1 == number }?.0 ?? "\(number)"
  }

  private static let algorithmTable = MnemonicTable(generic: "", algorithms)
  private static let certificateTable = MnemonicTable(generic: "", certificates)
  private static let notificationTable = MnemonicTable(generic: "", notifications)
  private static let protocolTable = MnemonicTable(
    generic: "", [("NONE", 0), ("TLS", 1), ("EMAIL", 2), ("DNSSEC", 3), ("IPSEC", 4), ("ALL", 255)])

  private static let algorithms: [(String, UInt16)] = [
    ("RSAMD5", 1), ("RSA", 1), ("DH", 2), ("DSA", 3), ("ECC", 4), ("RSASHA1", 5), ("NSEC3DSA", 6),
    ("DSANSEC3SHA1", 6),
    ("NSEC3RSASHA1", 7), ("RSASHA1NSEC3SHA1", 7), ("RSASHA256", 8), ("RSASHA512", 10), ("ECCGOST", 12),
    ("ECDSAP256SHA256", 13), ("ECDSA256", 13), ("ECDSAP384SHA384", 14), ("ECDSA384", 14), ("ED25519", 15),
    ("ED448", 16), ("INDIRECT", 252), ("PRIVATEDNS", 253), ("PRIVATEOID", 254),
  ]
  private static let certificates: [(String, UInt16)] = [
    ("PKIX", 1), ("SPKI", 2), ("PGP", 3), ("IPKIX", 4), ("ISPKI", 5), ("IPGP", 6), ("ACPKIX", 7),
    ("IACPKIX", 8),
    ("URI", 253), ("OID", 254),
  ]
  private static let notifications: [(String, UInt16)] = [("NOTIFY", 1)]
}
