/// A point in time on the calendar and clock of a place. Years are those of ISO 8601.
struct CivilTime {
  let year: Int64
  /// From 1.
  let month: Int64
  /// From 1.
  let day: Int64
  let hour: Int64
  let minute: Int64
  let second: Int64
  let millisecond: Int64
  /// From 0, which is Sunday.
  let dayOfWeek: Int64
  /// From 0.
  let dayOfYear: Int64

  /// - Parameter offset: how far the place's clock is before UTC, in seconds.
  init(_ time: Timestamp, offset: Int64) {
    let (days, seconds) = (time.seconds + offset).quotientAndFloorRemainder(dividingBy: 86_400)
    (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    millisecond = Int64(time.nanoseconds) / 1_000_000
    // 1970-01-01 was a Thursday.
    dayOfWeek = (days + 4).quotientAndFloorRemainder(dividingBy: 7).remainder
    (year, month, day) = CivilTime.date(ofDay: days)
    dayOfYear = days - CivilTime.day(year: year, month: 1, day: 1)
  }

  /// Days since 1970-01-01. Years begin in March here, so that the leap day is the last one.
  static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shifted.quotientAndFloorRemainder(dividingBy: 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func date(ofDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).quotientAndFloorRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  static func daysInMonth(_ month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
