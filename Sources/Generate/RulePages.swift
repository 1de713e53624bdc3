import Engine
import Findings
import Foundation
import Rules

/// The page of a family of rules, as Markdown: for each rule what it finds, why, what to do, an example of what it finds and of
/// what it lets pass, and on what it rests. Its heading is the rule's id, so that `kubernetes.md#load-balancer-public`
/// leads to it.
struct RulePage {
  let family: String
  /// The rules of the family, by id.
  let files: [RuleFolder.File]

  static func all(_ files: [RuleFolder.File]) -> [RulePage] {
    Dictionary(grouping: files, by: \.entry.family).map { family, files in
      RulePage(family: family, files: files.sorted { $0.entry.id < $1.entry.id })
    }
  }

  var text: String {
    let count = files.count == 1 ? "1 rule" : "\(files.count) rules"
    let head = """
      # Rules of the family \(family)

      Generated from `rules/\(family)/` by `swift run Generate`: \(count), by id. [The list of all rules](../rules-list.md).

      """
    return head + files.map(section).joined()
  }

  private func section(_ file: RuleFolder.File) -> String {
    let (rule, entry) = (file.entry.description, file.entry)
    var text = "\n## \(rule.id)\n\n**\(rule.severity.rawValue)**"
    if rule.confidence != .high { text += ", confidence \(rule.confidence.rawValue)" }
    text += " · judges \(Self.codes(entry.matchNames))"
    if !entry.needsNames.isEmpty { text += " · needs \(Self.codes(entry.needsNames))" }
    text += "\n\n\(rule.summary)\n\n**Why.** \(rule.why)\n\n**What to do.** \(rule.remediation)\n"
    let (definition, _) = RuleReader.read(entry.source, family: entry.family)
    for fix in definition?.fixes ?? [] {
      text += "\n`airtight fix\(fix.safety == .safe ? "" : " --unsafe")` can: \(fix.title).\n"
    }
    for parameter in definition?.parameters ?? [] {
      text +=
        "\nParameter `\(parameter.name)`, \(Self.text(of: parameter.default)): \(parameter.description)\n"
    }
    if let example = RuleExample(file) { text += example.text }
    let sources = rule.references.map { reference in
      reference.url.map { "[\(reference.name)](\($0))" } ?? reference.name
    }
    text += "\nFailing cases: \(links(file, "fail")); passing \(links(file, "pass")).\n"
    return text
      + "\nSources: \(sources.joined(separator: "; ")). The rule: [rule.yaml](../../\(file.folder)/rule.yaml).\n"
  }

  /// Links to the rule's cases.
  private func links(_ file: RuleFolder.File, _ side: String) -> String {
    RuleExample.cases(file, side).map { "[\($0)](../../\(file.folder)/\(side)/\($0))" }.joined(
      separator: ", ")
  }

  private static func codes(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

  private static func text(of value: RuleDefinition.Parameter.Default) -> String {
    switch value {
    case .string(let text): "`\"\(text)\"` by default"
    case .bool(let value): "`\(value)` by default"
    case .int(let number): "`\(number)` by default"
    case .strings(let texts): texts.isEmpty ? "empty by default" : "\(codes(texts)) by default"
    }
  }
}

/// What a rule finds in its first failing case, and the lines of a passing case that are most like those.
struct RuleExample {
  private let failing: Excerpt
  private let message: String
  private let passing: Excerpt?

  /// The example of a rule, from the first line of the first `expected.txt`; `nil` where no line of a file is told.
  init?(_ file: RuleFolder.File) {
    for name in Self.cases(file, "fail") {
      let folder = "\(file.folder)/fail/\(name)"
      guard let expected = Self.lines(of: folder + "/expected.txt")?.first,
        let match = expected.wholeMatch(of: /(.+?):(\d+):(\d+)-\d+:\d+: [a-z0-9-]+: (.*)/),
        let line = Int(match.2), let column = Int(match.3),
        let found = Excerpt(folder, String(match.1), line: line - 1, column: column - 1)
      else { continue }
      failing = found
      message = String(match.4)
      // What differs may stand elsewhere, in another artefact: then the same lines tell nothing.
      passing = Self.cases(file, "pass").lazy.compactMap {
        Excerpt(mostLike: found, in: "\(file.folder)/pass/\($0)")
      }.first { $0.block != found.block }
      return
    }
    return nil
  }

