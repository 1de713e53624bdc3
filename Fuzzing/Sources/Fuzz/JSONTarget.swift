import Documents
import JSONSyntax
import SourceText

/// Reads JSON. A recogniser of RFC 8259's grammar, written for this alone, must take the same texts; every place lies within its
/// parent's, the tree written anew reads as the same tree, and elements that are read ahead change nothing.
enum JSONTarget: FuzzTarget {
  private static let narrow = TreeLimits(depth: 5, expansion: 10, nodes: 20, documents: 1)

  static func run(_ bytes: [UInt8]) {
    guard let source = try? SourceFile(path: "fuzz.json", raw: bytes) else { return }
    let reading = JSONReader.read(source)
    precondition(
      reading.problems.dropLast().allSatisfy { $0.severity == .warning }, "an error is not the last problem")
    for problem in reading.problems { Places.check(problem.span, in: source) }
    Places.check(reading.tree, in: source)
    let whole = notation(reading)
    for parts in 1...2 {
      var cut = JSONCut()
      cut.sizes = 0...Int.max
      cut.length = max(source.bytes.count / parts, 1)
      for limits in [TreeLimits(), TreeLimits(depth: 40, nodes: 30)] {
        let ahead = JSONReader.read(source, limits: limits, jobs: 2, cut: cut)
        let once = limits.depth == 40 ? notation(JSONReader.read(source, limits: limits)) : whole
        if notation(ahead) != once { fatalError("read ahead, it is\n\(notation(ahead))\nand not\n\(once)") }
      }
    }
    let isGrammatical = JSONGrammar.accepts(source.bytes)
    if reading.isRefused == isGrammatical {
      fatalError("refused: \(reading.isRefused), by the grammar: \(!isGrammatical); \(reading.problems)")
    }
    let limited = JSONReader.read(source, limits: narrow)
    if reading.isRefused { precondition(limited.isRefused, "narrow limits took what was refused") }
    guard !reading.isRefused, let root = reading.tree.documents.first else { return }
    let written = JSONText.of(root)
    let again = JSONReader.read(SourceFile(path: "fuzz.json", text: written))
    precondition(!again.isRefused, "the written form is refused")
    if let other = again.tree.documents.first, JSONText.of(other) != written { fatalError("another tree") }
  }

  /// Everything that a reading tells: nodes may stand elsewhere in memory.
  private static func notation(_ reading: JSONReading) -> String {
    var text = "\(reading.tree.nodeCount) \(reading.tree.scalarSpans.count)"
    for problem in reading.problems {
      text += "\n\(problem.severity) \(problem.message) \(problem.span?.range ?? 0..<0)"
    }
    var waiting = reading.tree.documents
    while let node = waiting.popLast() {
      text +=
        "\n\(node.kind.rawValue) \(node.style.rawValue) \(node.span.range) \(node.count) \(node.text ?? "")"
      waiting += node.elements
      for pair in node.pairs { waiting += [pair.key, pair.value] }
    }
    return text
  }
}

/// RFC 8259 as a machine with a stack, over the bytes: it says whether a text is JSON and nothing else.
enum JSONGrammar {
  /// The deepest nesting that the reader takes.
  static let depth = TreeLimits().depth

  static func accepts(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    var index = 0
    var stack: [UInt8] = []
    func blanks() { while index < bytes.count, " \t\n\r".utf8.contains(bytes[index]) { index += 1 } }
    func take(_ byte: Character) -> Bool {
      guard index < bytes.count, bytes[index] == byte.asciiValue else { return false }
      index += 1
      return true
    }
    func digits() -> Bool {
      let start = index
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
      return index > start
    }
    func string() -> Bool {
      guard take("\"") else { return false }
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == 0x22 { return true }
        if byte < 0x20 { return false }
        guard byte == 0x5C else { continue }
        guard index < bytes.count else { return false }
        let escape = bytes[index]
        index += 1
        if escape == UInt8(ascii: "u") {
          guard index + 4 <= bytes.count,
            bytes[index..<index + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
          else { return false }
          index += 4
        } else if !"\"\\/bfnrt".utf8.contains(escape) {
          return false
        }
      }
      return false
    }
    func number() -> Bool {
      _ = take("-")
      if !take("0"), !digits() { return false }
      if take("."), !digits() { return false }
      if take("e") || take("E") {
        if !take("+") { _ = take("-") }
        if !digits() { return false }
      }
      return true
    }
    func key() -> Bool {
      blanks()
      guard string() else { return false }
      blanks()
      return take(":")
    }
    while true {
      blanks()
      guard index < bytes.count else { return false }
      var isOpen = false
      switch bytes[index] {
      case UInt8(ascii: "{"):
        index += 1
        stack.append(UInt8(ascii: "{"))
        if stack.count > depth { return false }
        blanks()
        if take("}") { stack.removeLast() } else if key() { isOpen = true } else { return false }
      case UInt8(ascii: "["):
        index += 1
        stack.append(UInt8(ascii: "["))
        if stack.count > depth { return false }
        blanks()
        if take("]") { stack.removeLast() } else { isOpen = true }
      case 0x22: guard string() else { return false }
      default:
        let literal = ["true", "false", "null"].first { bytes[index...].starts(with: $0.utf8) }
        if let literal { index += literal.utf8.count } else if !number() { return false }
      }
      if isOpen { continue }
      while true {
        blanks()
        guard let top = stack.last else { return index == bytes.count }
        if take(",") {
          if top == UInt8(ascii: "{"), !key() { return false }
          break
        }
        guard take(top == UInt8(ascii: "{") ? "}" : "]") else { return false }
        stack.removeLast()
      }
    }
  }
}
