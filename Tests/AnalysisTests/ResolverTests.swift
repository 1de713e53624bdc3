import Analysis
import Inventory
import Networking
import SourceText
import Testing
import ZoneSyntax

/// Answers as RFC 1034 section 4.3.2, RFC 4592 and RFC 6672 have them.
@Suite struct ResolverTests {
  private static let zone = """
    $TTL 300
    @ SOA ns1 host 1 2 3 4 5
    @ NS ns1
    ns1 A 192.0.2.1
    gw A 10.0.0.4
    gw AAAA fd00::4
    one CNAME two
    two CNAME gw
    out CNAME www.example.org.
    ring CNAME rong
    rong CNAME ring
    self CNAME self
    *.wild A 10.0.0.9
    a.b.wild TXT x
    text.wild TXT x
    *.cover CNAME gw
    sub NS ns.other.net.
    d DNAME gwzone
    long DNAME \(String(repeating: "l23456789.", count: 20))example.net.
    x.gwzone A 10.9.9.9
    pseudo 300 azure ALIAS A /subscriptions/s/resourceGroups/g
    dots\\.in.label A 10.0.0.7
    """

  private func zone(
    _ text: String, _ name: String = "example.com.", _ visibility: InventoryZone.Visibility = .unspecified
  ) throws -> InventoryZone {
    let content = ZoneReader.read(
      SourceFile(path: "\(name).db", text: text + "\n"), origin: try DomainName(name))
    #expect(content.problems == [])
    return InventoryZone(content, visibility: visibility, path: "\(name).db")
  }

  private func answer(
    _ name: String, _ zones: [InventoryZone], _ view: Resolver.View = .private
  ) throws -> Answer {
    var resolver = Resolver(zones, view: view)
    return resolver.resolve(try DomainName(name).absolute)
  }

  /// Outcome, addresses, and the aliases with `*` for a wildcard's.
  private func text(_ answer: Answer) -> String {
    let chain = answer.steps.map { step in
      "\(step.isWildcard ? "*" : "")\(step.kind.rawValue) \(step.target?.description ?? "-")"
    }
    let addresses = answer.addresses.map(\.description)
    return ([answer.outcome.rawValue] + (answer.isWildcard ? ["*"] : []) + addresses + chain)
      .joined(separator: " ")
  }

  @Test(arguments: [
    ("gw.example.com", "addresses 10.0.0.4 fd00::4"),
    ("GW.Example.COM.", "addresses 10.0.0.4 fd00::4"),
    ("one.example.com", "addresses 10.0.0.4 fd00::4 CNAME two.example.com. CNAME gw.example.com."),
    ("out.example.com", "unknown CNAME www.example.org."),
    ("ring.example.com", "loop CNAME rong.example.com. CNAME ring.example.com."),
    ("self.example.com", "loop CNAME self.example.com."),
    ("nothing.example.com", "NXDOMAIN"),
    ("example.com", "noData"),
    ("x.wild.example.com", "addresses * 10.0.0.9"),
    ("x.y.wild.example.com", "addresses * 10.0.0.9"),
    ("b.wild.example.com", "noData"),
    ("x.b.wild.example.com", "NXDOMAIN"),
    ("text.wild.example.com", "noData"),
    ("x.text.wild.example.com", "NXDOMAIN"),
    ("x.cover.example.com", "addresses 10.0.0.4 fd00::4 *CNAME gw.example.com."),
    ("wild.example.com", "noData"),
    ("sub.example.com", "unknown"),
    ("a.b.sub.example.com", "unknown"),
    ("x.d.example.com", "addresses 10.9.9.9 DNAME x.gwzone.example.com."),
    ("d.example.com", "noData"),
    ("y.d.example.com", "NXDOMAIN DNAME y.gwzone.example.com."),
    ("\(String(repeating: "x23456789.", count: 6))long.example.com", "NXDOMAIN DNAME -"),
    ("pseudo.example.com", "unknown ALIAS -"),
    ("dots\\.in.label.example.com", "addresses 10.0.0.7"),
    ("dots.in.label.example.com", "NXDOMAIN"),
    ("example.org", "unknown"),
  ])
  func namesAreAnswered(_ name: String, _ expected: String) throws {
    #expect(text(try answer(name, [try zone(Self.zone)])) == expected)
  }

