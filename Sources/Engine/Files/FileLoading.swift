package import Inventory
package import Loaders
import Rendering
package import SourceText

extension InputFile {
  /// The file's text, or what was rendered in its place.
  ///
  /// - Parameter jobs: threads for a large file; at least 1.
  /// - Throws: why it cannot be read.
  package func source(
    limit: Int, overlay: [String: [UInt8]] = [:], jobs: Int = 1
  ) throws(SourceProblem) -> SourceFile {
    if let rendered { return try SourceFile(path: path, raw: rendered.bytes) }
    if let kept = overlay[path] { return try SourceFile(path: path, raw: kept) }
    let content = try FileReader.content(of: path, limit: limit, jobs: jobs)
    return try SourceFile(path: path, raw: content.bytes, isKnownASCII: content.isKnownASCII)
  }

  /// Recognises what is in the file, by what part of a chart or an overlay it is.
  ///
  /// - Parameters:
  ///   - jobs: threads for a large file; at least 1.
  ///   - scan: gives what the bytes tell of credentials, where somebody else finds that out.
  package func load(
    _ source: SourceFile, limits: LoadLimits = LoadLimits(), jobs: Int = 1, includes: ZoneIncludes? = nil,
    scan: (() -> CredentialScan)? = nil
  ) -> LoadedFile {
    switch part {
    case .artefact:
      return ArtefactLoader.load(
        source, format: source.format, limits: limits, jobs: jobs, includes: includes, credentials: scan)
    case .template: return RawTemplate.load(source)
    case .support: return credentials(source)
    case .rendered:
      var loaded = ArtefactLoader.load(source, format: .yaml, limits: limits)
      // They are found where they were written.
      loaded.credentials = []
      return loaded
    case .kustomization(let changed), .patch(let changed):
      var loaded = credentials(source)
      let outlined = RawTemplate.load(source, outlines: changed)
      loaded.unrendered = outlined.unrendered
      loaded.unrenderedPolicy = outlined.unrenderedPolicy
      loaded.partial = outlined.partial
      return loaded
    }
  }

  /// Whether an overlay that is not built changes an object of this file.
  package func isChanged(_ resource: Resource) -> Bool {
    changed.covers(resource)
  }

  /// What of a file is told that holds no objects: what is wrong with it, and the credentials in it.
  private func credentials(_ source: SourceFile) -> LoadedFile {
    if RawTemplate.hasMarks(source.bytes),
      ArtefactLoader.load(source, format: source.format).format == .template
    {
      var loaded = RawTemplate.load(source)
      (loaded.unrendered, loaded.unrenderedPolicy, loaded.partial) = ([:], nil, [])
      return loaded
    }
    let read = ArtefactLoader.load(source, format: source.format)
    var loaded = LoadedFile(format: read.format)
    loaded.documents = read.documents
    loaded.credentials = read.credentials
    loaded.tree = read.tree
    loaded.problems = read.problems
    return loaded
  }
}
