package import Documents
package import Findings
import JSONSyntax
package import SourceText
import YAMLSyntax
import ZoneSyntax

/// Turns the changes that fixes mean into edits of a file's text, and tells whether the edited file reads as was meant.
package struct FixPlanner {
  private enum Content {
    case tree(TreeEditor)
    case zone(ZoneEditor)
    case sql(SQLEditor)
  }

  private let source: SourceFile
  private let syntax: DocumentSyntax
  private let content: Content
  /// Whether the file could not be read to its end.
  private let isBroken: Bool
  private let warnings: Int

  /// Reads the file as it is written: loaders bring artefacts into other shapes.
  ///
  /// - Parameter tree: what the file was read as, if someone has read it as YAML or JSON and has found nothing wrong with it.
  package init(_ source: SourceFile, syntax: DocumentSyntax, tree: DocumentTree? = nil) {
    if let tree {
      self.source = source
      self.syntax = syntax
      content = .tree(TreeEditor(SourceTree(tree), bytes: source.bytes))
      isBroken = false
      warnings = 0
      return
    }
    self.source = source
    self.syntax = syntax
    var problems: [SourceProblem] = []
    switch syntax {
    case .yaml:
      let (tree, found) = YAMLReader.read(source)
      content = .tree(TreeEditor(SourceTree(tree), bytes: source.bytes))
      problems = found
    case .json:
      let reading = JSONReader.read(source)
      content = .tree(TreeEditor(SourceTree(reading.tree), bytes: source.bytes))
      problems = reading.problems
    case .zone:
      let editor = ZoneEditor(source)
      content = .zone(editor)
      problems = editor.zone.problems
    case .sql:
      let editor = SQLEditor(source)
      content = .sql(editor)
      problems = editor.problems
    }
    isBroken = problems.contains { $0.severity == .error }
    warnings = problems.count
  }

  /// The edits that make all changes of a fix, sorted.
  ///
  /// - Parameter resource: the identity of the resource that the fix is for.
  /// - Throws: why the fix cannot be made in this file.
  package func edits(for changes: [Change], of resource: String) throws(FixRefusal) -> [TextEdit] {
    if isBroken { throw FixRefusal("a part of the file cannot be read; mend that first") }
    var edits: [TextEdit] = []
    for change in changes { edits += try self.edits(for: change, of: resource) }
    edits.removeAll { layout($0) == $0.replacement }
    edits.sort()
    if edits.isEmpty { throw FixRefusal("the file has it already") }
    for (first, second) in zip(edits, edits.dropFirst()) where first.span.end > second.span.start {
      throw FixRefusal("its changes meet in one place; change it by hand")
    }
    return edits
  }

  private func layout(_ edit: TextEdit) -> String {
    let range = edit.span.range
    guard range.upperBound <= source.bytes.count else { return "" }
    return String(decoding: source.bytes[range], as: UTF8.self)
  }

  private func edits(for change: Change, of resource: String) throws(FixRefusal) -> [TextEdit] {
    switch content {
    case .tree(let editor):
      let position = try editor.source.position(of: change.target)
      if let reason = Evidence.reason(resource, position) { throw FixRefusal(reason) }
      return try editor.edits(for: change)
    case .zone(let editor):
      if let reason = Evidence.reason(zone: source) { throw FixRefusal(reason) }
      return try editor.edits(for: change)
    case .sql(let editor): return try editor.edits(for: change)
    }
  }

  /// What reads differently than the changes meant, in the text after their edits; `nil` where nothing does.
  package func difference(in edited: SourceFile, _ changes: [Change]) -> String? {
    let after = FixPlanner(edited, syntax: syntax)
    if after.isBroken { return "a part of it that cannot be read" }
    if after.warnings > warnings { return "new problems" }
    switch (content, after.content) {
    case (.tree(let old), .tree(let new)):
      var comparison = TreeComparison(old.source, changes)
      if let difference = comparison.difference(from: new.source.tree) { return difference }
      return syntax == .yaml && !keepsComments(old.source.tree, new.source.tree, edited, changes)
        ? "other comments" : nil
    case (.zone(let old), .zone(let new)): return old.difference(from: new, changes)
    case (.sql(let old), .sql(let new)): return old.difference(from: new, changes)
    default: return "another format"
    }
  }

  /// Whether the comments are the same; with a member its own comment may go.
  private func keepsComments(
    _ old: DocumentTree, _ new: DocumentTree, _ edited: SourceFile, _ changes: [Change]
  ) -> Bool {
    let before = YAMLComments.spans(in: source, tree: old).map { source.bytes[$0.range] }
    let after = YAMLComments.spans(in: edited, tree: new).map { edited.bytes[$0.range] }
    let removes = changes.contains { if case .remove = $0 { true } else { false } }
    guard removes else { return before.elementsEqual(after) { $0.elementsEqual($1) } }
    var rest = before[...]
    for comment in after {
      guard let found = rest.firstIndex(where: { $0.elementsEqual(comment) }) else { return false }
      rest = rest[(found + 1)...]
    }
    return true
  }
}
