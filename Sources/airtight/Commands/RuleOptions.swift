import ArgumentParser
import Engine
import Findings
import Reports
import Rules

/// Which rules a command uses.
struct RuleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A folder with further rules. Can be given several times.", valueName: "dir"))
  var rules: [String] = []
  @Option(help: ArgumentHelp("Use only this rule. Can be given several times.", valueName: "rule"))
  var only: [String] = []
  @Option(help: ArgumentHelp("Leave out this rule. Can be given several times.", valueName: "rule"))
  var skip: [String] = []
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a parameter of the rules, such as dnsMode=databricks-managed. Can be given several times.",
      valueName: "name=value"))
  var settings: [String] = []

  func validate() throws {
    for setting in settings where !setting.contains("=") {
      throw ValidationError("'\(setting)' is no setting; one is name=value")
    }
  }

  /// The embedded rules and those of the given folders; a folder's rule replaces the embedded one of the same id.
  ///
  /// - Throws: everything that is wrong with the folders' rules.
  func library() throws(CheckFailure) -> RuleLibrary {
    var entries: [String: RuleLibrary.Entry] = [:]
    for entry in RuleLibrary.embedded() { entries[entry.id] = entry }
    for path in rules {
      let folder = RuleFolder(path)
      if !folder.problems.isEmpty { throw .badRules(folder.problems) }
      for file in folder.files { entries[file.entry.id] = file.entry }
    }
    var values: [String: String] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return RuleLibrary(Array(entries.values), settings: values)
  }
}

/// Says on standard error why a run could not be made, and how it ends.
enum Failure {
  static func report(_ failure: CheckFailure) -> Status {
    switch failure {
    case .noSuchPath(let path):
      StandardError.write("airtight: \(path): no such file or folder\n")
      return .usage
    case .unknownRule(let id):
      StandardError.write("airtight: there is no rule '\(id)'; 'airtight rules' lists them\n")
      return .usage
    case .badRule(let text):
      StandardError.write(text + "\n")
      return .usage
    case .badRules(let problems):
      report(problems)
      return .usage
    case .nothingToCheck:
      StandardError.write(
        "airtight: nothing to check: no .yaml, .yml, .json, .zone, .db, db.* or .sql file below the given paths\n"
      )
      return .nothing
    }
  }

  /// Writes what is wrong with inputs, each with its line.
  static func report(_ problems: [InputProblem]) {
    var output = OutputBuffer()
    let report = TextReport(colour: StandardError.isTerminal, width: StandardOutput.width)
    report.write(problems, into: &output)
    StandardError.write(String(decoding: output.bytes, as: UTF8.self))
  }
}
