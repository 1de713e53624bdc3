import Networking
import SourceText
import Testing

@testable import ZoneSyntax

/// A file that several threads read is the same as one that one thread reads.
@Suite struct ZonePartsTests {
  /// Everything that reading gives, and how many parts were taken over on the way.
  private func reading(
    _ text: String, _ parts: ZoneReader.Parts, _ limits: ZoneLimits = ZoneLimits(tokenLength: 64)
  ) -> (all: String, taken: Int) {
    let included = SourceFile(path: "x", text: "inc A 192.0.2.7\n")
    var parser = ZoneParser(
      SourceFile(path: "db.example.com", text: text), origin: nil, limits: limits,
      includes: { _, _ in included }, parts: parts)
    let zone = parser.run()
    let numbers =
      "\(zone.records)\(zone.owners)\(zone.following)\(zone.traits)\(zone.unusualOwners)\(zone.targets)\(parser.ownerHashes)"
    let problems = zone.texts.map { "\($0.problems)" }.joined()
    return (
      numbers + problems + "\(zone.origins)\(zone.directives)\(String(describing: zone.zone))",
      parser.ahead.taken
    )
  }

  private static let lines = [
    "a A 192.0.2.1", "b 60 A 192.0.2.2", "c CNAME d.example.com", "@ MX 10 m", "s SRV 1 2 3 t", "_u TXT y",
    "i NS n.i", "a TXT \"same owner\"", "*.w A 192.0.2.3", "h A 192.0.2.4 ; comment", " TXT inherited",
    "\tAAAA 2001:db8::1", "; comment", "", "m TXT ( \"one\"", "  \"two\" )",
  ]
  private static let rare = [
    "e TXT (", ")", "( f A", "$ORIGIN x.example.com.", "$TTL 5", "$GENERATE 1-3 g$ A 192.0.2.$", "$INCLUDE x",
    "bad..name A 192.0.2.1", "h A 300.0.2.1", "\"q\" A 192.0.2.1", "\"unbalanced", "$NONE",
    "j IN SOA a b 1 2 3 4 5", String(repeating: "long", count: 20) + " A 192.0.2.1", "k",
  ]

  @Test(arguments: [1, 20, 200], ["$TTL 300\n", "", "@ IN SOA a b 1 2 3 4 5\n"])
  func anyNumberOfThreadsReadsTheSame(_ plainness: Int, _ head: String) {
    var random = SeededRandom(state: UInt64(plainness) &* 7919 &+ UInt64(head.utf8.count))
    var taken = 0
    for _ in 0..<60 {
      var text = head
      for _ in 0..<60 {
        let isRare = random.next() % UInt64(plainness + 1) == 0
        text += (isRare ? Self.rare : Self.lines)[Int(random.next() % UInt64(isRare ? 15 : 16))]
        text += ["\n", "\n", "\n", "\r\n", "\r"][Int(random.next() % (plainness == 1 ? 5 : 4))]
      }
      let one = reading(text, .init())
      #expect(one.taken == 0)
      for (jobs, size) in [(2, 100), (3, 40), (7, 16)] {
        let several = reading(text, .init(jobs: jobs, size: size, leavesAll: true))
        #expect(several.all == one.all, "\(jobs) threads, \(text)")
        #expect(reading(text, .init(jobs: jobs, size: size)).all == one.all, "\(jobs) threads, \(text)")
        taken += several.taken
      }
    }
    // Not all is given up.
    if !head.isEmpty, plainness > 1 { #expect(taken > 60) }
  }

  /// Limits count what all threads have read.
  @Test(arguments: 95...105) func aLimitHoldsForAllPartsTogether(_ limit: Int) {
    let text = "$TTL 300\n" + (0..<100).map { "a\($0) A 192.0.2.1\nb\($0) A 192.0.2\n" }.joined()
    let all = reading(text, .init(jobs: 3, size: 64, leavesAll: true)).taken
    #expect(all > 10)
    for limits in [ZoneLimits(records: limit), ZoneLimits(problems: limit)] {
      let one = reading(text, .init(), limits)
      let three = reading(text, .init(jobs: 3, size: 64, leavesAll: true), limits)
      #expect(three.all == one.all && (three.taken == all) == (limit >= 100), "\(limit)")
    }
  }

  @Test func nothingIsReadAheadWithoutATTLForAllRecords() {
    let text = (0..<100).map { "a\($0) 60 A 192.0.2.1\n" }.joined()
    let parts = ZoneReader.Parts(jobs: 3, size: 64, leavesAll: true)
    #expect(reading(text, parts).taken == 0 && reading("$TTL 5\n" + text, parts).taken > 10)
  }

  /// One directive behind another leaves nothing that could be read ahead; the file is passed over once all the same.
  @Test func directivesAreNotReadAhead() {
    let records = (0..<50).map { "a\($0) A 192.0.2.1\n" }.joined()
    let text = "$TTL 300\n" + records + "$ORIGIN b.example.com.\n" + records + "$TTL 5\n" + records
    let one = reading(text, .init())
    let two = reading(text, .init(jobs: 2, size: 128, leavesAll: true))
    #expect(two.all == one.all && two.taken > 3)
    #expect(
      reading(
        "$TTL 300\n" + String(repeating: "$TTL 5\n", count: 500), .init(jobs: 2, size: 8, leavesAll: true)
      ).taken == 0)
  }
}

/// The same numbers each time.
private struct SeededRandom {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
