import Documents
import Engine
import Findings
import Foundation
import JSONSyntax
import Rules
import SourceText
import Testing
import YAMLSyntax

@testable import Fixes

/// Every failing case of every rule that has a fix is mended, as it is written and written otherwise; nothing else changes; a
/// second run changes nothing.
@Suite struct RuleFixTests {
  /// A failing case in one way of writing it.
  struct Variant {
    var rule: String
    /// The case and how it is written.
    var name: String
    /// Texts by file name.
    var files: [String: [UInt8]]
    var settings: [String: String]
    /// Whether the files are those of the case, so that its findings are the expected ones.
    var isOriginal: Bool
  }

  private static let root = RandomEditTests.root
  private static let folder = RuleFolder(root + "/rules")

  @Test func everyFailingCaseIsMended() throws {
    var mended: [String: Int] = [:]
    var numbers = SeededNumbers(RandomEditTests.seed &+ 3)
    let withFixes = Self.folder.files.filter {
      String(decoding: $0.entry.source.bytes, as: UTF8.self).contains("\nfixes:")
    }
    #expect(withFixes.count >= 8)
    for file in withFixes {
      let cases = try FileManager.default.contentsOfDirectory(atPath: file.folder + "/fail").sorted()
      for name in cases {
        for variant in try Self.variants(file, name, &numbers) {
          mended[file.entry.id, default: 0] += try Self.mend(variant, unsafe: true)
          _ = try Self.mend(variant, unsafe: false)
        }
      }
    }
    // A fix that mends none of its rule's own cases is no fix.
    for file in withFixes { #expect(mended[file.entry.id] ?? 0 > 0, "\(file.entry.id)") }
    print("mended \(mended.values.reduce(0, +)) findings of \(withFixes.count) rules")
  }

  private static func variants(
    _ file: RuleFolder.File, _ name: String, _ numbers: inout SeededNumbers
  ) throws -> [Variant] {
    let path = file.folder + "/fail/" + name
    var files: [String: [UInt8]] = [:]
    for entry in try FileManager.default.subpathsOfDirectory(atPath: path) where !entry.hasSuffix(".txt") {
      if let data = FileManager.default.contents(atPath: path + "/" + entry) { files[entry] = Array(data) }
    }
    var settings: [String: String] = [:]
    let text = (try? String(contentsOfFile: path + "/settings.txt", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { settings[parts[0]] = parts[1] }
    }
    let original = Variant(
      rule: file.entry.id, name: name, files: files, settings: settings, isOriginal: true)
    var variants = [original]
    func add(_ how: String, _ change: (String, [UInt8]) throws -> (String, [UInt8])) rethrows {
      var variant = original
      variant.name += " " + how
      variant.isOriginal = false
      variant.files = Dictionary(
        uniqueKeysWithValues: try files.map { try change($0.key, $0.value) })
      variants.append(variant)
    }
    add("with CRLF") { ($0, $1.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }) }
    add("without its last line break") { ($0, $1.last == 0x0A ? Array($1.dropLast()) : $1) }
    add("with a byte-order mark") { ($0, [0xEF, 0xBB, 0xBF] + $1) }
    add("in UTF-16") { name, bytes in
      let units = Array(("\u{FEFF}" + String(decoding: bytes, as: UTF8.self)).utf16)
      return (name, units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }
    for round in 0..<4 {
      try add("written otherwise, \(round)") { name, bytes in
        guard name.hasSuffix(".yaml") else { return (name, bytes) }
        var writer = RandomYAML(SeededNumbers(numbers.next()))
        let tree = YAMLReader.read(try SourceFile(path: name, raw: bytes)).tree
        let text = tree.documents.enumerated().map { writer.document($1, isFirst: $0 == 0) }.joined()
        return (name, Array(text.utf8))
      }
    }
    for indentation in [nil, "  ", "\t"] {
      try add("as JSON") { name, bytes in
        let tree = YAMLReader.read(try SourceFile(path: name, raw: bytes)).tree
        guard name.hasSuffix(".yaml"), tree.documents.count == 1 else { return (name, bytes) }
        let text = PlainJSON.document(tree.documents[0], indentation: indentation)
        return (name.replacing(".yaml", with: ".json"), Array(text.utf8))
      }
    }
    return variants
  }

  /// Mends a variant in a folder of its own; how many findings were mended.
  private static func mend(_ variant: Variant, unsafe: Bool) throws -> Int {
    let folder = NSTemporaryDirectory() + "airtight-rule-fix-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, bytes) in variant.files {
      let path = URL(filePath: folder + "/" + name)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: path)
    }
    let what = Comment(rawValue: "\(variant.rule), \(variant.name), \(unsafe ? "unsafe" : "safe")")
    let library = RuleLibrary(Self.folder.files.map(\.entry), settings: variant.settings)
    let options = CheckOptions(paths: [folder], only: [variant.rule])
    var run = FixRun(library, options, allowsUnsafe: unsafe)
    let result = try run.result(writes: true)
    #expect(result.problems.isEmpty, what)
    #expect(!result.before.findings.isEmpty, what)

    // Each finding with a fix that may be made is gone, unless the fix was refused, which only evidence is here.
    let fixable = result.before.findings.filter { finding in
      finding.fixes.contains { unsafe || $0.safety == .safe }
    }
    let left = result.after.findings.filter { finding in
      finding.fixes.contains { unsafe || $0.safety == .safe }
    }
    #expect(left.isEmpty, what)
    #expect(
      result.withheld.allSatisfy { $0.reason.contains("evidence") },
      "\(what): \(result.withheld.map(\.reason))")
    #expect(result.before.findings.count - result.after.findings.count == fixable.count, what)

    // The files hold what check's own edits make of them, where one edit is all there is.
    for (name, bytes) in variant.files {
      let now = Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))
      let own = fixable.filter { $0.place.path.hasSuffix("/" + name) }
      if own.isEmpty { #expect(now == bytes, what) }
      guard own.count == 1, let fix = own[0].fixes.first(where: { unsafe || $0.safety == .safe }) else {
        continue
      }
      let source = try SourceFile(path: name, raw: bytes)
      var lines = String(decoding: source.bytes, as: UTF8.self)
      for edit in fix.edits.sorted(by: { $0.range > $1.range }) {
        let start = try #require(offset(edit.range.start, in: lines))
        let end = try #require(offset(edit.range.end, in: lines))
        lines.unicodeScalars.replaceSubrange(start..<end, with: edit.replacement.unicodeScalars)
      }
      let after = try SourceFile(path: name, raw: now)
      #expect(
        String(decoding: after.bytes, as: UTF8.self).unicodeScalars.elementsEqual(lines.unicodeScalars), what)
      #expect(after.encoding == source.encoding, what)
    }

    var again = FixRun(library, options, allowsUnsafe: unsafe)
    #expect(try again.result(writes: true).files.isEmpty, what)
    return fixable.count
  }

  /// The place of a line and column, both 1-based, columns in Unicode scalars; lines end at LF, CRLF or CR.
  private static func offset(_ position: SourcePosition, in text: String) -> String.Index? {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var line = 1
    while line < position.line {
      guard index < scalars.endIndex else { return nil }
      let scalar = scalars[index]
      index = scalars.index(after: index)
      let isPair = scalar == "\r" && index < scalars.endIndex && scalars[index] == "\n"
      if scalar == "\n" || (scalar == "\r" && !isPair) { line += 1 }
    }
    return scalars.index(index, offsetBy: position.column - 1, limitedBy: scalars.endIndex)
  }
}
