/// An address or a reference of Terraform's, taken apart: `module.net["a"].azurerm_lb.gateway[0].frontend_ip_configuration[0].id`.
///
/// The grammar is that of the JSON output (developer.hashicorp.com, "JSON output format", `address` and `references`): names
/// joined by dots, each with any number of keys in brackets, a key being a number or a quoted string. More than 256 names are refused.
struct TerraformAddress {
  struct Part: Equatable {
    var name: String
    /// The keys in brackets behind the name, without their quotes.
    var keys: [String] = []
  }

  let parts: [Part]

  /// `nil` where the text is no address.
  init?(_ text: String) {
    var parts: [Part] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      let name = rest.prefix { $0 != "." && $0 != "[" }
      rest = rest.dropFirst(name.count)
      var part = Part(name: String(name))
      while rest.first == "[" {
        guard let (key, after) = Self.key(rest.dropFirst()) else { return nil }
        part.keys.append(key)
        rest = after
      }
      guard !part.name.isEmpty, parts.count < 256 else { return nil }
      parts.append(part)
      guard let dot = rest.first else { break }
      guard dot == "." else { return nil }
      rest = rest.dropFirst()
      if rest.isEmpty { return nil }
    }
    guard !parts.isEmpty else { return nil }
    self.parts = parts
  }

  /// The key at the start of a text, and what follows its bracket.
  private static func key(_ text: Substring) -> (key: String, after: Substring)? {
    if text.first == "\"" {
      var key = ""
      var rest = text.dropFirst()
      while let next = rest.popFirst() {
        if next == "\\", let escaped = rest.popFirst() {
          key.append(escaped)
        } else if next == "\"" {
          return rest.first == "]" ? (key, rest.dropFirst()) : nil
        } else {
          key.append(next)
        }
      }
      return nil
    }
    guard let end = text.firstIndex(of: "]") else { return nil }
    return (String(text[..<end]), text[text.index(after: end)...])
  }

  /// The names and keys of the modules around a resource, outermost first.
  var modules: ArraySlice<Part> {
    var index = 0
    while index + 1 < parts.count, parts[index].name == "module" { index += 2 }
    return parts[..<index]
  }

  /// What follows the modules: for a resource its type, its name with its key, and the path into its attributes.
  var own: ArraySlice<Part> { parts[modules.endIndex...] }
}

extension Collection<TerraformAddress.Part> {
  /// The parts written as an address, with one quoting for all keys.
  var written: String {
    map { part in part.name + part.keys.map { "[\($0)]" }.joined() }.joined(separator: ".")
  }

  /// The same without keys: what names the configuration of all instances.
  var withoutKeys: String { map(\.name).joined(separator: ".") }
}
