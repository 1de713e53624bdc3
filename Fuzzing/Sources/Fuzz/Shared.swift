import Engine
import Findings
import Rules
import SourceText

/// What all targets that check an estate use.
enum Shared {
  /// All built-in rules; compiled once, when the first resource of their kind appears.
  static let library = RuleLibrary(RuleLibrary.embedded())

  /// The rules of the engine's own, about suppressions: they may speak of what a suppression changed.
  static let engineRules = Set(library.entries.filter(\.isEngineRule).map(\.id))

  static var folder: WorkingFolder { WorkingFolder.shared }

  static func options() -> CheckOptions {
    var options = CheckOptions(paths: [folder.path])
    // A day on which some of the suppressions in the seeds are over and others are not.
    options.today = CalendarDate(secondsSinceEpoch: 1_780_000_000)
    return options
  }

  /// What a run finds; `nil` where there is nothing to check.
  static func check(_ options: CheckOptions) -> CheckResult? {
    do throws(CheckFailure) {
      return try CheckRun(library, options).result()
    } catch {
      if case .nothingToCheck = error { return nil }
      fatalError("the run fails: \(error)")
    }
  }

  /// The files of a bundle as airtight decodes them, by path.
  static func sources(_ bundle: FileBundle) -> [String: SourceFile] {
    var sources: [String: SourceFile] = [:]
    for file in bundle.files {
      let path = folder.path + "/" + file.name
      if let source = try? SourceFile(path: path, raw: file.bytes) { sources[path] = source }
    }
    return sources
  }

  /// A number that depends on the input alone: it chooses what is done for some inputs and not for all.
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }
}
