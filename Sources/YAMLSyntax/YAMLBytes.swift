/// Classes of bytes that the reader of manifests asks for, as a table of bits.
struct YAMLByteClass: OptionSet {
  let rawValue: UInt8

  /// May end a plain scalar, or its line, outside of brackets: a line break, `:`, `#`.
  static let plainStop = YAMLByteClass(rawValue: 1)
  /// The same between brackets.
  static let flowStop = YAMLByteClass(rawValue: 2)
  /// A space, a tab or a line break.
  static let blank = YAMLByteClass(rawValue: 4)
  /// May stand in the name of an anchor: `[0-9A-Za-z_-]`.
  static let name = YAMLByteClass(rawValue: 8)
  /// May stand in a tag beside that: `.`, `/`, `:`. A tag with any other character is left to libyaml.
  static let tag = YAMLByteClass(rawValue: 16)
  /// Ends the part of a double-quoted scalar that stands for itself.
  static let doubleStop = YAMLByteClass(rawValue: 32)
  /// Ends the part of a single-quoted scalar that stands for itself.
  static let singleStop = YAMLByteClass(rawValue: 64)

  /// The classes of every byte, as raw values. Made once, and never freed.
  nonisolated(unsafe) static let table = UnsafePointer(makeTable())

  private static func makeTable() -> UnsafeMutablePointer<UInt8> {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    table.initialize(repeating: 0, count: 256)
    func mark(_ bytes: String, _ classes: YAMLByteClass) {
      for byte in bytes.utf8 { table[Int(byte)] |= classes.rawValue }
    }
    mark("\n\r", [.plainStop, .flowStop, .blank, .doubleStop, .singleStop])
    mark(" \t", .blank)
    mark(":#", [.plainStop, .flowStop])
    mark(",[]{}", .flowStop)
    mark("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-", .name)
    mark("./:", .tag)
    mark("\"\\", .doubleStop)
    mark("'", .singleStop)
    return table
  }
}

/// Which bytes a file may hold for the reader of manifests.
enum YAMLBytes {
  /// Whether the bytes are UTF-8 of characters that YAML allows (YAML 1.2.2 section 5.1), with line breaks LF and CRLF
  /// only. YAML 1.1 knows more of them (NEL, LS, PS), and a lone CR; what has one is left to libyaml, and so is a
  /// byte-order mark within the text.
  static func areAllowed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    var index = 0
    while index < bytes.count {
      let block = Swift.min(blockSize, bytes.count &- index)
      if block == blockSize, isPlain(base + index) {
        index &+= block
        continue
      }
      let end = index &+ block
      while index < end {
        let length = allowedLength(base + index, left: bytes.count &- index)
        if length == 0 { return false }
        index &+= length
      }
    }
    return true
  }

  private static let blockSize = 64

  /// Whether a whole block is printable ASCII and LF.
  @inline(__always)
  private static func isPlain(_ block: UnsafePointer<UInt8>) -> Bool {
    var bad: UInt8 = 0
    for index in 0..<blockSize {
      let byte = block[index]
      let isOutside: UInt8 = byte &- 0x20 > 0x5E ? 1 : 0
      let isNoFeed: UInt8 = byte != 0x0A ? 1 : 0
      bad |= isOutside & isNoFeed
    }
    return bad == 0
  }

  /// The length of the allowed character at `start`; 0 if there is none.
  private static func allowedLength(_ start: UnsafePointer<UInt8>, left: Int) -> Int {
    let lead = start[0]
    switch lead {
    case 0x09, 0x0A, 0x20...0x7E: return 1
    case 0x0D: return left > 1 && start[1] == 0x0A ? 1 : 0
    case 0xC2...0xDF: return continuation(start, 2, left, from: lead == 0xC2 ? 0xA0 : 0x80) ? 2 : 0
    case 0xE0: return continuation(start, 3, left, from: 0xA0) ? 3 : 0
    case 0xED: return continuation(start, 3, left, to: 0x9F) ? 3 : 0
    case 0xE1...0xEF:
      guard continuation(start, 3, left) else { return 0 }
      let value = UInt32(lead & 0x0F) << 12 | UInt32(start[1] & 0x3F) << 6 | UInt32(start[2] & 0x3F)
      let isRefused = value == 0x2028 || value == 0x2029 || value == 0xFEFF || value >= 0xFFFE
      return isRefused ? 0 : 3
    case 0xF0: return continuation(start, 4, left, from: 0x90) ? 4 : 0
    case 0xF1...0xF3: return continuation(start, 4, left) ? 4 : 0
    case 0xF4: return continuation(start, 4, left, to: 0x8F) ? 4 : 0
    default: return 0
    }
  }

  private static func continuation(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ left: Int, from low: UInt8 = 0x80, to high: UInt8 = 0xBF
  ) -> Bool {
    guard length <= left, start[1] >= low, start[1] <= high else { return false }
    for index in 2..<Swift.max(length, 2) where start[index] & 0xC0 != 0x80 { return false }
    return true
  }
}

// Searches that look at eight bytes at a time. In a word, the lowest byte is the first one.
extension YAMLBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The offset of the first byte from `start` that is no space; `count` if there is none.
  @inline(__always)
  static func afterSpaces(_ bytes: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
    var offset = start
    while offset &+ 8 <= count {
      let others = word(bytes, offset) ^ (ones &* 0x20)
      if others != 0 { return offset &+ others.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    while offset < count, bytes[offset] == 0x20 { offset &+= 1 }
    return offset
  }

  /// The offset of the first byte from `start` that is `:`, `#` or below a space; less than eight before `count`
  /// it may be one that is not.
  @inline(__always)
  static func plainStop(_ bytes: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
    var offset = start
    while offset &+ 8 <= count {
      let word = word(bytes, offset)
      let colons = word ^ (ones &* 0x3A)
      let hashes = word ^ (ones &* 0x23)
      // A byte that becomes negative borrows from the next one: what is above the first hit may be none.
      let hits =
        ((word &- ones &* 0x20) & ~word) | ((colons &- ones) & ~colons) | ((hashes &- ones) & ~hashes)
      if hits & tops != 0 { return offset &+ (hits & tops).trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    return offset
  }

  @inline(__always)
  private static func word(_ bytes: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt64.self))
  }
}
