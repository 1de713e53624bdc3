import Analysis
import ArgumentParser
import Engine
import Findings
import Reports
import Rules

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
      "\(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")); FORMAT=FILE writes to a file. Can be given several times.",
      valueName: "format"))
  var format: [String] = []
  @Option(name: .shortAndLong, help: "Write the (last) format to this file instead of standard output.")
  var output: String?
  @OptionGroup var selection: RuleOptions
  @Option(help: "The lowest severity that makes the run fail: error, warning, note or never.")
  var failOn = FailOn.warning
  @Flag(help: "Fail as well where a rule was not evaluated or could not decide.") var requireEvidence = false
  @Option(help: "Threads; the machine's processors where it is not given.") var jobs: Int?
  @Option(help: "The largest file that is read, in bytes.") var maxFileSize = 256 << 20
  @Flag(name: .shortAndLong, help: "Print nothing on standard output where there is no finding.")
  var quiet = false
  @Option(help: "auto, always or never.") var color = ColorChoice.auto

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note, never
  }

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
    if maxFileSize < 1 { throw ValidationError("--max-file-size is at least 1") }
    _ = try targets()
  }

  func run() throws {
    let progress = Progress()
    var options = CheckOptions(
      paths: paths, jobs: jobs ?? Machine.processors, only: Set(selection.only), skip: Set(selection.skip),
      maximumFileSize: maxFileSize)
    let mode = selection.settings.last { $0.hasPrefix("dnsMode=") }?.dropFirst("dnsMode=".utf8.count)
    if let mode = mode.flatMap({ DNSMode(rawValue: String($0)) }) { options.dnsMode = mode }
    if StandardError.isTerminal { options.progress = { done, all in progress.show(done, of: all) } }
    let result: CheckResult
    do throws(CheckFailure) {
      let library = try selection.library()
      result = try CheckRun(library, options).result()
    } catch {
      progress.clear()
      throw Failure.report(error)
    }
    progress.clear()
    guard try write(result) else { throw Status.usage }
    try finish(result)
  }

  /// Whether all reports could be written; where one cannot, the others still are.
  private func write(_ result: CheckResult) throws -> Bool {
    var isWritten = true
    for target in try targets() where !isSilent(target, result) {
      let isColoured =
        color == .always
        || (color == .auto && target.file == nil && StandardOutput.isTerminal
          && (Machine.variable("NO_COLOR") ?? "").isEmpty && Machine.variable("TERM") != "dumb")
      let options = ReportOptions(
        toolVersion: Airtight.version, colour: isColoured, width: StandardOutput.width,
        failOn: Severity(rawValue: failOn.rawValue))
      var buffer = OutputBuffer()
      target.format.write(result, options: options, into: &buffer)
      if !target.write(buffer) { isWritten = false }
      if target.format == .github, !GitHubStepSummary.write(result) { isWritten = false }
    }
    return isWritten
  }

  private func targets() throws -> [ReportTarget] {
    try ReportTarget.all(formats: format, output: output)
  }

  /// Whether `--quiet` keeps this report back.
  private func isSilent(_ target: ReportTarget, _ result: CheckResult) -> Bool {
    quiet && target == ReportTarget(format: .text, file: nil) && result.findings.isEmpty
      && result.summary.refused == 0
  }

  /// Turns the result into the exit status.
  private func finish(_ result: CheckResult) throws {
    if result.summary.refused > 0 { throw Status.unreadable }
    if result.inputs.isEmpty { throw Status.nothing }
    let threshold = Severity(rawValue: failOn.rawValue)
    if let threshold, result.findings.contains(where: { $0.suppressed == nil && $0.severity >= threshold }) {
      throw Status.findings
    }
    if requireEvidence, result.summary.notEvaluated > 0 || result.summary.undecided > 0 {
      throw Status.findings
    }
  }
}
