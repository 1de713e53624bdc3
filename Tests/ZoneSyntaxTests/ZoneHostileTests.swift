import Foundation
import Networking
import SourceText
import Testing
import ZoneSyntax

struct ZoneHostileTests {
  /// Mutations of real texts, always the same: nothing traps, every span is in its text, every record decodes.
  @Test func mutationsNeverTrap() {
    var state: UInt64 = 0x9E37_79B9
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let special = Array("()\"\\;$@{}.,=-/0 \n\r\t#*".utf8) + [0, 0x80, 0xFF]
    for text in ZoneHostileTests.seeds {
      for _ in 0..<1500 {
        var bytes = Array(text.utf8)
        for _ in 0...next(6) {
          let place = next(bytes.count)
          switch next(4) {
          case 0: bytes[place] = special[next(special.count)]
          case 1: bytes.insert(special[next(special.count)], at: place)
          case 2: bytes.remove(at: place)
          default: bytes[place] = UInt8(next(256))
          }
          if bytes.isEmpty { bytes = [0] }
        }
        check(bytes)
      }
    }
  }

  private func check(_ bytes: [UInt8]) {
    guard let source = try? SourceFile(path: "db.example.com", raw: bytes) else { return }
    let limits = ZoneLimits(
      generated: 500, generatedBytes: 20_000, includeDepth: 2, includes: 3, problems: 50)
    let zone = ZoneReader.read(
      source, limits: limits,
      includes: { name, _ in SourceFile(path: name, text: "$INCLUDE x\ni 1 A 192.0.2.1 (") })
    for (index, text) in zone.texts.enumerated() {
      for problem in text.problems {
        #expect(Int(problem.span?.end ?? 0) <= zone.texts[index].source.bytes.count)
      }
    }
    for record in zone.records {
      let count = zone.texts[Int(record.text)].source.bytes.count
      #expect(Int(record.span.end) <= count && record.span.start <= record.span.end)
      #expect(zone.owner(of: record).isAbsolute)
      let fields = zone.fields(of: record)
      #expect(!fields.isEmpty)
      for field in fields { #expect(Int(field.span.end) <= count && field.span.start <= field.span.end) }
    }
  }

  /// What would cost more than linear time if anything did.
  @Test(arguments: [
    String(repeating: "(", count: 200_000), String(repeating: "a (\n", count: 50_000),
    String(repeating: "a ( ( ", count: 50_000),
    String(repeating: "\"", count: 200_001), String(repeating: "\\", count: 200_001),
    String(repeating: "a.", count: 100_000),
    "a 1 TXT (" + String(repeating: "\"x\"\n", count: 50_000),
    "$GENERATE 1-2 " + String(repeating: "$", count: 100_000) + " A 1",
    "a 1 NSEC b " + String(repeating: "A ", count: 50_000), String(repeating: "$ORIGIN a.\n", count: 20_000),
    "a 1 SVCB 1 . " + String(repeating: "key1 ", count: 50_000),
  ])
  func hostileTextsTakeLinearTime(_ text: String) throws {
    let time = try ContinuousClock().measure {
      _ = try readZone(text, limits: ZoneLimits(problems: 1_000_000))
    }
    // AddressSanitizer takes many times as long.
    let patience = dlsym(nil, "__asan_init") == nil ? 1 : 20
    #expect(time < .seconds(10 * patience))
  }

  private static let seeds = [
    """
    $ORIGIN example.com.
    $TTL 1h
    @ IN SOA ns1 hostmaster ( 1 2 3 ; comment
      4 5 )
      NS ns1
    ns1 A 192.0.2.1
      AAAA 2001:db8::1
    a\\.b\\097 60 CH TXT "x \\" y" z\\000
    $GENERATE 1-9/2 h${1,2,x}$ A 192.0.2.${0,1,d}
    $INCLUDE "other" sub
    """,
    """
    a.b. 1 SVCB 1 . alpn="h2,h3\\\\,x" port=443 ipv4hint=1.2.3.4 key9=x mandatory=port
    a.b. 1 LOC 40 32 24.716 N 105 04 25.770 W 1208m 609344m 2000m 23m
    a.b. 1 RRSIG A 8 2 1h 20250101000000 20240101000000 1 . AQID
    a.b. 1 NSEC3 1 0 10 aabb 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX TYPE1234
    a.b. 1 NAPTR 1 2 "u" "sip" "!^(.*)$!\\\\1!i" .
    a.b. 1 TYPE1 \\# 4 0A000001
    a.b. 1 EUI48 01-23-45-67-89-ab
    a.b. 1 DNSKEY 257 3 8 AQID ( BAUG )
    a.b. 1 azure ALIAS A /subscriptions/x
    a.b. 1 CAA 0 issue "x"
    a.b. 1 APL 1:10.0.0.0/8
    """,
  ]
}
