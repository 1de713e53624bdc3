import Testing

@testable import CEL

/// Time zones: fixed offsets, names of the system's data base, and names that must not reach other files.
struct TimeZoneTests {
  /// The hour and minute in a zone, from a data base that Debian's `tzdata` installs; expected values are `zdump`'s.
  @Test(arguments: [
    ("2024-03-31T00:59:59Z", "Europe/Paris", 1, 59), ("2024-03-31T01:00:00Z", "Europe/Paris", 3, 0),
    ("2090-07-01T12:00:00Z", "Europe/Paris", 14, 0), ("2090-12-01T12:00:00Z", "Europe/Paris", 13, 0),
    ("1950-07-01T12:00:00Z", "Europe/Paris", 13, 0), ("2024-01-01T00:00:00Z", "Australia/Sydney", 11, 0),
    ("2090-07-01T00:00:00Z", "Australia/Sydney", 10, 0), ("2024-06-01T00:00:00Z", "Asia/Kathmandu", 5, 45),
    ("2024-06-01T00:00:00Z", "America/St_Johns", 21, 30), ("2024-06-01T00:00:00Z", "-09:30", 14, 30),
    ("2024-06-01T00:00:00Z", "02:00", 2, 0), ("2024-06-01T00:00:00Z", "UTC", 0, 0),
  ])
  func clock(_ time: String, _ zone: String, _ hour: Int64, _ minute: Int64) throws {
    for (function, expected) in [("getHours", hour), ("getMinutes", minute)] {
      let value = try Program("timestamp('\(time)').\(function)('\(zone)')", environment: Environment())
        .evaluate()
      #expect(value.description == "\(expected)")
    }
  }

  @Test(arguments: [
    "../../../etc/passwd", "/etc/passwd", "Europe", "Europe/", "Europe/Nowhere", "+25:00", "a b",
    "posixrules/..",
  ])
  func otherNamesAreRefused(_ zone: String) throws {
    let message =
      "unknown time zone '\(zone)'; 'UTC', offsets such as '+01:00' and the names of the system's time zone data base are "
      + "known"
    #expect(throws: EvaluationError(.invalidArgument, message, offset: 13)) {
      try Program("timestamp(0).getHours('\(zone)')", environment: Environment()).evaluate()
    }
  }

  @Test func rulesOfAllForms() throws {
    let julian = try #require(TimeZoneRule("<-03>3<-02>,J60/0,300/24"))
    #expect(julian.offset(at: 1_709_000_000) == -10_800)
    #expect(julian.offset(at: 1_720_000_000) == -7200)
    #expect(
      TimeZoneRule("") == nil && TimeZoneRule("CET") == nil
        && TimeZoneRule("CET-1CEST,M13.1.0,M10.5.0") == nil)
    #expect(TimeZoneRule("EST5")?.offset(at: 0) == -18_000)
  }

  @Test func brokenFilesAreRefused() {
    #expect(TimeZoneData([]) == nil)
    #expect(TimeZoneData(Array("TZif2".utf8) + Array(repeating: 0xFF, count: 60)) == nil)
  }
}
