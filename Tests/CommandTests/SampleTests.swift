import Foundation
import Testing

/// The samples are what their README says: each folder differs from the sound estate in the files that are named there, and
/// airtight says of it what the table has.
@Suite struct SampleTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    var folder: String
    var files: [String]
    var rules: [String]
    var verdict: String

    var testDescription: String { folder }
  }

  static let home = CommandTests.root + "/samples/private-aks"

  /// The rows of the table whose first cell is a folder.
  static let samples: [Sample] = {
    let text = (try? String(contentsOfFile: home + "/README.md", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line -> Sample? in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, cells[0].hasPrefix("`"), cells[0].hasSuffix("/`") else { return nil }
      return Sample(
        folder: String(cells[0].dropFirst().dropLast(2)), files: quoted(cells[1]), rules: quoted(cells[3]),
        verdict: cells[4])
    }
  }()

  static func quoted(_ cell: String) -> [String] {
    cell.split(separator: "`").map(String.init).filter { $0 != ", " }
  }

  static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let walk = FileManager.default.enumerator(atPath: folder)
    while let name = walk?.nextObject() as? String {
      let path = "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        files[name] = try Data(contentsOf: URL(filePath: path))
      }
    }
    return files
  }

  @Test func everyFolderStandsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.home)
    #expect(Set(folders) == Set(Self.samples.map(\.folder)).union(["README.md", "broken", "sound"]))
  }

  @Test(arguments: samples) func aMistakeIsToldAsTheTableSays(_ sample: Sample) throws {
    let (sound, own) = (try Self.files("\(Self.home)/sound"), try Self.files("\(Self.home)/\(sample.folder)"))
    let changed = Set(sound.keys).union(own.keys).filter { sound[$0] != own[$0] }
    #expect(changed == Set(sample.files))
    let run = try CommandTests.airtight(["check", "\(Self.home)/\(sample.folder)", "--format", "json"])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect(Set(findings.compactMap { $0["rule"] as? String }) == Set(sample.rules))
    let paths = try #require(report["paths"] as? [[String: Any]])
    #expect(paths.map { $0["verdict"] as? String } == [sample.verdict])
  }
}

/// The same for workspaces on AWS, whose table has the shape that a folder is made from and the features that are not sound.
@Suite struct AWSSampleTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    var folder: String
    var shape: String
    var files: [String]
    var rules: [String]
    var features: Set<String>

    var testDescription: String { folder }
  }

  static let home = CommandTests.root + "/samples/databricks-aws"

  static let samples: [Sample] = {
    let text = (try? String(contentsOfFile: home + "/README.md", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line -> Sample? in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 6, cells[0].hasSuffix("/`") else { return nil }
      return Sample(
        folder: String(cells[0].dropFirst().dropLast(2)), shape: String(cells[1].dropFirst().dropLast()),
        files: SampleTests.quoted(cells[2]), rules: SampleTests.quoted(cells[4]),
        features: Set(cells[5].components(separatedBy: ", ")))
    }
  }()

  @Test func everyFolderStandsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.home)
    #expect(Set(folders) == Set(Self.samples.map(\.folder)).union(["README.md", "sound"]))
  }

  private func features(_ folder: String) throws -> Set<String> {
    let run = try CommandTests.airtight(["trace", folder, "--format", "json"])
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let features = try #require(report?["features"] as? [[String: Any]])
    return Set(features.map { "\($0["kind"] ?? "") \($0["verdict"] ?? "")" })
  }

  @Test(arguments: samples) func aMistakeIsToldAsTheTableSays(_ sample: Sample) throws {
    let (before, after) = ("\(Self.home)/sound/\(sample.shape)", "\(Self.home)/\(sample.folder)")
    let (sound, own) = (try SampleTests.files(before), try SampleTests.files(after))
    #expect(Set(sound.keys).union(own.keys).filter { sound[$0] != own[$0] } == Set(sample.files))
    let run = try CommandTests.airtight(["check", after, "--format", "json"])
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = try #require(report?["findings"] as? [[String: Any]])
    #expect(Set(findings.compactMap { $0["rule"] as? String }) == Set(sample.rules))
    #expect(try features(after).subtracting(try features(before)) == sample.features)
    let checked = try #require(report?["features"] as? [[String: Any]])
    #expect(Set(checked.map { "\($0["kind"] ?? "") \($0["verdict"] ?? "")" }) == (try features(after)))
  }
}
