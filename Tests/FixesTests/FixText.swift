import Documents
import Findings
import JSONSyntax
import SourceText
import YAMLSyntax

@testable import Fixes
@testable import Rules

/// A text with a change made in it, as rules make changes: from a path in its first document, or in that of an index.
enum FixText {
  enum Kind {
    case set(ChangedValue)
    case rename(String)
    case remove
    case quote
  }

  /// The text after the change, or `refused: ` and the reason.
  static func edited(
    _ text: String, syntax: DocumentSyntax = .yaml, document: Int = 0, at path: String, _ kind: Kind,
    resource: String = "kubernetes.Service/default/x"
  ) -> String {
    let source = SourceFile(path: "x", text: text)
    let tree = syntax == .yaml ? YAMLReader.read(source).tree : JSONReader.read(source).tree
    guard let change = change(tree.documents[document], path, kind) else { return "nothing there" }
    let planner = FixPlanner(source, syntax: syntax)
    do throws(FixRefusal) {
      let edits = try planner.edits(for: [change], of: resource)
      let edited = SourceFile(
        path: "x", text: String(decoding: TextEdit.apply(edits, to: source.bytes), as: UTF8.self))
      if let difference = planner.difference(in: edited, [change]) {
        return "differs: \(difference)\n" + String(decoding: edited.bytes, as: UTF8.self)
      }
      return String(decoding: edited.bytes, as: UTF8.self)
    } catch {
      return "refused: \(error.reason)"
    }
  }

  static func change(_ node: DocumentNode, _ path: String, _ kind: Kind) -> Change? {
    guard let path = FieldPath(path), let found = node.target(of: path) else { return nil }
    if !found.missing.isEmpty {
      guard case .set(let value) = kind else { return nil }
      return .insert(found.target, names: found.missing, value)
    }
    switch kind {
    case .set(let value): return .set(found.target, value)
    case .rename(let name): return .rename(found.target, to: name)
    case .remove: return .remove(found.target)
    case .quote: return .quote(found.target)
    }
  }
}
