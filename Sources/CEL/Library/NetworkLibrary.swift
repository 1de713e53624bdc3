/// IP addresses and networks: cel-go's `ext.Network`, which is also Kubernetes' `ip` and `cidr` libraries.
enum NetworkLibrary {
  static let overloads: [Overload] = [
    .global("ip", .string, gives: .ip, .one(ip)),
    .global("isIP", .string, gives: .bool, .one(isIP)),
    .global("ip.isCanonical", .string, gives: .bool, .one(isCanonical)),
    .global("string", .ip, gives: .string, .one(text)),
    .member(.ip, "family", gives: .int, .one(family)),
    .member(.ip, "isUnspecified", gives: .bool, .one(test { $0.isUnspecified })),
    .member(.ip, "isLoopback", gives: .bool, .one(test { $0.isLoopback })),
    .member(.ip, "isLinkLocalMulticast", gives: .bool, .one(test { $0.isLinkLocalMulticast })),
    .member(.ip, "isLinkLocalUnicast", gives: .bool, .one(test { $0.isLinkLocalUnicast })),
    .member(.ip, "isGlobalUnicast", gives: .bool, .one(test { $0.isGlobalUnicast })),
    .global("cidr", .string, gives: .cidr, .one(cidr)),
    .global("isCIDR", .string, gives: .bool, .one(isCIDR)),
    .global("string", .cidr, gives: .string, .one(text)),
    .member(.cidr, "containsIP", .ip, gives: .bool, .two(containsIP)),
    .member(.cidr, "containsIP", .string, gives: .bool, .two(containsIP)),
    .member(.cidr, "containsCIDR", .cidr, gives: .bool, .two(containsCIDR)),
    .member(.cidr, "containsCIDR", .string, gives: .bool, .two(containsCIDR)),
    .member(.cidr, "ip", gives: .ip, .one(ipOfCIDR)),
    .member(.cidr, "masked", gives: .cidr, .one(masked)),
    .member(.cidr, "prefixLength", gives: .int, .one(prefixLength)),
  ]

  typealias Failure = EvaluationError

  // MARK: Addresses

  private static func ip(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    .opaque(IPValue(try budget.address(text)))
  }

  private static func isIP(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    let text = try text.text
    try budget.chargeTraversal(text.utf8.count)
    return .bool((try? NetworkAddress(text)) != nil)
  }

  private static func isCanonical(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    .bool(try budget.address(text).description == text.text)
  }

  private static func text(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    guard case .opaque(let value) = value else { throw .noOverload("string", value) }
    try budget.charge(1)
    return .string(value.text)
  }

  private static func family(_ budget: inout CostBudget, _ value: Value) throws(Failure) -> Value {
    .int(try value.address.isIPv4 ? 4 : 6)
  }

  private static func test(_ holds: @escaping @Sendable (NetworkAddress) -> Bool) -> TimeLibrary.One {
    { (_: inout CostBudget, value: Value) throws(Failure) -> Value in .bool(holds(try value.address)) }
  }

  // MARK: Networks

  private static func cidr(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    .opaque(CIDRValue(try budget.prefix(text)))
  }

  private static func isCIDR(_ budget: inout CostBudget, _ text: Value) throws(Failure) -> Value {
    let text = try text.text
    try budget.chargeTraversal(text.utf8.count)
    return .bool((try? NetworkPrefix(text)) != nil)
  }

  private static func containsIP(
    _ budget: inout CostBudget, _ cidr: Value, _ other: Value
  ) throws(Failure) -> Value {
    .bool(try cidr.prefix.contains(try budget.address(other)))
  }

  private static func containsCIDR(
    _ budget: inout CostBudget, _ cidr: Value, _ other: Value
  ) throws(Failure) -> Value {
    .bool(try cidr.prefix.contains(try budget.prefix(other)))
  }

  private static func ipOfCIDR(_ budget: inout CostBudget, _ cidr: Value) throws(Failure) -> Value {
    .opaque(IPValue(try cidr.prefix.address))
  }

  private static func masked(_ budget: inout CostBudget, _ cidr: Value) throws(Failure) -> Value {
    .opaque(CIDRValue(try cidr.prefix.masked))
  }

  private static func prefixLength(_ budget: inout CostBudget, _ cidr: Value) throws(Failure) -> Value {
    .int(Int64(try cidr.prefix.length))
  }
}

/// An IP address as a value.
private final class IPValue: OpaqueValue {
  let address: NetworkAddress

  init(_ address: NetworkAddress) { self.address = address }

  var typeName: String { "net.IP" }
  var text: String { address.description }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? IPValue)?.address == address }
}

/// A network as a value. Two are equal if they have the same length and address, masked or not.
private final class CIDRValue: OpaqueValue {
  let prefix: NetworkPrefix

