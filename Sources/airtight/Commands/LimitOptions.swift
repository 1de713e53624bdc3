import ArgumentParser
import Documents
import Engine
import Loaders
import ZoneSyntax

/// What a file may cost at most (docs/limits.md).
struct LimitOptions: ParsableArguments {
  @Option(help: "The largest file that is read, in bytes.") var maxFileSize = CheckOptions.defaultFileSize
  @Option(help: "How deep YAML and JSON may be nested.") var maxDepth = LoadLimits().tree.depth
  @Option(help: "How many keys and values of a YAML or JSON file are read.")
  var maxNodes = LoadLimits().tree.nodes
  @Option(help: "How many documents of a YAML file are read.") var maxDocuments = LoadLimits().tree.documents
  @Option(help: "How many keys and values the aliases of a YAML file may stand for.")
  var maxAliasNodes = LoadLimits().tree.expansion
  @Option(help: "How many records of a zone file are read.") var maxZoneRecords = LoadLimits().zone.records
  @Option(help: "How many records a zone file may make with $GENERATE.")
  var maxGenerated = LoadLimits().zone.generated
  @Option(help: "How deep zone files may include one another.")
  var maxIncludeDepth = LoadLimits().zone.includeDepth
  @Option(help: "How many files a zone file may bring in with $INCLUDE.")
  var maxIncludes = LoadLimits().zone.includes
  @Option(help: "How long one file is judged, in seconds.") var maxFileTime = CheckOptions(paths: []).fileTime

  func validate() throws {
    let least = [
      ("--max-file-size", maxFileSize), ("--max-depth", maxDepth), ("--max-nodes", maxNodes),
      ("--max-documents", maxDocuments), ("--max-alias-nodes", maxAliasNodes),
      ("--max-zone-records", maxZoneRecords),
    ]
    for (name, value) in least where value < 1 { throw ValidationError("\(name) is at least 1") }
    let none = [
      ("--max-generated", maxGenerated), ("--max-include-depth", maxIncludeDepth),
      ("--max-includes", maxIncludes),
    ]
    for (name, value) in none where value < 0 { throw ValidationError("\(name) is at least 0") }
    guard maxFileTime > 0 else { throw ValidationError("--max-file-time is more than 0") }
  }

  /// Hands the limits to a run.
  func apply(to options: inout CheckOptions) {
    options.maximumFileSize = maxFileSize
    options.limits.tree.depth = maxDepth
    options.limits.tree.nodes = maxNodes
    options.limits.tree.documents = maxDocuments
    options.limits.tree.expansion = maxAliasNodes
    options.limits.zone.records = maxZoneRecords
    options.limits.zone.generated = maxGenerated
    options.limits.zone.includeDepth = maxIncludeDepth
    options.limits.zone.includes = maxIncludes
    options.fileTime = maxFileTime
  }
}
