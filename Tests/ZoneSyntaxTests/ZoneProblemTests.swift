import SourceText
import Testing
import ZoneSyntax

struct ZoneProblemTests {
  /// Every wrong record between two right ones; both are read, and the problem has its exact place.
  @Test(arguments: [
    (
      "x 1 A 1.2.3",
      "2:7-2:12 error: bad address \"1.2.3\"; an IPv4 address is four decimal octets without leading zeros"
    ),
    ("x 1 A \"1.2.3.4\"", "2:7-2:16 error: quoted address; only character strings stand in quotes"),
    ("x 1 A", "2:6-2:6 error: A without its address; the data ends too early"),
    ("x 1 A 1.2.3.4 5", "2:15-2:16 error: too much data; A ends before this"),
    ("x 1 MX 65536 m", "2:8-2:13 error: bad preference \"65536\"; a number from 0 to 65535 stands here"),
    (
      "x 1 AAAA 1::2::3",
      "2:10-2:17 error: bad address \"1::2::3\"; an IPv6 address is up to eight groups of hexadecimal digits"
    ),
    ("x 1 NS a..b", "2:8-2:12 error: empty label; a name has one dot between two labels"),
    ("x 1 FOO bar", "2:5-2:8 error: unknown type \"FOO\"; a type is a name such as A, or TYPE and a number"),
    (
      "x 1 IN CH A 1.2.3.4",
      "2:8-2:10 error: unknown type \"CH\"; a type is a name such as A, or TYPE and a number"
    ),
    ("x 1 ANY", "2:5-2:8 error: type ANY is for messages only; a zone holds data types"),
    ("x 1h1 A 1.2.3.4", "2:3-2:6 error: bad TTL \"1h1\"; a TTL is seconds, or numbers with w, d, h, m, s"),
    ("x 1", "2:4-2:4 error: record without a type; a record is [owner] [TTL] [class] type data"),
    ("x 1 TXT \"a", "2:9-2:11 error: unbalanced quote; a quoted string ends on the line it begins on"),
    (
      "x 1 TXT \\256",
      "2:9-2:13 error: bad escape; an escape is \\ and a character, or \\ and three digits up to 255"
    ),
    ("x 1 A 1.2.3.4 )", "2:15-2:16 error: unbalanced parenthesis; every \")\" needs a \"(\""),
    ("x 1 A ( 1.2.3.4", "2:7-2:8 error: unbalanced parenthesis; every \"(\" needs a \")\""),
    ("x 1 A ( ( 1.2.3.4 ) )", "2:9-2:10 error: parenthesis in parentheses; they do not nest"),
    ("$FOO", "2:1-2:5 error: unknown directive \"$FOO\"; $ORIGIN, $TTL, $INCLUDE and $GENERATE are known"),
    (
      "$ A 1.2.3.4", "2:1-2:2 error: unknown directive \"$\"; $ORIGIN, $TTL, $INCLUDE and $GENERATE are known"
    ),
    (
      "$DATE 20210101000",
      "2:7-2:18 error: bad date \"20210101000\"; a date is YYYYMMDDHHmmSS in UTC, 1970 to 2106"
    ),
    ("$TTL", "2:5-2:5 error: $TTL without its argument; it takes a TTL"),
    ("$ORIGIN a. b.", "2:12-2:14 error: too much after $ORIGIN; it takes one domain name"),
    ("$INCLUDE db.x", "2:1-2:14 warning: $INCLUDE is not followed; what the file holds is unknown"),
    (
      "$GENERATE 2-1 a A 1.2.3.4",
      "2:11-2:14 error: bad range \"2-1\"; $GENERATE takes start-stop or start-stop/step"
    ),
    (
      "$GENERATE 1-2 a$ A 1.2.3.${a}",
      "2:20-2:30 error: bad modifier; it is ${offset[,width[,base]]} with base d, o, x, X, n or N"
    ),
    (
      "$GENERATE 1-2 a$ A 1.2.3.4$$",
      "2:1-2:29 error: bad address \"1.2.3.4$\"; an IPv4 address is four decimal octets without leading zeros (in what $GENERATE makes)"
    ),
    ("x 1 A \\# 3 0A0000", "2:7-2:18 error: \\# data is no A; the octets fit the type's wire form"),
    ("x 1 A \\# 4 0A0000", "2:7-2:18 error: \\# with 3 octets of data; it states 4"),
    ("x 1 TYPE65280 \\# 1 ABC", "2:23-2:23 error: odd number of hexadecimal digits; an octet has two"),
    (
      "x 1 TYPE65280 abc",
      "2:15-2:18 error: bad data \"abc\"; a type without a name has data in the form \\# length hex"
    ),
    ("x 1 DS 1 8 2 ABCD", "2:14-2:18 error: digest of 2 octets; here it has 32"),
    (
      "x 1 DNSKEY 256 3 8 AAA",
      "2:23-2:23 error: base64 ends too early; its digits come in fours, filled up with \"=\""
    ),
    (
      "x 1 EUI48 1-2-3",
      "2:11-2:16 error: bad address \"1-2-3\"; 6 octets of two hexadecimal digits with hyphens between them stand here"
    ),
    ("x 1 CAA 0 is-sue a", "2:11-2:17 error: bad tag \"is-sue\"; a tag is letters and digits"),
    ("x 1 SVCB 1 . port=65536", "2:14-2:24 error: bad value of port; a port is a number from 0 to 65535"),
    (
      "x 1 SVCB 1 . mandatory=port",
      "2:14-2:28 error: mandatory key port is missing; every mandatory key has a parameter"
    ),
    ("x 1 SVCB 1 . key7=a dohpath=b", "2:21-2:30 error: key dohpath again; each stands once"),
    (
      "x 1 NAPTR 1 1 \"U\" \"\" \"!a!b\" .",
      "2:22-2:28 error: bad regexp \"!a!b\"; it is empty or !expression!replacement! with an \"i\" behind it or not"
    ),
    (
      "x 1 LOC 91 N 0 E 0m",
      "2:9-2:11 error: bad latitude \"91\"; degrees to 90, minutes and seconds below 60, then N or S stand here"
    ),
    (
      "x 1 RRSIG A 8 2 300 20251301000000 20250101000000 1 . AAAA",
      "2:21-2:35 error: bad expiration \"20251301000000\"; a time is YYYYMMDDHHmmSS in UTC, 1970 to 2106"
    ),
    ("x 1 DOA 1 2 1 a AQID", "2:9-2:21 warning: DOA data is not checked; its format is not known here"),
    (
      "x 1 APL 1:10.0.0.0/33",
      "2:9-2:22 error: bad prefix \"1:10.0.0.0/33\"; [!]1:IPv4/length or [!]2:IPv6/length stand here"
    ),
    (
      "x 1 NSAP 0x4",
      "2:10-2:13 error: bad address \"0x4\"; 0x and an even number of hexadecimal digits stand here"
    ),
    (
      "x 1 IPSECKEY 10 1 2 gw AQID",
      "2:21-2:23 error: bad gateway \"gw\"; an IPv4 address stands here, because the type is 1"
    ),
    ("x 1 IPSECKEY 10 4 2 . AQID", "2:21-2:22 error: bad gateway \".\"; the type before is from 0 to 3"),
    ("x 1 AMTRELAY 0 2 0 .", "2:16-2:17 error: bad discovery bit \"2\"; a number from 0 to 1 stands here"),
    (
      "x 1 HIP 2 ABC AQID",
      "2:11-2:14 error: bad host identity tag \"ABC\"; an even number of at most 510 hexadecimal digits stands here"
    ),
    (
      "x 1 WKS 10.0.0.1 TCP nosuch",
      "2:22-2:28 error: bad service \"nosuch\"; a service is a number from 0 to 65535 or a known name"
    ),
    ("x 1 X25 311", "2:9-2:12 error: bad address \"311\"; at least four digits stand here"),
    ("x 1 A6 129 x.", "2:8-2:11 error: bad prefix length \"129\"; a number from 0 to 128 stands here"),
    (
      "x 1 EUI48 1-23-45-67-89-ab",
      "2:11-2:27 error: bad address \"1-23-45-67-89-ab\"; 6 octets of two hexadecimal digits with hyphens between them stand here"
    ),
  ])
  func problemsHaveTheirPlace(_ line: String, _ expected: String) throws {
    let zone = try readZone("a 1 A 192.0.2.1\n\(line)\nb 1 A 192.0.2.2\n")
    #expect(problems(zone) == [expected])
    #expect(lines(zone).first == "a.example.com. 1 IN A 192.0.2.1")
    #expect(lines(zone).last == "b.example.com. 1 IN A 192.0.2.2")
  }

  @Test func allErrorsOfAFileAreNamedAtOnce() throws {
    let zone = try readZone(
      "a 1 A x\n 1 A y\nb 1 A ( 192.0.2.1\nc 1 A ( 192.0.2.2 )\n..\n 1 A z\nd 1 A 192.0.2.3")
    #expect(
      problems(zone).map { $0.prefix(12) } == [
        "1:7-1:8 erro", "2:6-2:7 erro", "3:7-3:8 erro", "5:1-5:3 erro", "6:6-6:7 erro",
      ])
    #expect(lines(zone).map { $0.prefix(1) } == ["c", "d"])
  }

  @Test func ownersMustBeKnown() throws {
    #expect(
      problems(try readZone(" 1 A 192.0.2.1")) == [
        "1:2-1:3 error: record without an owner; the first record of a file names its owner"
      ])
    #expect(
      problems(try readZone("a 1 A 192.0.2.1", origin: nil)) == [
        "1:1-1:2 error: relative name without an origin; $ORIGIN, the zone's name or a final dot makes it absolute"
      ])
  }
}
