/// An IPv6 address, without a zone identifier.
package struct IPv6Address: Hashable, Comparable, Sendable {
  /// The 128 bits, first group highest.
  package var bits: UInt128

  package init(bits: UInt128) {
    self.bits = bits
  }

  /// Reads the text forms of RFC 4291 section 2.2, the one with a trailing IPv4 address included.
  package init?(_ text: some StringProtocol) {
    let parsed = text.utf8.withContiguousStorageIfAvailable { IPv6Address(utf8: $0) }
    guard let address = parsed ?? Array(text.utf8).withUnsafeBufferPointer({ IPv6Address(utf8: $0) }) else {
      return nil
    }
    self = address
  }

  /// The same from the text's UTF-8 bytes.
  package init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    guard (2...45).contains(text.count) else { return nil }
    var reader = GroupReader(text: text)
    guard reader.read(), let bits = reader.bits else { return nil }
    self.bits = bits
  }

  /// The IPv4 address of `::ffff:a.b.c.d` (RFC 4291 section 2.5.5.2), if this is one.
  package var mapped: IPv4Address? {
    bits >> 32 == 0xFFFF ? IPv4Address(bits: UInt32(truncatingIfNeeded: bits)) : nil
  }

  /// One of the eight groups, the first at 0.
  func group(_ index: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: bits >> UInt128((7 - index) * 16))
  }

  package static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }
}

/// Collects groups of up to four hexadecimal digits, and where `::` stands between them.
private struct GroupReader {
  let text: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var value: UInt128 = 0
  private var count = 0
  /// How many groups stand before `::`; `nil` while there was none.
  private var gap: Int?

  init(text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// The address, once everything was read.
  var bits: UInt128? {
    guard let gap else { return count == 8 ? value : nil }
    guard count < 8 else { return nil }
    let tail = UInt128((count - gap) * 16)
    let low = tail == 0 ? 0 : value & (UInt128.max >> (128 - tail))
    let high = gap == 0 ? 0 : (value >> tail) << UInt128(128 - gap * 16)
    return high | low
  }

  /// Reads all of the text; `false` at the first byte that fits nowhere.
  mutating func read() -> Bool {
    if text[0] == UInt8(ascii: ":") {
      guard text[1] == UInt8(ascii: ":") else { return false }
      (gap, index) = (0, 2)
    }
    while index < text.count {
      guard count < 8, let isLast = readGroup() else { return false }
      if isLast { return true }
      guard index < text.count else { return false }
      if text[index] == UInt8(ascii: ":") {
        guard gap == nil else { return false }
        gap = count
        index += 1
      }
    }
    return true
  }

  /// Reads a group and the colon behind it; whether the text ends with it, `nil` if it is none.
  private mutating func readGroup() -> Bool? {
    let start = index
    var group: UInt128 = 0
    while index < text.count, text[index] != UInt8(ascii: ":") {
      if text[index] == UInt8(ascii: ".") { return readIPv4(from: start) }
      guard index - start < 4, let digit = ASCII.hexValue(text[index]) else { return nil }
      group = group << 4 | UInt128(digit)
      index += 1
    }
    guard index > start else { return nil }
    value = value << 16 | group
    count += 1
    if index == text.count { return true }
    index += 1
    return false
  }

  private mutating func readIPv4(from start: Int) -> Bool? {
    guard count <= 6, let address = IPv4Address(utf8: UnsafeBufferPointer(rebasing: text[start...])) else {
      return nil
    }
    value = value << 32 | UInt128(address.bits)
    count += 2
    index = text.count
    return true
  }
}

extension IPv6Address: CustomStringConvertible {
  /// The form of RFC 5952: lower case, no leading zeros, the first longest run of zero groups as `::`.
  ///
  /// An address below `::ffff:0:0/96`, or below `::/96` with more than 16 bits, ends in dotted decimal as
  /// `inet_ntop` writes it.
  package var description: String {
    let gap = longestZeroRun
    let dotted = gap == 0..<6 || (gap == 0..<5 && group(5) == 0xFFFF)
    var text = ""
    var index = 0
    while index < 8 {
      if index == gap.lowerBound, !gap.isEmpty {
        text += "::"
        index = gap.upperBound
        continue
      }
      if !text.isEmpty, !text.hasSuffix(":") { text += ":" }
      if dotted, index == 6 {
        return text + IPv4Address(bits: UInt32(truncatingIfNeeded: bits)).description
      }
      text += String(group(index), radix: 16)
      index += 1
    }
    return text
  }

  /// The groups that `::` stands for; empty if no two zero groups stand together.
  private var longestZeroRun: Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || group(index) != 0 {
      if index - start > Swift.max(longest.count, 1) { longest = start..<index }
      start = index + 1
    }
    return longest
  }
}
