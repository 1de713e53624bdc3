import Documents
import SourceText
import YAMLSyntax

/// Our own reader beside libyaml's path.
enum TwoReaders {
  /// What the two make of a source otherwise; `nil` where they agree or ours leaves the source to libyaml.
  static func difference(_ source: SourceFile, limits: TreeLimits = TreeLimits()) -> String? {
    guard let (tree, problems) = YAMLReader.readDirectly(source, limits: limits) else { return nil }
    let (expected, found) = YAMLReader.readEvents(source, limits: limits)
    if problems != found { return "problems \(problems) and \(found)" }
    if let difference = TreeDifference.first(tree, expected) { return difference }
    let comments = YAMLComments.spans(in: source, tree: tree)
    let scanned = YAMLComments.spans(in: source, tree: expected)
    return comments == scanned ? nil : "comments \(comments) and \(scanned)"
  }
}
