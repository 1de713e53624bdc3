import Analysis
import ArgumentParser
import Documents
import Engine
import Loaders
import ZoneSyntax

/// What a file may cost at most (docs/limits.md).
///
/// What is not given is `nil`, and the help tells what then holds: of a default ArgumentParser makes a text each time that a command is
/// read, and the runtime searches all conformances for how.
struct LimitOptions: ParsableArguments {
  @Option(help: help("The largest file that is read, in bytes.", CheckOptions.defaultFileSize))
  var maxFileSize: Int?
  @Option(help: help("How deep YAML and JSON may be nested.", LoadLimits().tree.depth)) var maxDepth: Int?
  @Option(help: help("How many keys and values of a YAML or JSON file are read.", LoadLimits().tree.nodes))
  var maxNodes: Int?
  @Option(help: help("How many documents of a YAML file are read.", LoadLimits().tree.documents))
  var maxDocuments: Int?
  @Option(
    help: help(
      "How many keys and values the aliases of a YAML file may stand for.", LoadLimits().tree.expansion))
  var maxAliasNodes: Int?
  @Option(help: help("How many records of a zone file are read.", LoadLimits().zone.records))
  var maxZoneRecords: Int?
  @Option(help: help("How many records a zone file may make with $GENERATE.", LoadLimits().zone.generated))
  var maxGenerated: Int?
  @Option(help: help("How deep zone files may include one another.", LoadLimits().zone.includeDepth))
  var maxIncludeDepth: Int?
  @Option(
    help: help("How many files a zone file may bring in with $INCLUDE.", LoadLimits().zone.includes))
  var maxIncludes: Int?
  @Option(help: help("How many links between resources are made.", AnalysisLimits().links))
  var maxLinks: Int?
  @Option(
    help: help("How many hostnames of private paths are looked up in zones.", AnalysisLimits().hostnames))
  var maxHostnames: Int?
  @Option(help: help("How long one file is judged, in seconds.", CheckOptions(paths: []).fileTime))
  var maxFileTime: Double?

  private static func help(_ text: String, _ value: some CustomStringConvertible) -> ArgumentHelp {
    ArgumentHelp("\(text) (default: \(value.description))")
  }

  func validate() throws {
    let least = [
      ("--max-file-size", maxFileSize), ("--max-depth", maxDepth), ("--max-nodes", maxNodes),
      ("--max-documents", maxDocuments), ("--max-alias-nodes", maxAliasNodes),
      ("--max-zone-records", maxZoneRecords), ("--max-links", maxLinks), ("--max-hostnames", maxHostnames),
    ]
    for case (let name, let value?) in least where value < 1 {
      throw ValidationError("\(name) is at least 1")
    }
    let none = [
      ("--max-generated", maxGenerated), ("--max-include-depth", maxIncludeDepth),
      ("--max-includes", maxIncludes),
    ]
    for case (let name, let value?) in none where value < 0 {
      throw ValidationError("\(name) is at least 0")
    }
    if let maxFileTime, !(maxFileTime > 0) { throw ValidationError("--max-file-time is more than 0") }
  }

  /// Hands the limits to a run.
  func apply(to options: inout CheckOptions) {
    if let maxFileSize { options.maximumFileSize = maxFileSize }
    if let maxDepth { options.limits.tree.depth = maxDepth }
    if let maxNodes { options.limits.tree.nodes = maxNodes }
    if let maxDocuments { options.limits.tree.documents = maxDocuments }
    if let maxAliasNodes { options.limits.tree.expansion = maxAliasNodes }
    if let maxZoneRecords { options.limits.zone.records = maxZoneRecords }
    if let maxGenerated { options.limits.zone.generated = maxGenerated }
    if let maxIncludeDepth { options.limits.zone.includeDepth = maxIncludeDepth }
    if let maxIncludes { options.limits.zone.includes = maxIncludes }
    if let maxLinks { options.analysisLimits.links = maxLinks }
    if let maxHostnames { options.analysisLimits.hostnames = maxHostnames }
    if let maxFileTime { options.fileTime = maxFileTime }
  }
}
