/// A URL taken apart as Go's net/url does it, which Kubernetes uses: RFC 3986, with tolerance for characters that should
/// have been escaped.
struct ParsedURL: Sendable {
  /// In lower case; empty where there is none.
  private(set) var scheme = ""
  /// What stands between a scheme and the query where no path does, as in `mailto:a@example.com`.
  private var opaque: [UInt8]?
  /// User name and password, unescaped.
  private var user: [[UInt8]] = []
  /// Host and port, the host unescaped and an IPv6 address in brackets.
  private var authority: [UInt8] = []
  /// Whether it has two slashes before the host, which may be empty all the same.
  private var hasAuthority = false
  private var path: [UInt8] = []
  /// What follows the first question mark, as it stands.
  private(set) var query: [UInt8]?
  private var fragment: [UInt8]?

  /// Takes apart an absolute URL or an absolute path.
  ///
  /// - Throws: `invalidArgument`.
  init(_ text: String) throws(EvaluationError) {
    do {
      let bytes = Array(text.utf8)
      // Go reads the text twice: with the fragment as a part of the path or query, and without. Kubernetes asks for both.
      _ = try ParsedURL(bytes[...], isRequest: true)
      let parts = bytes.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
      self = try ParsedURL(parts[0], isRequest: false)
      if parts.count > 1 {
        fragment = Array(parts[1])
        _ = try URLEscaping.fragment.decode(parts[1])
      }
    } catch { throw .invalid("\(text.celLiteral) is no URL: \(error.message)") }
  }

  /// - Parameter isRequest: whether two slashes at the beginning are a path rather than a host.
  private init(_ text: ArraySlice<UInt8>, isRequest: Bool) throws(EvaluationError) {
    guard text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .invalid("it has control characters") }
    guard !text.elementsEqual("*".utf8) else {
      path = Array(text)
      return
    }
    var rest = text
    try readScheme(&rest)
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = Array(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    guard rest.first == UInt8(ascii: "/") else {
      guard !scheme.isEmpty else { throw .invalid("it begins neither with a scheme nor with '/'") }
      opaque = Array(rest)
      return
    }
    let mayHaveAuthority = !scheme.isEmpty || !isRequest && !rest.starts(with: "///".utf8)
    if mayHaveAuthority, rest.starts(with: "//".utf8) {
      hasAuthority = true
      rest.removeFirst(2)
      let authority = rest.prefix { $0 != UInt8(ascii: "/") }
      rest.removeFirst(authority.count)
      try read(authority: authority)
    }
    _ = try URLEscaping.path.decode(rest)
    path = Array(rest)
  }

  /// A letter, then letters, digits, `+`, `-` and `.`, then a colon; anything else is no scheme but the path.
  private mutating func readScheme(_ rest: inout ArraySlice<UInt8>) throws(EvaluationError) {
    let letters = rest.prefix { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
    guard rest.dropFirst(letters.count).first == UInt8(ascii: ":") else { return }
    guard let first = letters.first else { throw .invalid("the scheme before ':' is missing") }
    guard first.isLetter else { return }
    scheme = String(decoding: letters.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    rest.removeFirst(letters.count + 1)
  }

  private mutating func read(authority text: ArraySlice<UInt8>) throws(EvaluationError) {
    var host = text
    if let at = text.lastIndex(of: UInt8(ascii: "@")) {
      host = text[(at + 1)...]
      let user = text[..<at]
      guard user.allSatisfy(URLEscaping.isUserInformation) else {
        throw .invalid("characters that must be escaped stand before '@'")
      }
      let parts = user.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
      for part in parts { self.user.append(try URLEscaping.user.decode(part)) }
    }
    authority = try ParsedURL.host(host)
  }

  private static func host(_ text: ArraySlice<UInt8>) throws(EvaluationError) -> [UInt8] {
    guard text.first == UInt8(ascii: "[") else {
      let port = text.firstIndex(of: UInt8(ascii: ":")).map { text[$0...] } ?? []
      guard isPort(port) else { throw .invalid("the port is no number; an IPv6 address stands in brackets") }
      return try URLEscaping.host.decode(text)
    }
    guard let end = text.lastIndex(of: UInt8(ascii: "]")) else { throw .invalid("a '[' is not closed") }
    guard isPort(text[(end + 1)...]) else { throw .invalid("the port is no number") }
    var address = text[(text.startIndex + 1)..<end]
    var zone: [UInt8] = []
    if let start = address.indices.first(where: { address[$0...].starts(with: "%25".utf8) }) {
      zone = try URLEscaping.zone.decode(address[start...])
      address = address[..<start]
    }
    guard NetworkAddress.ipv6(address) != nil else {
      throw .invalid("what stands in brackets is no IPv6 address")
    }
    return [UInt8(ascii: "[")] + address + zone + text[end...]
  }

  /// Whether this is a colon and digits, or nothing.
  private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
    text.isEmpty || text.first == UInt8(ascii: ":") && text.dropFirst().allSatisfy(\.isDigit)
  }
}

// MARK: Parts

extension ParsedURL {
  /// Host and port; an IPv6 address stands in brackets.
  var host: String { String(decoding: authority, as: UTF8.self) }

  /// The host alone, without brackets.
  var hostname: String {
    let name = authority[..<portStart]
    let isBracketed = name.first == UInt8(ascii: "[") && name.last == UInt8(ascii: "]")
    return String(decoding: isBracketed ? name.dropFirst().dropLast() : name, as: UTF8.self)
  }

  /// The digits after the host; empty where there are none.
  var port: String { String(decoding: authority[portStart...].dropFirst(), as: UTF8.self) }

  /// Where the colon before the port stands, or the end.
  private var portStart: Int {
    guard let colon = authority.lastIndex(of: UInt8(ascii: ":")), ParsedURL.isPort(authority[colon...]) else {
      return authority.count
    }
    return colon
  }

  /// The path as it is sent.
  var escapedPath: String { URLEscaping.path.normalized(path) }

  /// The values of each key of the query, unescaped, in the order of the text. Settings that are wrongly escaped or
  /// contain a semicolon are left out.
  var parameters: [(key: String, values: [String])] {
    var found: [(key: String, values: [String])] = []
    var places: [MapKey: Int] = [:]
    for setting in query?.split(separator: UInt8(ascii: "&")) ?? [] where !setting.contains(UInt8(ascii: ";"))
    {
      let parts = setting.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = try? URLEscaping.query.decode(parts[0]),
        let value = try? URLEscaping.query.decode(parts.count > 1 ? parts[1] : [])
      else { continue }
      let name = String(decoding: key, as: UTF8.self)
      let text = String(decoding: value, as: UTF8.self)
      if let place = places[.string(name)] {
        found[place].values.append(text)
      } else {
        places[.string(name)] = found.count
        found.append((name, [text]))
      }
    }
    return found
  }
}

extension ParsedURL: CustomStringConvertible {
  /// The URL put together again; two URLs are the same if this is.
  var description: String {
    var out = scheme.isEmpty ? "" : scheme + ":"
    if let opaque {
      out += String(decoding: opaque, as: UTF8.self)
    } else {
      if hasAuthority { out += "//" }
      if !user.isEmpty { out += user.map(URLEscaping.user.encode).joined(separator: ":") + "@" }
      out += URLEscaping.host.encode(authority) + escapedPath
    }
    if let query { out += "?" + String(decoding: query, as: UTF8.self) }
    if let fragment, !fragment.isEmpty { out += "#" + URLEscaping.fragment.normalized(fragment) }
    return out
  }
}
