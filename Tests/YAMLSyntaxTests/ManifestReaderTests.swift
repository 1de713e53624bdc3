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

  /// One of each form that ours takes.
  @Test(arguments: [
    "", "# only a comment\n", "---\n", "---\n---\n# end\n", "text", "--- text\nmore # c\n...\n", "...\n",
    "a: 1\n---\nb: 2\n...\n---\n- c\n", "a:\n- b\n-\n- - c\n  - d\n- e: f\n  g:\n  - h\ni:\n",
    "a: one\n  two\n\n  three # c\nb: x#y:z - ? w\nc: -1\nd: :e\n", "é: ü # ö\n😀: x\r\nb: |\r\n  c\r\n",
    "'a b' : 'it''s\n\n  folded '\n\"c\": \"\\u00e9\\x41\\U0001F600\\n\\t\\\\ \\\n  d\"\n",
    "a: |\n  b\n   c\n\nd: >-\n  e\n  f\n\n  g\n    h\n  i\nj: |2+ # c\n    k\n\n\nl: >1\n m\nn: |\n",
    "{a: b, 'c':d, e, \"f\": [g, {h: , i: [ ] }, ], j:\n  k\n  l }\n", "[\n a\n b,\n# c\n 'd',\t-1 ]\n",
    "a: &x !!str b\nc: !t\n  d: *x\ne: &y\n- *x\nf: *y\n",
    "&a !!map\n&b c: d\n!t e: &f\ng: ! h\n", "b: &b {x: 1, y: 2}\nc:\n  <<: [*b, *b]\n  x: 3\nd:\n  <<: *b\n",
    "a: 1\na: 2\nb: {c: 1, c: 2}\n",
  ])
  func formsAreTaken(_ yaml: String) {
    let source = SourceFile(path: "a.yaml", text: yaml)
    // A document end mark before any document is an error to libyaml.
    #expect((YAMLReader.readDirectly(source) != nil) == (yaml != "...\n"))
    #expect(TwoReaders.difference(source) == nil)
  }

  /// What is left to libyaml, sound or not.
  @Test(arguments: [
    "%YAML 1.2\n---\na: b\n", "? a\n: b\n", "[a]: b\n", "{a: b}: c\n", "{{ a }}\n", "[a: b]\n",
    "&x a: 1\n*x : b\n",
    "a:\n\tb: c\n", "-\ta\n", "a: b\rc: d\n", "a: \u{85}b\n", "a: b\u{2028}c\n", "a: \u{FEFF}b\n",
    "a: \u{1}\n",
    "a: \u{7F}\n", "a: *b\n", "&a [*a]\n", "!<tag:x> a\n", "!x!y a\n", "a: b: c\n", "a: - b\n", "a: 'b\n",
    "a: [b\n",
    "a: b\n c: d\n", "a:\n  - b\n c\n", "a: |\n  b\n c\n", "a: \"\\y\"\n", "a: @b\n", "a: b\n---\n c: d\ne\n",
    "a:\nb\n",
    "- a\nb: c\n", "'a\n---\nb'\n", "[a,\n---\n]\n", "[a]#b\n", "a: 'b'#c\n", "--- a: b\n", "a b\nc: d\n",
  ])
  func restIsRefused(_ yaml: String) {
    #expect(YAMLReader.readDirectly(SourceFile(path: "a.yaml", text: yaml)) == nil)
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    let bad: [[UInt8]] = [
      [0x80], [0xC1, 0x81], [0xC3], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x00], [0x1B],
      [0x0D],
    ]
    // Within a block of plain bytes, at the end of one, and at the end of the file.
    for bytes in bad {
      for before in [3, 62, 63, 64, 127] {
        for after in [0, 1, 80] {
          let text =
            Array(repeating: UInt8(ascii: "x"), count: before) + bytes + Array("\n".utf8.prefix(after))
          let source = try SourceFile(
            path: "a.yaml", raw: text + Array(repeating: 0x78, count: max(0, after - 1)))
          if bytes == [0x0D], after > 0 { continue }
          #expect(YAMLReader.readDirectly(source) == nil, "\(bytes) at \(before)")
        }
      }
    }
  }

  /// Ours gives up before libyaml's depth does; the limits of the tree hold either way.
  @Test func deepNestingIsLeftToLibyaml() {
    func nested(_ depth: Int) -> SourceFile {
      let text = String(repeating: "- ", count: depth - 1) + "[]\n"
      return SourceFile(path: "a.yaml", text: text)
    }
    #expect(YAMLReader.readDirectly(nested(200)) != nil)
    #expect(TwoReaders.difference(nested(200)) == nil)
    #expect(YAMLReader.readDirectly(nested(201)) == nil)
    #expect(YAMLReader.readDirectly(nested(20), limits: TreeLimits(depth: 20)) != nil)
    #expect(YAMLReader.readDirectly(nested(21), limits: TreeLimits(depth: 20)) == nil)
  }

  /// A key is at most 1,024 characters long (YAML 1.2.2 section 7.4); of longer texts libyaml says what they are.
  @Test(arguments: ["", "'", "\""]) func longKeysAreLeftToLibyaml(_ quote: String) {
    func key(_ length: Int) -> SourceFile {
      let text = quote + String(repeating: "k", count: length - 2 * quote.count) + quote
      return SourceFile(path: "a.yaml", text: "a:\n  \(text): b\nd: {\(text): c}\n")
    }
    #expect(YAMLReader.readDirectly(key(1024)) != nil)
    #expect(TwoReaders.difference(key(1024)) == nil)
    #expect(YAMLReader.readDirectly(key(1025)) == nil)
  }
}
