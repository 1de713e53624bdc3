/// Times short pieces of work.
enum Stopwatch {
  /// Nanoseconds for one run: the fastest of nine rounds, each of as many runs as take a few milliseconds.
  static func nanoseconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var runs = 1
    while true {
      let took = try clock.measure { for _ in 0..<runs { try work() } }
      if took > .milliseconds(2) || runs > 1 << 24 { break }
      runs *= 2
    }
    var best = Double.infinity
    for _ in 0..<9 {
      let took = try clock.measure { for _ in 0..<runs { try work() } }
      best = min(best, took / .nanoseconds(1) / Double(runs))
    }
    return best
  }
}
