/// The host of a connection, from a URL or a bare host as `options.host` of a Databricks connection holds either.
///
/// Two that name the same host have the same `name`, whatever the case, a trailing dot or the parts around it.
package struct HostName: Hashable, Sendable {
  /// The scheme in lower case, such as `https`; `nil` where the text has none.
  package let scheme: String?
  /// The host in lower case without one trailing dot; an IPv6 address without brackets, in canonical form.
  package let name: String
  /// The port; `nil` where the text has none.
  package let port: UInt16?
  /// The path with its slash, query and fragment included; empty where the text has none.
  package let path: String
  /// The address, where the host is one and no name.
  package let address: IPAddress?

  /// Reads `[scheme://][userinfo@]host[:port][/path]` (RFC 3986 section 3).
  ///
  /// - Returns: `nil` without a host, for a port that is none, and for white space or control characters.
  package init?(_ text: String) {
    guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return nil }
    var rest = Substring(text)
    scheme = HostName.takeScheme(&rest)
    let end = rest.utf8.firstIndex { "/?#\\".utf8.contains($0) } ?? rest.endIndex
    path = String(rest[end...])
    rest = rest[..<end]
    if let at = rest.utf8.lastIndex(of: UInt8(ascii: "@")) { rest = rest[rest.utf8.index(after: at)...] }
    guard let (host, port) = HostName.splitPort(rest) else { return nil }
    self.port = port
    if let address = IPAddress(host) {
      self.address = address
      name = address.description
      return
    }
    let trimmed = host.utf8.last == UInt8(ascii: ".") ? host.dropLast() : host
    guard !trimmed.isEmpty, !trimmed.utf8.contains(where: { "[]:".utf8.contains($0) }) else { return nil }
    let address = IPAddress(trimmed)
    self.address = address
    name = address?.description ?? ASCII.lowercased(trimmed)
  }

  /// Cuts `scheme://` off.
  private static func takeScheme(_ rest: inout Substring) -> String? {
    guard let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")), rest[colon...].hasPrefix("://"),
      let first = rest.utf8.first, ASCII.isLetter(first),
      rest[..<colon].utf8.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) || "+-.".utf8.contains($0) })
    else { return nil }
    let scheme = ASCII.lowercased(rest[..<colon])
    rest = rest[colon...].dropFirst(3)
    return scheme
  }

  /// The host, without brackets, and the port behind it; `nil` if what follows the host is no port.
  private static func splitPort(_ text: Substring) -> (host: Substring, port: UInt16?)? {
    if text.utf8.first == UInt8(ascii: "[") {
      guard let close = text.utf8.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      let host = text[text.utf8.index(after: text.startIndex)..<close]
      guard IPv6Address(host) != nil else { return nil }
      return withPort(host, text[text.utf8.index(after: close)...])
    }
    if IPv6Address(text) != nil { return (text, nil) }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return (text, nil) }
    return withPort(text[..<colon], text[colon...])
  }

  private static func withPort(_ host: Substring, _ tail: Substring) -> (host: Substring, port: UInt16?)? {
    if tail.isEmpty || tail == ":" { return (host, nil) }
    let digits = tail.dropFirst()
    guard tail.utf8.first == UInt8(ascii: ":"), digits.utf8.allSatisfy(ASCII.isDigit),
      let port = UInt16(digits)
    else { return nil }
    return (host, port)
  }

  /// The port that is meant: the one written, else the scheme's own.
  package var effectivePort: UInt16? {
    if let port { return port }
    switch scheme {
    case "https": return 443
    case "http": return 80
    default: return nil
    }
  }

  /// The host as an absolute domain name; `nil` for an address and for what is no domain name.
  package var domainName: DomainName? {
    address == nil ? (try? DomainName(name))?.absolute : nil
  }
}
