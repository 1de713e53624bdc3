import Analysis
import ArgumentParser
import Engine
import Findings
import Reports
import Rules
import SourceText

/// `airtight check [PATH…]`
struct Check: ParsableCommand {
  // Read by itself (`Airtight.parsed`), it is not asked first for the scripts of completion that `airtight` alone has, which takes a
  // million instructions.
  static let configuration = CommandConfiguration(
    _superCommandName: "airtight",
    abstract: "Check files and folders.",
    discussion: """
      Folders are searched for .yaml, .yml, .json, .zone, .db, db.* and .sql files; what each file is shows in its content. \
      '-' reads standard input.
      """)

  @Argument(help: "Files and folders; the working folder where none is given.") var paths: [String] = ["."]
  @Option(
    help: ArgumentHelp(
      "\(ReportFormat.names); FORMAT=FILE writes to a file. Can be given several times.",
      valueName: "format"))
  var format: [String] = []
  @Option(name: .shortAndLong, help: "Write the (last) format to this file instead of standard output.")
  var output: String?
  @OptionGroup var selection: RuleOptions
  @OptionGroup var render: RenderOptions
  @Option(
    help: "The lowest severity that makes the run fail: error, warning, note or never; warning by default.")
  var failOn: Configuration.Threshold?
  @Flag(
    inversion: .prefixedNo, help: "Fail as well where a rule was not evaluated or could not decide.")
  var requireEvidence: Bool?
  @Option(
    help: ArgumentHelp(
      "Write a suppression for every finding, with this reason: a comment above its line, or an entry of the configuration.",
      valueName: "reason"))
  var addAllow: String?
  @Option(help: ArgumentHelp("The known findings, which do not count.", valueName: "file")) var baseline:
    String?
  @Option(help: ArgumentHelp("Write the present findings to this file as known ones.", valueName: "file"))
  var writeBaseline: String?
  @Option(help: "Threads; the machine's processors where it is not given.") var jobs: Int?
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @Flag(name: .shortAndLong, help: "Print nothing on standard output where there is no finding.")
  var quiet = false
  @Option(help: "auto, always or never.") var color = ColorChoice.auto

  enum ColorChoice: String, Choice {
    case auto, always, never
  }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
    if addAllow != nil, writeBaseline != nil {
      throw ValidationError("--add-allow and --write-baseline are two ways to do the same; give one of them")
    }
    _ = try targets()
  }

  func run() throws {
    let progress = Progress()
    let configuration: Configuration
    let result: CheckResult
    var added: AllowWriter.Outcome?
    var entries: [BaselineEntry] = []
    do throws(CheckFailure) {
      configuration = try selection.configuration()
      var options = try selection.checkOptions(paths: paths, configuration)
      options.render = render.request(configuration)
      options.jobs = jobs ?? Machine.processors
      limits.apply(to: &options)
      options.showsLines = ((try? targets()) ?? []).contains(where: \.format.showsLines)
      if StandardError.isTerminal { options.progress = { done, all in progress.show(done, of: all) } }
      let known = baseline ?? configuration.baseline
      if let known, writeBaseline == nil { options.baseline = try Baseline(path: known) }
      let library = try selection.library(configuration)
      result = try CheckRun(library, options).result()
      if let addAllow {
        let writer = try AllowWriter(
          reason: addAllow, configuration, library,
          fileSizeLimit: limits.maxFileSize ?? CheckOptions.defaultFileSize)
        added = try writer.write(result.findings)
      }
      if writeBaseline != nil { entries = Baseline.entries(of: result, library) }
    } catch {
      progress.clear()
      throw Failure.report(error)
    }
    progress.clear()
    UntilExit.keep(result)
    if let added { return try finish(added, result) }
    if let writeBaseline { return try write(entries, to: writeBaseline, result) }
    guard try write(result, configuration) else { throw Status.usage }
    try finish(result, configuration)
  }

  /// Whether all reports could be written; where one cannot, the others still are.
  private func write(_ result: CheckResult, _ configuration: Configuration) throws -> Bool {
    var isWritten = true
    for target in try targets() where !isSilent(target, result) {
      let isColoured =
        color == .always || (color == .auto && target.file == nil && StandardOutput.takesColours)
      var options = ReportOptions(
        toolVersion: Airtight.version, colour: isColoured, width: StandardOutput.width,
        failOn: threshold(configuration))
      options.jobs = jobs ?? Machine.processors
      var buffer = target.file == nil ? OutputBuffer { StandardOutput.write($0) } : OutputBuffer()
      target.format.write(result, options: options, into: &buffer)
      if !target.write(buffer) { isWritten = false }
      if target.format == .github, !GitHubStepSummary.write(result) { isWritten = false }
    }
    return isWritten
  }

  /// The least severity that fails the run; `nil` for none. The command line wins over the configuration.
  private func threshold(_ configuration: Configuration) -> Severity? {
    (failOn ?? configuration.failOn ?? .warning).severity
  }

  private func targets() throws -> [ReportTarget] {
    try ReportTarget.all(formats: format, output: output)
  }

  /// Whether `--quiet` keeps this report back.
  private func isSilent(_ target: ReportTarget, _ result: CheckResult) -> Bool {
    quiet && target == ReportTarget(format: .text, file: nil) && result.summary.refused == 0
      && result.findings.allSatisfy { $0.suppressed != nil }
  }

  /// Writes the baseline and says so.
  private func write(_ entries: [BaselineEntry], to file: String, _ result: CheckResult) throws {
    var buffer = OutputBuffer()
    BaselineLines.write(entries, into: &buffer)
    if !ReportTarget(format: .text, file: file).write(buffer) { throw Status.usage }
    let count = entries.count == 1 ? "1 finding" : "\(entries.count) findings"
    StandardOutput.write("\(file): \(count) written\n")
    if result.summary.refused > 0 { throw Status.unreadable }
  }

  /// Says what was written; the run ends well if it suppresses everything.
  private func finish(_ added: AllowWriter.Outcome, _ result: CheckResult) throws {
    for file in added.files { StandardOutput.write("\(file)\n") }
    let comments = added.comments == 1 ? "1 comment" : "\(added.comments) comments"
    let entries = added.entries == 1 ? "1 entry" : "\(added.entries) entries"
    StandardOutput.write("\(comments) and \(entries) of the configuration written\n")
    for finding in added.left {
      let line = finding.place.range.map { ":\($0.start.line)" } ?? ""
      StandardError.write("airtight: \(finding.place.path)\(line): \(finding.rule) cannot be suppressed\n")
    }
    if result.summary.refused > 0 { throw Status.unreadable }
    if !added.left.isEmpty { throw Status.findings }
  }

  /// Turns the result into the exit status.
  private func finish(_ result: CheckResult, _ configuration: Configuration) throws {
    if result.summary.refused > 0 { throw Status.unreadable }
    if result.inputs.isEmpty { throw Status.nothing }
    if let threshold = threshold(configuration),
      result.findings.contains(where: { $0.suppressed == nil && $0.severity >= threshold })
    {
      throw Status.findings
    }
    let requiresEvidence = requireEvidence ?? configuration.requiresEvidence ?? false
    if requiresEvidence, result.summary.notEvaluated > 0 || result.summary.undecided > 0 {
      throw Status.findings
    }
  }
}

extension Configuration.Threshold: Choice {}
