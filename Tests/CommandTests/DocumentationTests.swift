import Foundation
import Testing

/// Every command that the documentation shows does what is shown.
///
/// With `RECORD_DOCUMENTATION` in the environment what the commands print is written into the pages, and the run fails: what was
/// recorded is to be read before it counts.
@Suite struct DocumentationTests {
  /// The pages that people read; those that are generated from rules have no commands, and docs/fix.md has a test of its own.
  static let pages: [String] = {
    let docs =
      FileManager.default.enumerator(atPath: CommandTests.root + "/docs")?.compactMap { $0 as? String } ?? []
    let own = docs.filter { $0.hasSuffix(".md") && !$0.hasPrefix("rules/") && $0 != "rules-list.md" }
    return ["README.md", "samples/private-aks/README.md", "samples/databricks-aws/README.md"]
      + own.sorted().map { "docs/" + $0 }
  }()

  @Test(arguments: pages) func whatIsShownIsWhatHappens(_ name: String) throws {
    let page = try DocumentationPage(name)
    guard page.commandCount > 0 else { return }
    let outcomes = try page.run()
    #expect(outcomes.count == page.commandCount, "the session of \(name) ended early")
    if ProcessInfo.processInfo.environment["RECORD_DOCUMENTATION"] != nil {
      try page.recorded(outcomes).write(
        toFile: CommandTests.root + "/" + name, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name); read it and run again")
      return
    }
    for outcome in outcomes where !page.shows(outcome) {
      Issue.record(
        "\(name):\(outcome.line): $ \(outcome.command)\nends with \(outcome.status) and prints\n\(outcome.output.joined(separator: "\n"))"
      )
    }
  }

  /// The test above finds what is wrong: another output, a line too many, an unknown option, an elision that hides too much.
  @Test func aPageThatIsWrongIsFound() throws {
    let page = try DocumentationPage("Tests/CommandTests/Fixtures/documentation.md")
    let outcomes = try page.run()
    #expect(outcomes.map(\.status) == [0, 0, 0, 0, 1, 2, 0])
    #expect(outcomes.map(page.shows) == [true, false, true, false, true, false, true])
    #expect(page.recorded(outcomes).contains("$ echo two\ntwo\n$ printf"))
  }
}
