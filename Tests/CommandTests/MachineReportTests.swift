import Conformance
import Foundation
import Testing

/// What `check` writes for every folder of samples, against the schemas of the formats.
@Suite(.enabled(if: SchemaValidator.isAvailable, Comment(rawValue: SchemaValidator.needs)))
struct MachineReportTests {
  /// The folders of samples, relative to the package: each is an estate of its own.
  static let samples: [String] = {
    let manager = FileManager.default
    func folders(_ path: String) -> [String] {
      let names = (try? manager.contentsOfDirectory(atPath: CommandTests.root + "/" + path)) ?? []
      return names.sorted().map { path + "/" + $0 }.filter {
        var isFolder: ObjCBool = false
        return manager.fileExists(atPath: CommandTests.root + "/" + $0, isDirectory: &isFolder)
          && isFolder.boolValue
      }
    }
    return folders("samples").flatMap(folders)
  }()

  @Test(arguments: samples + ["shared corpus"])
  func everyReportIsValid(_ what: String) throws {
    let shared = try #require(ProcessInfo.processInfo.environment["AIRTIGHT_SHARED"])
    let path = what == "shared corpus" ? shared + "/corpus" : what
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let schemas = SchemaValidator.Schema.allCases
    let formats = schemas.flatMap { ["--format", "\($0.format)=\(folder.path)/\($0.format)"] }
    let run = try CommandTests.airtight(["check", path] + formats)
    #expect([0, 1, 3].contains(run.status) && run.output.isEmpty, "\(run.errors)")
    for schema in schemas {
      let bytes = try #require(FileManager.default.contents(atPath: "\(folder.path)/\(schema.format)"))
      #expect(try SchemaValidator.problems(in: Array(bytes), schema) == "", "\(what)")
      if schema == .sarif { try expectSoundRegions(bytes) }
    }
  }

  @Test func thereAreSamples() { #expect(Self.samples.count >= 2) }

  /// A region ends where it begins or later, which the schema cannot say.
  private func expectSoundRegions(_ sarif: Data) throws {
    let log = try #require(try JSONSerialization.jsonObject(with: sarif) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    for result in try #require(run["results"] as? [[String: Any]]) {
      let location = try #require((result["locations"] as? [[String: Any]])?.first)
      let place = try #require(location["physicalLocation"] as? [String: Any])
      guard let region = place["region"] as? [String: Int] else { continue }
      let start = (region["startLine"] ?? 0, region["startColumn"] ?? 0)
      #expect((region["endLine"] ?? 0, region["endColumn"] ?? 0) >= start)
    }
  }
}
