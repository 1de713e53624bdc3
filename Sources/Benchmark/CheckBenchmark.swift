import ArgumentParser

/// `benchmark check`: a release binary over the corpora, in turns with the raw loops over the same files.
struct CheckBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run airtight over the corpora in turns with libyaml's bare events and with reading every byte."
  )

  @Argument(help: "The release binary.")
  var binary: String

  @Argument(help: "The folder that `benchmark corpora` filled.")
  var folder: String

  @Option(help: "Rounds; the fastest counts.")
  var rounds = 5

  @Option(help: "The corpora, with commas between them.")
  var only = "small,repo,fleet,zone,export"

  @Option(help: "Threads.")
  var jobs = 2

  func run() throws {
    print("corpus  files  airtight ms  peak MiB  libyaml ms  ratio  bytes ms  ratio")
    for name in only.split(separator: ",") {
      let path = "\(folder)/\(name)"
      let files = BenchmarkFiles.all(below: path)
      guard !files.isEmpty else { throw ValidationError("\(path) has no files") }
      let isYAML = files.allSatisfy { $0.hasSuffix(".yaml") }
      var times = [Duration.seconds(1000), .seconds(1000), .seconds(1000)]
      var memory = 0
      let clock = ContinuousClock()
      for _ in 0..<rounds {
        let arguments = [binary, "check", "--format", "json", "--jobs", "\(jobs)", path]
        guard let run = ProgramRun(arguments) else { throw ValidationError("\(binary) does not run") }
        times[0] = min(times[0], run.time)
        memory = max(memory, run.peakMemory)
        if isYAML { times[1] = min(times[1], clock.measure { _ = RawLoops.events(files) }) }
        times[2] = min(times[2], clock.measure { _ = RawLoops.readBytes(files) })
      }
      let parts = [
        "\(name)", "\(files.count)", StageClock.milliseconds(times[0]), "\(memory >> 20)",
        isYAML ? StageClock.milliseconds(times[1]) : "-", isYAML ? Self.ratio(times[0], times[1]) : "-",
        StageClock.milliseconds(times[2]), Self.ratio(times[0], times[2]),
      ]
      print(parts.joined(separator: "  "))
    }
  }

  private static func ratio(_ time: Duration, _ other: Duration) -> String {
    let hundredths = (time / max(other, .nanoseconds(1)) * 100).rounded() / 100
    return "\(hundredths)"
  }
}
