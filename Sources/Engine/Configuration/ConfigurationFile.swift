package import Findings
import CEL
import Glibc
package import Rules
import SourceText

/// Finds and reads the configuration of a run.
package enum ConfigurationFile {
  package static let name = ".airtight.yaml"

  /// The configuration of a file, or of the nearest one from the working folder upwards: as far as the repository's top,
  /// or the root where there is no repository. Without a file all is as it is by default.
  ///
  /// - Parameter path: the file; `nil` to look for one.
  /// - Throws: everything that is wrong with the file.
  package static func load(_ path: String? = nil) throws(CheckFailure) -> Configuration {
    guard let path = path ?? nearest() else { return Configuration() }
    let shown = FileDiscovery.displayed(path)
    let folder = shown.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(shown[..<$0]) } ?? "."
    let source: SourceFile
    do throws(SourceProblem) {
      source = try SourceFile(path: shown, raw: try FileReader.bytes(of: path, limit: 1 << 20, option: nil))
      try source.validate()
    } catch {
      throw .badConfiguration([
        InputProblem(isError: true, message: error.message, place: Place(path: shown))
      ])
    }
    let (configuration, problems) = ConfigurationReader.read(source, folder: folder.isEmpty ? "/" : folder)
    guard problems.isEmpty else {
      var places = PlaceFinder(source)
      throw .badConfiguration(problems.map { places.problem($0) })
    }
    return configuration
  }

  private static func nearest() -> String? {
    var folder = FileDiscovery.workingFolder()
    var relative = ""
    while true {
      if exists(relative + name) { return relative + name }
      if folder == "/" || exists(relative + ".git") { return nil }
      folder = folder.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(folder[..<$0]) } ?? "/"
      if folder.isEmpty { folder = "/" }
      relative += "../"
    }
  }

  private static func exists(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0
  }
}

extension Configuration {
  /// The profile of a name; without one the only profile, or the one named `default`.
  ///
  /// - Throws: a name that no profile has, or several profiles of which none is chosen.
  package func profile(_ name: String?) throws(CheckFailure) -> Profile? {
    let names = profiles.map(\.name).joined(separator: ", ")
    if let name {
      if let profile = profiles.first(where: { $0.name == name }) { return profile }
      let proposal = NearestName.of(name, in: profiles.map(\.name)).map { ", perhaps '\($0)'" } ?? ""
      throw .badOption(
        "there is no profile '\(name)'\(proposal); "
          + (profiles.isEmpty ? "the configuration has none" : "profiles are \(names)"))
    }
    if profiles.count < 2 { return profiles.first }
    if let profile = profiles.first(where: { $0.name == "default" }) { return profile }
    throw .badOption("the configuration has several profiles; --profile chooses one of \(names)")
  }

  /// What the configuration says of rules and parameters that there are not.
  package func problems(with library: RuleLibrary) -> [InputProblem] {
    let known = library.entries.map(\.id)
    var problems: [InputProblem] = []
    for entry in severities where !known.contains(entry.rule.value) {
      let proposal = NearestName.of(entry.rule.value, in: known).map { ", perhaps '\($0)'" } ?? ""
      problems.append(
        InputProblem(
          isError: true,
          message: "there is no rule '\(entry.rule.value)'\(proposal); 'airtight rules' lists them",
          place: entry.rule.place))
    }
    for entry in parameters {
      guard let problem = library.parameterProblem(entry.name.value, .value(entry.value)) else { continue }
      problems.append(InputProblem(isError: true, message: problem, place: entry.name.place))
    }
    return problems
  }
}
