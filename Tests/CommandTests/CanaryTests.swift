import Foundation
import Reports
import Testing

/// No secret of any artefact comes out in any form, whatever is wrong with the file that it stands in.
///
/// The fixtures are artefacts of each kind with the word CANARY in every value that is nobody's business, and with mistakes beside
/// it, so that findings and their lines of source are near.
@Suite struct CanaryTests {
  static let fixtures = CommandTests.root + "/Tests/CommandTests/Fixtures/canaries"
  static let sample = CommandTests.root + "/samples/private-aks/sound"

  /// What is done to the files before they are read.
  enum Form: String, CaseIterable {
    /// As teams write them.
    case written
    /// JSON without line breaks, so that every line shows everything.
    case minified
    /// Cut off in the middle of a line, so that files are refused.
    case cut
  }

  /// A folder with the sound sample and the fixtures, in a form.
  private func folder(_ form: Form) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "canary-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: URL(filePath: Self.sample), to: folder)
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.fixtures) {
      var data = try Data(contentsOf: URL(filePath: Self.fixtures + "/" + name))
      switch form {
      case .written: break
      case .minified where name.hasSuffix(".json"):
        data = try JSONSerialization.data(withJSONObject: JSONSerialization.jsonObject(with: data))
      case .minified: break
      case .cut: data.removeLast(data.count / 9)
      }
      try data.write(to: folder.appending(path: name))
    }
    return folder
  }

  private func expectSilence(_ arguments: [String]) throws {
    let run = try CommandTests.airtight(arguments)
    #expect(run.status != 2 && run.status != 132 && run.status != 133, "\(arguments): \(run.errors)")
    for text in [run.output, run.errors] {
      let line = text.split(separator: "\n").first { $0.contains("CANARY") }
      #expect(line == nil, "\(arguments.joined(separator: " "))")
    }
  }

  @Test(arguments: Form.allCases) func noReportShowsASecret(_ form: Form) throws {
    let folder = try folder(form)
    defer { try? FileManager.default.removeItem(at: folder) }
    for format in ReportFormat.allCases {
      try expectSilence(["check", folder.path, "--format", format.rawValue])
    }
    for format in ["text", "json", "mermaid", "svg"] {
      try expectSilence(["trace", folder.path, "--format", format])
    }
    try expectSilence(["inspect", folder.path])
    try expectSilence(["connectivity", folder.path])
    try expectSilence(["connectivity", folder.path, "--exposure"])
  }

  @Test(arguments: Form.allCases) func noFileAsParsedShowsASecret(_ form: Form) throws {
    let folder = try folder(form)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.fixtures) {
      let file = folder.appending(path: name).path
      let syntax = name.hasSuffix(".sql") ? "sql" : name.hasSuffix(".json") ? "json" : "yaml"
      try expectSilence(["parse", file, "--as", syntax])
      if syntax == "yaml" { try expectSilence(["parse", file, "--as", "yaml", "--events"]) }
    }
  }

  /// The test above is worth something only if there are findings in these files.
  @Test func findingsStandBesideTheSecrets() throws {
    let run = try CommandTests.airtight(["check", Self.fixtures, "--format", "json"])
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = try #require(report?["findings"] as? [[String: Any]])
    let files = Set(
      findings.compactMap { ($0["path"] as? String)?.split(separator: "/").last.map(String.init) })
    #expect(files.isSuperset(of: ["connection-oauth.json", "gateway.sql", "plan.json"]), "\(files)")
  }
}
