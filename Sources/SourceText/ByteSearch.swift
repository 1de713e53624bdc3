import Glibc

/// Looks texts up in bytes. The standard library's search is generic, and takes a hundred times as long.
package enum ByteSearch {
  /// Texts of at least two bytes to look for together, in one pass over the bytes.
  package struct Texts: Sendable {
    private let texts: [[UInt8]]

    package init(_ texts: [String]) { self.texts = texts.map { Array($0.utf8) } }

    /// Whether one of the texts stands anywhere in bytes.
    package func stand(in bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBufferPointer { bytes in
        ByteSearch.blocks(of: bytes.count).contains { range in
          texts.contains { text in
            let (first, last) = (text[0], text[text.count - 1])
            return ByteSearch.mayHold(bytes, range, first, last, distance: text.count - 1)
              && range.contains { ByteSearch.holds(bytes, text, at: $0) }
          }
        }
      }
    }
  }

  /// Stretches of 64 offsets, and what is left of them at the end.
  package static func blocks(of count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: 64).lazy.map { $0..<Swift.min($0 + 64, count) }
  }

  /// Whether one byte stands at an offset of a block, and another one a distance behind it. Where the block is whole and
  /// enough bytes follow it, all of its offsets are compared at once.
  package static func mayHold(
    _ bytes: UnsafeBufferPointer<UInt8>, _ block: Range<Int>, _ first: UInt8, _ last: UInt8, distance: Int
  ) -> Bool {
    guard let start = bytes.baseAddress, block.count == 64, block.upperBound + distance <= bytes.count else {
      return true
    }
    let near = start + block.lowerBound
    let far = near + distance
    var found: UInt8 = 0
    // Without a branch in it, the compiler makes this loop compare sixteen bytes at a time.
    for offset in 0..<64 {
      found |= (near[offset] == first ? 1 : 0) & (far[offset] == last ? 1 : 0)
    }
    return found != 0
  }

  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ text: [UInt8], at offset: Int) -> Bool {
    guard let start = bytes.baseAddress, bytes.count - offset >= text.count, bytes[offset] == text[0] else {
      return false
    }
    return memcmp(start + offset, text, text.count) == 0
  }
}
