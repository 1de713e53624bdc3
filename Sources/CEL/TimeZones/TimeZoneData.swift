/// A time zone's past and future offsets, from a file in the Time Zone Information Format. RFC 8536 section 3.
struct TimeZoneData: Sendable {
  /// When the offset changed, in seconds since 1970, ascending; and the offset from then on, in seconds before UTC.
  private var changes: [(time: Int64, offset: Int64)] = []
  /// The offset before the first change.
  private var first: Int64 = 0
  /// What holds after the last change.
  private var rule: TimeZoneRule?

  /// Reads a file's bytes, version 2 or later; `nil` where they are not in the format.
  init?(_ bytes: [UInt8]) {
    var reader = TZifReader(bytes)
    guard let old = reader.header(), old.version >= UInt8(ascii: "2"), reader.skip(old.size(timeWidth: 4)),
      let header = reader.header(), let times = reader.numbers(header.times, width: 8),
      let indices = reader.numbers(header.times, width: 1)
    else { return nil }
    var offsets: [Int64] = []
    for _ in 0..<header.types {
      guard let offset = reader.number(width: 4), reader.skip(2) else { return nil }
      offsets.append(offset)
    }
    guard reader.skip(header.size(timeWidth: 8) - header.times * 9 - header.types * 6),
      let initial = offsets.first
    else { return nil }
    first = initial
    for (time, index) in zip(times, indices) {
      guard index >= 0, index < offsets.count else { return nil }
      changes.append((time, offsets[Int(index)]))
    }
    rule = TimeZoneRule(reader.footer)
  }

  /// How far the clock is before UTC at a point in time (seconds since 1970), in seconds.
  func offset(at time: Int64) -> Int64 {
    guard let last = changes.last, time < last.time else {
      return rule?.offset(at: time) ?? changes.last?.offset ?? first
    }
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : changes[low - 1].offset
  }
}

/// Takes apart the bytes of a file; every number is big-endian.
private struct TZifReader {
  struct Header {
    var version: UInt8
    /// Counts of the records that follow.
    var utcFlags, standardFlags, leapSeconds, times, types, characters: Int

    /// The bytes of what follows the header, with times of this many bytes.
    func size(timeWidth: Int) -> Int {
      times * (timeWidth + 1) + types * 6 + characters + leapSeconds * (timeWidth + 4) + standardFlags
        + utcFlags
    }
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func header() -> Header? {
    guard rest.starts(with: Array("TZif".utf8)), skip(4), let version = rest.popFirst(), skip(15) else {
      return nil
    }
    guard let counts = numbers(6, width: 4), counts.allSatisfy({ $0 >= 0 && $0 < 1 << 16 }) else {
      return nil
    }
    let sizes = counts.map(Int.init)
    return Header(
      version: version, utcFlags: sizes[0], standardFlags: sizes[1], leapSeconds: sizes[2], times: sizes[3],
      types: sizes[4], characters: sizes[5])
  }

  mutating func skip(_ count: Int) -> Bool {
    guard count >= 0, count <= rest.count else { return false }
    rest = rest.dropFirst(count)
    return true
  }

  /// A signed number; the type indices of one byte are below 128 in any real file.
  mutating func number(width: Int) -> Int64? {
    guard rest.count >= width, let first = rest.first else { return nil }
    var value = Int64(Int8(bitPattern: first))
    for byte in rest.dropFirst().prefix(width - 1) { value = value << 8 | Int64(byte) }
    rest = rest.dropFirst(width)
    return value
  }

  mutating func numbers(_ count: Int, width: Int) -> [Int64]? {
    var numbers: [Int64] = []
    for _ in 0..<count {
      guard let number = number(width: width) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// The text between the two line feeds at the end.
  var footer: String {
    String(decoding: rest.dropFirst().prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
