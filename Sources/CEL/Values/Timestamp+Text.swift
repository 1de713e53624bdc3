// Timestamps as RFC 3339 writes them, durations as Go does.

extension Timestamp: CustomStringConvertible {
  /// Reads RFC 3339 text; `nil` for anything else, and outside of the years 1 to 9999.
  public init?(rfc3339 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.accept("-"), let month = reader.number(2), reader.accept("-"),
      let day = reader.number(2), reader.accept("T") || reader.accept("t"), let hour = reader.number(2),
      reader.accept(":"), let minute = reader.number(2), reader.accept(":"), let second = reader.number(2)
    else { return nil }
    let nanoseconds = reader.accept(".") ? reader.fraction() : 0
    guard let nanoseconds, let offset = reader.zone(), reader.isAtEnd else { return nil }
    guard (1...12).contains(month), day >= 1, day <= CivilTime.daysInMonth(month, of: year), hour < 24,
      minute < 60,
      second < 60
    else { return nil }
    let days = CivilTime.day(year: year, month: month, day: day)
    self.init(
      seconds: days * 86_400 + hour * 3600 + minute * 60 + second - offset, nanoseconds: Int32(nanoseconds))
  }

  /// RFC 3339 text in UTC, with as many digits of a second as there are.
  public var description: String {
    let time = CivilTime(self, offset: 0)
    let date = "\(time.year.padded(4))-\(time.month.padded(2))-\(time.day.padded(2))"
    let clock = "\(time.hour.padded(2)):\(time.minute.padded(2)):\(time.second.padded(2))"
    return "\(date)T\(clock)\(Int64(nanoseconds).fractionText)Z"
  }
}

extension TimeSpan: CustomStringConvertible {
  /// Reads a sequence of decimal numbers with units, such as `1h30m`, `-1.5s`, `250ms`; `nil` for anything else, and
  /// beyond 292 years.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    let isNegative = reader.accept("-")
    if !isNegative { _ = reader.accept("+") }
    guard !reader.isAtEnd else { return nil }
    var total: Int64 = 0
    if reader.rest == "0" {
      self.init(seconds: 0)
      return
    }
    while !reader.isAtEnd {
      guard let part = reader.unitNanoseconds() else { return nil }
      let (sum, overflowed) = total.subtractingReportingOverflow(part)
      guard !overflowed else { return nil }
      total = sum
    }
    if !isNegative, total == Int64.min { return nil }
    let (seconds, rest) = (isNegative ? total : -total).quotientAndFloorRemainder(dividingBy: 1_000_000_000)
    self.init(seconds: seconds, nanoseconds: rest)
  }

  /// Seconds with an `s`, as `string()` gives them: `5400s`, `-1.5s`.
  public var description: String {
    if seconds < 0, nanoseconds > 0 {
      return "-\(-(seconds + 1))\((1_000_000_000 - Int64(nanoseconds)).fractionText)s"
    }
    return "\(seconds)\(Int64(nanoseconds).fractionText)s"
  }
}

extension Int64 {
  /// A number that is not negative, with zeros before it.
  fileprivate func padded(_ width: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
  }

  /// Nanoseconds as a fraction of a second, without zeros at the end; empty for none.
  fileprivate var fractionText: String {
    guard self > 0 else { return "" }
    var digits = padded(9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }
}

/// Reads digits and signs from the start of a text.
private struct DigitReader {
  private var bytes: Substring.UTF8View

  init(_ text: String) { bytes = text[...].utf8 }

  var isAtEnd: Bool { bytes.isEmpty }
  var rest: String { String(Substring(bytes)) }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard let first = bytes.first, UInt32(first) == scalar.value else { return false }
    bytes.removeFirst()
    return true
  }

  /// A number of exactly so many digits.
  mutating func number(_ count: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<count {
      guard let digit = bytes.first, digit.isDigit else { return nil }
      value = value * 10 + Int64(digit - 0x30)
      bytes.removeFirst()
    }
    return value
  }

  /// The digits after a point, in nanoseconds; further ones are dropped.
  mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var scale: Int64 = 100_000_000
    guard let first = bytes.first, first.isDigit else { return nil }
    while let digit = bytes.first, digit.isDigit {
      value += Int64(digit - 0x30) * scale
      scale /= 10
      bytes.removeFirst()
    }
    return value
  }

  /// `Z`, or hours and minutes; in seconds.
  mutating func zone() -> Int64? {
    if accept("Z") || accept("z") { return 0 }
    let isNegative = accept("-")
    guard isNegative || accept("+"), let hours = number(2), accept(":"), let minutes = number(2), hours < 24,
      minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
  }

  /// A decimal number and its unit, in nanoseconds.
  mutating func unitNanoseconds() -> Int64? {
    let digits = bytes.prefix { $0.isDigit }
    var whole: Int64 = 0
    for digit in digits {
      let (product, overflowed) = whole.multipliedReportingOverflow(by: 10)
      let (sum, failed) = product.addingReportingOverflow(Int64(digit - 0x30))
      if overflowed || failed { return nil }
      whole = sum
    }
    bytes.removeFirst(digits.count)
    var nanoseconds: Int64 = 0
    if accept(".") {
      guard let value = fraction() ?? (digits.isEmpty ? nil : 0) else { return nil }
      nanoseconds = value
    } else if digits.isEmpty {
      return nil
    }
    guard let unit = unit() else { return nil }
    let (product, overflowed) = whole.multipliedReportingOverflow(by: unit)
    let part = Int64(Double(nanoseconds) / 1e9 * Double(unit))
    let (sum, failed) = product.addingReportingOverflow(part)
    return overflowed || failed ? nil : sum
  }

  /// A unit of time in nanoseconds.
  private mutating func unit() -> Int64? {
    let name = String(Substring(bytes.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }))
    bytes.removeFirst(name.utf8.count)
    switch name {
    case "h": return 3_600_000_000_000
    case "m": return 60_000_000_000
    case "s": return 1_000_000_000
    case "ms": return 1_000_000
    case "us", "µs", "μs": return 1_000
    case "ns": return 1
    default: return nil
    }
  }
}
