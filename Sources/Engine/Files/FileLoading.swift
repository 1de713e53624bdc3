package import Loaders
package import SourceText

extension InputFile {
  /// Recognises what is in the file, by what part of a chart or an overlay it is.
  package func load(_ source: SourceFile, includes: ZoneIncludes? = nil) -> LoadedFile {
    switch part {
    case .artefact: return ArtefactLoader.load(source, format: source.format, includes: includes)
    case .template: return RawTemplate.load(source)
    case .chart: return credentials(source)
    case .kustomization(let changed), .patch(let changed):
      var loaded = credentials(source)
      let outlined = RawTemplate.load(source, outlines: changed)
      loaded.unrendered = outlined.unrendered
      loaded.partial = outlined.partial
      return loaded
    }
  }

  /// What of a file is told that holds no objects: what is wrong with it, and the credentials in it.
  private func credentials(_ source: SourceFile) -> LoadedFile {
    let read = ArtefactLoader.load(source, format: source.format)
    var loaded = LoadedFile(format: read.format)
    loaded.documents = read.documents
    loaded.credentials = read.credentials
    loaded.tree = read.tree
    loaded.problems = read.problems
    return loaded
  }
}
