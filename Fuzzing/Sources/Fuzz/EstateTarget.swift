import Engine
import Findings
import Reports
import SourceText

/// Checks the files of a bundle as `airtight check` does, with all built-in rules, and traces its paths.
///
/// Beside not trapping: every place is in its file, every report can be written and read, no object brings a built-in rule to
/// an error other than for its own types and members, and the result depends neither on the number of threads nor on byte-order
/// marks and line breaks.
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
    if choice >> 16 & 7 == 0 { isTheSame(result) }
    if choice >> 24 & 7 == 0 { isTheSame(result, writtenOtherwise: bundle) }
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
    let changes = ConnectivityChanges(from: files, to: files).changes
    precondition(changes.isEmpty, "the same policies permit different things")
  }

  /// A second run, on two threads.
  private static func isTheSame(_ result: CheckResult) {
    var options = Shared.options()
    options.jobs = 2
    var expected = OutputBuffer()
    ReportFormat.json.write(result, options: ReportOptions(toolVersion: "0.0.0"), into: &expected)
    guard let other = Shared.check(options) else { fatalError("nothing to check in a second run") }
    var found = OutputBuffer()
    ReportFormat.json.write(other, options: ReportOptions(toolVersion: "0.0.0"), into: &found)
    precondition(expected.bytes == found.bytes, "two runs tell different things")
  }

  /// The same text with a byte-order mark and line breaks of two characters holds the same estate.
  private static func isTheSame(_ result: CheckResult, writtenOtherwise bundle: FileBundle) {
    var other = bundle
    for index in other.files.indices {
      let file = other.files[index]
      // A line break within an SQL string is a part of it, and what is no UTF-8 is refused in either form.
      guard [".yaml", ".yml", ".json", ".zone"].contains(where: file.name.hasSuffix),
        !file.bytes.contains(0x0D),
        String(validating: file.bytes, as: UTF8.self) != nil, !file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
      else { continue }
      let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      other.files[index].bytes = [0xEF, 0xBB, 0xBF] + lines.joined(separator: [0x0D, 0x0A])
    }
    Shared.folder.hold(other.files)
    guard let found = Shared.check(Shared.options()) else {
      fatalError("nothing to check with other line breaks")
    }
    func keys(_ result: CheckResult) -> [String] {
      result.findings.map {
        "\($0.rule) \($0.resource) \($0.fingerprint) \($0.place.path) \($0.place.range?.start.line ?? 0)"
      }.sorted()
    }
    let (old, new) = (keys(result), keys(found))
    if old != new {
      fatalError(
        "with other line breaks: \(old.filter { !new.contains($0) }) and \(new.filter { !old.contains($0) })")
    }
  }
}
