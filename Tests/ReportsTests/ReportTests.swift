import Findings
import Foundation
import Reports
import SourceText
import Synchronization
import Testing

struct ReportTests {
  @Test func everyFormatIsAsItShouldBe() throws {
    for (format, suffix) in [
      (ReportFormat.text, "txt"), (.json, "json"), (.sarif, "sarif"), (.junit, "junit.xml"),
      (.github, "github.txt"),
      (.gitlab, "gitlab.json"), (.markdown, "md"), (.html, "html"),
    ] {
      try Golden.expect(report(.estate, format), is: "estate.\(suffix)")
      try Golden.expect(report(.nothing, format), is: "nothing.\(suffix)")
    }
  }

  @Test func colourAndWidthAreOptions() throws {
    try Golden.expect(report(.estate, .text, colour: true), is: "estate-colour.txt")
    try Golden.expect(report(.estate, .text, width: 60), is: "estate-narrow.txt")
  }

  @Test(arguments: ReportFormat.allCases) func theSameResultGivesTheSameBytes(_ format: ReportFormat) {
    let first = report(.estate, format)
    #expect(first.last == 0x0A)
    for _ in 0..<5 { #expect(report(.estate, format) == first) }
  }

  @Test func aBufferTakesOneReportAfterTheOther() {
    var output = OutputBuffer()
    let options = ReportOptions(toolVersion: "0.0.0")
    ReportFormat.json.write(.nothing, options: options, into: &output)
    let first = output.bytes
    ReportFormat.json.write(.nothing, options: options, into: &output)
    #expect(output.bytes == first + first)
    output.removeAll()
    #expect(output.count == 0)
  }

  @Test(arguments: ReportFormat.allCases) func whatIsTakenInPiecesIsTheSame(_ format: ReportFormat) {
    var result = CheckResult.estate
    result.findings = Array(repeating: result.findings, count: 200).flatMap { $0 }
    let options = ReportOptions(toolVersion: "0.0.0")
    var whole = OutputBuffer()
    format.write(result, options: options, into: &whole)
    let pieces = Mutex<[[UInt8]]>([])
    var rest = OutputBuffer { piece in pieces.withLock { $0.append(piece) } }
    format.write(result, options: options, into: &rest)
    let taken = pieces.withLock { $0 }
    #expect(taken.isEmpty == (whole.count < 1 << 16))
    #expect(taken.joined() + rest.bytes == whole.bytes)
  }

  @Test func textThatSteersATerminalIsMadeVisible() {
    let text = "a\u{1B}[31mb\rc\u{202E}d\ne\u{9B}f\u{2028}g\u{7F}h\u{FEFF}\u{E0041}\u{0}"
    let shown = String(decoding: report(.hostile(text), .text), as: UTF8.self)
    #expect(
      shown.contains("a<U+001B>[31mb<U+000D>c<U+202E>d e<U+009B>f<U+2028>g<U+007F>h<U+FEFF><U+E0041><U+0000>")
    )
    for scalar in shown.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{202E}")
    }
  }

  @Test func aLineBreakInANameStartsNoLine() {
    let shown = String(decoding: report(.hostile("x\nfake.yaml:1:1: error: fake"), .text), as: UTF8.self)
    #expect(!shown.split(separator: "\n").contains { $0.hasPrefix("fake") })
  }

  @Test(arguments: [ReportFormat.json, .sarif]) func hostileTextIsValidJSON(_ format: ReportFormat) throws {
    for text in [
      "\u{0}\u{1F}\"\\/\u{7F}\u{85}\u{2028}\u{2029}\u{202E}😀\u{FFFF}\u{10FFFF}é", "", "]]>",
      "{0} [a](http://b)",
    ] {
      let bytes = report(.hostile(text), format)
      _ = try JSONSerialization.jsonObject(with: Data(bytes))
      #expect(!bytes.contains(0x7F))
      let written = String(decoding: bytes, as: UTF8.self).unicodeScalars
      #expect(!written.contains { $0 == "\u{2028}" || $0 == "\u{202E}" || $0 == "\u{85}" })
    }
  }

  @Test func anInputCannotPutALinkIntoASARIFMessage() {
    let sarif = String(decoding: report(.hostile("see [this](https://evil.example)"), .sarif), as: UTF8.self)
    #expect(sarif.contains(#""text": "see \\[this\\](https://evil.example)""#))
  }

  @Test func aVeryLongLineCostsOnlyWhatIsShown() {
    let line = String(repeating: "x", count: 500_000)
    #expect(report(.hostile(line), .text).count < 20_000)
    let sarif = CheckResult(
      findings: [
        Finding(
          rule: "r", severity: .note, confidence: .low, message: "m",
          place: Place(path: "a", range: SourceRange(line: 1, columns: 400_000..<400_001), line: line),
          resource: "", fingerprint: Fingerprint(value: 0x0))
      ], rules: [], descriptions: [], inputs: [], summary: Summary())
    #expect(report(sarif, .sarif).count < 2500)
    let text = String(decoding: report(sarif, .text), as: UTF8.self)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 })
    #expect(text.contains("^"))
  }

  @Test(arguments: [
    ("k8s/a b.yaml", "k8s/a%20b.yaml"), ("/tmp/x", "file:///tmp/x"), ("http:x", "http%3Ax"),
    ("a#b?c%d", "a%23b%3Fc%25d"),
    ("é\n", "%C3%A9%0A"), ("..\\x", "..%5Cx"), ("../x", "../x"), ("-", "-"),
  ])
  func pathsAreURIReferences(_ path: String, _ uri: String) {
    #expect(String(decoding: report(.hostile(path), .sarif), as: UTF8.self).contains("\"uri\": \"\(uri)\""))
  }

  private func report(
    _ result: CheckResult, _ format: ReportFormat, colour: Bool = false, width: Int = 110
  ) -> [UInt8] {
    var output = OutputBuffer()
    let options = ReportOptions(
      toolVersion: "0.0.0", informationURI: "https://example.com/airtight", colour: colour, width: width)
    format.write(result, options: options, into: &output)
    return output.bytes
  }
}