  @Test func unknownSaysWhy() throws {
    let zones = [try zone(Self.zone)]
    #expect(try answer("a.sub.example.com", zones).reason == "sub.example.com. is delegated to ns.other.net.")
    #expect(try answer("out.example.com", zones).reason == "no zone of the inputs holds www.example.org.")
  }

  /// As many addresses as are looked at, and one more: what is left out could be a public one.
  @Test(arguments: [(400, "addresses"), (401, "unknown")])
  func aSetMayBeTooLong(_ count: Int, _ outcome: String) throws {
    let records = (0..<count).map { "many A 10.0.\($0 / 250).\($0 % 250)\n" }.joined()
    let answer = try answer("many.example.com", [try zone("$TTL 1\n@ SOA n h 1 2 3 4 5\n@ NS n\n" + records)])
    #expect(answer.outcome.rawValue == outcome)
    #expect(answer.addresses.count == (count == 400 ? 400 : 0))
    #expect(answer.reason == (count == 400 ? "" : "many.example.com. has more than 400 addresses"))
  }

  @Test func aDelegatedZoneOfTheInputsIsAsked() throws {
    let child = try zone("$TTL 1\n@ SOA n h 1 2 3 4 5\n@ NS n\nx A 10.1.1.1", "sub.example.com.")
    let answer = try answer("x.sub.example.com", [try zone(Self.zone), child])
    #expect(text(answer) == "addresses 10.1.1.1")
    #expect(answer.zones == [1])
  }

  @Test func eachViewAsksItsOwnZones() throws {
    let inside = try zone("$TTL 1\n@ SOA n h 1 2 3 4 5\ngw A 10.1.1.1", "example.com.", .private)
    let outside = try zone(
      "$TTL 1\n@ SOA n h 1 2 3 4 5\ngw A 8.8.8.8\nwww A 8.8.4.4", "example.com.", .public)
    for zones in [[inside, outside], [outside, inside]] {
      #expect(text(try answer("gw.example.com", zones)) == "addresses 10.1.1.1")
      #expect(text(try answer("gw.example.com", zones, .public)) == "addresses 8.8.8.8")
      #expect(text(try answer("www.example.com", zones)) == "NXDOMAIN")
    }
    #expect(text(try answer("gw.example.com", [inside], .public)) == "unknown")
  }

  @Test func aPartOfAZoneDeniesNothing() throws {
    let part = try zone("gw 60 A 10.1.1.1", "example.com.", .private)
    #expect(text(try answer("gw.example.com", [part])) == "addresses 10.1.1.1")
    let answer = try answer("x.example.com", [part])
    #expect(text(answer) == "unknown")
    #expect(answer.reason == "the inputs hold only a part of the zone example.com.")
  }

  @Test func aLongChainEnds() throws {
    let chain = (0..<40).map { "c\($0) CNAME c\($0 + 1)" }.joined(separator: "\n")
    let answer = try answer("c0.example.com", [try zone("$TTL 1\n@ SOA n h 1 2 3 4 5\n\(chain)")])
    #expect(answer.outcome == .loop)
    #expect(answer.steps.count == 17)
  }

  @Test func aWildcardThatDoesNotMatchIsNamed() throws {
    let zones = [try zone(Self.zone)]
    for name in ["b.wild.example.com", "text.wild.example.com", "x.b.wild.example.com"] {
      let wildcard = try #require(try answer(name, zones).shadowedWildcard)
      #expect(zones[0].resource(of: wildcard.record).name == "*.wild.example.com A")
    }
  }
}
