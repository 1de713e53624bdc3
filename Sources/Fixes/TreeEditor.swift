import Documents
import Findings
import SourceText

/// Edits of YAML and JSON text, each as small as it can be: what stands around it stays as it is.
struct TreeEditor {
  let source: SourceTree
  let layout: TextLayout

  var syntax: DocumentSyntax { source.tree.syntax }

  init(_ source: SourceTree, bytes: [UInt8]) {
    self.source = source
    layout = TextLayout(bytes: bytes)
  }

  /// The edits that make a change.
  ///
  /// - Throws: why the change cannot be made where it would have to be.
  func edits(for change: Change) throws(FixRefusal) -> [TextEdit] {
    let position = try source.position(of: change.target)
    switch change {
    case .set(_, let value): return try set(position, value)
    case .insert(_, let names, let value): return try insert(position, names, value)
    case .rename(_, let name): return try rename(position, name)
    case .remove: return try remove(position)
    case .quote: return try quote(position)
    case .append: throw FixRefusal("text is appended in zone files and SQL only")
    }
  }

  private func set(_ position: SourceTree.Position, _ value: ChangedValue) throws(FixRefusal) -> [TextEdit] {
    let node = position.value
    guard node.kind == .scalar else {
      throw FixRefusal("a list or a mapping stands where a single value is to be")
    }
    if isEmpty(node) {
      let text = ScalarText.of(value, style: quotes(around: position).preferred, syntax: syntax)
      return [try behindColon(of: position, text)]
    }
    let span = try token(of: node)
    let fallback = quotes(around: position).fallback
    guard node.style == .literal || node.style == .folded else {
      return [TextEdit(span, ScalarText.of(value, style: node.style, fallback: fallback, syntax: syntax))]
    }
    // A block scalar's sign, behind which a comment may stand, and its lines.
    let text = ScalarText.of(value, style: .doubleQuoted, syntax: syntax)
    let header = layout.lineEnd(of: span.lowerBound)
    let sign = (span.lowerBound..<Swift.min(header, span.upperBound)).prefix { !layout.isSpace($0) }
    let lines = header < span.upperBound ? [TextEdit(header..<span.upperBound, "")] : []
    return [TextEdit(sign, text)] + lines
  }

  private func quote(_ position: SourceTree.Position) throws(FixRefusal) -> [TextEdit] {
    let node = position.value
    guard node.kind == .scalar, node.style == .plain, let text = node.text else {
      throw FixRefusal("only a single value without quotes can be put in quotes")
    }
    let style = quotes(around: position).fallback
    if isEmpty(node) {
      return [try behindColon(of: position, ScalarText.string("", style: style, syntax: syntax))]
    }
    return [TextEdit(try token(of: node), ScalarText.string(text, style: style, syntax: syntax))]
  }

  private func rename(_ position: SourceTree.Position, _ name: String) throws(FixRefusal) -> [TextEdit] {
    guard let key = position.key, let parent = position.parent, key.kind == .scalar, !key.isAlias else {
      throw FixRefusal("only a member has a key that can be renamed")
    }
    guard !source.manner(of: parent).names.contains(name) else {
      throw FixRefusal("there is a member '\(name)' already; which of the two is meant is for you to say")
    }
    let style: NodeStyle = key.style == .singleQuoted || key.style == .doubleQuoted ? key.style : .plain
    return [TextEdit(try token(of: key), ScalarText.string(name, style: style, syntax: syntax))]
  }
}

// What edits share.
extension TreeEditor {
  /// Whether a scalar takes no room in the text: `key:`.
  func isEmpty(_ node: DocumentNode) -> Bool {
    node.kind == .scalar && node.style == .plain && node.span.start == node.span.end
  }

  /// The text of a scalar without its anchor; a block scalar's from its sign to the end of its last line.
  func token(of node: DocumentNode) throws(FixRefusal) -> Range<Int> {
    if node.tag != nil { throw FixRefusal("the value has a YAML tag; change it by hand") }
    let range = node.span.range
    guard range.upperBound <= layout.bytes.count, !range.isEmpty else {
      throw FixRefusal("the value does not stand in the file as such")
    }
    var start = range.lowerBound
    if syntax == .yaml, layout.byte(at: start) == UInt8(ascii: "&") {
      while start < range.upperBound, !layout.isSpace(start) { start += 1 }
      start = layout.skipBlanks(start)
    }
    let isBlock = node.style == .literal || node.style == .folded
    let end = isBlock ? layout.lineEnd(of: layout.trimmedEnd(range.upperBound)) : range.upperBound
    guard start < end else {
      throw FixRefusal("the value stands on another line than its anchor; change it by hand")
    }
    return start..<end
  }

  /// The offset behind the colon of a key.
  func colonEnd(of key: DocumentNode) throws(FixRefusal) -> Int {
    let colon = layout.skipBlanks(Int(key.span.end))
    guard layout.byte(at: colon) == UInt8(ascii: ":") else {
      throw FixRefusal("the key is written in YAML's long form ('? key'); change it by hand")
    }
    return colon + 1
  }

  func behindColon(of position: SourceTree.Position, _ text: String) throws(FixRefusal) -> TextEdit {
    guard let key = position.key else { throw FixRefusal("there is nothing at the place of the value") }
    let end = try colonEnd(of: key)
    return TextEdit(end..<end, " " + text)
  }

  /// How the strings beside a value are quoted.
  func quotes(around position: SourceTree.Position) -> (preferred: NodeStyle, fallback: NodeStyle) {
    quotes(in: position.parent)
  }

  /// How the strings in a mapping or sequence are quoted.
  func quotes(in node: DocumentNode?) -> (preferred: NodeStyle, fallback: NodeStyle) {
    let manner = node.map { source.manner(of: $0) } ?? SourceTree.Manner()
    return (manner.preferred, manner.fallback)
  }

  /// A key as the keys beside it are written.
  func keyText(_ name: String, in node: DocumentNode?) -> String {
    let style = node.map { source.manner(of: $0).key } ?? .plain
    return ScalarText.string(name, style: style, syntax: syntax)
  }
}
