import Foundation
import Reports
import Testing

struct JSONWriterTests {
  @Test func prettyLayout() {
    let text = written { json in
      json.object { json in
        json.member("empty") { _ in }
        json.member("none", each: [Int]()) { json, number in json.number(number) }
        json.member("list", each: [1, 2]) { json, number in json.number(number) }
        json.member("nested") { json in json.member("a", orNull: nil) }
        json.member("yes", true)
        json.key("written")
        json.number(written: "1E+2")
        json.member("strings", strings: ["x"])
      }
    }
    #expect(
      text == """
        {
          "empty": {},
          "none": [],
          "list": [
            1,
            2
          ],
          "nested": {
            "a": null
          },
          "yes": true,
          "written": 1E+2,
          "strings": [
            "x"
          ]
        }

        """)
  }

  @Test func compactLayout() {
    let text = written(.compact) { json in
      json.array([1, 2]) { json, number in json.object { json in json.member("n", number) } }
    }
    #expect(text == "[{\"n\":1},{\"n\":2}]\n")
  }

  @Test func aScalarIsADocument() {
    #expect(written { $0.null() } == "null\n")
    #expect(written { $0.string("") } == "\"\"\n")
    #expect(written { $0.number(UInt64.max) } == "18446744073709551615\n")
    #expect(written { $0.bool(false) } == "false\n")
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#),
    ("\u{0}\u{1B}\u{7F}", #""\u0000\u001b\u007f""#),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{202E}\u{FEFF}", #""\u202e\ufeff""#),
    ("\u{E0041}", #""\udb40\udc41""#), ("é€😀\u{FFFF}", "\"é€😀\u{FFFF}\""),
    ("\u{85}\u{9B}", #""\u0085\u009b""#),
  ])
  func escapes(_ text: String, _ expected: String) {
    #expect(written { $0.string(text) } == expected + "\n")
  }

  @Test func everyScalarComesBack() throws {
    for block in stride(from: UInt32(0), to: 0x110000, by: 0x400) {
      let scalars = (block..<block + 0x400).compactMap { Unicode.Scalar($0) }
      let text = String(String.UnicodeScalarView(scalars))
      let bytes = written { $0.string(text) }.utf8
      let back = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) as? String
      #expect(back.map { Array($0.unicodeScalars) } == scalars, "block \(block)")
    }
  }

  @Test func malformedUTF8IsReplaced() {
    for bytes: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98]] {
      let text = written { json in bytes.withUnsafeBufferPointer { json.string(utf8: $0) } }
      #expect(text == "\"" + String(repeating: "\u{FFFD}", count: bytes.count) + "\"\n")
    }
  }

  private func written(
    _ layout: JSONWriter.Layout = .pretty, _ body: (inout JSONWriter) -> Void
  ) -> String {
    var output = OutputBuffer()
    JSONWriter.write(into: &output, layout: layout, body)
    return String(decoding: output.bytes, as: UTF8.self)
  }
}