  var text: String {
    var text = "\nFails, \(failing.link):\n\n\(failing.block)\n\n> \(Self.escaped(message))\n"
    if let passing { text += "\nPasses, \(passing.link):\n\n\(passing.block)\n" }
    return text
  }

  /// A message as Markdown's plain text.
  private static func escaped(_ text: String) -> String {
    text.replacing(/[\\`*_<>\[\]#|]/) { "\\" + $0.0 }
  }

  static func cases(_ file: RuleFolder.File, _ side: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(file.folder)/\(side)")) ?? []).sorted()
  }

  static func lines(of path: String) -> [String]? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

/// Some lines of a case's file around one of them.
struct Excerpt {
  /// Lines before and after.
  private static let context = 4
  /// Characters of a line; a longer one is cut around the column.
  private static let width = 110

  private let folder: String
  private let file: String
  /// 0-based, as `column`.
  private let line: Int
  private let column: Int
  private let lines: [String]

  init?(_ folder: String, _ file: String, line: Int, column: Int) {
    guard let lines = RuleExample.lines(of: "\(folder)/\(file)"), lines.indices.contains(line) else {
      return nil
    }
    (self.folder, self.file, self.line, self.column, self.lines) = (folder, file, line, column, lines)
  }

  /// The lines of a case around the one that begins like that of another excerpt and stands among the most lines that it has
  /// too; `nil` where no line begins so.
  init?(mostLike other: Excerpt, in folder: String) {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let suffix = (other.file as NSString).pathExtension
    var best: (score: Int, excerpt: Excerpt)?
    for name in names.filter({ ($0 as NSString).pathExtension == suffix }).sorted() {
      guard let lines = RuleExample.lines(of: "\(folder)/\(name)") else { continue }
      for (index, line) in lines.enumerated() where Self.key(line) == Self.key(other.lines[other.line]) {
        guard let excerpt = Excerpt(folder, name, line: index, column: 0) else { continue }
        let score = other.surroundings.intersection(excerpt.surroundings).count
        if score > best?.score ?? -1 { best = (score, excerpt) }
      }
    }
    guard let best else { return nil }
    self = best.excerpt
  }

  /// What a line is about: what stands before its colon, else a keyword (a record's type, a statement), else its first word.
  private static func key(_ line: String) -> Substring {
    let words = line.trimmingPrefix { $0 == " " || $0 == "-" }.split { $0 == " " || $0 == "\t" }
    guard let first = words.first, !first.hasSuffix(":") else { return words.first ?? "" }
    return words.first { $0 != "IN" && $0.allSatisfy(\.isUppercase) } ?? first
  }

  /// The lines at most twelve before and after, without blanks at their ends.
  private var surroundings: Set<String> {
    Set(
      lines[max(0, line - 12)..<min(lines.count, line + 13)].map { $0.trimmingCharacters(in: .whitespaces) })
  }

  /// A link to the file.
  var link: String { "[\(file):\(line + 1)](../../\(folder)/\(file))" }

  var block: String {
    var shown = Array(lines[max(0, line - Self.context)..<min(lines.count, line + Self.context + 1)])
    while shown.last?.isEmpty == true { shown.removeLast() }
    let indent = shown.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    let text = shown.map { Self.cut(String($0.dropFirst(indent)), around: column - indent) }
    let language = ["yaml", "yml", "json", "sql"].first { file.hasSuffix("." + $0) } ?? ""
    return "```\(language)\n\(text.joined(separator: "\n"))\n```"
  }

  private static func cut(_ line: String, around column: Int) -> String {
    guard line.count > width else { return line }
    let start = min(max(0, column - width / 2), line.count - width)
    let part = line.dropFirst(start).prefix(width)
    return (start > 0 ? "…" : "") + part + (start + width < line.count ? "…" : "")
  }
}
