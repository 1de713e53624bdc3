import Testing
import ZoneSyntax

struct ZoneTypeTests {
  /// Each type in a form that is not canonical, and the canonical form, which must read as itself.
  @Test(arguments: [
    ("HINFO a \"b c\"", #"HINFO "a" "b c""#), ("RP m.x t", "RP m.x.example.com. t.example.com."),
    ("AFSDB 1 @", "AFSDB 1 example.com."), ("DNAME x.", "DNAME x."), ("SPF a", #"SPF "a""#),
    ("X25 3110", #"X25 "3110""#), ("ISDN 1 2", #"ISDN "1" "2""#), ("ISDN 1", #"ISDN "1""#),
    ("RT 1 x.", "RT 1 x."),
    ("PX 1 a. b.", "PX 1 a. b."), ("GPOS 1 2 3", #"GPOS "1" "2" "3""#), ("KX 1 x.", "KX 1 x."),
    ("CAA 0 Issue \";\"", #"CAA 0 Issue ";""#), ("URI 1 2 ftp://x", #"URI 1 2 "ftp://x""#),
    ("NAPTR 1 2 u sip \"!^(.*)$!\\\\1!i\" .", #"NAPTR 1 2 "u" "sip" "!^(.*)$!\\1!i" ."#),
    ("SSHFP 1 1 " + String(repeating: "ab", count: 20), "SSHFP 1 1 " + String(repeating: "AB", count: 20)),
    ("TLSA 3 1 1 ab CD", "TLSA 3 1 1 ABCD"), ("SMIMEA 3 1 1 ab", "SMIMEA 3 1 1 AB"),
    ("CDS 0 0 0 0", "?"), ("CDS 0 0 0 00", "CDS 0 0 0 00"), ("CDNSKEY 0 3 0 AA==", "CDNSKEY 0 3 0 AA=="),
    ("DNSKEY ZONE|KSK DNSSEC RSASHA256 AQID", "DNSKEY 257 3 8 AQID"), ("OPENPGPKEY AQ ID", "OPENPGPKEY AQID"),
    ("CERT 1 2 8 AQID", "CERT PKIX 2 RSASHA256 AQID"), ("CERT OID 2 0 AQID", "CERT OID 2 0 AQID"),
    ("NSEC x. AAAA A TYPE1234 A", "NSEC x. A AAAA TYPE1234"), ("NSEC x.", "NSEC x."),
    (
      "NSEC3 1 0 10 aabb 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX",
      "NSEC3 1 0 10 AABB 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR MX"
    ),
    ("NSEC3PARAM 1 0 0 -", "NSEC3PARAM 1 0 0 -"), ("CSYNC 1 3 NS A", "CSYNC 1 3 A NS"),
    (
      "RRSIG TYPE1 8 2 1h 20250101000000 1735603200 1 . AQID",
      "RRSIG A 8 2 3600 20250101000000 20241231000000 1 . AQID"
    ),
    (
      "ZONEMD 1 1 1 " + String(repeating: "ab", count: 48),
      "ZONEMD 1 1 1 " + String(repeating: "AB", count: 28) + " " + String(repeating: "AB", count: 20)
    ),
    ("EUI64 01-23-45-67-89-AB-CD-EF", "EUI64 01-23-45-67-89-ab-cd-ef"),
    ("NID 1 0:1:A:FFFF", "NID 1 0:1:a:ffff"),
    ("L32 1 10.0.0.1", "L32 1 10.0.0.1"), ("LP 1 x.", "LP 1 x."),
    ("DSYNC CDS NOTIFY 5300 x.", "DSYNC CDS NOTIFY 5300 x."),
    ("LOC 52 14 05 N 00 08 50 E 10m", "LOC 52 14 5.000 N 0 8 50.000 E 10.00m 1m 10000m 10m"),
    ("SVCB 0 x.", "SVCB 0 x."),
    (
      "HTTPS 1 . port=\"443\" alpn=h2,h3 no-default-alpn mandatory=alpn,port",
      #"HTTPS 1 . mandatory=alpn,port alpn="h2,h3" no-default-alpn port=443"#
    ),
    (
      "SVCB 1 . ipv4hint=10.0.0.1,10.0.0.2 ipv6hint=2001:DB8::1 ech=AQID key667=\"a b\"",
      #"SVCB 1 . ipv4hint=10.0.0.1,10.0.0.2 ech=AQID ipv6hint=2001:db8::1 key667="a b""#
    ),
    (#"SVCB 1 . alpn="part1,part2\\,x""#, #"SVCB 1 . alpn="part1,part2\\,x""#),
    ("DHCID AQID", "DHCID AQID"), ("TALINK a. b.", "TALINK a. b."), ("KEY 512 3 5 AQID", "KEY 512 3 5 AQID"),
    (
      "APL 1:192.168.32.0/21 !2:FF00:0:0:0:0:0:0:0/8 2:::/0",
      "APL 1:192.168.32.0/21 !2:ff00::/8 2:::/0"
    ),
    ("NSAP 0x47.0005.8A", "NSAP 0x4700058a"),
    ("IPSECKEY 10 1 2 192.0.2.38 AQID", "IPSECKEY 10 1 2 192.0.2.38 AQID"),
    ("IPSECKEY 10 3 2 gw AQ ID", "IPSECKEY 10 3 2 gw.example.com. AQID"),
    ("IPSECKEY 10 0 0 .", "IPSECKEY 10 0 0 ."),
    ("AMTRELAY 10 1 2 2001:DB8::15", "AMTRELAY 10 1 2 2001:db8::15"),
    ("AMTRELAY 128 0 3 relays", "AMTRELAY 128 0 3 relays.example.com."),
    ("HIP 2 200100aB AQID rvs1 rvs2.", "HIP 2 200100AB AQID rvs1.example.com. rvs2."),
    ("WKS 10.0.0.1 tcp telnet 0 smtp", "WKS 10.0.0.1 6 0 23 25"),
    ("A6 0 2001:db8::1", "A6 0 2001:db8::1"), ("A6 64 ::1 p", "A6 64 ::1 p.example.com."),
    ("MINFO a. b.", "MINFO a. b."), ("WALLET a b", #"WALLET "a" "b""#), ("TXT \"\"", #"TXT """#),
  ])
  func typesHaveACanonicalForm(_ text: String, _ canonical: String) throws {
    let zone = try readZone("x 1 IN \(text)")
    if canonical == "?" {
      #expect(problems(zone).count == 1 && lines(zone).isEmpty)
      return
    }
    #expect(problems(zone) == [])
    #expect(lines(zone) == ["x.example.com. 1 IN \(canonical)"])
    #expect(lines(try readZone("x 1 IN \(canonical)")) == lines(zone))
  }

  @Test func generateIsWrittenOut() throws {
    let zone = try readZone(
      """
      $TTL 5
      $GENERATE 1-5/2 h${10,4,d} IN A 192.0.2.$ ; comment
      $GENERATE 255-255 ${0,3,n}.${0,2,X} 60 PTR "\\$$.$$"
      $GENERATE 1-1 @ MX "10 m$"
      """)
    #expect(
      lines(zone) == [
        "h0011.example.com. 5 IN A 192.0.2.1", "h0013.example.com. 5 IN A 192.0.2.3",
        "h0015.example.com. 5 IN A 192.0.2.5", #"f.f.FF.example.com. 60 IN PTR \$255.\$.example.com."#,
        "example.com. 5 IN MX 10 m1.example.com.",
      ])
    #expect(zone.rootSpan(of: zone.records[0]) == zone.directives[1].span)
    #expect(problems(zone) == [])
  }
}
