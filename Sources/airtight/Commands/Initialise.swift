import ArgumentParser
import Engine

/// `airtight init`
struct Initialise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a configuration to start from, and print a hook for pre-commit.",
    discussion: "A configuration that is there is left as it is.")

  func run() throws {
    switch FileWriter.create(Array(StarterConfiguration.text.utf8), at: ConfigurationFile.name) {
    case .written:
      StandardOutput.write(
        "\(ConfigurationFile.name) written. For .pre-commit-config.yaml:\n\n\(StarterConfiguration.hook)")
    case .exists:
      StandardError.write("airtight: \(ConfigurationFile.name) is there already and was left as it is\n")
      throw Status.usage
    case .failed:
      StandardError.write("airtight: \(ConfigurationFile.name): cannot be written\n")
      throw Status.usage
    }
  }
}
