import Engine
import Findings
import Rules
import SourceText

/// Reads a configuration: what is wrong with it has a place in it, and what is not wrong can be used.
enum ConfigurationTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let folder = WorkingFolder.shared
    folder.hold([FileBundle.File(name: "configuration.yaml", bytes: bytes)])
    let path = folder.path + "/configuration.yaml"
    let source = try? SourceFile(path: path, raw: bytes)
    do throws(CheckFailure) {
      let configuration = try ConfigurationFile.load(path)
      let check = ReportChecks(sources: source.map { [path: $0] } ?? [:])
      for problem in configuration.problems(with: Shared.library) { check.place(problem.place) }
      for profile in configuration.profiles { _ = profile.parameters }
      _ = try? configuration.profile(nil)
      _ = try? configuration.profile("production")
      _ = FileDiscovery.files(below: [folder.path], filter: configuration.filter)
    } catch {
      guard case .badConfiguration(let problems) = error else { fatalError("\(error)") }
      precondition(!problems.isEmpty, "refused without a word")
      let check = ReportChecks(sources: source.map { [path: $0] } ?? [:])
      for problem in problems { check.place(problem.place) }
    }
  }
}
