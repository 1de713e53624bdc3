import Findings
import Rules

/// Runs the rules' own cases: `fail/<case>/` must give the findings of its `expected.txt`, `pass/<case>/` none.
package struct RuleCases: Sendable {
  /// What a case gave.
  package struct Outcome: Sendable {
    package var rule: String
    /// `fail/<case>` or `pass/<case>`.
    package var name: String
    /// Why the case failed; empty where it did not.
    package var complaints: [String]
  }

  private let folder: RuleFolder
  private let library: RuleLibrary
  private let records: Bool

  /// - Parameter records: whether to write `expected.txt` instead of comparing with it.
  package init(_ folder: RuleFolder, records: Bool = false) {
    self.folder = folder
    library = RuleLibrary(folder.files.map(\.entry))
    self.records = records
  }

  /// The outcomes of all cases, by rule and name. A rule without cases both ways is a failure of its own.
  package func run() -> [Outcome] {
    folder.files.flatMap { file in
      ["fail", "pass"].flatMap { side -> [Outcome] in
        let names = FolderWalk.folders(in: file.folder + "/" + side)
        if names.isEmpty {
          return [
            Outcome(
              rule: file.entry.id, name: side, complaints: ["no \(side)ing case; a rule has at least one"])
          ]
        }
        return names.map { run(file, side, $0) }
      }
    }
  }

  private func run(_ file: RuleFolder.File, _ side: String, _ name: String) -> Outcome {
    let path = "\(file.folder)/\(side)/\(name)"
    var complaints: [String] = []
    do throws(CheckFailure) {
      let options = CheckOptions(paths: [path], only: [file.entry.id])
      let library = library(for: path)
      let result = try CheckRun(library, options).result()
      for input in result.inputs {
        complaints += input.problems.map { "\(input.path): \($0.message)" }
      }
      let shown = FileDiscovery.displayed(path)
      let lines = result.findings.map { Self.line($0.place, $0.rule, $0.message, below: shown) }
      if side == "pass" {
        complaints += lines.map { "unexpected: \($0)" }
        if result.rules.first?.evaluated == 0 { complaints.append("the rule applied to nothing") }
      } else {
        complaints += compare(lines, with: path + "/expected.txt")
      }
    } catch {
      complaints.append("\(error)")
    }
    return Outcome(rule: file.entry.id, name: "\(side)/\(name)", complaints: complaints)
  }

  /// The rules with the settings that a case's `settings.txt` has, `name=value` on each line.
  private func library(for path: String) -> RuleLibrary {
    guard let bytes = try? FileReader.bytes(of: path + "/settings.txt", limit: 1 << 16) else {
      return library
    }
    var settings: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { settings[String(parts[0])] = String(parts[1]) }
    }
    return RuleLibrary(folder.files.map(\.entry), settings: settings)
  }

  private func compare(_ lines: [String], with path: String) -> [String] {
    if lines.isEmpty { return ["no finding; a failing case has at least one"] }
    if records {
      let text = lines.joined(separator: "\n") + "\n"
      return FileWriter.write(Array(text.utf8), to: path) ? [] : ["\(path): cannot be written"]
    }
    guard let bytes = try? FileReader.bytes(of: path, limit: 1 << 20) else { return ["\(path): is missing"] }
    let expected = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let missing = expected.filter { !lines.contains($0) }.map { "missing: \($0)" }
    return missing + lines.filter { !expected.contains($0) }.map { "unexpected: \($0)" }
  }
}
