import ArgumentParser
import FoundationEssentials

/// `benchmark check`: a release binary over the corpora, in turns with the raw loops over the same files, and where its time goes.
struct CheckBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Run airtight over the corpora in turns with libyaml's bare events and with reading every byte.",
    discussion: "Then the time of each stage is told. Corpora that are not there are made."
  )

  @Argument(help: "The release binary.")
  var binary: String

  @Argument(help: "The folder that has one folder for each corpus.")
  var folder: String

  @Option(help: "Rounds; the fastest counts.")
  var rounds = 5

  @Option(help: "The corpora, with commas between them.")
  var only = CorpusWriter.names.joined(separator: ",")

  @Option(help: "Threads.")
  var jobs = 2

  @Flag(inversion: .prefixedNo, help: "Whether the time of each stage is told.")
  var stages = true

  func run() throws {
    let names = only.split(separator: ",").map(String.init)
    try makeCorpora(names)
    print("The binary with \(jobs) threads, beside libyaml's events and the sum of all bytes on one:")
    print("corpus  files  airtight ms  peak MiB  libyaml ms  ratio  bytes ms  ratio")
    var alone: [Duration] = []
    for name in names { alone.append(try compare(name)) }
    guard stages else { return }
    print(
      "\nMilliseconds of each stage on one thread, their sum, the same check in one go, and the binary with one thread:"
    )
    print((["corpus"] + StagedCheck.stages + ["sum", "in one go", "binary"]).joined(separator: "  "))
    for (name, alone) in zip(names, alone) {
      let check = try StagedCheck(["\(folder)/\(name)"], rounds: min(rounds, 3))
      let times = StagedCheck.stages.map(check.time)
      let row = times + [times.reduce(.zero, +), check.whole, alone]
      print(([name] + row.map(StageClock.milliseconds)).joined(separator: "  "))
    }
  }

  private func makeCorpora(_ names: [String]) throws {
    if let unknown = names.first(where: { !CorpusWriter.names.contains($0) }) {
      throw ValidationError("there is no corpus \(unknown)")
    }
    let missing = names.filter { !FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    var writer = CorpusWriter(folder)
    try writer.write(missing)
  }

  /// Prints the line of a corpus; the time of the binary with one thread.
  private func compare(_ name: String) throws -> Duration {
    let path = "\(folder)/\(name)"
    let files = BenchmarkFiles.all(below: path)
    guard !files.isEmpty else { throw ValidationError("\(path) has no files") }
    let isYAML = files.allSatisfy { $0.hasSuffix(".yaml") }
    func command(_ jobs: Int) -> [String] {
      [binary, "check", "--format", "json", "--jobs", "\(jobs)", path]
    }
    var times = [Duration](repeating: .seconds(1000), count: 4)
    let clock = ContinuousClock()
    for _ in 0..<rounds {
      guard let run = ProgramRun(command(jobs)), let alone = ProgramRun(command(1)) else {
        throw ValidationError("\(binary) does not run")
      }
      times[0] = min(times[0], run.time)
      times[3] = min(times[3], alone.time)
      if isYAML { times[1] = min(times[1], clock.measure { _ = RawLoops.events(files) }) }
      times[2] = min(times[2], clock.measure { _ = RawLoops.readBytes(files) })
    }
    let parts = [
      name, "\(files.count)", StageClock.milliseconds(times[0]),
      Self.mebibytes(ProgramRun.peakMemory(command(jobs))),
      isYAML ? StageClock.milliseconds(times[1]) : "-", isYAML ? Self.ratio(times[0], times[1]) : "-",
      StageClock.milliseconds(times[2]), Self.ratio(times[0], times[2]),
    ]
    print(parts.joined(separator: "  "))
    return times[3]
  }

  private static func mebibytes(_ bytes: Int?) -> String {
    bytes.map { "\((Double($0) / 1_048_576 * 10).rounded() / 10)" } ?? "-"
  }

  private static func ratio(_ time: Duration, _ other: Duration) -> String {
    let hundredths = (time / max(other, .nanoseconds(1)) * 100).rounded() / 100
    return "\(hundredths)"
  }
}
