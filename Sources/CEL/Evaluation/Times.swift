/// Arithmetic of timestamps and durations.
enum Times {
  /// `nil` where the operands are no times.
  static func arithmetic(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value? {
    switch (operation, left, right) {
    case (.add, .timestamp(let time), .duration(let span)), (.add, .duration(let span), .timestamp(let time)):
      return try moved(time, by: span, sign: 1)
    case (.subtract, .timestamp(let time), .duration(let span)): return try moved(time, by: span, sign: -1)
    case (.add, .duration(let left), .duration(let right)): return try sum(left, right, sign: 1)
    case (.subtract, .duration(let left), .duration(let right)): return try sum(left, right, sign: -1)
    case (.subtract, .timestamp(let left), .timestamp(let right)):
      return try span(
        left.seconds - right.seconds, Int64(left.nanoseconds) - Int64(right.nanoseconds), "a duration")
    default: return nil
    }
  }

  private static func moved(_ time: Timestamp, by span: TimeSpan, sign: Int64) throws(EvaluationError)
    -> Value
  {
    let nanoseconds = Int64(time.nanoseconds) + sign * Int64(span.nanoseconds)
    let (carry, rest) = nanoseconds.quotientAndFloorRemainder(dividingBy: 1_000_000_000)
    let seconds = time.seconds + sign * span.seconds + carry
    guard let moved = Timestamp(seconds: seconds, nanoseconds: Int32(truncatingIfNeeded: rest)) else {
      throw EvaluationError.overflow("a timestamp")
    }
    return .timestamp(moved)
  }

  private static func sum(_ left: TimeSpan, _ right: TimeSpan, sign: Int64) throws(EvaluationError) -> Value {
    try span(
      left.seconds + sign * right.seconds, Int64(left.nanoseconds) + sign * Int64(right.nanoseconds),
      "a duration")
  }

  private static func span(
    _ seconds: Int64, _ nanoseconds: Int64, _ what: String
  ) throws(EvaluationError) -> Value {
    guard let span = TimeSpan(seconds: seconds, nanoseconds: nanoseconds) else {
      throw EvaluationError.overflow(what)
    }
    return .duration(span)
  }
}
