import Analysis
import ArgumentParser
import Engine
import Rules

/// Which configuration holds, and which of its profiles.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration; without it the nearest .airtight.yaml from the working folder upwards.",
      valueName: "file"))
  var config: String?
  @Option(help: ArgumentHelp("The profile of the configuration that holds.", valueName: "name"))
  var profile: String?

  /// The configuration that holds; the command line wins over it.
  ///
  /// - Throws: everything that is wrong with its file.
  func configuration() throws(CheckFailure) -> Configuration { try ConfigurationFile.load(config) }

  /// Who answers for the hosts, where that is said: on the command line, among the parameters or in the profile.
  ///
  /// - Parameter settings: of the command line, `name=value` each.
  func dnsMode(
    _ configuration: Configuration, _ settings: [String] = []
  ) throws(CheckFailure) -> DNSMode? {
    let chosen = try configuration.profile(profile)
    let parameters = RuleParameters.merged(configuration, chosen, commandLine: settings)
    switch parameters["dnsMode"] {
    case .text(let text), .value(.string(let text)): return DNSMode(rawValue: text)
    default: return nil
    }
  }
}
