package import Findings
package import Inventory
package import SourceText
import Synchronization

/// The rules of a run: the embedded ones and the user's, read and compiled when they are first needed.
package final class RuleLibrary: Sendable {
  /// A rule's text and what must be known of it before it is read.
  ///
  /// A reference, because each run asks hundreds of them for one property or another, and a copy would count the references of all.
  package final class Entry: Sendable {
    package let description: RuleDescription
    /// The kinds that the rule judges.
    package let match: [ResourceKind]
    /// Further kinds without which it is not evaluated.
    package let needs: [ResourceKind]
    /// Whether it looks at nothing but the object, so that it can run while the object's file is in memory.
    package let isLocal: Bool
    /// The fields of the object that the rule reads or marks, as paths; an empty path is the whole object.
    package let fields: [[String]]
    /// Whether a finding may be suppressed.
    package let isSuppressible: Bool
    let text: RuleText

    /// - Parameters:
    ///   - match: the names of the kinds.
    ///   - needs: the names of the kinds.
    init(
      description: RuleDescription, match: [String], needs: [String], isLocal: Bool, fields: [[String]],
      isSuppressible: Bool, text: RuleText
    ) {
      self.description = description
      self.match = match.map(ResourceKind.init)
      self.needs = needs.map(ResourceKind.init)
      self.isLocal = isLocal
      self.fields = fields
      self.isSuppressible = isSuppressible
      self.text = text
    }

    /// The same with another severity.
    fileprivate init(_ other: Entry, _ severity: Severity) {
      var description = other.description
      description.severity = severity
      self.description = description
      match = other.match
      needs = other.needs
      isLocal = other.isLocal
      fields = other.fields
      isSuppressible = other.isSuppressible
      text = other.text
    }

    /// The rule file.
    package var source: SourceFile {
      switch text {
      case .file(let source): source
      case .embedded(let text, _): SourceFile(path: "rules/\(family)/\(id)/rule.yaml", text: text)
      case .engine: SourceFile(path: "docs/suppressions.md", text: "")
      }
    }

    /// The rule, read now.
    ///
    /// - Throws: what is wrong with the rule file.
    func definition() throws(RuleProblems) -> RuleDefinition {
      if case .embedded(_, let rest) = text { return DefinitionTexts.definition(rest, of: self) }
      let (definition, problems) = RuleReader.read(source, family: family)
      guard let definition else { throw RuleProblems(problems: problems) }
      return definition
    }

    /// Whether the rule is a part of the program and no rule file: one about suppressions.
    package var isEngineRule: Bool { if case .engine = text { true } else { false } }

    /// The names in `match`, as the rule file has them.
    package var matchNames: [String] { match.map(\.name) }

    /// The names in `needs`, as the rule file has them.
    package var needsNames: [String] { needs.map(\.name) }

    package var id: String { description.id }
    package var family: String { description.family }
  }

  /// All rules, sorted by id.
  package let entries: [Entry]
  private let byKind: [ResourceKind: [Int]]
  private let compiled: Mutex<[Int: Rule]>
  private let shared = SharedExpressions()
  /// Values for the rules' parameters, by name: one setting for all rules that have the parameter.
  private let settings: [String: ParameterSetting]
  /// Severities in place of the rules' own, by rule.
  private let severities: [String: Severity]

  /// A library whose parameters are set by texts.
  package convenience init(_ entries: [Entry], settings: [String: String] = [:]) {
    self.init(entries, parameters: settings.mapValues { .text($0) }, severities: [:])
  }

  /// - Parameters:
  ///   - parameters: settings by the parameter's name; one that a rule does not have, or has with another type, leaves
  ///     the rule as it is (`parameterProblem` tells).
  ///   - severities: by rule, in place of its own and those of its validations.
  package init(
    _ entries: [Entry], parameters: [String: ParameterSetting], severities: [String: Severity]
  ) {
    settings = parameters
    self.severities = severities
    var sorted = entries.sorted { $0.id < $1.id }
    for index in sorted.indices {
      if let severity = severities[sorted[index].id] { sorted[index] = Entry(sorted[index], severity) }
    }
    self.entries = sorted
    var byKind: [ResourceKind: [Int]] = [:]
    for (index, entry) in sorted.enumerated() {
      for kind in entry.match { byKind[kind, default: []].append(index) }
    }
    self.byKind = byKind
    compiled = Mutex([:])
  }

  private init(sameAs other: RuleLibrary) {
    entries = other.entries
    byKind = other.byKind
    settings = other.settings
    severities = other.severities
    compiled = Mutex([:])
  }

  /// The same rules as objects of their own, for one of several threads: threads that judge by the same objects wait for each
  /// other's counting of references.
  package func forThread() -> RuleLibrary { RuleLibrary(sameAs: self) }

  /// The places in `entries` of the rules that judge a kind.
  package func indices(for kind: ResourceKind) -> [Int] { byKind[kind] ?? [] }

  /// A rule, read now if it has not been.
  ///
  /// - Throws: what is wrong with the rule file.
  package func rule(_ index: Int) throws(RuleProblems) -> Rule {
    if let rule = compiled.withLock({ $0[index] }) { return rule }
    let rule = try compile(entries[index])
    // One that another thread has made meanwhile may be lent already (`LentRule`), and stays.
    return compiled.withLock { compiled in
      if let known = compiled[index] { return known }
      compiled[index] = rule
      return rule
    }
  }

  private func compile(_ entry: Entry) throws(RuleProblems) -> Rule {
    var definition = try entry.definition()
    if let severity = severities[entry.id] {
      definition.description.severity = severity
      for index in definition.validations.indices { definition.validations[index].severity = nil }
    }
    return Rule(definition, settings: settings, shared)
  }
}

extension RuleLibrary {
  /// The rules that the binary carries.
  package static func embedded() -> [Entry] { EmbeddedRules.all.map(\.entry) }

  /// The entry of a rule file, checked whole.
  ///
  /// - Throws: everything that is wrong with it, syntax, keys, texts and expressions.
  package static func entry(_ source: SourceFile, family: String) throws(RuleProblems) -> Entry {
    let (definition, problems) = RuleReader.read(source, family: family)
    guard let definition else { throw RuleProblems(problems: problems) }
    let compiler = RuleCompiler(definition, source: source)
    if !compiler.problems.isEmpty { throw RuleProblems(problems: compiler.problems) }
    return Entry(
      description: definition.description, match: definition.match, needs: definition.needs,
      isLocal: compiler.isLocal, fields: compiler.objectFields, isSuppressible: definition.isSuppressible,
      text: .file(source))
  }
}

/// Where a rule's text is.
enum RuleText: Sendable {
  case file(SourceFile)
  case embedded(String, definition: String)
  case engine
}

/// What is wrong with a rule file.
package struct RuleProblems: Error, Sendable {
  package var problems: [SourceProblem]
}