  init(_ prefix: NetworkPrefix) { self.prefix = prefix }

  var typeName: String { "net.CIDR" }
  var text: String { prefix.description }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? CIDRValue)?.prefix == prefix }
}

// MARK: Arguments

extension Value {
  fileprivate var address: NetworkAddress {
    get throws(EvaluationError) {
      guard case .opaque(let value) = self, let ip = value as? IPValue else { throw .noOverload("ip", self) }
      return ip.address
    }
  }

  fileprivate var prefix: NetworkPrefix {
    get throws(EvaluationError) {
      guard case .opaque(let value) = self, let cidr = value as? CIDRValue else {
        throw .noOverload("cidr", self)
      }
      return cidr.prefix
    }
  }
}

extension CostBudget {
  /// The address that a value is, or that a string spells.
  fileprivate mutating func address(_ value: Value) throws(EvaluationError) -> NetworkAddress {
    guard case .string(let text) = value else { return try value.address }
    try chargeTraversal(text.utf8.count)
    return try NetworkAddress(text)
  }

  /// The network that a value is, or that a string spells.
  fileprivate mutating func prefix(_ value: Value) throws(EvaluationError) -> NetworkPrefix {
    guard case .string(let text) = value else { return try value.prefix }
    try chargeTraversal(text.utf8.count)
    return try NetworkPrefix(text)
  }
}

// MARK: Texts

extension NetworkAddress {
  /// Reads an address. One with a zone is refused, and so is an IPv4 address in an IPv6 one that is written with
  /// points; written in hexadecimal groups, it is the IPv4 address, as the conformance suite has it.
  ///
  /// - Throws: `invalidArgument`.
  fileprivate init(_ text: String) throws(EvaluationError) {
    guard text.utf8.count <= NetworkAddress.longestText else { throw NetworkAddress.invalid(text) }
    let bytes = Array(text.utf8)[...]
    if let bits = NetworkAddress.ipv4(bytes) {
      self.init(bits: bits, isIPv4: true)
      return
    }
    guard let address = NetworkAddress.ipv6(bytes) else { throw NetworkAddress.invalid(text) }
    if address.isMapped {
      guard !address.endsInIPv4 else { throw NetworkAddress.mapped(text) }
      self.init(bits: address.bits & 0xFFFF_FFFF, isIPv4: true)
    } else {
      self.init(bits: address.bits, isIPv4: false)
    }
  }

  private static func invalid(_ text: String) -> EvaluationError {
    if text.utf8.contains(UInt8(ascii: "%")) {
      return .invalid("\(text.celLiteral) is no IP address: a zone is not allowed")
    }
    return .invalid("\(text.celLiteral) is no IP address; write it as '192.0.2.1' or '2001:db8::1'")
  }

  fileprivate static func mapped(_ text: String) -> EvaluationError {
    .invalid("\(text.celLiteral) is an IPv4 address in an IPv6 one; write the IPv4 address")
  }
}

extension NetworkPrefix {
  /// Reads an address, a slash and a length. The address need not be the network's first one. Zones and IPv4
  /// addresses in IPv6 ones are refused.
  ///
  /// - Throws: `invalidArgument`.
  fileprivate init(_ text: String) throws(EvaluationError) {
    guard text.utf8.count <= NetworkAddress.longestText,
      let slash = text.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { throw NetworkPrefix.invalid(text) }
    let bytes = Array(text.utf8[..<slash])[...]
    let digits = text.utf8[text.utf8.index(after: slash)...]
    guard let length = NetworkPrefix.length(digits) else { throw NetworkPrefix.invalid(text) }
    if let bits = NetworkAddress.ipv4(bytes), length <= 32 {
      self.init(address: NetworkAddress(bits: bits, isIPv4: true), length: length)
      return
    }
    guard let address = NetworkAddress.ipv6(bytes), length <= 128 else { throw NetworkPrefix.invalid(text) }
    guard !address.isMapped else { throw NetworkAddress.mapped(text) }
    self.init(address: NetworkAddress(bits: address.bits, isIPv4: false), length: length)
  }

  private static func length(_ digits: Substring.UTF8View) -> Int? {
    guard let first = digits.first, digits.count <= 3, digits.count == 1 || first != UInt8(ascii: "0"),
      digits.allSatisfy(\.isDigit)
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }

  private static func invalid(_ text: String) -> EvaluationError {
    if text.utf8.contains(UInt8(ascii: "%")) {
      return .invalid("\(text.celLiteral) is no network: a zone is not allowed")
    }
    return .invalid("\(text.celLiteral) is no network; write it as '192.0.2.0/24' or '2001:db8::/32'")
  }
}
