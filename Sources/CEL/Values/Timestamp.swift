/// A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds, from year 1 to year 9999.
public struct Timestamp: Hashable, Sendable, Comparable {
  /// Seconds since the epoch; negative before it.
  public let seconds: Int64
  /// 0 to 999,999,999, counted forward also before the epoch.
  public let nanoseconds: Int32

  static let earliest: Int64 = -62_135_596_800
  static let latest: Int64 = 253_402_300_799

  /// A point in time; `nil` outside of the years 1 to 9999.
  public init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard seconds >= Self.earliest, seconds <= Self.latest, nanoseconds >= 0, nanoseconds < 1_000_000_000
    else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

/// A length of time in whole nanoseconds, at most 10,000 years either way.
public struct TimeSpan: Hashable, Sendable, Comparable {
  /// Whole seconds, rounded down.
  public let seconds: Int64
  /// 0 to 999,999,999, to be added to the seconds.
  public let nanoseconds: Int32

  static let longest: Int64 = 315_576_000_000

  /// A length of time; `nil` beyond 10,000 years.
  public init?(seconds: Int64, nanoseconds: Int64 = 0) {
    let (carry, rest) = nanoseconds.quotientAndFloorRemainder(dividingBy: 1_000_000_000)
    let (sum, overflowed) = seconds.addingReportingOverflow(carry)
    guard !overflowed, sum >= -Self.longest, sum <= Self.longest else { return nil }
    self.seconds = sum
    self.nanoseconds = Int32(truncatingIfNeeded: rest)
  }

  public static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

extension Int64 {
  /// Division that rounds down, with a remainder that is never negative.
  func quotientAndFloorRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
