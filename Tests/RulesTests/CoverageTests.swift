import Foundation
import Rules
import Testing

/// `docs/coverage.md` says of every check which rule makes it, and names every rule.
@Suite struct CoverageTests {
  /// The third cells of the page's tables, with the line that they stand in.
  private static let rows: [(line: Int, check: String, cell: String)] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text =
      (try? String(contentsOf: root.appending(path: "docs/coverage.md"), encoding: .utf8)) ?? ""
    var rows: [(line: Int, check: String, cell: String)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count >= 5, Int(cells[1]) != nil else { continue }
      rows.append((index + 1, cells[2], cells[3...].dropLast().joined(separator: "|")))
    }
    return rows
  }()

  /// What stands in backquotes and has the form of a rule's id.
  private static func ids(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      .filter { $0.contains("-") && $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } }
  }

  @Test func everyCheckHasARuleOrAReason() {
    #expect(Self.rows.count >= 314)
    for row in Self.rows {
      #expect(!row.cell.isEmpty, "docs/coverage.md:\(row.line): \(row.check) has neither a rule nor a reason")
    }
  }

  @Test func everyRuleStandsOnThePage() {
    let named = Set(Self.rows.flatMap { Self.ids($0.cell) })
    let rules = Set(RuleLibrary.embedded().map(\.id))
    #expect(rules.subtracting(named).sorted() == [])
  }
}
