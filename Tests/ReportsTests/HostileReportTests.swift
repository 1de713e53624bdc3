import Findings
import Foundation
import Reports
import Testing

/// No text of an input gets out of where a report puts it.
struct HostileReportTests {
  @Test(arguments: HostileText.all) func anInputMakesNoWorkflowCommand(_ text: String) throws {
    let report = text.report(.github)
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == 3)
    for line in lines.dropLast() {
      let command = try #require(try /::error ([^:]*)::(.*)/.wholeMatch(in: line))
      #expect(command.1.split(separator: ",").allSatisfy { $0.contains("=") })
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
    }
    #expect(lines.last?.hasPrefix("airtight: ") == true)
  }

  @Test func aCommandKeepsItsTextApart() {
    let report = "a,b:c%d\ne".report(.github)
    #expect(
      report.hasPrefix("::error file=a%2Cb%3Ac%25d%0Ae,line=7,endLine=7,col=1,endColumn=4,title=this file"))
    #expect(report.contains("::a,b:c%25d e\n"))
  }

  @Test(arguments: HostileText.all) func everyRowOfATableHasItsCells(_ text: String) {
    for line in text.report(.markdown).split(separator: "\n") where line.hasPrefix("|") {
      let bars = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect([4, 5].contains(bars), "\(line)")
    }
  }

  /// What a real renderer makes of it: no element but those of the report, and no link.
  @Test(.enabled(if: Rendering.isHere, "needs cmark-gfm"), arguments: HostileText.all)
  func anInputMakesNoMarkup(_ text: String) throws {
    let html = try Rendering.html(text.report(.markdown))
    let tags = Set(html.matches(of: /<\/?([a-zA-Z][a-zA-Z0-9]*)/).map { String($0.1) })
    let known: Set = [
      "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary", "ul", "li",
      "strong",
    ]
    #expect(tags.subtracting(known).isEmpty)
    #expect(!html.contains("href") && !html.contains("<!--"))
    #expect(html.matches(of: /<table/).count == 4)
  }

  @Test func aMentionAndAReferenceAreBroken() {
    let report = "@org/team #12 GH-3 https://a.example".report(.markdown)
    #expect(report.contains("@&#8203;org/team #&#8203;12 GH&#8203;-3 https:&#8203;//a.example"))
  }

  @Test(arguments: [ReportFormat.markdown]) func aLongReportIsCutBetweenRows(_ format: ReportFormat) {
    var result = CheckResult.estate
    result.findings = Array(repeating: result.findings[0], count: 3000)
    var output = OutputBuffer()
    format.write(result, options: ReportOptions(toolVersion: "1"), into: &output)
    #expect(output.count < 65_536)
    let text = String(decoding: output.bytes, as: UTF8.self)
    #expect(text.contains(" more are left out here; the other reports have them.\n"))
    #expect(text.contains("### Not evaluated"))
  }
}

/// Markdown as GitHub's own renderer has it, raw HTML included.
enum Rendering {
  /// Looked for and not tried: who writes to a program that is not there dies of a closed pipe, now and then.
  static var isHere: Bool {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/cmark-gfm") }
  }

  static func html(_ markdown: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    input.fileHandleForWriting.write(Data(markdown.utf8))
    try input.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}

extension String {
  /// A report of a result that holds this text wherever an input could put one.
  fileprivate func report(_ format: ReportFormat) -> String {
    var output = OutputBuffer()
    format.write(.hostile(self), options: ReportOptions(toolVersion: "1"), into: &output)
    return String(decoding: output.bytes, as: UTF8.self)
  }
}
