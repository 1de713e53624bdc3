import Engine
import Findings
import Reports
import SourceText

/// Checks the files of a bundle as `airtight check` does, with all built-in rules, and traces its paths.
///
/// Beside not trapping: every place is in its file, every report can be written and read, no built-in rule meets an error but
/// for a value of another type, and the result depends neither on the number of threads nor on the run.
enum EstateTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let bundle = FileBundle(bytes)
    Shared.folder.hold(bundle.files)
    guard let result = Shared.check(Shared.options()) else { return }
    let checks = ReportChecks(sources: Shared.sources(bundle))
    checks.result(result)
    for problem in result.inputs.flatMap(\.problems) where ReportChecks.isFault(problem) {
      fatalError("\(problem.place.path): \(problem.message)")
    }
    let choice = Shared.hash(bytes)
    // All of it for every input would be eight times as slow.
    checks.report(result, ReportFormat.allCases[Int(choice % UInt64(ReportFormat.allCases.count))])
    if choice >> 8 & 3 == 0 { traces(checks) }
    if choice >> 16 & 7 == 0 { isTheSame(result, bundle) }
  }

  private static func traces(_ checks: ReportChecks) {
    let (files, _) = FileDiscovery.files(below: [Shared.folder.path])
    let trace = PathTrace(files, dnsMode: .customerManaged)
    var output = OutputBuffer()
    PathText(colour: false, width: 80).write(trace.paths, features: trace.features, into: &output)
    checks.text(output.bytes, of: "text")
    output.removeAll()
    PathJSON.write(trace.paths, features: trace.features, into: &output)
    checks.text(output.bytes, of: "json", isJSON: true)
    output.removeAll()
    PathMermaid.write(trace.paths, features: trace.features, into: &output)
    checks.text(output.bytes, of: "mermaid")
    output.removeAll()
    PathSVG.write(trace.paths, features: trace.features, into: &output)
    checks.text(output.bytes, of: "svg")
    let connectivity = ConnectivityRun(files)
    for format in ConnectionReport.Format.allCases {
      output.removeAll()
      ConnectionReport.write(connectivity.connections, as: format, into: &output)
      checks.text(output.bytes, of: format.rawValue, isJSON: format.rawValue == "json")
    }
    for problem in connectivity.problems + trace.problems { checks.place(problem.place) }
    _ = ExposureLines(files).lines
  }

  /// A second run, on two threads.
  private static func isTheSame(_ result: CheckResult, _ bundle: FileBundle) {
    var options = Shared.options()
    options.jobs = 2
    var expected = OutputBuffer()
    ReportFormat.json.write(result, options: ReportOptions(toolVersion: "0.0.0"), into: &expected)
    guard let other = Shared.check(options) else { fatalError("nothing to check in a second run") }
    var found = OutputBuffer()
    ReportFormat.json.write(other, options: ReportOptions(toolVersion: "0.0.0"), into: &found)
    precondition(expected.bytes == found.bytes, "two runs tell different things")
  }
}
