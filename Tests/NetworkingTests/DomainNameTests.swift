import Networking
import Testing

struct DomainNameTests {
  private func name(_ text: String, _ origin: String? = nil) throws -> DomainName {
    try DomainName(text, origin: try origin.map { try DomainName($0) })
  }

  @Test func namesCompareIgnoringASCIICase() throws {
    #expect(try name("GW.Example.COM.") == name("gw.example.com."))
    #expect(try name("gw.example.com.").hashValue == name("GW.EXAMPLE.com.").hashValue)
    #expect(try name("gw.example.com.") != name("gw.example.com"))
    #expect(try name("a[.") != name("a{."))
    #expect(try name("Gw.Example.").key == "gw.example.")
    #expect(try name("Gw.Example.").description == "Gw.Example.")
  }

  @Test(arguments: [
    (#"\097.example."#, "a.example."), (#"a\.b.example."#, #"a\.b.example."#), (#"\@\$\;."#, #"\@\$\;."#),
    (#"\000\255."#, #"\000\255."#), (".", "."), ("*.a.", "*.a."), ("é.", #"\195\169."#), (#"\b."#, "b."),
  ])
  func escapesAreDecoded(_ text: String, _ canonical: String) throws {
    #expect(try name(text).description == canonical)
    #expect(try name(canonical) == name(text))
  }

  @Test func relativeNamesTakeTheOrigin() throws {
    #expect(try name("gw", "example.com.").description == "gw.example.com.")
    #expect(try name("@", "example.com.").description == "example.com.")
    #expect(try name("gw.", "example.com.").description == "gw.")
    #expect(try name("gw", ".").description == "gw.")
    #expect(try name(#"\@"#, "example.com.").description == #"\@.example.com."#)
    #expect(try name("gw").relative(to: name("x.")).description == "gw.x.")
  }

  @Test func limitsAreThoseOfRFC1035() throws {
    let label = String(repeating: "a", count: 63)
    #expect(try name(label + ".").wireLength == 65)
    #expect(throws: DomainNameError.labelTooLong(64)) { try name(label + "a.b.") }
    #expect(throws: DomainNameError.labelTooLong(65)) { try name(label + #"\097\.."#) }
    let longest = [label, label, label, String(repeating: "b", count: 61)].joined(separator: ".")
    #expect(try name(longest + ".").wireLength == 255)
    #expect(try name(longest).labels.count == 254)
    #expect(throws: DomainNameError.nameTooLong) { try name(longest + "b.") }
    #expect(throws: DomainNameError.nameTooLong) { try name(longest, "a.") }
    #expect(throws: DomainNameError.nameTooLong) { try name(longest + ".a") }
    #expect(throws: DomainNameError.nameTooLong) { try name(longest).relative(to: name("a.")) }
  }

  @Test(arguments: [
    ("", DomainNameError.empty), ("..", .emptyLabel), (".a", .emptyLabel), ("a..b", .emptyLabel),
    (#"a\"#, .badEscape), (#"a\25"#, .badEscape), (#"a\256"#, .badEscape), (#"\2a5"#, .badEscape),
  ])
  func badNamesSayWhy(_ text: String, _ error: DomainNameError) {
    #expect(throws: error) { try name(text) }
  }

  @Test func namesKnowTheirFamily() throws {
    let host = try name("a.Example.com.")
    #expect(try host.isSubdomain(of: name("example.COM.")))
    #expect(host.isSubdomain(of: host) && host.isSubdomain(of: .root))
    #expect(try !host.isSubdomain(of: name("xample.com.")))
    #expect(try !host.isSubdomain(of: name("b.a.example.com.")))
    #expect(try !name(#"x\.example.com."#).isSubdomain(of: name("example.com.")))
    #expect(host.parent?.description == "Example.com.")
    #expect(host.labelCount == 3)
    #expect(DomainName.root.parent == nil)
    #expect(try name("*.a.").isWildcard && !name("*a.").isWildcard && !name("a.*.").isWildcard)
  }

  @Test func wireFormIsReadAndChecked() throws {
    #expect(DomainName(wire: [1, 97, 0, 9])?.description == "a.")
    #expect(DomainName(wire: [0]) == .root)
    for bad: ArraySlice<UInt8> in [
      [], [1, 97], [1], [0xC0, 1, 0], [64] + Array(repeating: 97, count: 64) + [0],
    ] {
      #expect(DomainName(wire: bad) == nil)
    }
  }
}

struct HostNameTests {
  @Test(arguments: [
    ("https://ATG.Example.internal:8443/v1?x=1", "https", "atg.example.internal", 8443, "/v1?x=1"),
    ("atg.example.internal.", nil, "atg.example.internal", nil, ""),
    ("HTTPS://user:secret@host", "https", "host", nil, ""), ("host:443", nil, "host", 443, ""),
    ("https://[2001:DB8::1]:443", "https", "2001:db8::1", 443, ""), ("10.0.0.5", nil, "10.0.0.5", nil, ""),
    ("2001:db8::1", nil, "2001:db8::1", nil, ""), ("https://host:", "https", "host", nil, ""),
    ("https://a/b@c", "https", "a", nil, "/b@c"),
  ])
  func urlsAndBareHostsAreRead(
    _ text: String, _ scheme: String?, _ name: String, _ port: UInt16?, _ path: String
  )
    throws
  {
    let host = try #require(HostName(text))
    #expect(host.scheme == scheme)
    #expect(host.name == name)
    #expect(host.port == port)
    #expect(host.path == path)
  }

  @Test(arguments: [
    "", "https://", "https://:443", "a b", "a:b", "a:99999", "[::1", "[a]", "a:1:2", "https://.", "a\u{7F}",
  ])
  func nothingElseIsAHost(_ text: String) {
    #expect(HostName(text) == nil)
  }

  @Test func literalsAreToldFromNames() throws {
    #expect(HostName("https://10.0.0.5./")?.address == IPAddress("10.0.0.5"))
    #expect(HostName("https://gw.example")?.address == nil)
    #expect(HostName("https://gw.example")?.domainName?.description == "gw.example.")
    #expect(HostName("https://gw.example")?.effectivePort == 443)
    #expect(HostName("http://gw.example:81")?.effectivePort == 81)
  }
}
