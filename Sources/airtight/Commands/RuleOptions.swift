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

  @OptionGroup var file: ConfigurationOptions

  func validate() throws {
    for setting in settings where !setting.contains("=") {
      throw ValidationError("'\(setting)' is no setting; one is name=value")
    }
  }

  func configuration() throws(CheckFailure) -> Configuration { try file.configuration() }

  /// The embedded rules and those of the folders that the configuration and the command line name; a folder's rule
  /// replaces the embedded one of the same id. With the parameters and severities that are set.
  ///
  /// - Throws: everything that is wrong with the folders' rules, or with what is set.
  func library(_ given: Configuration? = nil) throws(CheckFailure) -> RuleLibrary {
    let configuration = if let given { given } else { try self.configuration() }
    var entries: [String: RuleLibrary.Entry] = [:]
    for entry in RuleLibrary.embedded() + EngineRules.entries { entries[entry.id] = entry }
    for path in configuration.ruleFolders + rules {
      let folder = RuleFolder(path)
      if !folder.problems.isEmpty { throw .badRules(folder.problems) }
      for file in folder.files { entries[file.entry.id] = file.entry }
    }
    let chosen = try configuration.profile(file.profile)
    let parameters = RuleParameters.merged(configuration, chosen, commandLine: settings)
    let library = RuleLibrary(
      Array(entries.values), parameters: parameters, severities: configuration.severityByRule)
    let problems = configuration.problems(with: library)
    if !problems.isEmpty { throw .badConfiguration(problems) }
    for (name, text) in RuleParameters.texts(settings) {
      if let problem = library.parameterProblem(name, .text(text)) { throw .badOption(problem) }
    }
    return library
  }

  /// What a run is to do by the configuration and these options.
  func checkOptions(
    paths: [String], _ configuration: Configuration
  ) throws(CheckFailure) -> CheckOptions {
    let off = configuration.rulesTurnedOff.subtracting(only)
    var options = CheckOptions(paths: paths, only: Set(only), skip: Set(skip).union(off))
    options.profile = try configuration.profile(file.profile)
    options.filter = configuration.filter
    options.configuration = configuration
    options.today = Machine.today
    if let mode = try file.dnsMode(configuration, settings) { options.dnsMode = mode }
    return options
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
    case .badRules(let problems), .badConfiguration(let problems):
      report(problems)
      return .usage
    case .badOption(let text):
      StandardError.write("airtight: \(text)\n")
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
