import Testing

@testable import SourceText

/// Texts are found wherever they stand, and nothing else is.
@Suite struct ByteSearchTests {
  private static let texts = ["airtight", "\"format_version\"", "{{", "tpl ", "aa", "Q~", "lient_secret"]

  @Test(arguments: texts, [0, 1, 7, 55, 56, 57, 63, 64, 65, 120, 127, 128, 200])
  func aTextIsFoundAtEveryPlace(_ text: String, after count: Int) {
    let search = ByteSearch.Texts([text])
    for filler in ["x", "\"", " ", String(text.prefix(1))] {
      let before = String(repeating: filler, count: count)
      for behind in ["", "y", String(repeating: "z", count: 70)] {
        #expect(search.stand(in: Array((before + text + behind).utf8)), "\(filler) \(behind)")
      }
    }
  }

  @Test(arguments: texts, [0, 1, 40, 64, 130])
  func whatIsCutOffIsNotFound(_ text: String, after count: Int) {
    let search = ByteSearch.Texts([text])
    let before = String(repeating: ".", count: count)
    #expect(!search.stand(in: Array((before + text.dropLast()).utf8)))
    #expect(!search.stand(in: Array((text.dropFirst() + before).utf8)))
    #expect(!search.stand(in: Array((before + text.dropLast() + "\u{1}" + before).utf8)))
  }

  @Test func oneOfSeveralIsEnough() {
    let search = ByteSearch.Texts(["zebra", "quagga"])
    #expect(search.stand(in: Array(("a quagg" + String(repeating: "a", count: 90)).utf8)))
    #expect(search.stand(in: Array((String(repeating: "zebr ", count: 30) + "quagga").utf8)))
    #expect(!search.stand(in: Array(String(repeating: "zebr quagg ", count: 30).utf8)))
    #expect(!search.stand(in: []))
  }
}
