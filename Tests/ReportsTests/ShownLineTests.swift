import Findings
import Reports
import SourceText
import Testing

/// A format that shows no lines is the same without them, and one that does is not: `check` finds lines out for the latter alone.
@Suite struct ShownLineTests {
  private func report(_ format: ReportFormat, line: String?) -> [UInt8] {
    let range = SourceRange(start: .init(line: 3, column: 5), end: .init(line: 3, column: 9))
    let place = Place(path: "service.yaml", range: range, line: line)
    let finding = Finding(
      rule: "load-balancer-public", severity: .error, confidence: .high,
      message: "the load balancer is public",
      place: place, resource: "kubernetes.Service/default/web",
      related: [RelatedPlace(place: place, message: "here")],
      fingerprint: Fingerprint(value: 0x0123456789abcdef))
    let description = RuleDescription(
      id: "load-balancer-public", family: "kubernetes", summary: "A load balancer is public.",
      why: "Everyone can reach it.",
      remediation: "Make it internal.", severity: .error, confidence: .high, references: [])
    let result = CheckResult(
      findings: [finding], rules: [], descriptions: [description], inputs: [], summary: Summary(), paths: [],
      features: [])
    var output = OutputBuffer()
    format.write(result, options: ReportOptions(toolVersion: "0.0.0"), into: &output)
    return output.bytes
  }

  @Test(arguments: ReportFormat.allCases)
  func aFormatShowsLinesOrDoesWithoutThem(_ format: ReportFormat) {
    let isSame = report(format, line: "    type: LoadBalancer") == report(format, line: nil)
    #expect(isSame != format.showsLines)
  }
}
