import Engine
import Findings
import Reports
import SourceText

/// Suppresses all findings of a bundle in the two ways that docs/suppressions.md promises: by comments and entries, and by a
/// baseline. Its file `airtight.yaml` is the configuration.
///
/// Afterwards the same findings are there and suppressed, but for those that cannot be; and a second time there is nothing to
/// write.
enum SuppressionTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let bundle = FileBundle(bytes)
    let folder = Shared.folder
    folder.hold(bundle.files.filter { $0.name != "airtight.yaml" })
    defer { folder.touch(".airtight.yaml", ".baseline.jsonl") }
    let given = bundle.files.first { $0.name == "airtight.yaml" }?.bytes ?? []
    guard WorkingFolder.write(given, folder.path + "/.airtight.yaml") else { fatalError("no configuration") }
    // What the files below are not judged by cannot be asked of them afterwards.
    guard let configuration = configuration() else { return }
    guard let before = check(configuration) else { return }
    ReportChecks(sources: Shared.sources(bundle)).result(before)
    baseline(configuration, before)
    write(configuration, before)
  }

  private static func configuration() -> Configuration? {
    guard let read = try? ConfigurationFile.load(Shared.folder.path + "/.airtight.yaml") else { return nil }
    var configuration = Configuration()
    (configuration.path, configuration.folder, configuration.allow) = (read.path, read.folder, read.allow)
    return configuration
  }

  private static func check(_ configuration: Configuration, _ baseline: Baseline? = nil) -> CheckResult? {
    var options = Shared.options()
    options.configuration = configuration
    options.baseline = baseline
    return Shared.check(options)
  }

  private static func write(_ configuration: Configuration, _ before: CheckResult) {
    let written: AllowWriter.Outcome
    do throws(CheckFailure) {
      let writer = try AllowWriter(
        reason: "known until 2030-01-31", configuration, Shared.library,
        fileSizeLimit: CheckOptions.defaultFileSize)
      written = try writer.write(before.findings)
    } catch {
      // An `allow` that is written so that nothing can be added to it is told, and nothing is lost.
      if case .badOption(let message) = error, message.contains("nothing can be added to its 'allow'") {
        return
      }
      if case .badOption(let message) = error, message.contains("is not UTF-8") { return }
      fatalError("\(error)")
    }
    guard let configuration = self.configuration() else { fatalError("the configuration no longer reads") }
    guard let after = check(configuration) else { fatalError("nothing to check afterwards") }
    expect(after, toHold: before)
    let left = written.left.map(BaselineEntry.init)
    for finding in judged(after) where finding.suppressed == nil && !left.contains(BaselineEntry(finding)) {
      fatalError("not suppressed: \(finding.rule) at \(finding.place)")
    }
    let writer = try? AllowWriter(
      reason: "known until 2030-01-31", configuration, Shared.library,
      fileSizeLimit: CheckOptions.defaultFileSize)
    guard let again = try? writer?.write(after.findings) else { fatalError("cannot write a second time") }
    if !again.files.isEmpty { fatalError("a second time \(again.files) are written") }
  }

  private static func baseline(_ configuration: Configuration, _ before: CheckResult) {
    var output = OutputBuffer()
    BaselineLines.write(Baseline.entries(of: before, Shared.library), into: &output)
    let path = Shared.folder.path + "/.baseline.jsonl"
    guard WorkingFolder.write(output.bytes, path), let baseline = try? Baseline(path: path) else {
      fatalError("what was written as a baseline is none")
    }
    guard let after = check(configuration, baseline) else { fatalError("nothing to check with a baseline") }
    for finding in judged(after) where finding.suppressed == nil {
      fatalError("not in the baseline: \(finding.rule) \(finding.message)")
    }
    for finding in after.findings where finding.rule == "baseline-entry-stale" {
      fatalError("\(finding.message)")
    }
  }

  /// The findings of rules about artefacts.
  private static func judged(_ result: CheckResult) -> [Finding] {
    result.findings.filter { !Shared.engineRules.contains($0.rule) }
  }

  /// Nothing was found or lost because a file has comments now.
  private static func expect(_ after: CheckResult, toHold before: CheckResult) {
    func keys(_ result: CheckResult) -> [String] {
      judged(result).map { "\($0.rule) \($0.resource) \($0.fingerprint)" }.sorted()
    }
    let (old, new) = (keys(before), keys(after))
    if old != new {
      fatalError(
        "findings differ: \(old.filter { !new.contains($0) }) and \(new.filter { !old.contains($0) })")
    }
  }
}
