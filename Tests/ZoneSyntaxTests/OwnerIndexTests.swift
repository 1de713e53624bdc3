import Testing

@testable import ZoneSyntax

@Suite struct OwnerIndexTests {
  /// Hashes of which every third stands twice, in all parts of the index.
  private static let hashes: [UInt32] = (0..<100_000).map { number in
    UInt32(truncatingIfNeeded: (number % 3 == 2 ? number - 1 : number) &* 2_654_435_761)
  }

  @Test(arguments: [1, 4]) func everyOwnerIsFound(jobs: Int) {
    let hashes = Self.hashes
    let index = OwnerIndex(hashes, jobs: jobs)
    #expect(hashes.indices.allSatisfy { owner in index.owner(hashes[owner]) { $0 == owner } == owner })
    // A collection that is not the one expected would be compared with it in quadratic time.
    #expect(
      hashes.indices.allSatisfy { owner in
        index.owner(hashes[owner]) { _ in true } == (owner % 3 == 2 ? owner - 1 : owner)
      })
  }

  @Test(arguments: [1, 4]) func ownersThatMeetComeInTheirOrder(jobs: Int) {
    let index = OwnerIndex(Self.hashes, jobs: jobs)
    let meetings = index.meetings.map { $0.map { Int(index.owner(at: $0)) } }
    #expect(meetings.count == Self.hashes.count / 3)
    #expect(meetings.allSatisfy { $0.count == 2 && $0[0] % 3 == 1 && $0[1] == $0[0] + 1 })
  }

  /// Octets that differ as letters of two cases do, of which but letters mean the same: a zone whose names all meet would take days.
  @Test func onlyTheCaseOfLettersMakesNoHash() {
    let hasher = NameHasher()
    func hash(_ octet: UInt8, at place: Int) -> UInt32 {
      var name = [UInt8](repeating: UInt8(ascii: "x"), count: 20)
      name[place] = octet
      return name.withUnsafeBufferPointer { hasher.hash($0) }
    }
    for place in 0..<20 {
      for octet in UInt8.min...UInt8.max where octet & 0x20 == 0 {
        let isLetter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet)
        #expect((hash(octet, at: place) == hash(octet | 0x20, at: place)) == isLetter, "\(octet) at \(place)")
      }
    }
  }

  @Test func nothingIsFoundAmongNone() {
    #expect(OwnerIndex([], jobs: 4).owner(7) { _ in true } == nil)
    #expect(OwnerIndex().owner(7) { _ in true } == nil)
  }
}
