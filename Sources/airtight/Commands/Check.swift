import Analysis
import ArgumentParser
import Engine
import Findings
import Reports
import Rules
import SourceText

/// `airtight check [PATH…]`
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check files and folders.",
    discussion: """
      Folders are searched for .yaml, .yml, .json, .zone, .db and db.* files; what each file is shows in its content. \
      '-' reads standard input.
      """)

  @Argument(help: "Files and folders; the working folder where none is given.") var paths: [String] = ["."]
  @Option(
    help: ArgumentHelp(
      "text, json or sarif; FORMAT=FILE writes to a file. Can be given several times.", valueName: "format"))
  var format: [String] = []
  @Option(name: .shortAndLong, help: "Write the (last) format to this file instead of standard output.")
  var output: String?
  @OptionGroup var selection: RuleOptions
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
  @Option(help: "The largest file that is read, in bytes.") var maxFileSize = 256 << 20
  @Flag(name: .shortAndLong, help: "Print nothing on standard output where there is no finding.")
  var quiet = false
  @Option(help: "auto, always or never.") var color = ColorChoice.auto

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
    if addAllow != nil, writeBaseline != nil {
      throw ValidationError("--add-allow and --write-baseline are two ways to do the same; give one of them")
    }
    if maxFileSize < 1 { throw ValidationError("--max-file-size is at least 1") }
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
      options.jobs = jobs ?? Machine.processors
      options.maximumFileSize = maxFileSize
      if StandardError.isTerminal { options.progress = { done, all in progress.show(done, of: all) } }
      let known = baseline ?? configuration.baseline
      if let known, writeBaseline == nil { options.baseline = try Baseline(path: known) }
      let library = try selection.library(configuration)
      result = try CheckRun(library, options).result()
      if let addAllow {
        let writer = try AllowWriter(reason: addAllow, configuration, library, fileSizeLimit: maxFileSize)
        added = try writer.write(result.findings)
      }
      if writeBaseline != nil { entries = Baseline.entries(of: result, library) }
    } catch {
      progress.clear()
      throw Failure.report(error)
    }
    progress.clear()
    if let added { return try finish(added, result) }
    if let writeBaseline { return try write(entries, to: writeBaseline, result) }
    for target in try targets() { try write(result, target) }
    try finish(result, configuration)
  }

  /// Where each format goes; `nil` is standard output.
  private func targets() throws -> [(format: ReportFormat, file: String?)] {
    let names = format.isEmpty ? ["text"] : format
    var targets: [(format: ReportFormat, file: String?)] = []
    for (index, name) in names.enumerated() {
      let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
      guard let format = ReportFormat(rawValue: parts.first ?? "") else {
        let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(name)' is no format; allowed are \(known)")
      }
      let isLast = index == names.count - 1
      targets.append((format, parts.count > 1 ? parts[1] : isLast ? output : nil))
    }
    return targets
  }

  private func write(_ result: CheckResult, _ target: (format: ReportFormat, file: String?)) throws {
    if quiet, target.file == nil, target.format == .text, result.findings.isEmpty, result.summary.refused == 0
    {
      return
    }
    let isColoured =
      color == .always
      || (color == .auto && target.file == nil && StandardOutput.isTerminal
        && (Machine.variable("NO_COLOR") ?? "").isEmpty && Machine.variable("TERM") != "dumb")
    let options = ReportOptions(
      toolVersion: Airtight.version, colour: isColoured, width: StandardOutput.width)
    var buffer = OutputBuffer()
    target.format.write(result, options: options, into: &buffer)
    guard let file = target.file else { return StandardOutput.write(buffer.bytes) }
    try write(buffer, to: file)
  }

  /// Writes the baseline and says so.
  private func write(_ entries: [BaselineEntry], to file: String, _ result: CheckResult) throws {
    var buffer = OutputBuffer()
    BaselineLines.write(entries, into: &buffer)
    try write(buffer, to: file)
    let count = entries.count == 1 ? "1 finding" : "\(entries.count) findings"
    StandardOutput.write("\(file): \(count) written\n")
    if result.summary.refused > 0 { throw Status.unreadable }
  }

  private func write(_ buffer: OutputBuffer, to file: String) throws {
    guard FileWriter.write(buffer.bytes, to: file) else {
      StandardError.write("airtight: \(file): cannot be written\n")
      throw Status.usage
    }
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
    let threshold = (failOn ?? configuration.failOn ?? .warning).severity
    if let threshold, result.findings.contains(where: { $0.suppressed == nil && $0.severity >= threshold }) {
      throw Status.findings
    }
    let requiresEvidence = requireEvidence ?? configuration.requiresEvidence ?? false
    if requiresEvidence, result.summary.notEvaluated > 0 || result.summary.undecided > 0 {
      throw Status.findings
    }
  }
}

extension Configuration.Threshold: ExpressibleByArgument {}
