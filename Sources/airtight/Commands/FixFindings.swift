import Analysis
import ArgumentParser
import Engine
import Findings
import Fixes
import Reports
import Rules
import SourceText

/// `airtight fix [PATH…]`
struct FixFindings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Mend findings in the files that a person writes.",
    discussion: """
      Makes the safe fixes of the rules: edits that keep what the author meant. Plans and exports are evidence and are \
      never edited. Exit codes are those of check, for the files as they are afterwards; 3 as well where a file could not \
      be changed.
      """)

  @Argument(help: "Files and folders; the working folder where none is given.") var paths: [String] = ["."]
  @Flag(help: "Make unsafe fixes, too: those that may change what was meant.") var unsafe = false
  @Flag(help: "Change nothing and print a patch that 'git apply' takes.") var diff = false
  @OptionGroup var selection: RuleOptions
  @Option(
    help: "The lowest severity that makes the run fail: error, warning, note or never; warning by default.")
  var failOn: Configuration.Threshold?
  @Option(help: "Threads; the machine's processors where it is not given.") var jobs: Int?
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
    if paths.contains("-") { throw ValidationError("'-' has no file to change; fix takes files and folders") }
  }

  func run() throws {
    let configuration: Configuration
    var result: FixResult
    do throws(CheckFailure) {
      configuration = try selection.configuration()
      var options = try selection.checkOptions(paths: paths, configuration)
      options.jobs = jobs ?? Machine.processors
      limits.apply(to: &options)
      var run = FixRun(try selection.library(configuration), options, allowsUnsafe: unsafe)
      result = try run.result(writes: !diff)
    } catch {
      throw Failure.report(error)
    }
    if diff { writePatch(&result) }
    let report = FixReport(result, isDiff: diff, allowsUnsafe: unsafe)
    // A patch goes where nothing else does.
    if diff { StandardError.write(report.text) } else { StandardOutput.write(Array(report.text.utf8)) }
    try finish(result, (failOn ?? configuration.failOn ?? .warning).severity)
  }

  private func writePatch(_ result: inout FixResult) {
    for file in result.files {
      guard file.encoding == .utf8 || file.encoding == .utf8WithMark else {
        result.problems.append(
          InputProblem(
            isError: true,
            message: "is \(file.encoding.rawValue), which no patch can carry; fix without --diff changes it",
            place: Place(path: file.path)))
        continue
      }
      StandardOutput.write(UnifiedPatch.of(path: file.path, from: file.old, to: file.new))
    }
  }

  /// Turns the result into the exit status: that of a check of the files as they now are. Without a threshold no finding fails it.
  private func finish(_ result: FixResult, _ threshold: Severity?) throws {
    let now = diff ? result.before : result.after
    if !result.problems.isEmpty || now.summary.refused > 0 { throw Status.unreadable }
    if let threshold,
      now.findings.contains(where: { $0.suppressed == nil && $0.severity >= threshold })
    {
      throw Status.findings
    }
  }
}
