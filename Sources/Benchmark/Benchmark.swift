import ArgumentParser

/// Measures parts of airtight on this machine. Build it with `-c release`.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Measure parts of airtight.",
    subcommands: [
      ExpressionBenchmark.self, ConnectivityBenchmark.self, PathBenchmark.self, YAMLBenchmark.self,
      StageBenchmark.self, GrowthBenchmark.self,
    ])
}
