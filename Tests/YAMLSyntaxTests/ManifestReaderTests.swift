import Conformance
import Documents
import Foundation
import SourceText
import Testing
import YAMLSyntax

/// Wherever our own reader takes a source, it gives libyaml's tree.
@Suite struct ManifestReaderTests {
  /// The repository's root.
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every YAML file below a folder.
  static func sources(_ folder: String) -> [SourceFile] {
    let url = folder.hasPrefix("/") ? URL(fileURLWithPath: folder) : root.appendingPathComponent(folder)
    let files = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)
    var sources: [SourceFile] = []
    for case let file as URL in files ?? FileManager.DirectoryEnumerator() {
      guard ["yaml", "yml"].contains(file.pathExtension), let data = try? Data(contentsOf: file) else {
        continue
      }
      if let source = try? SourceFile(path: file.path, raw: Array(data)) { sources.append(source) }
    }
    return sources.sorted { $0.path < $1.path }
  }

  /// How many of some sources ours takes; each of these must give the tree that libyaml gives.
  private func taken(_ sources: [SourceFile]) -> Int {
    var count = 0
    for source in sources {
      let difference = TwoReaders.difference(source)
      #expect(difference == nil, "\(source.path): \(difference ?? "")")
      if YAMLReader.readDirectly(source) != nil { count += 1 }
    }
    return count
  }

  @Test func samplesAreTaken() {
    let sources = Self.sources("samples")
    #expect(sources.count > 20)
    #expect(taken(sources) == sources.count)
  }

  @Test func rulesAndTheirCasesAreTaken() {
    let sources = Self.sources("rules")
    #expect(sources.count > 200)
    #expect(taken(sources) == sources.count)
  }

  @Test(.enabled(if: ConformanceSuite.has("yaml.jsonl")))
  func theTestSuiteGivesTheSameTrees() throws {
    let cases = try #require(ConformanceSuite.cases("yaml.jsonl"))
    #expect(taken(cases.compactMap { try? SourceFile(path: $0.id, raw: $0.input) }) >= 99)
  }

  @Test(.enabled(if: ConformanceSuite.has("../corpus")))
  func publishedManifestsAreTaken() throws {
    let folder = try #require(ConformanceSuite.path("../corpus"))
    let sources = Self.sources(folder)
    // Charts' templates are no YAML.
    let sound = sources.filter { YAMLReader.readEvents($0).problems.allSatisfy { $0.severity == .warning } }
    #expect(taken(sources) == sound.count)
  }

  /// One byte or line changed here and there in manifests: what ours still takes must give libyaml's tree.
  @Test func mutatedManifestsGiveTheSameTrees() {
    let sources = (Self.sources("samples") + Self.sources("rules")).filter { $0.bytes.count < 3000 }
    var mutator = YAMLMutator(seed: 1)
    var taken = 0
    for _ in 0..<6000 {
      let text = mutator.mutated(sources[mutator.next(sources.count)].bytes)
      guard let source = try? SourceFile(path: "mutated.yaml", raw: text) else { continue }
      if YAMLReader.readDirectly(source) != nil { taken += 1 }
      let difference = TwoReaders.difference(source)
      #expect(
        difference == nil,
        "\(difference ?? "") in \(String(reflecting: String(decoding: text, as: UTF8.self)))")
    }
    // Else the test would compare nothing.
    #expect(taken > 1200)
  }
}
