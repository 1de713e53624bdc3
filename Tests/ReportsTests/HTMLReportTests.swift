import Findings
import Foundation
import Reports
import Testing

/// The HTML page as text: what it may hold, and whether it can be read.
struct HTMLReportTests {
  /// Browsers apply the page's style only if its hash is the one that the policy names.
  @Test func thePolicyNamesTheStyle() throws {
    let page = CheckResult.estate.page
    let style = try #require(try /<style>(.*?)<\/style>/.dotMatchesNewlines().firstMatch(in: page))
    let digest = try sha256(String(style.1))
    #expect(page.contains("style-src 'sha256-\(digest)'"), "the style's hash is sha256-\(digest)")
  }

  /// No element, attribute or address but those of the report comes of what an input holds.
  @Test(arguments: HostileText.all) func anInputMakesNoMarkup(_ text: String) throws {
    let page = CheckResult.hostile(text).page.replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "")
    let known: Set = [
      "!DOCTYPE", "html", "head", "meta", "title", "link", "style", "body", "a", "header", "p", "h1", "h2",
      "h3", "h4",
      "dl", "div", "dt", "dd", "nav", "ul", "ol", "li", "main", "section", "article", "span", "svg", "g",
      "rect", "path",
      "text", "strong", "code", "pre", "mark", "details", "summary", "table", "thead", "tbody", "tr", "th",
      "td", "em",
      "footer",
    ]
    let names = page.matches(of: /<\/?([!a-zA-Z][^\s>\/]*)/).map { String($0.1) }
    #expect(Set(names).subtracting(known).isEmpty)
    #expect(names.count == CheckResult.hostile("x").page.matches(of: /<\/?([!a-zA-Z][^\s>\/]*)/).count - 2)
    for tag in page.matches(of: /<[a-z][^>]*>/) {
      #expect(tag.0.wholeMatch(of: /<[a-zA-Z0-9]+(\s[a-zA-Z0-9:-]+="[^"<>]*")*\/?>/) != nil, "\(tag.0)")
      #expect(!tag.0.contains(/\son[a-z]+=/))
    }
    for address in page.matches(of: /(?:href|src|xlink:href)="([^"]*)"/) {
      #expect(
        address.1.hasPrefix("#") || address.1 == "data:,"
          || address.1.hasPrefix("https://learn.microsoft.com/"))
    }
    #expect(!page.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0 == "\u{202E}" })
  }

  @Test func aRulesSourceIsALinkOnlyWhereABrowserMayOpenIt() {
    var result = CheckResult.estate
    result.descriptions[0].references = [("a", "javascript:alert(1)"), ("b", "https://b.example/\"x")]
    let page = result.page
    #expect(!page.contains("javascript:"))
    #expect(
      page.contains("Sources: a; <a href=\"https://b.example/&quot;x\" rel=\"noopener noreferrer\">b</a>"))
  }

  /// WCAG 2.2, 1.4.3: at least 4.5 to 1, in light and in dark colours.
  @Test func inkAndGroundHaveContrast() throws {
    let page = CheckResult.estate.page
    let blocks = page.matches(of: /:root\{([^}]*--ink[^}]*)\}/).map { String($0.1) }
    #expect(blocks.count == 2)
    for block in blocks {
      var colours: [String: String] = [:]
      for match in block.matches(of: /--([a-z-]+):(#[0-9a-f]+)/) {
        colours[String(match.1)] = String(match.2)
      }
      let pairs = [
        ("ink", "paper"), ("ink", "card"), ("ink", "code"), ("ink", "mark"), ("quiet", "paper"),
        ("quiet", "card"),
        ("quiet", "code"), ("link", "paper"), ("link", "card"), ("error", "error-soft"),
        ("warning", "warning-soft"),
        ("note", "note-soft"), ("good", "good-soft"), ("error", "code"), ("error", "card"),
        ("warning", "card"),
        ("note", "card"),
      ]
      for (ink, ground) in pairs {
        let ratio = contrast(try #require(colours[ink]), try #require(colours[ground]))
        #expect(ratio >= 4.5, "\(ink) on \(ground) has \(ratio)")
      }
    }
  }

  @Test func theHeadlineSaysWhatTheRunComesTo() {
    var result = CheckResult.estate
    func headline() -> Substring? { result.page.firstMatch(of: /<h1>(.*)<\/h1>/)?.1 }
    #expect(headline() == "1 of 2 paths is private; 1 is public")
    result.paths = [result.paths[1], result.paths[1]]
    #expect(headline() == "All 2 paths are private")
    result.paths.removeLast()
    #expect(headline() == "The path to api.shop.internal is private")
    result.paths = []
    #expect(headline() == "PrivateLink of acme-prod is broken")
    result.features += [result.features[0], result.features[0]]
    result.features[2].verdict = .sound
    result.features[3].verdict = .unknown
    #expect(
      headline() == "1 of 3 features of the classic compute plane is sound; 1 is broken, 1 is unknown")
    result.features = [result.features[2], result.features[1], result.features[2]]
    #expect(headline() == "All 2 features of the classic compute plane are sound")
    result.features = []
    #expect(headline() == "2 errors, 1 warning, 1 note")
  }

  @Test func headingsGoDownStepByStep() {
    for result in [CheckResult.estate, .nothing, .hostile("x")] {
      let levels = result.page.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
      #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
      for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
    }
  }

  @Test func everyIdStandsOnceAndEveryLinkLeadsToOne() {
    for result in [CheckResult.estate, .nothing, .hostile("x")] {
      let page = result.page
      let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count)
      for link in page.matches(of: /(?:href="#|aria-labelledby=")([^"]+)"/) {
        #expect(ids.contains(String(link.1)))
      }
    }
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  /// The relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2).
  private func luminance(_ colour: String) -> Double {
    var digits = Array(colour.dropFirst())
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    let parts = stride(from: 0, to: 6, by: 2).map { index -> Double in
      let value = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// The base64 of a text's SHA-256, by coreutils.
  private func sha256(_ text: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sha256sum"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let hex = String(decoding: output.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
    process.waitUntilExit()
    let digits = Array(hex)
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }
}

extension CheckResult {
  fileprivate var page: String {
    var output = OutputBuffer()
    ReportFormat.html.write(self, options: ReportOptions(toolVersion: "1.2.3"), into: &output)
    return String(decoding: output.bytes, as: UTF8.self)
  }
}
