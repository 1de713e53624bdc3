import Networking
import Testing

struct CIDRTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.0.0.0/8", true), ("10.1.2.3/8", "10.0.0.0/8", false), ("0.0.0.0/0", "0.0.0.0/0", true),
    ("1.2.3.4/32", "1.2.3.4/32", true), ("2001:db8::1/64", "2001:db8::/64", false), ("::/0", "::/0", true),
    ("::1/128", "::1/128", true),
  ])
  func blocksAreMasked(_ text: String, _ block: String, _ canonical: Bool) {
    #expect(CIDR(text)?.description == block)
    #expect(CIDR(text)?.isCanonical == canonical)
    #expect(CIDR(text) == CIDR(block))
  }

  @Test(arguments: [
    "", "/", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/8/8",
    "/8", "10.0.0/8",
  ])
  func nothingElseIsABlock(_ text: String) {
    #expect(CIDR(text) == nil)
  }

  @Test func blocksHoldAndOverlap() throws {
    let eight = try #require(CIDR("10.0.0.0/8"))
    let sixteen = try #require(CIDR("10.1.0.0/16"))
    let all6 = try #require(CIDR("::/0"))
    #expect(eight.contains(sixteen) && !sixteen.contains(eight))
    #expect(eight.overlaps(sixteen) && sixteen.overlaps(eight) && !all6.overlaps(eight))
    #expect(eight.contains(try #require(IPAddress("10.255.255.255"))))
    #expect(!eight.contains(try #require(IPAddress("11.0.0.0"))))
    #expect(eight.last.description == "10.255.255.255")
    #expect(all6.last.description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
  }
}

struct AddressSetTests {
  private func set(_ blocks: String...) -> AddressSet { AddressSet(blocks.compactMap { CIDR($0) }) }

  @Test func neighboursBecomeOne() {
    #expect(set("10.0.0.0/25", "10.0.0.128/25") == set("10.0.0.0/24"))
    #expect(set("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1") == .all)
  }

  @Test func exceptionsAreCutOut() {
    let open = set("0.0.0.0/0").subtracting(set("169.254.169.254/32"))
    #expect(open.v4.intervals.count == 2)
    #expect(open.union(set("169.254.169.254/32")) == set("0.0.0.0/0"))
    #expect(open.intersection(set("169.254.169.254/32")).isEmpty)
    #expect(!open.isSuperset(of: set("169.254.0.0/16")))
    #expect(open.overlaps(set("169.254.0.0/16")))
    #expect(AddressSet.all.complement.isEmpty)
  }

  /// Every operation against plain sets of a small universe.
  @Test func operationsAgreeWithPlainSets() {
    var state: UInt64 = 7
    func next(_ bound: UInt64) -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8((state >> 33) % bound)
    }
    func random() -> (IntervalSet<UInt8>, Set<UInt8>) {
      let ranges = (0..<4).map { _ -> ClosedRange<UInt8> in
        let low = next(256)
        return low...(low + next(UInt64(256 - Int(low))))
      }
      return (IntervalSet(ranges), Set(ranges.flatMap { Array($0) }))
    }
    for _ in 0..<300 {
      let (a, plainA) = random()
      let (b, plainB) = random()
      let members = { (set: IntervalSet<UInt8>) in Set(set.intervals.flatMap { Array($0) }) }
      #expect(members(a.union(b)) == plainA.union(plainB))
      #expect(members(a.intersection(b)) == plainA.intersection(plainB))
      #expect(members(a.subtracting(b)) == plainA.subtracting(plainB))
      #expect(a.isSuperset(of: b) == plainA.isSuperset(of: plainB))
      for number in UInt8.min...UInt8.max { #expect(a.contains(number) == plainA.contains(number)) }
    }
  }
}

struct PortSetTests {
  @Test func listsAreMerged() {
    #expect(PortSet("443,80, 8001-8010,8000")?.description == "80,443,8000-8010")
    #expect(PortSet("*") == .all)
    for text in ["", "a", "-1", "65536", "2-1", "1,,2", "+1", "80-"] { #expect(PortSet(text) == nil) }
  }

  @Test func setsAreCut() throws {
    let web = try #require(PortSet("80,443"))
    #expect(PortSet.all.subtracting(web).description == "0-79,81-442,444-65535")
    #expect(web.contains(443) && !web.contains(444))
  }
}
