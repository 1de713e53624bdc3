import Documents
import SourceText

/// What holds for every place that is told.
enum Places {
  static func check(_ span: ByteSpan?, in source: SourceFile) {
    guard let span else { return }
    precondition(span.start <= span.end, "a span that ends before it begins")
    precondition(Int(span.end) <= source.bytes.count, "a span beyond the file")
  }

  /// Every node lies within the file, and what was not reached through an alias or a merge within its parent.
  static func check(_ tree: DocumentTree, in source: SourceFile) {
    var waiting = tree.documents
    var seen = 0
    while let node = waiting.popLast(), seen < 100_000 {
      seen += 1
      check(node.span, in: source)
      if node.isAlias { continue }
      let isWhole = !node.isMerging
      for pair in node.pairs {
        precondition(!isWhole || pair.key.span.start >= node.span.start, "a key before its mapping")
        precondition(!isWhole || pair.value.span.end <= node.span.end, "a value behind its mapping")
        if isWhole { waiting.append(pair.value) }
        check(pair.key.span, in: source)
        check(pair.value.span, in: source)
      }
      for element in node.elements {
        precondition(element.span.start >= node.span.start, "an element before its list")
        precondition(element.span.end <= node.span.end, "an element behind its list")
        waiting.append(element)
      }
    }
  }
}
