/// The keys of SvcParams that have a form of their own (RFC 9460 section 14.3.2, RFC 9461, RFC 9540).
enum ServiceParameterKey {
  static let mandatory: UInt16 = 0
  static let alpn: UInt16 = 1
  static let noDefaultALPN: UInt16 = 2
  static let port: UInt16 = 3
  static let ipv4Hint: UInt16 = 4
  static let ech: UInt16 = 5
  static let ipv6Hint: UInt16 = 6
  static let dohPath: UInt16 = 7
  static let ohttp: UInt16 = 8

  private static let names: [(String, UInt16)] = [
    ("mandatory", 0), ("alpn", 1), ("no-default-alpn", 2), ("port", 3), ("ipv4hint", 4), ("ech", 5),
    ("ipv6hint", 6),
    ("dohpath", 7), ("ohttp", 8), ("tls-supported-groups", 9),
  ]
  private static let table = MnemonicTable(generic: "KEY", names)

  /// The number of a key's name or of `keyN`.
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> UInt16? {
    if text.count > 16 {
      return text.elementsEqual("tls-supported-groups".utf8) ? 9 : nil
    }
    return table.value(of: text)
  }

  /// The name, or `keyN`.
  static func name(_ number: UInt16) -> String {
    names.first { $0.1 == number }?.0 ?? "key\(number)"
  }
}
