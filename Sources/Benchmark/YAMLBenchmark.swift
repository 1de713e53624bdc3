import ArgumentParser
import Documents
import FoundationEssentials
import SourceText
import YAMLSyntax

/// `benchmark yaml`: our own reader beside the one through libyaml, in turns over the same bytes in memory.
struct YAMLBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yaml", abstract: "Read YAML files with our own reader and with libyaml.")

  @Argument(help: "Files, and folders of files that end in .yaml or .yml.")
  var paths: [String]

  @Option(help: "Rounds; the fastest counts.")
  var rounds = 5

  @Flag(help: "Measure our own reader only, as for a profile.")
  var own = false

  func run() throws {
    let sources = paths.flatMap(BenchmarkFiles.all).filter(Self.isYAML).compactMap { path -> SourceFile? in
      guard let data = FileManager.default.contents(atPath: path) else { return nil }
      return try? SourceFile(path: path, raw: Array(data))
    }
    let bytes = sources.reduce(0) { $0 + $1.bytes.count }
    let taken = sources.reduce(0) { $0 + (YAMLReader.readDirectly($1) == nil ? 0 : 1) }
    print("\(sources.count) files, \(bytes) bytes; our own reader takes \(taken)")
    var direct = Duration.seconds(1000)
    var events = Duration.seconds(1000)
    let clock = ContinuousClock()
    for _ in 0..<rounds {
      direct = min(direct, clock.measure { for source in sources { _ = YAMLReader.readDirectly(source) } })
      if own { continue }
      events = min(events, clock.measure { for source in sources { _ = YAMLReader.readEvents(source) } })
    }
    print("own reader  \(Self.shown(direct, bytes))")
    if own { return }
    print("libyaml     \(Self.shown(events, bytes))")
    print("ratio       \((events / direct * 10).rounded() / 10)")
  }

  private static func shown(_ time: Duration, _ bytes: Int) -> String {
    let milliseconds = time / .milliseconds(1)
    let rate = Double(bytes) / 1e6 / (milliseconds / 1e3)
    return "\((milliseconds * 10).rounded() / 10) ms, \(Int(rate)) MB/s"
  }

  private static func isYAML(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }
}
