/// How much slower than a usual machine the one is that the bombs are run on.
///
/// Hosts of continuous integration differ by a factor of two, and from minute to minute; two seconds of a slow one are not those that a
/// user waits.
enum Yardstick {
  /// Seconds in which a usual machine checks the zone.
  private static let usual = 0.5

  /// 1 where the machine is as fast as a usual one, or faster.
  static let slowness: Double = {
    guard let folder = try? BombFolder(),
      (try? folder.writeRecords("n# A 192.0.2.1", behind: BombFolder.zoneHead)) != nil
    else { return 1 }
    let arguments = ["check", ".", "--only", "load-balancer-public"]
    let times = (0..<3).compactMap { _ in
      try? folder.airtight.finish(folder.airtight.start(arguments)).time
    }
    return Swift.max(1, (times.min() ?? 0) / usual)
  }()
}
