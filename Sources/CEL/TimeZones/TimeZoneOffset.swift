/// How far a time zone's clock is before UTC. Section "Timezones" of the language definition.
enum TimeZoneOffset {
  /// Seconds, for `UTC`, for fixed offsets such as `+01:00`, `-3:30` and `02:00`, and for the names of the IANA time
  /// zone data base, such as `Europe/Paris`, of which the system's copy is read.
  ///
  /// - Throws: `invalidArgument` for anything else, and where the system has no data of that name.
  static func seconds(_ zone: String, at time: Timestamp) throws(EvaluationError) -> Int64 {
    if zone.isEmpty || zone == "UTC" || zone == "Z" { return 0 }
    if let offset = fixed(zone) { return offset }
    if let zone = TimeZoneDatabase.zone(zone) { return zone.offset(at: time.seconds) }
    throw .invalid(
      "unknown time zone \(zone.celLiteral); 'UTC', offsets such as '+01:00' and the names of the system's time zone "
        + "data base are known")
  }

  private static func fixed(_ text: String) -> Int64? {
    var text = text.utf8[...]
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { text.removeFirst() }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = number(parts[0]), let minutes = number(parts[1]), hours <= 14,
      minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return isNegative ? -seconds : seconds
  }

  private static func number(_ digits: Substring.UTF8View) -> Int64? {
    guard digits.count == 1 || digits.count == 2 else { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard digit.isDigit else { return nil }
      value = value * 10 + Int64(digit &- 0x30)
    }
    return value
  }
}
