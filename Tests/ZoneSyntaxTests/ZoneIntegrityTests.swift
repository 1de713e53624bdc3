import SourceText
import Testing
import ZoneSyntax

struct ZoneIntegrityTests {
  private static let head = "$TTL 300\n@ SOA ns1 host 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\n"

  /// The defects of a zone as `line severity: message`; lines are counted behind the head.
  private func defects(_ text: String, head: String = head) throws -> [String] {
    let zone = try readZone(head + text)
    #expect(zone.problems == [])
    let bytes = zone.texts[0].source.bytes
    let index = LineIndex(bytes)
    return ZoneIntegrity.defects(of: zone).map { defect in
      let problem = defect.problem(in: zone)
      let line = problem.span.map { index.position(of: Int($0.start), in: bytes).line - 4 } ?? 0
      return "\(line) \(problem.severity): \(problem.message)"
    }
  }

  @Test func aSoundZoneHasNone() throws {
    #expect(
      try defects(
        """
        www CNAME web
        web A 192.0.2.2
          AAAA 2001:db8::2
        *.wild A 192.0.2.3
        sub NS ns.sub
          NS ns.example.net.
          DS 1 8 1 2BB183AF5F22588179A53B0A98631FAD1A292118
        ns.sub A 192.0.2.4
        old DNAME new.example.net.
        _sip._tcp SRV 0 0 5060 ns1
        secure CNAME web
          RRSIG CNAME 8 3 300 20300101000000 20200101000000 1 example.com. AAAA
        """) == [])
  }

  @Test(arguments: [
    (
      "a CNAME b\na TXT x\na A 192.0.2.2",
      ["1 error: CNAME and other data at a.example.com.: A, TXT; a CNAME stands alone"]
    ),
    (
      "A CNAME b\na.EXAMPLE.com. CNAME c",
      ["2 error: another CNAME at A.example.com.; a name has at most one"]
    ),
    ("@ CNAME b", ["1 error: CNAME and other data at example.com.: NS, SOA; a CNAME stands alone"]),
    ("@ SOA ns2 h 1 2 3 4 5", ["1 error: another SOA at example.com.; a name has at most one"]),
    (
      "b SOA ns2 h 1 2 3 4 5",
      ["1 warning: SOA at b.example.com.; it belongs to example.com., the zone's name"]
    ),
    ("a CH TXT x", ["1 error: record of class CH in a zone of class IN; a zone has one class"]),
    (
      "a.example.net. A 192.0.2.2",
      ["1 warning: a.example.net. is outside of the zone example.com.; servers leave it out"]
    ),
    (
      "$ORIGIN net.\nexample\\.com. A 192.0.2.2",
      ["2 warning: example\\.com. is outside of the zone example.com.; servers leave it out"]
    ),
    (
      "a A 192.0.2.2\na TXT x\na A 192.0.2.2",
      ["3 warning: A record of a.example.com. again; a set holds each record once"]
    ),
    (
      "a 60 A 192.0.2.2\na 70 A 192.0.2.3",
      ["2 warning: TTL 70 in the A set of a.example.com., which began with 60; a set has one TTL"]
    ),
    (
      "sub NS ns.example.net.\nwww.sub A 192.0.2.2\nsub TXT x\nx.sub CNAME y",
      [
        "3 warning: TXT at sub.example.com., but sub.example.com. is delegated; only its name servers answer for that",
        "4 warning: CNAME at x.sub.example.com., but sub.example.com. is delegated; only its name servers answer for that",
      ]
    ),
    (
      "d DNAME example.net.\nx.d A 192.0.2.2",
      ["2 warning: x.d.example.com. is below the DNAME at d.example.com.; no resolver sees it"]
    ),
    (
      "m MX 10 a\na CNAME ns1",
      ["1 warning: MX to a.example.com., which is an alias; the target has addresses of its own"]
    ),
    (
      "sub NS ns.sub",
      [
        "1 warning: ns.sub.example.com. serves sub.example.com. and has no address in the zone; a resolver cannot reach it"
      ]
    ),
    (
      "my_host A 192.0.2.2",
      [
        "1 warning: my_host.example.com. has A data and an underscore; host names have letters, digits and hyphens"
      ]
    ),
    (
      "bücher A 192.0.2.2",
      [
        "1 warning: owner bücher has octets beyond ASCII, which no resolver asks for; xn--bcher-kva is what DNS would hold"
      ]
    ),
    (
      "www CNAME web.example.com\nweb.example.com A 192.0.2.2\nmail MX 1 m.internal.",
      [
        "1 warning: CNAME target web.example.com has no final dot and so means web.example.com.example.com.; an absolute name ends with a dot",
        "2 warning: owner web.example.com has no final dot and so means web.example.com.example.com.; an absolute name ends with a dot",
      ]
    ),
    ("a.*.b TXT x", ["1 warning: a.*.b.example.com. is no wildcard; one has * alone as its first label"]),
    ("*.*.b TXT x", ["1 warning: *.*.b.example.com. is no wildcard; one has * alone as its first label"]),
    ("a TXT \"Abc\"\na TXT \"abc\"\nb CAA 0 issue \"X\"\nb CAA 0 issue \"x\"", []),
    (
      "d MX 10 NS1\nd TXT x\nd MX 010 ns1.EXAMPLE.com.",
      ["3 warning: MX record of d.example.com. again; a set holds each record once"]
    ),
    (
      "c TYPE65400 \\# 1 41\nc TYPE65400 \\# 1 61\nc TYPE65400 \\# 01 4 1",
      ["3 warning: TYPE65400 record of c.example.com. again; a set holds each record once"]
    ),
    (
      "e 60 A 192.0.2.2\ne 70 A 192.0.2.3\ne 60 A 192.0.2.3\ne 80 A 192.0.2.2\ne 60 A 192.0.2.2",
      [
        "2 warning: TTL 70 in the A set of e.example.com., which began with 60; a set has one TTL",
        "3 warning: A record of e.example.com. again; a set holds each record once",
        "4 warning: A record of e.example.com. again; a set holds each record once",
        "5 warning: A record of e.example.com. again; a set holds each record once",
      ]
    ),
    // 42 is the octet of an asterisk, and the length of a label.
    (
      "_a.\(String(repeating: "x", count: 42)) A 192.0.2.2",
      [
        "1 warning: _a.\(String(repeating: "x", count: 42)).example.com. has A data and an underscore; host names have letters, digits and hyphens"
      ]
    ),
    // What two delegations hide is told once, by the upper one, which is the one that a resolver meets.
    (
      "sub NS ns.example.net.\na.sub NS ns.example.net.\nx.a.sub TXT y",
      [
        "2 warning: NS at a.sub.example.com., but sub.example.com. is delegated; only its name servers answer for that",
        "3 warning: TXT at x.a.sub.example.com., but sub.example.com. is delegated; only its name servers answer for that",
      ]
    ),
    (
      "@ DNAME example.net.\nx TXT y",
      [
        "0 warning: ns1.example.com. is below the DNAME at example.com.; no resolver sees it",
        "2 warning: x.example.com. is below the DNAME at example.com.; no resolver sees it",
      ]
    ),
    (
      "a NS ns.b\nb NS ns.b\nns.b A 192.0.2.2\nc NS ns.d.b\nf NS x.f\nx.f NS ns.x.f",
      [
        "5 warning: x.f.example.com. serves f.example.com. and has no address in the zone; a resolver cannot reach it",
        "6 warning: NS at x.f.example.com., but f.example.com. is delegated; only its name servers answer for that",
      ]
    ),
    ("x.corp.example.com. MX 1 a.b.corp\ny CNAME b.c.org.uk\nz CNAME b.c", []),
  ])
  func aDefectIsToldAtItsRecord(_ text: String, _ expected: [String]) throws {
    #expect(try defects(text) == expected)
  }

  /// Owners that say the zone's name twice, however it is written, and some that end with a label of it alone.
  @Test(arguments: [
    ("web.example.com", "web.example.com", "web.example.com.example.com."),
    ("web.EXAMPLE.Com", "web.EXAMPLE.Com", "web.EXAMPLE.Com.example.com."),
    ("web.example.c\\111m", "web.example.com", "web.example.com.example.com."),
    ("web.ex\\097mple.com", "web.example.com", "web.example.com.example.com."),
    ("$ORIGIN a.example.com.\nweb.example.com", nil, ""),
    (
      "$ORIGIN a.example.com.example.com.\nweb.b", "web.b.a.example.com",
      "web.b.a.example.com.example.com."
    ),
    ("$ORIGIN com.\nweb.example.com.example", "web.example.com", "web.example.com.example.com."),
    ("web.other.com", nil, ""), ("web.com", nil, ""), ("web.example\\.com", nil, ""), ("web.xcom", nil, ""),
  ])
  func anOwnerThatSaysTheZonesNameTwiceIsTold(_ text: String, _ rest: String?, _ full: String) throws {
    let told = rest.map {
      "warning: owner \($0) has no final dot and so means \(full); an absolute name ends with a dot"
    }
    let found = try defects(text + " A 192.0.2.2").map { $0.split(separator: " ", maxSplits: 1)[1] }
    #expect(found == (told.map { [$0[...]] } ?? []))
  }

  @Test func theApexNeedsAnSOAAndNameServers() throws {
    #expect(
      try defects("a 1 A 192.0.2.1\n", head: "") == [
        "0 warning: example.com. has no SOA record; a zone has one at its name"
      ])
    #expect(
      try defects("@ 1 SOA ns.example.net. h 1 2 3 4 5\n", head: "") == [
        "0 warning: example.com. has no NS record; a zone names its name servers"
      ])
    #expect(try defects("@ 1 SOA azureprivatedns.net. h 1 2 3 4 5\n", head: "") == [])
  }

  @Test func whatManyRecordsShareIsFoundInLinearTime() throws {
    let many = String(repeating: "a A 192.0.2.2\n", count: 20_000)
    let zone = try readZone(Self.head + many)
    let clock = ContinuousClock()
    let time = clock.measure { #expect(ZoneIntegrity.defects(of: zone).count == 1000) }
    #expect(time < .seconds(10))
  }
}
