package import Documents
import Inventory
import JSONSyntax
package import SourceText
import YAMLSyntax

/// Reads a file and finds the artefacts in it, by their shape and not by the file's name.
package enum ArtefactLoader {
  /// Reads and recognises; what cannot be read is in `problems`, and what stands before it is kept.
  package static func load(
    _ source: SourceFile, format: ArtefactFormat, limits: TreeLimits = TreeLimits()
  ) -> LoadedFile {
    switch format {
    case .yaml:
      let (tree, problems) = YAMLReader.read(source, limits: limits)
      return load(tree, format: .yaml, problems: problems)
    case .json:
      let reading = JSONReader.read(source, limits: limits)
      return load(reading.tree, format: .json, problems: reading.problems)
    case .zone:
      return ZoneLoader.load(source)
    }
  }

  /// Recognises the documents of a tree.
  package static func load(
    _ tree: DocumentTree, format: ArtefactFormat, problems: [SourceProblem] = []
  ) -> LoadedFile {
    var loaded = LoadedFile(format: format)
    loaded.problems = problems
    for (index, document) in tree.documents.enumerated() where !document.isNull {
      loaded.documents += 1
      var recognised = ArtefactRecogniser.resources(in: document)
      if recognised.isEmpty && !ArtefactRecogniser.isEmptyList(document) {
        loaded.unrecognised.append((ArtefactRecogniser.describe(document), document.span))
      }
      for position in recognised.indices { recognised[position].document = index }
      loaded.resources += recognised
    }
    return loaded
  }
}
