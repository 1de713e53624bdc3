import ArgumentParser
import Engine
import Findings
import Reports
import Rules

/// `airtight diff BASE HEAD [PATH…]`
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which findings a change makes appear and disappear, and which verdicts it changes.",
    discussion: """
      BASE and HEAD are folders or git revisions; '.' is the working folder. A finding is the same if its rule, resource and \
      evidence are, whatever its line. The configuration is the working folder's for both. The exit code is 0, or with \
      --fail-on-new 1 if a finding at or above the threshold is new, a path has become public or broken, or a feature broken.
      """)

  @Argument(help: "A folder or a git revision.") var base: String
  @Argument(help: "A folder or a git revision.") var head: String
  @Argument(help: "Files and folders within both; all where none is given.") var paths: [String] = ["."]
  @Option(help: "text, markdown or json.") var format = DifferenceReport.Format.text
  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?
  @Flag(help: "Fail if something new is found.") var failOnNew = false
  @Option(
    help:
      "The lowest severity that counts with --fail-on-new: error, warning, note or never; warning by default."
  )
  var failOn: Configuration.Threshold?
  @OptionGroup var selection: RuleOptions
  @OptionGroup var render: RenderOptions

  func run() throws {
    let old: CheckResult
    let new: CheckResult
    let configuration: Configuration
    do throws(CheckFailure) {
      configuration = try selection.configuration()
      var options = try selection.checkOptions(paths: paths, configuration)
      options.render = render.request(configuration)
      options.jobs = Machine.processors
      let library = try selection.library(configuration)
      let sides = (try EstateSide(base), try EstateSide(head))
      old = try sides.0.result(library, options)
      new = try sides.1.result(library, options)
    } catch {
      throw Failure.report(error)
    }
    if old.inputs.isEmpty, new.inputs.isEmpty { throw Failure.report(.nothingToCheck) }
    let difference = ResultDifference(from: old, to: new)
    try write(difference)
    let problems = (old.inputs + new.inputs).flatMap(\.problems).filter(\.isError)
    if !problems.isEmpty {
      Failure.report(problems)
      throw Status.unreadable
    }
    let threshold = (failOn ?? configuration.failOn ?? .warning).severity
    let isNew = threshold.map { least in difference.appeared.contains { $0.severity >= least } } ?? false
    if failOnNew, isNew || (threshold != nil && difference.hasWorse) {
      throw Status.findings
    }
  }

  private func write(_ difference: ResultDifference) throws {
    var buffer = OutputBuffer()
    DifferenceReport(colour: output == nil && StandardOutput.takesColours, width: StandardOutput.width)
      .write(difference, as: format, into: &buffer)
    let target = ReportTarget(format: .text, file: output == "-" ? nil : output)
    if !target.write(buffer) { throw Status.usage }
  }
}

extension DifferenceReport.Format: Choice {}
