import ArgumentParser

/// `benchmark stages`: where the time of a check goes.
struct StageBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Check files stage by stage on one thread, and print the time of each.")

  @Argument(help: "Files and folders.")
  var paths: [String]

  @Option(help: "Rounds; the shortest time of each stage counts.")
  var rounds = 3

  @Flag(help: "Show each rule, and not each family.")
  var rules = false

  @Option(help: "Leave out stages that took fewer milliseconds.")
  var least = 0.1

  func run() throws {
    let best = try StagedCheck(paths, rounds: rounds, byRule: rules).clock
    print("milliseconds  stage")
    for (stage, time) in best.times where time / .milliseconds(1) >= least {
      let text = StageClock.milliseconds(time)
      print(String(repeating: " ", count: max(0, 12 - text.count)) + text + "  " + stage)
    }
  }
}
