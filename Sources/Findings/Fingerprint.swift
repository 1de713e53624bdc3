import SourceText

/// The FNV-1a hash of a finding's evidence, its rule, its resource and its message: it names a finding, and guards nothing.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  package let value: UInt64

  package init(value: UInt64) { self.value = value }

  /// The hash of some texts, which are kept apart by a byte that no text holds.
  package init(_ parts: String...) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      part.withLentBytes { bytes in
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    value = hash
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// 16 hexadecimal digits.
  package var description: String {
    String(unsafeUninitializedCapacity: 16) { digits in
      for place in 0..<16 { digits[place] = Self.hexadecimal[Int(value >> UInt64(60 - 4 * place) & 0xF)] }
      return 16
    }
  }
}
