package import Documents
import Inventory
import JSONSyntax
package import SourceText
import YAMLSyntax

/// Supplies the text of a zone file's `$INCLUDE`: it gets the name as written and the including file, and throws a
/// problem to say why there is none.
package typealias ZoneIncludes = (_ name: String, _ from: SourceFile) throws(SourceProblem) -> SourceFile

/// Reads a file and finds the artefacts in it, by their shape and not by the file's name.
package enum ArtefactLoader {
  /// Reads and recognises; what cannot be read is in `problems`, and what stands before it is kept.
  ///
  /// - Parameters:
  ///   - jobs: threads for a large file; at least 1. The result is the same for any number.
  ///   - credentials: gives what the bytes tell of credentials, where somebody else finds that out.
  package static func load(
    _ source: SourceFile, format: ArtefactFormat, limits: LoadLimits = LoadLimits(), jobs: Int = 1,
    includes: ZoneIncludes? = nil, credentials: (() -> CredentialScan)? = nil
  ) -> LoadedFile {
    let scan = { credentials?() ?? CredentialScan(source.bytes) }
    switch format {
    case .yaml:
      let (tree, problems) = YAMLReader.read(source, limits: limits.tree)
      if let failure = problems.last, failure.severity == .error,
        failure.message == YAMLReader.templateMessage
      {
        var loaded = RawTemplate.load(source)
        loaded.problems = [failure.with(severity: .warning)]
        return loaded
      }
      return load(tree, scan, format: .yaml, problems: problems, jobs: jobs)
    case .json:
      let reading = JSONReader.read(source, limits: limits.tree, jobs: jobs)
      return load(reading.tree, scan, format: .json, problems: reading.problems, jobs: jobs)
    case .zone:
      return ZoneLoader.load(source, limits: limits.zone, includes: includes, jobs: jobs)
    case .sql:
      return SQLLoader.load(source)
    case .template:
      return RawTemplate.load(source)
    }
  }

  private static func load(
    _ tree: DocumentTree, _ scan: () -> CredentialScan, format: ArtefactFormat, problems: [SourceProblem],
    jobs: Int
  ) -> LoadedFile {
    var loaded = load(tree, format: format, problems: problems, jobs: jobs)
    loaded.credentials = CredentialLoader.resources(in: tree, scan)
    return loaded
  }

  /// Recognises the documents of a tree.
  ///
  /// - Parameter jobs: threads for long lists; at least 1. The result is the same for any number.
  package static func load(
    _ tree: DocumentTree, format: ArtefactFormat, problems: [SourceProblem] = [], jobs: Int = 1
  ) -> LoadedFile {
    var loaded = LoadedFile(format: format)
    loaded.problems = problems
    loaded.tree = tree
    for (index, document) in tree.documents.enumerated() where !document.isNull {
      loaded.documents += 1
      var content = ArtefactRecogniser(jobs: jobs).content(of: document)
      loaded.listed.formUnion(content.listed)
      loaded.partial.formUnion(content.partial)
      loaded.problems += content.problems
      if content.resources.isEmpty && content.listed.isEmpty && content.problems.isEmpty
        && !ArtefactRecogniser.isEmptyList(document)
      {
        loaded.unrecognised.append((ArtefactRecogniser.describe(document), document.span))
      }
      // They are of the first one already.
      if index > 0 {
        for position in content.resources.indices { content.resources[position].document = index }
      }
      loaded.resources.add(content.resources)
    }
    addZones(to: &loaded, path: tree.path)
    return loaded
  }

  /// Turns the record sets among the resources into zones.
  private static func addZones(to loaded: inout LoadedFile, path: String) {
    // By index: to go over resources copies each.
    guard loaded.resources.indices.contains(where: { loaded.resources[$0].kind == .recordSet }) else {
      return
    }
    let sets = loaded.resources.filter { $0.kind == .recordSet }
    loaded.resources.removeAll { $0.kind == .recordSet }
    let (zones, problems) = AzureZone.zones(sets.map { AzureRecordSet($0.node) }, path: path)
    loaded.zones = zones
    loaded.problems += problems
    loaded.resources += zones.map(\.resource)
  }
}
