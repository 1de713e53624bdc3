import Glibc

/// Looks texts up in bytes. The standard library's search is generic, and takes a hundred times as long.
package enum ByteSearch {
  /// Two bytes of a text, and how far the second stands behind the first.
  package struct Mark: Sendable, BitwiseCopyable {
    package var first: UInt8
    package var last: UInt8
    package var distance: Int

    package init(_ first: UInt8, _ last: UInt8, distance: Int) {
      self.first = first
      self.last = last
      self.distance = distance
    }
  }

  /// Texts of at least two bytes to look for together, in one pass over the bytes.
  package struct Texts: Sendable {
    private let texts: [[UInt8]]
    private let marks: [Mark]
    /// How far each mark's first byte stands behind the beginning of its text.
    private let offsets: [Int]

    package init(_ texts: [String]) {
      self.texts = texts.map { Array($0.utf8) }
      offsets = self.texts.map { ByteSearch.rarest(of: $0).first }
      marks = self.texts.map { text in
        let (first, last) = ByteSearch.rarest(of: text)
        return Mark(text[first], text[last], distance: last - first)
      }
    }

    /// Whether one of the texts stands anywhere in bytes.
    package func stand(in bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBufferPointer { bytes in
        // Borrowed once: an array asked for in the loop would have its references counted at each block.
        marks.withUnsafeBufferPointer { marks in
          ByteSearch.blocks(of: bytes.count).contains { block in
            for index in marks.indices where ByteSearch.mayHold(bytes, block, marks[index]) {
              let (text, offset, first) = (texts[index], offsets[index], marks[index].first)
              for place in block where bytes[place] == first {
                if ByteSearch.holds(bytes, text, at: place - offset) { return true }
              }
            }
            return false
          }
        }
      }
    }
  }

  /// The bytes of JSON, YAML and hostnames, the most common ones first; what is not among them is rare.
  private static let common = Array("\" etaoinsrl:,-_.cdpum01234hg56789ybf/w{}[]\nv".utf8)

  /// Where the two rarest bytes of a text stand, in order: the first ones where a byte stands several times.
  private static func rarest(of text: [UInt8]) -> (first: Int, last: Int) {
    let ranks = text.map { common.firstIndex(of: $0) ?? common.count }
    let order = text.indices.sorted { (-ranks[$0], $0) < (-ranks[$1], $1) }
    return (Swift.min(order[0], order[1]), Swift.max(order[0], order[1]))
  }

  /// Stretches of 128 offsets, and what is left of them at the end.
  package static func blocks(of count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: 128).lazy.map { $0..<Swift.min($0 + 128, count) }
  }

  /// Whether a mark's bytes stand at an offset of a block. Where the block is whole and
  /// enough bytes follow it, all of its offsets are compared at once.
  package static func mayHold(
    _ bytes: UnsafeBufferPointer<UInt8>, _ block: Range<Int>, _ mark: Mark
  ) -> Bool {
    guard let start = bytes.baseAddress, block.count == 128, block.upperBound + mark.distance <= bytes.count
    else { return true }
    let near = start + block.lowerBound
    let far = near + mark.distance
    let (first, last) = (mark.first, mark.last)
    var found: UInt8 = 0
    // Without a branch in it, the compiler makes this loop compare sixteen bytes at a time.
    for offset in 0..<128 {
      found |= (near[offset] == first ? 1 : 0) & (far[offset] == last ? 1 : 0)
    }
    return found != 0
  }

  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ text: [UInt8], at offset: Int) -> Bool {
    guard let start = bytes.baseAddress, offset >= 0, bytes.count - offset >= text.count else { return false }
    return memcmp(start + offset, text, text.count) == 0
  }
}
