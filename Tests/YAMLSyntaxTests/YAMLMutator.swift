/// Changes YAML text at random places, the same way for the same seed.
struct YAMLMutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// What to put where: what the grammar of YAML knows, and what is near to it.
  private static let tokens: [[UInt8]] = [
    " ", "  ", "\t", "\n", "\r\n", "\r", "\n\n", ":", ": ", ":\n", "- ", "-", "-\n", "? ", "?", ",", ", ",
    "[", "]", "{",
    "}", "[a, b]", "{a: b}", "{a: b, c}", "#", " #", " # c\n", "\"", "'", "''", "\\", "\\n", "\\\n",
    "\\u00e9", "|", ">",
    "|\n", ">\n", "|-\n", ">+\n", "|2\n", ">1-\n", "|+ # c\n", "&a ", "&a\n", "*a", "*a\n", "<<: *a\n", "!",
    "!t ", "!!str ",
    "!!map\n", "!<x> ", "---\n", "--- ", "---", "...\n", "...", "%YAML 1.2\n", "@", "`", "%", "~", "null",
    "é", "\u{85}",
    "\u{2028}", "\u{FEFF}", "\u{0}", "\u{7F}", "😀", "a", "ab cd", "a: b", "- - a", "- a: b\n", "\n  ",
    "\n    ", "x\n y\n",
  ].map { Array($0.utf8) }

  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(bound, 1)))
  }

  /// The text with one to four changes.
  mutating func mutated(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for _ in 0...next(4) { change(&text) }
    return text
  }

  private mutating func change(_ text: inout [UInt8]) {
    let place = next(text.count + 1)
    switch next(8) {
    case 0: text.insert(contentsOf: token(), at: place)
    case 1: text.replaceSubrange(place..<min(place + next(4), text.count), with: token())
    case 2: text.removeSubrange(place..<min(place + 1 + next(8), text.count))
    case 3: text.replaceSubrange(place..<min(place + 1, text.count), with: [UInt8(next(256))])
    case 4: text.removeSubrange(line(at: place, in: text))
    case 5:
      let copied = Array(text[line(at: place, in: text)])
      text.insert(contentsOf: copied, at: line(at: next(text.count + 1), in: text).lowerBound)
    case 6:
      let start = line(at: place, in: text).lowerBound
      text.insert(contentsOf: Array(repeating: 0x20, count: 1 + next(3)), at: start)
    default:
      let start = line(at: place, in: text).lowerBound
      if start < text.count, text[start] == 0x20 {
        text.removeSubrange(start..<min(start + 1 + next(2), text.count))
      }
    }
  }

  private mutating func token() -> [UInt8] { Self.tokens[next(Self.tokens.count)] }

  /// The line that an offset is in, with its line break.
  private func line(at offset: Int, in text: [UInt8]) -> Range<Int> {
    let start = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = text[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    return start..<end
  }
}
