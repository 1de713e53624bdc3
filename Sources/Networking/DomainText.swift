/// Hostnames as texts, in the normal form that joins use (section 1 of the Azure reference).
package enum DomainText {
  /// A name in ASCII lower case without its final dot.
  package static func normal(_ name: String) -> String {
    let lower = name.lowercased()
    return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }

  /// The host of a URL or a bare host: no scheme, user, port, path or final dot, lower case.
  package static func host(_ text: String) -> String {
    HostName(text)?.name ?? ""
  }
}
