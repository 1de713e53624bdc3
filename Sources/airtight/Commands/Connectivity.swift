import ArgumentParser
import Engine
import Findings
import Reports
import SourceText

/// `airtight connectivity [PATH…]`: who may reach whom under the NetworkPolicies.
struct Connectivity: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print who may reach whom under the NetworkPolicies, and why.",
    discussion: """
      A line for every permitted connection: SRC => DST : TCP 80,443. Peers are workloads, ranges of addresses outside the \
      cluster, and the ingress controller. The pods of one owner are one workload; the addresses are cut wherever a policy's \
      block begins or ends.
      """)

  @Argument(help: "Files and folders; the working folder where none is given.") var paths: [String] = ["."]
  @Option(help: "How the connections are shown.") var format = ConnectionReport.Format.text

  @OptionGroup var file: ConfigurationOptions
  @OptionGroup var render: RenderOptions
  @Flag(help: "Say where traffic from outside comes in, and what pods may send outside.") var exposure = false
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Say which policies and rules permit or deny: SRC DST [PORT], each namespace/name or an address, the port 443 or udp/53.",
      valueName: "src dst port"))
  var explain: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Say what a change opens (+) and closes (-): two files or folders.", valueName: "old new"))
  var diff: [String] = []

  func validate() throws {
    guard explain.isEmpty || (2...3).contains(explain.count) else {
      throw ValidationError("--explain takes SRC DST [PORT]")
    }
    guard diff.isEmpty || diff.count == 2 else { throw ValidationError("--diff takes OLD NEW") }
  }

  func run() throws {
    if !diff.isEmpty { return try showDifference() }
    let files = try files(below: paths)
    if !explain.isEmpty { return try showReasons(files) }
    if exposure { return try showExposure(files) }
    let run = ConnectivityRun(files)
    var output = OutputBuffer()
    ConnectionReport.write(run.connections, as: format, into: &output)
    StandardOutput.write(output.bytes)
    Failure.report(run.problems)
    if !run.problems.isEmpty { throw Status.unreadable }
  }

  private func files(below paths: [String]) throws -> [InputFile] {
    let configuration: Configuration
    do throws(CheckFailure) { configuration = try file.configuration() } catch { throw Failure.report(error) }
    return try render.files(below: paths, configuration)
  }

  /// The exit code is 0 if what was asked for is permitted, else 1.
  private func showReasons(_ files: [InputFile]) throws {
    let reasons: ConnectivityReasons
    do throws(SourceProblem) {
      reasons = try ConnectivityReasons(
        files, from: explain[0], to: explain[1], port: explain.count > 2 ? explain[2] : nil)
    } catch {
      StandardError.write("airtight: \(error.message)\n")
      throw Status.usage
    }
    StandardOutput.write(reasons.lines.joined(separator: "\n") + "\n")
    Failure.report(reasons.problems)
    if !reasons.problems.isEmpty { throw Status.unreadable }
    if !reasons.isPermitted { throw Status.findings }
  }

  private func showExposure(_ files: [InputFile]) throws {
    let exposure = ExposureLines(files)
    StandardOutput.write(exposure.lines.map { $0 + "\n" }.joined())
    Failure.report(exposure.problems)
    if !exposure.problems.isEmpty { throw Status.unreadable }
  }

  /// The exit code is 1 if the change opens anything.
  private func showDifference() throws {
    let run = ConnectivityChanges(
      from: try files(below: [diff[0]]), to: try files(below: [diff[1]]))
    for change in run.changes {
      StandardOutput.write((change.isOpened ? "+ " : "- ") + ConnectionReport.line(change.connection) + "\n")
    }
    Failure.report(run.problems)
    if !run.problems.isEmpty { throw Status.unreadable }
    if run.changes.contains(where: \.isOpened) { throw Status.findings }
  }
}

extension ConnectionReport.Format: Choice {}
