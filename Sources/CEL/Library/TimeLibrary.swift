/// Timestamps and durations. Sections "List of Standard Definitions" and "Timezones" of the language definition.
enum TimeLibrary {
  static let overloads: [Overload] =
    [
      .global("timestamp", .timestamp, gives: .timestamp, .one(timestamp)),
      .global("timestamp", .string, gives: .timestamp, .one(timestamp)),
      .global("timestamp", .int, gives: .timestamp, .one(timestamp)),
      .global("duration", .duration, gives: .duration, .one(duration)),
      .global("duration", .string, gives: .duration, .one(duration)),
      .global("duration", .int, gives: .duration, .one(duration)),
    ] + getters

  private static let getters: [Overload] = [
    .member(.timestamp, "getFullYear", gives: .int, .one(utc { $0.year })),
    .member(.timestamp, "getFullYear", .string, gives: .int, .two(zoned { $0.year })),
    .member(.timestamp, "getMonth", gives: .int, .one(utc { $0.month - 1 })),
    .member(.timestamp, "getMonth", .string, gives: .int, .two(zoned { $0.month - 1 })),
    .member(.timestamp, "getDate", gives: .int, .one(utc { $0.day })),
    .member(.timestamp, "getDate", .string, gives: .int, .two(zoned { $0.day })),
    .member(.timestamp, "getDayOfMonth", gives: .int, .one(utc { $0.day - 1 })),
    .member(.timestamp, "getDayOfMonth", .string, gives: .int, .two(zoned { $0.day - 1 })),
    .member(.timestamp, "getDayOfWeek", gives: .int, .one(utc { $0.dayOfWeek })),
    .member(.timestamp, "getDayOfWeek", .string, gives: .int, .two(zoned { $0.dayOfWeek })),
    .member(.timestamp, "getDayOfYear", gives: .int, .one(utc { $0.dayOfYear })),
    .member(.timestamp, "getDayOfYear", .string, gives: .int, .two(zoned { $0.dayOfYear })),
    .member(.timestamp, "getHours", gives: .int, .one(utc { $0.hour })),
    .member(.timestamp, "getHours", .string, gives: .int, .two(zoned { $0.hour })),
    .member(.timestamp, "getMinutes", gives: .int, .one(utc { $0.minute })),
    .member(.timestamp, "getMinutes", .string, gives: .int, .two(zoned { $0.minute })),
    .member(.timestamp, "getSeconds", gives: .int, .one(utc { $0.second })),
    .member(.timestamp, "getSeconds", .string, gives: .int, .two(zoned { $0.second })),
    .member(.timestamp, "getMilliseconds", gives: .int, .one(utc { $0.millisecond })),
    .member(.timestamp, "getMilliseconds", .string, gives: .int, .two(zoned { $0.millisecond })),
    .member(.duration, "getHours", gives: .int, .one(span { $0.wholeSeconds / 3600 })),
    .member(.duration, "getMinutes", gives: .int, .one(span { $0.wholeSeconds / 60 })),
    .member(.duration, "getSeconds", gives: .int, .one(span { $0.wholeSeconds })),
    .member(.duration, "getMilliseconds", gives: .int, .one(span { $0.millisecondPart })),
  ]

  typealias One = @Sendable (inout CostBudget, Value) throws(EvaluationError) -> Value
  typealias Two = @Sendable (inout CostBudget, Value, Value) throws(EvaluationError) -> Value

  private static func utc(_ get: @escaping @Sendable (CivilTime) -> Int64) -> One {
    { (_: inout CostBudget, value: Value) throws(EvaluationError) -> Value in
      guard case .timestamp(let time) = value else { throw .noOverload("timestamp", value) }
      return .int(get(CivilTime(time, offset: 0)))
    }
  }

  private static func zoned(_ get: @escaping @Sendable (CivilTime) -> Int64) -> Two {
    { (_: inout CostBudget, value: Value, zone: Value) throws(EvaluationError) -> Value in
      guard case .timestamp(let time) = value, case .string(let zone) = zone else {
        throw .noOverload("timestamp", value, zone)
      }
      return .int(get(CivilTime(time, offset: try TimeZoneOffset.seconds(zone, at: time))))
    }
  }

  private static func span(_ get: @escaping @Sendable (TimeSpan) -> Int64) -> One {
    { (_: inout CostBudget, value: Value) throws(EvaluationError) -> Value in
      guard case .duration(let span) = value else { throw .noOverload("duration", value) }
      return .int(get(span))
    }
  }

  private static func timestamp(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .timestamp: return value
    case .int(let seconds):
      guard let time = Timestamp(seconds: seconds) else {
        throw EvaluationError(.overflow, "the timestamp is beyond the years 1 to 9999")
      }
      return .timestamp(time)
    case .string(let text):
      guard let time = Timestamp(rfc3339: text) else {
        throw .invalid("\(text.celLiteral) is no timestamp; write it as '2006-01-02T15:04:05Z'")
      }
      return .timestamp(time)
    default: throw .noOverload("timestamp", value)
    }
  }

  private static func duration(_ budget: inout CostBudget, _ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .duration: return value
    case .int(let seconds): return .duration(try TimeSpan.checkedWhole(seconds))
    case .string(let text):
      guard let span = TimeSpan(text) else {
        throw .invalid("\(text.celLiteral) is no duration; write it as '1h30m1.5s'")
      }
      return .duration(span)
    default: throw .noOverload("duration", value)
    }
  }
}

extension TimeSpan {
  fileprivate static func checkedWhole(_ seconds: Int64) throws(EvaluationError) -> TimeSpan {
    guard let span = TimeSpan(seconds: seconds), span.nanosecondCount != nil else {
      throw EvaluationError(.overflow, "the duration is beyond 292 years")
    }
    return span
  }

  /// Seconds, rounded towards zero.
  fileprivate var wholeSeconds: Int64 { seconds < 0 && nanoseconds > 0 ? seconds + 1 : seconds }

  /// The milliseconds beyond whole seconds, with the sign of the whole.
  fileprivate var millisecondPart: Int64 {
    seconds < 0 && nanoseconds > 0
      ? (Int64(nanoseconds) - 1_000_000_000) / 1_000_000 : Int64(nanoseconds) / 1_000_000
  }
}
