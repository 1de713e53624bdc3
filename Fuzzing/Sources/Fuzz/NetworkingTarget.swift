import Networking

/// Reads a text as each of the values that joins compare: what is taken has a canonical form, which reads as the same value.
enum NetworkingTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    same(text, IPAddress.init)
    same(text, IPv4Address.init)
    same(text, IPv6Address.init)
    same(text, CIDR.init)
    same(text, GUID.init)
    same(text, AzureRegion.init)
    same(text, PrivateLinkServiceAlias.init)
    same(text, PortSet.init)
    name(text)
    _ = ARMResourceID(text)?.description
    _ = HostName(text)
    _ = InternationalName.ascii(text)
    _ = DomainText.host(text)
    _ = IPProtocol.Selection(text)
    if let name = DomainName(wire: bytes[...]) { self.name(name.description) }
    addresses(text)
  }

  private static func same<Value: Hashable & CustomStringConvertible>(
    _ text: String, _ read: (String) -> Value?
  ) {
    guard let value = read(text) else { return }
    let written = value.description
    guard let again = read(written) else { fatalError("\(Value.self): \(written) of \(text) is refused") }
    if again != value { fatalError("\(Value.self): \(text) reads as \(written), and that as \(again)") }
    precondition(again.hashValue == value.hashValue)
  }

  /// A name's text is a name again, with the same labels.
  private static func name(_ text: String) {
    guard let name = try? DomainName(text) else { return }
    guard let again = try? DomainName(name.description) else { fatalError("\(name) is refused") }
    precondition(again.labels == name.labels && again.isAbsolute == name.isAbsolute, "another name")
  }

  /// A union holds its parts, and what is cut out of it is gone.
  private static func addresses(_ text: String) {
    let blocks = text.split(separator: "\n").prefix(8).compactMap { CIDR($0) }
    guard let first = blocks.first else { return }
    let all = AddressSet(blocks)
    let rest = all.subtracting(AddressSet([first]))
    precondition(rest.intersection(AddressSet([first])).isEmpty)
    precondition(rest.union(AddressSet([first])) == all)
  }
}
