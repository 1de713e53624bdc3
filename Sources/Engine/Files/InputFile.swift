import Findings
package import Loaders

/// A file to be read.
package struct InputFile: Hashable, Comparable, Sendable {
  /// What a file is by the files around it.
  package enum Part: Hashable, Sendable {
    /// A file that speaks for itself.
    case artefact
    /// A template of a chart that is not rendered.
    case template
    /// A chart's description and values: no object, and a place where credentials stand.
    case chart
    /// What tells kustomize what to do; the objects that it changes by texts of its own.
    case kustomization([ObjectOutline])
    /// Parts of these objects, which kustomize puts into others.
    case patch([ObjectOutline])
  }

  /// The path as reports show it: relative where the file is below the working folder, with `/`; `-` for standard
  /// input.
  package var path: String
  /// Whether the user named the file itself; then it is read whatever its name is.
  package var isNamed: Bool
  package var part = Part.artefact
  /// What is told of it, whatever it holds, and the file that this is about.
  package var note: Note?

  /// Something that is told once for a chart or an overlay.
  package struct Note: Hashable, Sendable {
    package var message: String
    /// Where it is shown.
    package var path: String
    /// Whether a run that tells it could not do what it was asked for.
    package var isError = false
  }

  package init(path: String, isNamed: Bool) {
    self.path = path
    self.isNamed = isNamed
  }

  package static func < (a: Self, b: Self) -> Bool { a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
}

extension InputFile.Note {
  var problem: InputProblem { InputProblem(isError: isError, message: message, place: Place(path: path)) }
}
