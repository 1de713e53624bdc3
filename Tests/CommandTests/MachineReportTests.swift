import Conformance
import Foundation
import Testing

/// What `check` writes for every folder of samples, against the schemas of the formats.
@Suite(.enabled(if: SchemaValidator.isAvailable, Comment(rawValue: SchemaValidator.needs)))
struct MachineReportTests {
  /// The folders of samples, relative to the package: each is an estate of its own, and `sound` may hold several.
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
    return folders("samples").flatMap(folders).flatMap { folder in
      let parts = folder.hasSuffix("/sound") ? folders(folder) : []
      return parts.contains { !folders($0).isEmpty } ? parts : [folder]
    }
  }()

  /// All samples in one run of each validator, whose start costs more than its work.
  @Test func everyReportIsValid() throws {
    let shared = try #require(ProcessInfo.processInfo.environment["AIRTIGHT_SHARED"])
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let schemas = SchemaValidator.Schema.allCases
    let paths = Self.samples + [shared + "/corpus"]
    func file(_ path: String, _ schema: SchemaValidator.Schema) -> String {
      "\(folder.path)/\(path.replacing("/", with: "-")).\(schema.format)"
    }
    for path in paths {
      let formats = schemas.flatMap { ["--format", "\($0.format)=\(file(path, $0))"] }
      let run = try CommandTests.airtight(["check", path, "--format", "github"] + formats)
      #expect([0, 1, 3].contains(run.status), "\(path): \(run.errors)")
      expectAnnotations(run.output)
      try expectSoundRegions(try #require(FileManager.default.contents(atPath: file(path, .sarif))))
    }
    for schema in schemas {
      #expect(try SchemaValidator.problems(inFiles: paths.map { file($0, schema) }, schema) == "")
    }
  }

  /// Every folder that a table of the samples' READMEs names is one of them, and so are the sound estates.
  @Test func everySampleIsAmongThem() {
    let mistakes =
      SampleTests.samples.map { "samples/private-aks/\($0.folder)" }
      + AWSSampleTests.samples.map { "samples/databricks-aws/\($0.folder)" }
    #expect(mistakes.count >= 40)
    let sound = ["nat-egress", "back-end-private-link", "fully-private"].map {
      "samples/databricks-aws/sound/\($0)"
    }
    let others = ["samples/private-aks/sound", "samples/private-aks/broken"]
    #expect(Set(Self.samples) == Set(mistakes + sound + others))
  }

  /// Workflow commands as GitHub's runner reads them: known properties in any order, each once, data on one line; ten at most.
  private func expectAnnotations(_ output: String) {
    let lines = output.split(separator: "\n")
    let commands = lines.filter { $0.hasPrefix("::") }
    #expect(commands.count <= 10 && lines.count - commands.count <= 2)
    for command in commands {
      guard let match = command.wholeMatch(of: /::(error|warning|notice) ([^:]+)::(.+)/) else {
        Issue.record("\(command)")
        continue
      }
      var properties: [String: String] = [:]
      for property in match.2.split(separator: ",") {
        let parts = property.split(separator: "=", maxSplits: 1).map(String.init)
        #expect(parts.count == 2 && properties.updateValue(parts[1], forKey: parts[0]) == nil, "\(command)")
      }
      let known: Set = ["file", "line", "endLine", "col", "endColumn", "title"]
      #expect(known.isSuperset(of: properties.keys) && properties["title"] != nil, "\(command)")
      let file = (properties["file"] ?? "").replacing("%3A", with: ":").replacing("%2C", with: ",")
        .replacing("%25", with: "%")
      let path = file.hasPrefix("/") ? file : CommandTests.root + "/" + file
      #expect(FileManager.default.fileExists(atPath: path), "\(command)")
      for name in ["line", "endLine", "col", "endColumn"] {
        if let number = properties[name] { #expect(Int(number) ?? 0 >= 1, "\(command)") }
      }
    }
  }

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
