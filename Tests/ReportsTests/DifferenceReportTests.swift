import Findings
import Testing

@testable import Reports

/// What may stand in a pull request.
@Suite struct DifferenceReportTests {
  @Test func nothingFromAnInputIsMarkdown() {
    #expect(
      DifferenceMarkdown.escaped("a|b`c`*d*_e_<f>&[g](h)@team#1~!$\\")
        == "a&#124;b&#96;c&#96;&#42;d&#42;&#95;e&#95;&#60;f&#62;&#38;&#91;g&#93;(h)&#64;team&#35;1&#126;&#33;&#36;&#92;"
    )
    #expect(
      DifferenceMarkdown.escaped("see https://x.y and www.x.y") == "see https&#58;//x.y and www&#46;x.y")
    let escaped = DifferenceMarkdown.escaped("a\nb\u{1B}[31m\u{202E}")
    #expect(!escaped.contains("\n") && !escaped.contains("\u{1B}") && !escaped.contains("\u{202E}"))
  }

  @Test func hostileTextsStayInTheirCells() {
    let difference = ResultDifference(from: .nothing, to: .hostile("x | y\n| z"))
    var output = OutputBuffer()
    DifferenceReport(colour: false, width: 80).write(difference, as: .markdown, into: &output)
    let rows = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").filter {
      $0.hasPrefix("| error")
    }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { row in row.count { $0 == "|" } == 5 })
  }

  @Test func worseIsWhatBecamePublicOrBroken() {
    func isWorse(_ before: PathResult.Verdict?, _ after: PathResult.Verdict) -> Bool {
      let old = before.map { [PathResult(name: "p", verdict: $0, hops: [], next: nil)] } ?? []
      var (first, second) = (CheckResult.nothing, CheckResult.nothing)
      first.paths = old
      second.paths = [PathResult(name: "p", verdict: after, hops: [], next: nil)]
      return ResultDifference(from: first, to: second).paths.first?.isWorse ?? false
    }
    #expect(
      isWorse(.private, .public) && isWorse(nil, .public) && isWorse(.unknown, .broken)
        && isWorse(.broken, .public))
    #expect(
      !isWorse(.public, .broken) && !isWorse(.public, .private) && !isWorse(.private, .unknown)
        && !isWorse(.public, .public))
  }
}
