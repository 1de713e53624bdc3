import Foundation
import Reports
import Testing

/// docs/reports.md says what is so.
@Suite struct ReportDocumentationTests {
  private let page =
    (try? String(contentsOfFile: CommandTests.root + "/docs/reports.md", encoding: .utf8)) ?? ""

  @Test func everyFormatHasItsPart() {
    for format in ReportFormat.allCases {
      #expect(page.contains("| [`\(format.rawValue)`](#\(format.rawValue)) |"))
      #expect(page.contains("\n## \(format.rawValue)\n"))
    }
  }

  @Test func theTextIsWhatIsPrinted() throws {
    let example = try #require(try /## text\n\n```\n(.*?)```/.dotMatchesNewlines().firstMatch(in: page)).1
    let run = try CommandTests.airtight([
      "check", "samples/private-aks/broken", "--only", "private-hostname-public-address",
    ])
    #expect(run.output.hasPrefix(example), "\(run.output)")
  }

  @Test func theCommandAtTheTopWritesItsThreeReports() throws {
    let command = try #require(try /```sh\nairtight (check [^\n]*)\n/.firstMatch(in: page)).1
    let folder = FileManager.default.temporaryDirectory.appending(path: "docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let arguments = command.split(separator: " ").map {
      $0.replacing("=airtight.", with: "=\(folder.path)/airtight.")
    }
    let run = try CommandTests.airtight(arguments.map(String.init))
    #expect(run.status == 1 && run.output.contains("[load-balancer-public]"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == ["airtight.html", "airtight.sarif"])
  }

  /// Every field of the table stands in a real report, and the other way round.
  @Test func theFieldsOfJSONAreAllTold() throws {
    let run = try CommandTests.airtight(["check", "samples/private-aks/broken", "--format", "json"])
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let aws = try CommandTests.airtight([
      "check", "samples/databricks-aws/private-dns-off", "--format", "json",
    ])
    let other = try #require(try JSONSerialization.jsonObject(with: Data(aws.output.utf8)) as? [String: Any])
    for list in ["findings", "rules", "paths", "features", "inputs"] {
      let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(list)[]` |") })
      let entries = try [report, other].flatMap { try #require($0[list] as? [[String: Any]]) }
      #expect(!entries.isEmpty)
      for field in Set(entries.flatMap(\.keys)) {
        #expect(row.contains("`\(field)`") || row.contains("`\(field)[]`"), "\(list): \(field)")
      }
    }
    #expect(page.contains("| `summary` |") && report.count == 6)
  }
}
