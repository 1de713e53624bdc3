import Foundation
import Inventory
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

/// docs/how-to/export-evidence.md has the commands that airtight names where evidence is lacking, all of them and no others.
@Suite struct EvidencePageTests {
  private static let programs = ["az ", "aws ", "databricks ", "kubectl ", "terraform "]
  /// What a command of the page is for that prints no evidence itself.
  private static let preparations: Set = ["terraform plan -out=<plan file>"]

  /// The commands of the page's `sh` blocks without the file that their output goes to; one for each kind of `kubectl`.
  private static let commands: Set<String> = {
    let page = try? String(
      contentsOfFile: CommandTests.root + "/docs/how-to/export-evidence.md", encoding: .utf8)
    var commands: Set<String> = []
    for block in (page ?? "").matches(of: /```sh\n(.*?)```/.dotMatchesNewlines()) {
      for line in block.1.split(separator: "\n") {
        let command = line.split(separator: " > ").first.map(String.init) ?? ""
        if let kinds = command.firstMatch(of: /^kubectl get (\S+) (.*)$/) {
          for kind in kinds.1.split(separator: ",") { commands.insert("kubectl get \(kind) \(kinds.2)") }
        } else {
          commands.insert(command)
        }
      }
    }
    return commands
  }()

  /// What airtight names for a kind; one that names two is written as one for the first.
  private func plain(_ command: String) -> String { command.replacing(/\s\(and .*\)$/, with: "") }

  @Test func everyCommandThatAirtightNamesIsThere() throws {
    let run = try CommandTests.airtight(["rules", "--format", "json"])
    let rules = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    let judged = rules.flatMap { ($0["match"] as? [String] ?? []) + ($0["needs"] as? [String] ?? []) }
    #expect(judged.count > 300)
    for kind in Set(judged + EvidenceCommand.all.map(\.kind)) {
      let command = plain(EvidenceCommand.command(for: ResourceKind(kind)))
      #expect(command.isEmpty || Self.commands.contains(command), "\(kind): \(command)")
    }
  }

  @Test func airtightNamesEveryCommandThatIsThere() {
    let named = Set(EvidenceCommand.all.map { plain($0.command) })
    let twin = "aws ec2 describe-vpc-attribute --vpc-id <vpc> --attribute enableDnsSupport"
    for command in Self.commands.subtracting(Self.preparations) where command != twin {
      #expect(Self.programs.contains { command.hasPrefix($0) })
      #expect(named.contains(command) || command.hasPrefix("kubectl get "), "\(command)")
    }
  }
}

/// A link in the documentation leads to a file that is there, and to a heading that is in it.
@Suite struct LinkTests {
  private static let pages =
    DocumentationTests.pages + ["CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/rules-list.md"]
    + ["aws", "azure", "databricks", "dns", "kubernetes", "path"].map { "docs/rules/\($0).md" }

  private static func text(_ page: String) -> String {
    (try? String(contentsOfFile: CommandTests.root + "/" + page, encoding: .utf8)) ?? ""
  }

  /// The anchors of a page's headings, as GitHub makes them.
  private static func anchors(_ page: String) -> Set<String> {
    Set(
      text(page).split(separator: "\n").filter { $0.wholeMatch(of: /#+ .*/) != nil }.map { heading in
        let title = heading.drop { $0 == "#" }.dropFirst().lowercased()
        return String(title.filter { $0.isLetter || $0.isNumber || " -_".contains($0) }).replacing(
          " ", with: "-")
      })
  }

  @Test func everyLinkLeadsSomewhere() {
    var anchors: [String: Set<String>] = [:]
    var count = 0
    for page in Self.pages {
      let folder = URL(filePath: "/" + page).deletingLastPathComponent()
      for match in Self.text(page).matches(of: /\]\(([^)\s:#]*)(?:#([^)\s]*))?\)/) {
        count += 1
        let target =
          match.1.isEmpty
          ? page : String(folder.appending(path: String(match.1)).standardized.path.dropFirst())
        let isThere = FileManager.default.fileExists(atPath: CommandTests.root + "/" + target)
        #expect(isThere, "\(page) links to \(match.1)")
        guard let anchor = match.2, isThere else { continue }
        let known = anchors[target] ?? Self.anchors(target)
        anchors[target] = known
        #expect(known.contains(String(anchor)), "\(page) links to \(match.1)#\(anchor)")
      }
    }
    #expect(count > 1000)
  }

  /// Every rule has a section in the page of its family, which `docs/rules-list.md` links to.
  @Test func everyRuleHasItsSection() throws {
    let run = try CommandTests.airtight(["rules", "--format", "json"])
    let rules = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    let list = Self.text("docs/rules-list.md")
    for rule in rules {
      let (id, family) = (rule["id"] as? String ?? "", rule["family"] as? String ?? "")
      guard family != "suppressions" else { continue }
      #expect(list.contains("[\(id)](rules/\(family).md#\(id))"), "\(id)")
    }
  }
}
