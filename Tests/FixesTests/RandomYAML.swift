import Documents

@testable import Fixes

/// A generator of numbers that gives the same ones for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in `count` times.
  mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}

/// Writes a document in one of the many ways in which YAML says the same: indentation, flow style, quotes, block scalars,
/// comments, blank lines, anchors.
struct RandomYAML {
  var numbers: SeededNumbers
  private var anchors = 0

  init(_ numbers: SeededNumbers) { self.numbers = numbers }

  mutating func document(_ node: DocumentNode, isFirst: Bool = true) -> String {
    var text = numbers.once(in: 3) ? "# a comment: with {signs} - in 'it'\n" : ""
    if !isFirst || numbers.once(in: 3) { text += "---\n" }
    return text + block(node, indentation: 0)
  }

  /// A node on lines of its own, from the start of a line.
  private mutating func block(_ node: DocumentNode, indentation: Int) -> String {
    let blanks = String(repeating: " ", count: indentation)
    var text = ""
    if node.isMapping, node.count > 0 {
      for pair in node.pairs {
        if numbers.once(in: 6) { text += noise(blanks) }
        text += blanks + scalar(pair.key, isKey: true) + ":" + value(pair.value, indentation: indentation)
      }
      return text
    }
    if node.isSequence, node.count > 0 {
      for element in node.elements {
        if numbers.once(in: 8) { text += noise(blanks) }
        if element.isMapping, element.count > 0, !numbers.once(in: 4) {
          let inner = block(element, indentation: indentation + 2)
          // The dash stands in the place of the first line's indentation.
          let first = inner.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
            !$0.allSatisfy { $0 == " " } && !$0.drop { $0 == " " }.hasPrefix("#")
          }
          if first == 0 {
            text += blanks + "- " + inner.dropFirst(indentation + 2)
            continue
          }
        }
        text += blanks + "-" + value(element, indentation: indentation)
      }
      return text
    }
    return blanks + flow(node) + "\n"
  }

  /// What stands behind a key's colon or an element's dash, to the end of the line and further.
  private mutating func value(_ node: DocumentNode, indentation: Int) -> String {
    let anchor = numbers.once(in: 12) ? " &a\(anchors)" : ""
    if !anchor.isEmpty { anchors += 1 }
    if node.kind != .scalar, node.count > 0, !numbers.once(in: 5) {
      // A sequence may stand in the column of its key.
      let step = node.isSequence && numbers.once(in: 2) ? 0 : Int.random(in: 1...4, using: &numbers)
      let isInSequence = step == 0 && indentation == 0
      return anchor + comment() + "\n"
        + block(node, indentation: indentation + (isInSequence ? 0 : Swift.max(step, 1)))
    }
    if node.kind == .scalar, node.style != .plain, let text = node.text, isBlockText(text),
      numbers.once(in: 3)
    {
      let blanks = String(repeating: " ", count: indentation + 2)
      let chomping = text.hasSuffix("\n") ? "" : "-"
      let lines = (text.hasSuffix("\n") ? String(text.dropLast()) : text).split(
        separator: "\n", omittingEmptySubsequences: false)
      return anchor + " |\(chomping)" + comment() + "\n" + lines.map { blanks + $0 + "\n" }.joined()
    }
    if node.isNull, node.kind == .scalar, numbers.once(in: 2) { return comment() + "\n" }
    return anchor + " " + flow(node) + comment() + "\n"
  }

  private func isBlockText(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { $0 == "\n" || (0x20..<0x7F).contains($0.value) }
      && text.first != " " && text.first != "\n" && !text.hasSuffix("\n\n") && !text.contains("\n\n")
      && text.split(separator: "\n").allSatisfy { $0.first != " " && !$0.isEmpty }
  }

  private mutating func flow(_ node: DocumentNode) -> String {
    let blank = numbers.once(in: 3) ? " " : ""
    if node.isMapping {
      var members: [String] = []
      for pair in node.pairs { members.append(scalar(pair.key, isKey: true) + ": " + flow(pair.value)) }
      return "{" + blank + members.joined(separator: ", ") + blank + "}"
    }
    if node.isSequence {
      var elements: [String] = []
      for element in node.elements { elements.append(flow(element)) }
      return "[" + blank + elements.joined(separator: ", ") + blank + "]"
    }
    return scalar(node, isKey: false)
  }

  private mutating func scalar(_ node: DocumentNode, isKey: Bool) -> String {
    let text = node.text ?? ""
    if node.style == .plain, node.string == nil { return text.isEmpty ? "null" : text }
    let styles: [NodeStyle] =
      isKey
      ? [.plain, .plain, .plain, .doubleQuoted, .singleQuoted] : [.plain, .doubleQuoted, .singleQuoted]
    return ScalarText.string(text, style: styles.randomElement(using: &numbers) ?? .plain, syntax: .yaml)
  }

  private mutating func comment() -> String {
    numbers.once(in: 5) ? " # \(numbers.once(in: 2) ? "so: it" : "'is")" : ""
  }

  private mutating func noise(_ blanks: String) -> String {
    numbers.once(in: 2) ? "\n" : blanks + "# beside: it\n"
  }
}

/// Writes a document as JSON: minified, or with an indentation.
enum PlainJSON {
  static func document(_ node: DocumentNode, indentation: String?) -> String {
    write(node, indentation, "") + (indentation == nil ? "" : "\n")
  }

  private static func write(_ node: DocumentNode, _ step: String?, _ outer: String) -> String {
    let inner = outer + (step ?? "")
    let (open, close) = step == nil ? ("", "") : ("\n" + inner, "\n" + outer)
    if node.isMapping {
      if node.count == 0 { return "{}" }
      let members = node.pairs.map {
        ScalarText.doubleQuoted($0.key.text ?? "") + (step == nil ? ":" : ": ") + write($0.value, step, inner)
      }
      return "{" + open + members.joined(separator: step == nil ? "," : ",\n" + inner) + close + "}"
    }
    if node.isSequence {
      if node.count == 0 { return "[]" }
      let elements = node.elements.map { write($0, step, inner) }
      return "[" + open + elements.joined(separator: step == nil ? "," : ",\n" + inner) + close + "]"
    }
    switch node.scalar {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return "\(number)"
    case .uint(let number): return "\(number)"
    case .double(let number): return "\(number)"
    case .bigInteger(let digits): return digits
    case .string(let text): return ScalarText.doubleQuoted(text)
    case nil: return "null"
    }
  }
}
