package import Findings
package import Loaders
package import Rendering

/// A file to be read.
package struct InputFile: Hashable, Comparable, Sendable {
  /// What a file is by the files around it.
  package enum Part: Hashable, Sendable {
    /// A file that speaks for itself.
    case artefact
    /// A template of a chart that is not rendered.
    case template
    /// No object of its own, but a place where credentials stand: a chart's description and values, and whatever is seen in
    /// its rendered form.
    case support
    /// What tells kustomize what to do; the objects that it changes by texts of its own.
    case kustomization([ObjectOutline])
    /// Parts of these objects, which kustomize puts into others.
    case patch([ObjectOutline])
    /// What a tool made of a chart or an overlay, in the place of the file that describes it.
    case rendered(RenderedText)
  }

  /// The path as reports show it: relative where the file is below the working folder, with `/`; `-` for standard
  /// input.
  package var path: String
  /// Whether the user named the file itself; then it is read whatever its name is.
  package var isNamed: Bool
  package var part = Part.artefact
  /// What an overlay that is not built changes: such objects in this file are not judged.
  package var changed: Set<ObjectPattern> = []
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

  /// The text in the place of the file's own, where it is rendered.
  package var rendered: RenderedText? {
    if case .rendered(let text) = part { text } else { nil }
  }

  package init(path: String, isNamed: Bool) {
    self.path = path
    self.isNamed = isNamed
  }

  package static func < (a: Self, b: Self) -> Bool { PathOrder.precedes(a.path, b.path) }
}

extension InputFile.Note {
  package var problem: InputProblem {
    InputProblem(isError: isError, message: message, place: Place(path: path))
  }
}
