import Documents

/// A node as JSON on one line, which YAML readers take as well: a form of its own in which trees are compared, and values
/// moved from one file to another. Numbers and words are as they are written.
enum JSONText {
  /// What is still to be written; nothing recurses on the depth of an input.
  private enum Part {
    case node(DocumentNode)
    case text(String)
  }

  /// - Parameter limit: nodes; what lies beyond is `null`, because an alias may expand without end.
  static func of(_ node: DocumentNode, limit: Int = 5000) -> String {
    var text = ""
    var waiting: [Part] = [.node(node)]
    var count = 0
    while let part = waiting.popLast() {
      guard case .node(let node) = part else {
        if case .text(let piece) = part { text += piece }
        continue
      }
      count += 1
      if count > limit {
        text += "null"
      } else if node.isMapping {
        text += "{"
        var parts: [Part] = []
        for pair in node.pairs {
          if !parts.isEmpty { parts.append(.text(", ")) }
          parts += [.text(string(pair.key.text ?? "") + ": "), .node(pair.value)]
        }
        waiting += [.text("}")] + parts.reversed()
      } else if node.isSequence {
        text += "["
        var parts: [Part] = []
        for element in node.elements {
          if !parts.isEmpty { parts.append(.text(", ")) }
          parts.append(.node(element))
        }
        waiting += [.text("]")] + parts.reversed()
      } else if node.isNull {
        text += "null"
      } else if node.style == .plain, node.string == nil, let written = node.text {
        text += written
      } else {
        text += string(node.text ?? "")
      }
    }
    return text
  }

  static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
