/// How long the stages of a run took.
struct StageClock {
  private(set) var times: [(stage: String, time: Duration)] = []
  private let clock = ContinuousClock()

  /// Does a piece of work and adds its time to a stage.
  mutating func measure<Result>(_ stage: String, _ work: () throws -> Result) rethrows -> Result {
    let start = clock.now
    let result = try work()
    add(stage, start.duration(to: clock.now))
    return result
  }

  mutating func add(_ stage: String, _ time: Duration) {
    if let index = times.firstIndex(where: { $0.stage == stage }) {
      times[index].time += time
    } else {
      times.append((stage, time))
    }
  }

  /// Keeps the shorter time of each stage.
  mutating func keepBest(of other: StageClock) {
    for (stage, time) in other.times {
      if let index = times.firstIndex(where: { $0.stage == stage }) {
        times[index].time = min(times[index].time, time)
      } else {
        times.append((stage, time))
      }
    }
  }

  static func milliseconds(_ time: Duration) -> String {
    let hundredths = Int((time / .milliseconds(1) * 100).rounded())
    let fraction = String(hundredths % 100)
    return "\(hundredths / 100).\(fraction.count == 1 ? "0" : "")\(fraction)"
  }
}
