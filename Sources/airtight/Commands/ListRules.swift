import ArgumentParser
import Engine
import Findings
import Reports
import Rules

/// `airtight rules`
struct ListRules: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "List the rules.")

  enum Format: String, Choice { case text, json }

  @OptionGroup var selection: RuleOptions
  @Option(help: "text or json.") var format = Format.text

  func run() throws {
    let library: RuleLibrary
    do throws(CheckFailure) { library = try selection.library() } catch { throw Failure.report(error) }
    let rules = library.entries.map(\.description)
    var output = OutputBuffer()
    switch format {
    case .text:
      var family = ""
      let width = rules.map(\.id.utf8.count).max() ?? 0
      for rule in rules.sorted(by: { ($0.family, $0.id) < ($1.family, $1.id) }) {
        if rule.family != family {
          let count = rules.count { $0.family == rule.family }
          output.append("\(family.isEmpty ? "" : "\n")\(rule.family) (\(count))\n")
          family = rule.family
        }
        let padding = String(repeating: " ", count: width - rule.id.utf8.count)
        let severity = rule.severity.rawValue
        output.append(
          "  \(rule.id)\(padding)  \(severity)\(String(repeating: " ", count: 7 - severity.utf8.count))  \(rule.summary)\n"
        )
      }
      output.append("\n\(rules.count) rules; 'airtight explain RULE' says more\n")
    case .json:
      JSONWriter.write(into: &output) { json in
        json.array(zip(rules, library.entries)) { json, pair in
          json.object { json in
            json.member("id", pair.0.id)
            json.member("family", pair.0.family)
            json.member("severity", pair.0.severity.rawValue)
            json.member("confidence", pair.0.confidence.rawValue)
            json.member("summary", pair.0.summary)
            json.member("match", strings: pair.1.matchNames)
            json.member("needs", strings: pair.1.needsNames)
          }
        }
      }
    }
    StandardOutput.write(output.bytes)
  }
}
