import Documents
import Findings
import SourceText

// New members: written like the ones beside them.
extension TreeEditor {
  func insert(
    _ position: SourceTree.Position, _ names: [String], _ value: ChangedValue
  ) throws(FixRefusal) -> [TextEdit] {
    let node = position.value
    guard let first = names.first else { throw FixRefusal("there is no name for the new member") }
    if node.kind == .scalar { return [try insertBelowNull(position, names, value)] }
    guard node.isMapping else { throw FixRefusal("a list stands where a mapping is to be") }
    if node.pair(forKey: first) != nil { throw FixRefusal("there is a member '\(first)' already") }
    // ARM has most members below `properties`, where a loader reads them as if they stood here.
    if syntax == .json, node["properties"]?.isMapping == true {
      throw FixRefusal("whether the new member belongs below 'properties' is for you to say")
    }
    return [
      node.style == .flow ? try insertFlow(position, names, value) : try insertBlock(position, names, value)
    ]
  }

  /// Behind the last own member of a block mapping, on lines of its own.
  private func insertBlock(
    _ position: SourceTree.Position, _ names: [String], _ value: ChangedValue
  ) throws(FixRefusal) -> TextEdit {
    let node = position.value
    let own = node.ownPairs
    guard let first = own.first, let last = own.last else {
      throw FixRefusal("the mapping has no member of its own to write the new one like")
    }
    let column = try column(of: first.key)
    var end = contentEnd(last.value)
    if node.isMerging { end = Swift.max(end, Int(node.span.end)) }
    let text = lines(
      names, value, column: column, step: step(of: node, column: column), like: node,
      lineBreak: layout.lineBreak(at: Int(first.key.span.start)))
    return insertion(of: text, behind: end)
  }

  /// Below a member that is null: `annotations:`, or `annotations: null`.
  private func insertBelowNull(
    _ position: SourceTree.Position, _ names: [String], _ value: ChangedValue
  ) throws(FixRefusal) -> TextEdit {
    let node = position.value
    guard node.isNull, let key = position.key, let parent = position.parent else {
      throw FixRefusal("a single value stands where a mapping is to be")
    }
    let flow = flowText(names[...], value, colon: ": ", key: nil)
    if !isEmpty(node) { return TextEdit(try token(of: node), "{" + flow + "}") }
    guard parent.style == .block else { return try behindColon(of: position, "{" + flow + "}") }
    let column = try column(of: key)
    let step = step(of: parent, column: column)
    let text = lines(
      names, value, column: column + step, step: step, like: nil,
      lineBreak: layout.lineBreak(at: Int(key.span.start)))
    return insertion(of: text, behind: try colonEnd(of: key))
  }

  /// Whole lines behind the line that an offset is in; a last line without a line break keeps having none.
  private func insertion(of lines: [String], behind offset: Int) -> TextEdit {
    let lineBreak = lines.last ?? "\n"
    let text = lines.dropLast().joined(separator: lineBreak)
    let isAtStart = offset > 0 && layout.lineStart(of: offset) == offset
    let end = isAtStart ? offset : layout.lineEnd(of: offset)
    if isAtStart { return TextEdit(end..<end, text + lineBreak) }
    guard end < layout.bytes.count else { return TextEdit(end..<end, lineBreak + text) }
    let next = layout.afterBreak(end)
    return TextEdit(next..<next, text + lineBreak)
  }

  /// The lines of a new member, and after them the line break to use.
  private func lines(
    _ names: [String], _ value: ChangedValue, column: Int, step: Int, like node: DocumentNode?,
    lineBreak: String
  ) -> [String] {
    let quotes = self.quotes(in: node)
    var lines: [String] = []
    for (level, name) in names.enumerated() {
      let indentation = String(repeating: " ", count: column + level * step)
      var line = indentation + keyText(name, in: level == 0 ? node : nil) + ":"
      if level == names.count - 1 {
        line +=
          " " + ScalarText.of(value, style: quotes.preferred, fallback: quotes.fallback, syntax: syntax)
      }
      lines.append(line)
    }
    return lines + [lineBreak]
  }

  /// The column, 0-based, of a key that only blanks and the dashes of elements stand before.
  private func column(of key: DocumentNode) throws(FixRefusal) -> Int {
    let start = Int(key.span.start)
    let lineStart = layout.lineStart(of: start)
    let before = layout.bytes[lineStart..<Swift.min(start, layout.bytes.count)]
    guard before.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) else {
      throw FixRefusal("the members beside it are written in an unusual way; change it by hand")
    }
    return start - lineStart
  }

  /// By how much the members of a mapping's mappings are indented; 2 where it has none.
  private func step(of node: DocumentNode, column: Int) -> Int {
    for pair in node.ownPairs where pair.value.isMapping && pair.value.style == .block && !pair.value.isAlias
    {
      guard let key = pair.value.ownPairs.first?.key, let inner = try? self.column(of: key) else { continue }
      if inner > column { return inner - column }
    }
    return 2
  }

  /// The offset behind the last byte of a value; of a block collection that of its last value.
  func contentEnd(_ value: DocumentNode) -> Int {
    var node = value
    while !node.isAlias, node.kind != .scalar, node.style == .block, !node.isMerging {
      let last = node.isMapping ? node.ownPairs.last?.value : Array(node.elements).last
      guard let last else { break }
      node = last
    }
    return Swift.min(Int(node.span.end), layout.bytes.count)
  }
}

