import ArgumentParser
import Engine
import Findings
import Rules
import SourceText

/// `airtight explain RULE`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a rule is about: what, why, remedy, sources, and the rule itself.")

  @Argument(help: "The rule's id; 'airtight rules' lists them.") var rule: String
  @OptionGroup var selection: RuleOptions

  func run() throws {
    let library: RuleLibrary
    do throws(CheckFailure) { library = try selection.library() } catch { throw Failure.report(error) }
    guard let index = library.entries.firstIndex(where: { $0.id == rule }) else {
      throw Failure.report(.unknownRule(rule))
    }
    let description = library.entries[index].description
    let entry = library.entries[index]
    var text = "\(description.id): \(description.summary)\n\n"
    text += "severity    \(description.severity.rawValue) (confidence \(description.confidence.rawValue))\n"
    if !entry.match.isEmpty { text += "judges      \(entry.matchNames.joined(separator: ", "))\n" }
    if !entry.needs.isEmpty { text += "needs       \(entry.needsNames.joined(separator: ", "))\n" }
    text += "\nWhy: \(description.why)\n\nWhat to do: \(description.remediation)\n\nSources:\n"
    for reference in description.references {
      text += "  \(reference.name)\(reference.url.map { "\n    " + $0 } ?? "")\n"
    }
    if entry.isEngineRule { return StandardOutput.write(text) }
    text += "\nThe rule (\(entry.source.path)):\n\n"
    for line in String(decoding: entry.source.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      text += line.isEmpty ? "\n" : "    \(line)\n"
    }
    StandardOutput.write(text)
  }
}
