/// The places of texts that do not tell capital letters from small ones, each within a group that a number names: a table of numbers
/// alone, because estates join hundreds of thousands of texts, and a dictionary moves all of its keys whenever it grows.
///
/// Valid as long as the trees of the texts.
package struct FoldedTexts {
  private var texts: [(text: FoldedText, group: Int)] = []
  /// The place in `texts` by hash, -1 where there is none; at least half of them are free.
  private var slots: [Int32]

  package init(minimumCapacity: Int = 0) {
    var size = 16
    while size < minimumCapacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    texts.reserveCapacity(minimumCapacity)
  }

  /// How many different texts there are.
  package var count: Int { texts.count }

  /// The text of a number.
  package subscript(number: Int) -> FoldedText { texts[number].text }

  /// The number of a text, in the order in which they came: from 0, and a new one for a text that is new in its group.
  package mutating func number(of text: FoldedText, group: Int = 0) -> (number: Int, isNew: Bool) {
    if (texts.count + 1) * 2 > slots.count { grow() }
    var slot = place(of: text, group)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if texts[number].group == group, texts[number].text == text { return (number, false) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(texts.count)
    texts.append((text, group))
    return (texts.count - 1, true)
  }

  /// The number of a text; `nil` for one that never came.
  package func known(_ text: FoldedText, group: Int = 0) -> Int? {
    var slot = place(of: text, group)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if texts[number].group == group, texts[number].text == text { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func place(of text: FoldedText, _ group: Int) -> Int {
    let mixed = UInt64(truncatingIfNeeded: text.hash ^ group) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (number, entry) in texts.enumerated() {
      var slot = place(of: entry.text, entry.group)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}
