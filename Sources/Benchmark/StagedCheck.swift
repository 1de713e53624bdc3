import Engine
import Findings
import FoundationEssentials
import Reports
import Rules
import SourceText

/// All stages of a check of some paths on one thread, from reading the files to the report, the shortest time of each.
struct StagedCheck {
  /// The stages of a check, in their order.
  static let stages = ["read", "parse", "model", "join", "analyse", "evaluate", "report"]

  private(set) var clock = StageClock()
  /// The same check in one go: as the program does it, without its start.
  private(set) var whole = Duration.seconds(1000)

  init(_ paths: [String], rounds: Int, byRule: Bool = false) throws {
    for _ in 0..<rounds {
      // Each rule is compiled once in a run.
      let library = RuleLibrary(RuleLibrary.embedded())
      var outer = StageClock()
      let sources = try outer.measure("read") {
        try paths.flatMap(BenchmarkFiles.all).map { path in
          try SourceFile(path: path, raw: Array(FileManager.default.contents(atPath: path) ?? Data()))
        }
      }
      clock.keepBest(of: outer)
      clock.keepBest(of: try StagedRun(sources, library, byRule: byRule).clock)
    }
    for _ in 0..<rounds {
      let timer = ContinuousClock()
      let start = timer.now
      let result = try CheckRun(RuleLibrary(RuleLibrary.embedded()), CheckOptions(paths: paths)).result()
      var reporting = StageClock()
      reporting.measure("report: JSON") {
        var buffer = OutputBuffer()
        ReportFormat.json.write(result, options: ReportOptions(toolVersion: "0.0.0"), into: &buffer)
      }
      whole = min(whole, start.duration(to: timer.now))
      clock.keepBest(of: reporting)
    }
  }

  /// The time of a stage with all its parts.
  func time(of stage: String) -> Duration {
    clock.times.filter { $0.stage == stage || $0.stage.hasPrefix(stage + ":") }.reduce(.zero) { $0 + $1.time }
  }
}
