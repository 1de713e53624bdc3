import Networking
import SourceText
import Testing
import ZoneSyntax

struct ZoneReaderTests {
  @Test func entriesFollowRFC1035() throws {
    let zone = try readZone(
      """
      $TTL 1h30m ; comment
      @ IN SOA ns hostmaster ( 1 1h
        2h ; refresh
        3w 1d )

           NS ns
      ns 300 IN A 192.0.2.1
      IN IN 60 A 192.0.2.2
      a\\.b\\097 aaaa 2001:DB8::1
      $ORIGIN sub
      @ MX 10 mail
        TXT "a \\"b\\"; c" d\\059
      """)
    #expect(
      lines(zone) == [
        "example.com. 5400 IN SOA ns.example.com. hostmaster.example.com. 1 3600 7200 1814400 86400",
        "example.com. 5400 IN NS ns.example.com.", "ns.example.com. 300 IN A 192.0.2.1",
        "IN.example.com. 60 IN A 192.0.2.2", #"a\.ba.example.com. 5400 IN AAAA 2001:db8::1"#,
        "sub.example.com. 5400 IN MX 10 mail.sub.example.com.",
        #"sub.example.com. 5400 IN TXT "a \"b\"; c" "d;""#,
      ])
    #expect(
      problems(zone) == [
        "10:9-10:12 warning: relative $ORIGIN, read as sub.example.com.; an origin ends with a dot"
      ])
    #expect(zone.records[1].inheritsOwner && !zone.records[1].hasOwnTTL && zone.records[2].hasOwnTTL)
  }

  /// Servers read on behind a carriage return in a comment, and so does whoever looks for a hidden record.
  @Test func aCarriageReturnDoesNotEndAComment() throws {
    let zone = try readZone("a 1 A 192.0.2.1 ; x\rb 1 A 192.0.2.2\nc 1 A 192.0.2.3 ;\r\nd 1 A 192.0.2.4 ;")
    #expect(problems(zone) == [])
    #expect(lines(zone).map { $0.prefix(1) } == ["a", "c", "d"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineBreaksOfAllKindsEndRecords(_ lineBreak: String) throws {
    let zone = try readZone("a 1 A 192.0.2.1\(lineBreak)b 1 A (\(lineBreak)192.0.2.2\(lineBreak))")
    #expect(lines(zone) == ["a.example.com. 1 IN A 192.0.2.1", "b.example.com. 1 IN A 192.0.2.2"])
    #expect(problems(zone) == [])
  }

  @Test func aByteOrderMarkIsNoOwner() throws {
    let source = try SourceFile(path: "z", raw: [0xEF, 0xBB, 0xBF] + Array("a. 1 A 192.0.2.1".utf8))
    #expect(lines(ZoneReader.read(source)) == ["a. 1 IN A 192.0.2.1"])
  }

  @Test func ttlsComeFromWhereBINDTakesThem() throws {
    #expect(
      lines(try readZone("@ SOA a b 1 2 3 4 77\n@ NS c")) == [
        "example.com. 77 IN SOA a.example.com. b.example.com. 1 2 3 4 77",
        "example.com. 77 IN NS c.example.com.",
      ])
    #expect(lines(try readZone("a 9 A 192.0.2.1\nb A 192.0.2.2")).last == "b.example.com. 9 IN A 192.0.2.2")
    let zone = try readZone("a A 192.0.2.1\nb 4294967295 A 192.0.2.1")
    #expect(zone.records.map(\.ttl) == [3600, 0])
    #expect(
      problems(zone) == [
        "1:3-1:3 warning: record without a TTL; $TTL or an earlier record gives one, here 3600 is taken",
        "2:3-2:13 warning: TTL above 2147483647; servers take it for 0 (RFC 2181 section 8)",
      ])
  }

  @Test func theZonesNameIsFoundAndSaid() throws {
    let soa = "@ 1 SOA a. b. 1 2 3 4 5\n"
    func name(_ text: String, origin: String? = nil, path: String = "z") throws -> String? {
      try readZone(text, origin: origin, path: path).zone.map { "\($0.name) \($0.source.rawValue)" }
    }
    #expect(try name(soa, origin: "x.example.") == "x.example. argument")
    #expect(try name("$ORIGIN x.example.\n" + soa) == "x.example. soa")
    #expect(try name("x.example. 1 SOA a. b. 1 2 3 4 5") == "x.example. soa")
    #expect(try name("$ORIGIN x.example.\na 1 A 192.0.2.1") == "x.example. $ORIGIN")
    #expect(try name(soa, path: "zones/db.x.example") == "x.example. file name")
    #expect(try name(soa, path: "x.example.zone") == "x.example. file name")
    #expect(try name("", path: "db.10.1") == nil)
    #expect(try name("", path: "readme.txt") == nil)
  }

  @Test func placesOfAllPartsAreKept() throws {
    let text = "gw 60 IN SRV ( 1 2\n 3 target ) ; why"
    let zone = try readZone(text)
    let record = try #require(zone.records.first)
    func part(_ span: ByteSpan) -> String { String(decoding: Array(text.utf8)[span.range], as: UTF8.self) }
    #expect(part(record.span) == "gw 60 IN SRV ( 1 2\n 3 target")
    #expect(part(zone.ownerSpan(of: record)) == "gw")
    #expect(part(zone.typeSpan(of: record)) == "SRV")
    let fields = zone.fields(of: record)
    #expect(fields.map(\.name) == ["priority", "weight", "port", "target"])
    #expect(fields.map { part($0.span) } == ["1", "2", "3", "target"])
    #expect(fields.last?.value == .name(try DomainName("target.example.com.")))
  }

  @Test func genericFormIsTheType() throws {
    let zone = try readZone(
      """
      a 1 CLASS1 TYPE1 \\# 4 0A000001
      b 1 TYPE5 \\# 3 01 7800
      c 1 TYPE65280 \\# 2 ( AB
         cd )
      d 1 TYPE65280 \\# 0
      """)
    #expect(
      lines(zone) == [
        "a.example.com. 1 IN A 10.0.0.1", "b.example.com. 1 IN CNAME x.",
        "c.example.com. 1 IN TYPE65280 \\# 2 ABCD", "d.example.com. 1 IN TYPE65280 \\# 0",
      ])
    #expect(problems(zone) == [])
  }

  @Test func azureExportsAreRead() throws {
    let long = String(repeating: "x", count: 300)
    let zone = try readZone(
      """

      ; Exported zone file from Azure DNS
      ;      Zone name: example.com
      ;      Resource Group Name: rg
      ;      Date and time (UTC): Thu, 30 May 2019 10:45:22 -0700

      $TTL 10
      $ORIGIN example.com.
          
      @ 3600 IN SOA azureprivatedns.net. azureprivatedns-host.microsoft.com. (
                    1 ; serial
                    3600 ; refresh
                    300 ; retry
                    2419200 ; expire
                    10 ; minimum
                    )

      gw 300 IN A 10.1.0.5
         300 IN A 10.1.0.6
      t 300 IN TXT "\(long)"
      www 300 azure ALIAS CNAME /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/trafficManagerProfiles/p
      """, origin: nil)
    #expect(zone.zone?.name.description == "example.com.")
    #expect(
      lines(zone).suffix(4) == [
        "gw.example.com. 300 IN A 10.1.0.5", "gw.example.com. 300 IN A 10.1.0.6",
        #"t.example.com. 300 IN TXT "\#(String(repeating: "x", count: 255))" "\#(String(repeating: "x", count: 45))""#,
        "www.example.com. 300 azure ALIAS CNAME /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/trafficManagerProfiles/p",
      ])
    #expect(
      problems(zone) == [
        "20:14-20:316 warning: string of more than 255 octets in an Azure export; read as several strings"
      ])
  }
}
