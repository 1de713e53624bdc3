import Analysis
import ArgumentParser
import Engine
import Findings
import Networking
import Reports

/// `airtight trace [PATH…]`: each private path hop by hop, and the features of the classic compute plane step by step.
struct Trace: ParsableCommand {
  enum Format: String, Choice {
    case text, json, mermaid, svg
  }

  static let configuration = CommandConfiguration(
    abstract: "Print each private path hop by hop, with its verdict and evidence.",
    discussion: """
      A hop is proven, contradicted, drifted, missing or unknown; a path is private (all hops are proven), public, broken or \
      unknown. For workspaces on AWS the four features of the classic compute plane follow, each sound, broken, absent or \
      unknown. The exit code is 0 if every path is private and every feature sound or absent, else 1.
      """)

  @Argument(help: "Files and folders; the working folder where none is given.") var paths: [String] = ["."]
  @Option(help: "Only the path of this host.") var host: String?
  @Option(help: "How the paths are shown.") var format = Format.text
  @Option(help: "Who answers for the hosts: the customer's zones, or Databricks within the serverless plane.")
  var dnsMode: DNSMode?
  @OptionGroup var file: ConfigurationOptions
  @OptionGroup var render: RenderOptions

  func run() throws {
    let configuration: Configuration
    let profile: Profile?
    let mode: DNSMode
    do throws(CheckFailure) {
      configuration = try file.configuration()
      profile = try configuration.profile(file.profile)
      if let dnsMode { mode = dnsMode } else { mode = try file.dnsMode(configuration) ?? .customerManaged }
    } catch {
      throw Failure.report(error)
    }
    let files = try render.files(below: paths, configuration)
    let trace = PathTrace(files, dnsMode: mode, profile: profile)
    var shown = trace.paths
    let features = host == nil ? trace.features : []
    if let host {
      shown = shown.filter { $0.name == DomainText.host(host) }
      guard !shown.isEmpty else {
        StandardError.write(
          "airtight: no path for the host \(host); 'airtight trace' without --host shows all\n")
        throw Status.nothing
      }
    }
    var output = OutputBuffer()
    switch format {
    case .text:
      PathText(colour: StandardOutput.takesColours, width: StandardOutput.width).write(
        shown, features: features, into: &output)
    case .json: PathJSON.write(shown, features: features, into: &output)
    case .mermaid: PathMermaid.write(shown, features: features, into: &output)
    case .svg: PathSVG.write(shown, features: features, into: &output)
    }
    StandardOutput.write(output.bytes)
    Failure.report(trace.problems)
    if !trace.problems.isEmpty { throw Status.unreadable }
    if shown.isEmpty && features.isEmpty { throw Status.nothing }
    let isWhole =
      shown.allSatisfy { $0.verdict == .private }
      && features.allSatisfy { $0.verdict == .sound || $0.verdict == .absent }
    if !isWhole { throw Status.findings }
  }
}

extension DNSMode: Choice {}