// Flow style: `{a: b}`, and all of JSON.
extension TreeEditor {
  private func insertFlow(
    _ position: SourceTree.Position, _ names: [String], _ value: ChangedValue
  ) throws(FixRefusal) -> TextEdit {
    let own = position.value.ownPairs
    guard let last = own.last else { return try insertIntoEmpty(position, names, value) }
    let gap = gap(before: Int(last.key.span.start))
    var colon = layout.text(
      Int(last.key.span.end)..<Swift.max(Int(last.key.span.end), Int(last.value.span.start)))
    let isColon = colon.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ":") }
    if !isColon || colon.isEmpty { colon = ": " }
    let key = keyText(names[0], in: position.value)
    if colon == ":", !key.hasPrefix("\""), !key.hasPrefix("'") { colon = ": " }
    let separator: String
    if own.count > 1 || gap.utf8.contains(0x0A) || gap.utf8.contains(0x0D) {
      separator = "," + gap
    } else {
      separator = colon == ":" ? "," : ", "
    }
    let end = Int(last.value.span.end)
    return TextEdit(
      end..<end, separator + flowText(names[...], value, colon: colon, key: key, gap: gap, around: position))
  }

  /// An object without members gets lines of its own where its own key stands on one.
  private func insertIntoEmpty(
    _ position: SourceTree.Position, _ names: [String], _ value: ChangedValue
  ) throws(FixRefusal) -> TextEdit {
    let range = position.value.span.range
    guard range.upperBound <= layout.bytes.count, range.count >= 2,
      let open = layout.bytes[range].firstIndex(of: UInt8(ascii: "{")), open + 1 < range.upperBound,
      layout.isSpace(open + 1..<range.upperBound - 1)
    else { throw FixRefusal("the empty mapping holds a comment; change it by hand") }
    let inner = open + 1..<range.upperBound - 1
    let key = keyText(names[0], in: nil)
    guard syntax == .json, let own = position.key, layout.isFirst(Int(own.span.start)) else {
      let colon = syntax == .json && !isSpaced(position) ? ":" : ": "
      return TextEdit(inner, flowText(names[...], value, colon: colon, key: key))
    }
    let lineBreak = layout.lineBreak(at: layout.lineStart(of: Int(own.span.start)))
    let outer = layout.indentation(ofLineAt: Int(own.span.start))
    let gap = lineBreak + outer + indentationStep(of: position.parent, inner: outer)
    let text = flowText(names[...], value, colon: ": ", key: key, gap: gap, around: position)
    return TextEdit(inner, gap + text + lineBreak + outer)
  }

  /// Whether a blank follows the colon of a position's own key.
  private func isSpaced(_ position: SourceTree.Position) -> Bool {
    guard let key = position.key else { return true }
    return layout.isSpace(Swift.max(0, Int(position.value.span.start) - 1)..<Int(position.value.span.start))
      && position.value.span.start > key.span.end
  }

  /// The indentation of one level: what a member's line has more than that of the mapping around it.
  private func indentationStep(of parent: DocumentNode?, inner: String) -> String {
    guard let parent else { return "  " }
    let outer = layout.indentation(ofLineAt: Int(parent.span.start))
    guard inner.utf8.count > outer.utf8.count, inner.hasPrefix(outer) else { return "  " }
    return String(inner.dropFirst(outer.count))
  }

  /// The blanks and line breaks before an offset.
  private func gap(before offset: Int) -> String {
    var start = offset
    while start > 0, layout.isSpace(start - 1) { start -= 1 }
    return layout.text(start..<offset)
  }

  /// A member in flow style; the mappings that are missing on the way to it in one line, or like the lines around it.
  private func flowText(
    _ names: ArraySlice<String>, _ value: ChangedValue, colon: String, key: String?, gap: String = "",
    around position: SourceTree.Position? = nil
  ) -> String {
    let quotes = self.quotes(in: position?.value)
    let isLines = gap.utf8.contains(0x0A) || gap.utf8.contains(0x0D)
    let inner = isLines ? layout.indentation(ofLineAt: Int(position?.value.span.start ?? 0)) : ""
    let lineIndentation = String(gap.reversed().prefix { $0 == " " || $0 == "\t" })
    let step =
      lineIndentation.utf8.count > inner.utf8.count
      ? String(lineIndentation.dropFirst(inner.utf8.count)) : "  "
    var opening = ""
    var closing = ""
    for (level, name) in names.dropLast().enumerated() {
      opening += (level == 0 ? key : nil) ?? keyText(name, in: nil)
      opening += colon + "{" + (isLines ? gap + String(repeating: step, count: level + 1) : "")
      closing = (isLines ? gap + String(repeating: step, count: level) : "") + "}" + closing
    }
    guard let last = names.last else { return "" }
    let lastKey = names.count == 1 ? key ?? keyText(last, in: nil) : keyText(last, in: nil)
    return opening + lastKey + colon
      + ScalarText.of(value, style: quotes.preferred, fallback: quotes.fallback, syntax: syntax) + closing
  }
}
