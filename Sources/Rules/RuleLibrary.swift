package import Findings
package import SourceText
import Synchronization

/// The rules of a run: the embedded ones and the user's, read and compiled when they are first needed.
package final class RuleLibrary: Sendable {
  /// A rule's text and what must be known of it before it is read.
  package struct Entry: Sendable {
    package var id: String
    package var family: String
    package var match: [String]
    package var needs: [String]
    package var source: SourceFile

    package init(id: String, family: String, match: [String], needs: [String], source: SourceFile) {
      self.id = id
      self.family = family
      self.match = match
      self.needs = needs
      self.source = source
    }
  }

  /// All rules, sorted by id.
  package let entries: [Entry]
  private let byKind: [String: [Int]]
  private let compiled: Mutex<[Int: Rule]>

  package init(_ entries: [Entry]) {
    let sorted = entries.sorted { $0.id < $1.id }
    self.entries = sorted
    var byKind: [String: [Int]] = [:]
    for (index, entry) in sorted.enumerated() {
      for kind in entry.match { byKind[kind, default: []].append(index) }
    }
    self.byKind = byKind
    compiled = Mutex([:])
  }

  /// The places in `entries` of the rules that judge a kind.
  package func indices(for kind: String) -> [Int] { byKind[kind] ?? [] }

  /// A rule, compiled now if it has not been.
  ///
  /// - Throws: what is wrong with the rule file.
  package func rule(_ index: Int) throws(RuleProblems) -> Rule {
    if let rule = compiled.withLock({ $0[index] }) { return rule }
    let rule = try Self.compile(entries[index])
    compiled.withLock { $0[index] = rule }
    return rule
  }

  /// What reports say of each rule, in the order of `entries`; the rule files are read, not compiled.
  package func descriptions() -> [RuleDescription] {
    entries.map { entry in
      let (definition, _) = RuleReader.read(entry.source, family: entry.family)
      return definition?.description
        ?? RuleDescription(
          id: entry.id, family: entry.family, summary: "", why: "", remediation: "", severity: .error,
          confidence: .low, references: [])
    }
  }

  private static func compile(_ entry: Entry) throws(RuleProblems) -> Rule {
    let (definition, problems) = RuleReader.read(entry.source, family: entry.family)
    guard let definition else { throw RuleProblems(problems: problems) }
    return try Rule(definition, source: entry.source)
  }
}

extension RuleLibrary {
  /// The rules that the binary carries.
  package static func embedded() -> [Entry] {
    EmbeddedRules.all.map { rule in
      Entry(
        id: "\(rule.id)", family: "\(rule.family)", match: rule.match.map { "\($0)" },
        needs: rule.needs.map { "\($0)" },
        source: SourceFile(path: "rules/\(rule.family)/\(rule.id)/rule.yaml", text: "\(rule.text)"))
    }
  }

  /// The entry of a user's rule file, checked whole.
  ///
  /// - Throws: everything that is wrong with it, syntax, keys, texts and expressions.
  package static func entry(_ source: SourceFile, family: String) throws(RuleProblems) -> Entry {
    let (definition, problems) = RuleReader.read(source, family: family)
    guard let definition else { throw RuleProblems(problems: problems) }
    _ = try Rule(definition, source: source)
    return Entry(
      id: definition.description.id, family: family, match: definition.match, needs: definition.needs,
      source: source)
  }
}

/// A rule file as the binary carries it.
struct EmbeddedRule: Sendable {
  var family: StaticString
  var id: StaticString
  var match: [StaticString]
  var needs: [StaticString]
  var text: StaticString
}
