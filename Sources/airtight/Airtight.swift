import ArgumentParser
import Engine
import Glibc

/// The command line: thin commands over the modules.
@main
struct Airtight: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "airtight",
    abstract: "A policy and security linter for private connectivity.",
    discussion: """
      Exit codes: 0 nothing at or above the threshold; 1 findings; 2 wrong usage, configuration or rule file; \
      3 an input could not be read or parsed; 4 nothing to check.
      """,
    version: version,
    subcommands: [
      Check.self, FixFindings.self, Diff.self, Initialise.self, Explain.self, ListRules.self, TestRules.self,
      Trace.self,
      Connectivity.self, Inspect.self,
      Parse.self,
      Eval.self,
    ])

  static let version = "0.1.0"

  /// The command that the arguments name. The one that runs in every hook and pull request is read without making the tree of all
  /// commands first, which takes a third of the start; whatever is not plain is read with it, for its message.
  private static func parsed() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "check", let check = try? Check.parse(Array(arguments.dropFirst())) { return check }
    return try parseAsRoot()
  }

  /// Runs the command; what ArgumentParser calls a usage error ends with 2.
  static func main() {
    Interruption.ignoreSignalsOfWriting()
    do {
      var command = try parsed()
      try command.run()
      if StandardOutput.hasFailed { throw Status.usage }
    } catch let status as Status {
      // By the C library: ArgumentParser makes the help of all commands before it ends with a code.
      Glibc.exit((StandardOutput.hasFailed ? .usage : status).rawValue)
    } catch {
      let code = exitCode(for: error)
      guard code != .success, !(error is ExitCode) else { exit(withError: error) }
      StandardError.write(fullMessage(for: error) + "\n")
      Glibc.exit(Status.usage.rawValue)
    }
  }
}

/// How a run ended; the numbers are a contract.
enum Status: Int32, Error {
  /// Nothing at or above the threshold.
  case clean = 0
  /// Findings at or above the threshold.
  case findings = 1
  /// Wrong usage, configuration or rule file.
  case usage = 2
  /// An input could not be read or parsed; findings in the others are still reported.
  case unreadable = 3
  /// Nothing to check.
  case nothing = 4
}
