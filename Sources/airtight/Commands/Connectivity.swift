import ArgumentParser
import Engine
import Findings
import Reports

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

  func run() throws {
    let (files, missing) = FileDiscovery.files(below: paths)
    if let first = missing.first { throw Failure.report(.noSuchPath(first)) }
    if files.isEmpty { throw Failure.report(.nothingToCheck) }
    let run = ConnectivityRun(files)
    var output = OutputBuffer()
    ConnectionReport.write(run.connections, as: format, into: &output)
    StandardOutput.write(output.bytes)
    Failure.report(run.problems)
    if !run.problems.isEmpty { throw Status.unreadable }
  }
}

extension ConnectionReport.Format: ExpressibleByArgument {}
