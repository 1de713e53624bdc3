import Findings
import Testing

@testable import Reports

/// What may stand in a pull request.
@Suite struct DifferenceReportTests {
  @Test func hostileTextsStayInTheirCells() {
    let difference = ResultDifference(from: .nothing, to: .hostile("x | y\n| z"))
    var output = OutputBuffer()
    DifferenceReport(colour: false, width: 80).write(difference, as: .markdown, into: &output)
    let rows = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").filter {
      $0.hasPrefix("| error")
    }
    #expect(rows.count == 2)
    let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n")
    let cells = lines.filter { $0.hasPrefix("| ") }
    #expect(cells.count == 8 && cells.allSatisfy { row in row.count { $0 == "|" } == 5 }, "\(lines)")
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
