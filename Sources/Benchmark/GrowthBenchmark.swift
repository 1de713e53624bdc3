import ArgumentParser
import Rules

/// `benchmark growth`: how the time of each stage grows with the estate.
struct GrowthBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "Check 1, 2, 4 and 8 times as many copies of an estate, and print how each stage's time grows.")

  @Argument(help: "Folders, each an estate.")
  var folders: [String]

  @Option(help: "Copies of each estate in the smallest run.")
  var copies = 25

  @Option(help: "Stages with fewer milliseconds in the largest run are left out: clocks and caches blur them.")
  var least = 1.0

  func run() throws {
    let library = RuleLibrary(RuleLibrary.embedded())
    let estates = folders.map(EstateCopies.init)
    var runs: [StageClock] = []
    for factor in [1, 2, 4, 8] {
      let sources = try (0..<copies * factor).flatMap { copy in try estates.flatMap { try $0.sources(copy) } }
      var best = StageClock()
      for _ in 0..<3 { best.keepBest(of: try StagedRun(sources, library, byRule: false).clock) }
      runs.append(best)
    }
    print("1x, 2x, 4x, 8x in milliseconds, and 8x as a multiple of 1x")
    for (stage, largest) in runs[3].times where largest / .milliseconds(1) >= least {
      let times = runs.map { run in run.times.first { $0.stage == stage }?.time ?? .zero }
      let growth = (largest / max(times[0], .nanoseconds(1)) * 10).rounded() / 10
      print("\(times.map(StageClock.milliseconds).joined(separator: "  "))  \(growth)  \(stage)")
    }
  }
}
