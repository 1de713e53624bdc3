/// A rule for all years, such as `CET-1CEST,M3.5.0,M10.5.0/3`: the form of POSIX's `TZ` variable with the extension of
/// RFC 8536 section 3.3.1.
struct TimeZoneRule: Sendable {
  /// Seconds before UTC.
  private var standard: Int64 = 0
  /// Daylight saving time, where the zone has it.
  private var daylight: (offset: Int64, start: YearlyTime, end: YearlyTime)?

  /// Reads a rule; `nil` for an empty text and for anything that is none.
  init?(_ text: String) {
    var reader = RuleReader(text)
    guard reader.name(), let standard = reader.duration() else { return nil }
    // POSIX counts west of Greenwich.
    self.standard = -standard
    if reader.isAtEnd { return }
    guard reader.name() else { return nil }
    var offset = self.standard + 3600
    if !reader.isAt(",") {
      guard let written = reader.duration() else { return nil }
      offset = -written
    }
    guard reader.accept(","), let start = reader.yearlyTime(), reader.accept(","),
      let end = reader.yearlyTime(),
      reader.isAtEnd
    else { return nil }
    daylight = (offset, start, end)
  }

  /// How far the clock is before UTC at a point in time (seconds since 1970), in seconds.
  func offset(at time: Int64) -> Int64 {
    guard let daylight, let now = Timestamp(seconds: time) else { return standard }
    let year = CivilTime(now, offset: standard).year
    let start = daylight.start.seconds(in: year) - standard
    let end = daylight.end.seconds(in: year) - daylight.offset
    let isDaylight = start < end ? time >= start && time < end : time < end || time >= start
    return isDaylight ? daylight.offset : standard
  }
}

/// A moment of every year, by the clock that is in force just before it.
struct YearlyTime: Sendable {
  enum Day: Sendable {
    /// From 1, without counting 29 February.
    case julian(Int64)
    /// From 0, with 29 February.
    case ordinal(Int64)
    /// The week is 1 to 5, where 5 is the last one; the day 0 to 6 from Sunday.
    case weekday(month: Int64, week: Int64, day: Int64)
  }

  let day: Day
  /// Seconds after midnight; may be negative and beyond a day.
  let time: Int64

  /// Seconds since 1970 as if the clock were UTC's.
  func seconds(in year: Int64) -> Int64 { dayNumber(in: year) * 86_400 + time }

  private func dayNumber(in year: Int64) -> Int64 {
    let newYear = CivilTime.day(year: year, month: 1, day: 1)
    switch day {
    case .ordinal(let number): return newYear + number
    case .julian(let number):
      let isLeap = CivilTime.daysInMonth(2, of: year) == 29
      return newYear + number - 1 + (isLeap && number >= 60 ? 1 : 0)
    case .weekday(let month, let week, let day):
      let first = CivilTime.day(year: year, month: month, day: 1)
      let weekday = (first + 4).quotientAndFloorRemainder(dividingBy: 7).remainder
      var date = 1 + (day - weekday + 7) % 7 + (week - 1) * 7
      while date > CivilTime.daysInMonth(month, of: year) { date -= 7 }
      return first + date - 1
    }
  }
}

/// Reads a rule's text from the left.
private struct RuleReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  func isAt(_ scalar: Unicode.Scalar) -> Bool { rest.first.map { UInt32($0) == scalar.value } ?? false }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard isAt(scalar) else { return false }
    rest.removeFirst()
    return true
  }

  /// A zone's abbreviation, which says nothing of use: letters, or anything in angle brackets.
  mutating func name() -> Bool {
    if accept("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[rest.index(after: end)...]
      return true
    }
    let letters = rest.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
    rest = rest.dropFirst(letters.count)
    return letters.count >= 3
  }

  /// A whole number of at most four digits.
  mutating func number() -> Int64? {
    let digits = rest.prefix { $0.isDigit }
    guard (1...4).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }

  /// `[+-]hours[:minutes[:seconds]]`, in seconds.
  mutating func duration() -> Int64? {
    let isNegative = accept("-")
    if !isNegative { _ = accept("+") }
    guard var total = number().map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] as [Int64] where accept(":") {
      guard let part = number() else { return nil }
      total += part * unit
    }
    return isNegative ? -total : total
  }

  /// A day and the time on it, which is two o'clock where it is left out.
  mutating func yearlyTime() -> YearlyTime? {
    guard let day = day() else { return nil }
    guard accept("/") else { return YearlyTime(day: day, time: 7200) }
    return duration().map { YearlyTime(day: day, time: $0) }
  }

  private mutating func day() -> YearlyTime.Day? {
    if accept("J") { return number().map { .julian($0) } }
    guard accept("M") else { return number().map { .ordinal($0) } }
    guard let month = number(), accept("."), let week = number(), accept("."), let day = number(),
      (1...12).contains(month), (1...5).contains(week), (0...6).contains(day)
    else { return nil }
    return .weekday(month: month, week: week, day: day)
  }
}
