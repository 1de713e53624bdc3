import Conformance
import Foundation
import SourceText
import Testing

@testable import YAMLSyntax

/// yaml-test-suite, scored against what libyaml 0.2.5 makes of each case.
@Suite(.enabled(if: ConformanceSuite.has("yaml.jsonl")))
struct YAMLConformanceTests {
  @Test func eventsAreLibyamls() throws {
    let cases = try #require(ConformanceSuite.cases("yaml.jsonl"))
    for item in cases {
      let source = try SourceFile(path: item.id, raw: item.input)
      let libyaml = item.fields["libyaml"] as? [String: Any] ?? [:]
      let (lines, problem) = YAMLEventNotation.lines(of: source)
      #expect((problem == nil) == (libyaml["valid"] as? Bool), "\(item.id): \(String(describing: problem))")
      if libyaml["events_match"] as? Bool == true {
        #expect(lines == item.expect["events"] as? [String], "\(item.id)")
      }
    }
  }
}
