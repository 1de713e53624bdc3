import Documents
import Findings
import Foundation
import JSONSyntax
import SourceText
import Testing
import YAMLSyntax

@testable import Fixes

/// Random changes of random documents: what a change does not mean stays, as libyaml's events tell, which know nothing of
/// trees and edits.
@Suite struct RandomEditTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Another one for longer runs: `AIRTIGHT_SEED=123 swift test --filter FixesTests`.
  static let seed = UInt64(ProcessInfo.processInfo.environment["AIRTIGHT_SEED"] ?? "") ?? 7

  /// The artefacts of samples and rules, by path, sorted.
  static let artefacts: [String] = ["samples", "rules"].flatMap { folder -> [String] in
    let files = FileManager.default.enumerator(atPath: root + "/" + folder)
    return (files?.compactMap { $0 as? String } ?? []).map { root + "/" + folder + "/" + $0 }
  }.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") || $0.hasSuffix(".json") }.sorted()

  /// How many edits were made, refused, and found to be other than they meant.
  struct Counts {
    var made = 0
    var refused = 0
    var faulty: [String] = []
  }

  @Test func randomEditsOfYAML() throws {
    var counts = Counts()
    var numbers = SeededNumbers(Self.seed)
    for path in Self.artefacts where !path.hasSuffix(".json") {
      let source = try SourceFile(path: path, raw: Array(try Data(contentsOf: URL(filePath: path))))
      try edit(source, .yaml, rounds: 6, &numbers, &counts)
    }
    check(counts)
  }

  @Test func randomEditsOfYAMLWrittenOtherwise() throws {
    var counts = Counts()
    var numbers = SeededNumbers(Self.seed &+ 1)
    for path in Self.artefacts where !path.hasSuffix("/rule.yaml") {
      let raw = Array(try Data(contentsOf: URL(filePath: path)))
      let source = try SourceFile(path: path, raw: raw)
      let tree = path.hasSuffix(".json") ? JSONReader.read(source).tree : YAMLReader.read(source).tree
      guard source.bytes.count < 30_000 else { continue }
      for _ in 0..<3 {
        var writer = RandomYAML(SeededNumbers(numbers.next()))
        var text = tree.documents.enumerated().map { writer.document($1, isFirst: $0 == 0) }.joined()
        if numbers.once(in: 3) { text = text.replacing("\n", with: "\r\n") }
        if numbers.once(in: 4), !text.contains("|") {
          while text.last?.isNewline == true { text.removeLast() }
        }
        let written = SourceFile(path: path, text: text)
        let problems = YAMLReader.read(written).problems.filter { $0.severity == .error }
        #expect(problems.isEmpty, "\(path): \(problems)\n\(text)")
        try edit(written, .yaml, rounds: 6, &numbers, &counts)
      }
    }
    check(counts)
  }

  /// Bytes put in, taken out and doubled: of what still reads as YAML, much is written as no one would.
  @Test func randomEditsOfDamagedYAML() throws {
    var counts = Counts()
    var numbers = SeededNumbers(Self.seed &+ 4)
    let signs = Array("{}[]:,-#&*!|>?'\"\n\t\r %~<a1".utf8)
    for path in Self.artefacts where path.hasSuffix(".yaml") && !path.hasSuffix("/rule.yaml") {
      let raw = Array(try Data(contentsOf: URL(filePath: path)))
      guard !raw.isEmpty, raw.count < 10_000 else { continue }
      for _ in 0..<12 {
        var bytes = raw
        for _ in 0..<Int.random(in: 1...3, using: &numbers) {
          let index = Int.random(in: 0..<bytes.count, using: &numbers)
          let count = Int.random(in: 1...12, using: &numbers)
          switch Int.random(in: 0..<4, using: &numbers) {
          case 0: bytes.insert(signs.randomElement(using: &numbers) ?? 0x20, at: index)
          case 1: bytes[index] = signs.randomElement(using: &numbers) ?? 0x20
          case 2 where bytes.count > count: bytes.removeSubrange(index..<min(index + count, bytes.count))
          default: bytes.insert(contentsOf: bytes[index..<min(index + count, bytes.count)], at: index)
          }
          if bytes.isEmpty { bytes = raw }
        }
        let source = SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
        try edit(source, .yaml, rounds: 4, &numbers, &counts)
      }
    }
    print("made \(counts.made), refused \(counts.refused), other than meant \(counts.faulty.count)")
    #expect(counts.made > 500)
    // Here the check after an edit has work to do; what it lets through is as was meant.
    #expect(
      counts.faulty.count * 50 < counts.made, "\(counts.faulty.prefix(8).joined(separator: "\n=====\n"))")
  }

  @Test func randomEditsOfJSON() throws {
    var counts = Counts()
    var numbers = SeededNumbers(Self.seed &+ 2)
    for path in Self.artefacts where path.hasSuffix(".json") {
      let source = try SourceFile(path: path, raw: Array(try Data(contentsOf: URL(filePath: path))))
      guard source.bytes.count < 30_000 else { continue }
      try edit(source, .json, rounds: 6, &numbers, &counts)
      guard let document = JSONReader.read(source).tree.documents.first else { continue }
      for indentation in [nil, "  ", "\t"] {
        let text = PlainJSON.document(document, indentation: indentation)
        try edit(SourceFile(path: path, text: text), .json, rounds: 4, &numbers, &counts)
      }
    }
    check(counts)
  }

  private func check(_ counts: Counts) {
    print("made \(counts.made), refused \(counts.refused), other than meant \(counts.faulty.count)")
    #expect(counts.made > 500)
    #expect(counts.refused < counts.made)
    // The check after an edit would have kept these from a file; there are none to keep.
    #expect(counts.faulty.isEmpty, "\(counts.faulty.prefix(5).joined(separator: "\n=====\n"))")
  }

  private func edit(
    _ source: SourceFile, _ syntax: DocumentSyntax, rounds: Int, _ numbers: inout SeededNumbers,
    _ counts: inout Counts
  ) throws {
    let tree = syntax == .yaml ? YAMLReader.read(source).tree : JSONReader.read(source).tree
    let planner = FixPlanner(source, syntax: syntax)
    let places = self.places(in: tree)
    for _ in 0..<rounds {
      guard let change = change(places, &numbers) else { continue }
      let edits: [TextEdit]
      do throws(FixRefusal) {
        edits = try planner.edits(for: [change], of: "kubernetes.Service/x")
      } catch {
        counts.refused += 1
        continue
      }
      let edited = SourceFile(
        path: source.path, text: String(decoding: TextEdit.apply(edits, to: source.bytes), as: UTF8.self))
      counts.made += 1
      let shown = "\(source.path): \(change)\n\(edits)\n"
      if let difference = planner.difference(in: edited, [change]) {
        counts.faulty.append(shown + difference + "\n" + String(decoding: edited.bytes, as: UTF8.self))
      } else {
        #expect(isAsMeant(source, edited, change), "\(shown)\(String(decoding: edited.bytes, as: UTF8.self))")
      }
    }
  }

  /// Every member, element and root that is written in a tree.
  private func places(in tree: DocumentTree) -> [(key: DocumentNode?, value: DocumentNode, isRoot: Bool)] {
    var waiting: [(key: DocumentNode?, value: DocumentNode, isRoot: Bool)] = tree.documents.map {
      (nil, $0, true)
    }
    var found = waiting
    while let (_, node, _) = waiting.popLast() {
      let members = node.pairs.map { (key: DocumentNode?.some($0.key), value: $0.value, isRoot: false) }
      let elements = node.elements.map { (key: DocumentNode?.none, value: $0, isRoot: false) }
      waiting += members + elements
      found += members + elements
    }
    return found
  }

  private func change(
    _ places: [(key: DocumentNode?, value: DocumentNode, isRoot: Bool)], _ numbers: inout SeededNumbers
  ) -> Change? {
    guard let position = places.randomElement(using: &numbers) else { return nil }
    let target = ChangeTarget(
      name: position.key?.text ?? "", key: position.key?.span, value: position.value.span)
    let texts = [
      "true", "two words", "a: b", "- x", "10.0.0.1", "it's \"so\"", "line\nbreak", "", "\u{E9}\u{1F600}",
      "# no", "1",
    ]
    let text = texts.randomElement(using: &numbers) ?? ""
    let names = ["airtight.dev/new", "a b", "new-member", "'quoted'", "1"]
    let name = names.randomElement(using: &numbers) ?? ""
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0 where position.value.kind == .scalar: return .set(target, .string(text))
    case 1 where position.value.kind == .scalar: return .quote(target)
    case 2 where position.key != nil: return .rename(target, to: name)
    case 3 where !position.isRoot: return .remove(target)
    default:
      guard position.value.isMapping || position.value.isNull else { return nil }
      let depth = Int.random(in: 0...2, using: &numbers)
      return .insert(target, names: Array(["outer", "inner"].suffix(depth)) + [name], .string(text))
    }
  }

  /// Whether the events of the two texts differ as the change says and nowhere else.
  private func isAsMeant(_ old: SourceFile, _ new: SourceFile, _ change: Change) -> Bool {
    let (before, after) = (events(old), events(new))
    let shared = zip(before, after).prefix { $0 == $1 }.count
    let limit = min(before.count, after.count) - shared
    let tail = zip(before.reversed(), after.reversed()).prefix(limit).prefix { $0 == $1 }.count
    let (removed, added) = (before.count - shared - tail, after.count - shared - tail)
    switch change {
    case .set, .quote, .rename: return removed <= 1 && added == removed
    case .insert(_, let names, _):
      // A key and a value, and for each mapping around them a key, a start and an end; a null that it stands in the place of.
      let count = 2 + 3 * (names.count - 1)
      return (removed == 0 && added == count) || (removed == 1 && added == count + 2)
    case .remove: return added == 0 && removed > 0
    case .append: return false
    }
  }

  /// The events, without the style of collections: one that gets empty is written in flow style. Keys have no style either:
  /// a key is text.
  private func events(_ source: SourceFile) -> [String] {
    // libyaml takes JSON, but for tabs between its tokens.
    let isJSON = source.bytes.first == UInt8(ascii: "{") || source.bytes.first == UInt8(ascii: "[")
    let text = String(decoding: source.bytes, as: UTF8.self)
    let spaced = SourceFile(path: "", text: isJSON ? text.replacing("\t", with: " ") : text)
    return YAMLEventNotation.lines(of: spaced).lines.map {
      $0.hasPrefix("+MAP {}")
        ? "+MAP" + $0.dropFirst(7) : $0.hasPrefix("+SEQ []") ? "+SEQ" + $0.dropFirst(7) : $0
    }
  }
}
