import CEL
import Findings
import Glibc
import Rules
import SourceText

/// What a run knows of a rule when suppressions are applied.
struct RuleStanding {
  var isSuppressible: Bool
  /// Whether the rule ran and had its evidence: only then can a suppression of it be useless.
  var isJudged: Bool
  /// The severity of an engine rule that is to be reported; `nil` for one that is off and for other rules.
  var severity: Severity?
}

/// Applies what the team says of findings, and finds what is wrong with it.
struct SuppressionPass {
  private var suppressions: [Suppression]
  private var isUsed: [Bool]
  private let rules: [String: RuleStanding]
  private let today: CalendarDate
  /// The files that were read whole: in others a finding may be missing for another reason.
  private let read: Set<String>
  /// Whether the run is over the folder of the configuration, so that its entries can be useless.
  private let isWhole: Bool
  /// Suppressions at a line by path, line and rule; of a resource by path, resource and rule; of the configuration by rule.
  private var atLines: [String: [Int]] = [:]
  private var ofResources: [String: [Int]] = [:]
  private var ofConfiguration: [String: [(index: Int, pattern: AllowPattern)]] = [:]

  init(
    _ suppressions: [Suppression], _ rules: [String: RuleStanding], read: Set<String>, _ options: CheckOptions
  ) {
    let configuration = options.configuration
    self.suppressions =
      suppressions
      + configuration.allow.map {
        Suppression(
          kind: .configuration, target: .entry($0), statement: SuppressionStatement($0), place: $0.place)
      }
    isUsed = Array(repeating: false, count: self.suppressions.count)
    self.rules = rules
    self.read = read
    today = options.today
    isWhole = options.paths.contains { RunScope.covers($0, configuration.folder) }
    let folder = RunScope.absolute(configuration.folder)
    for index in self.suppressions.indices {
      judge(index)
      guard isEffective(index) else { continue }
      let rule = self.suppressions[index].statement.rule
      switch self.suppressions[index].target {
      case .line(let path, let line): atLines["\(line) \(rule) \(path)", default: []].append(index)
      case .resource(let identity, let paths):
        for path in paths { ofResources["\(rule) \(identity)\n\(path)", default: []].append(index) }
      case .entry(let entry): ofConfiguration[rule, default: []].append((index, AllowPattern(entry, folder)))
      }
    }
  }

  /// Notes a rule that does not exist or may not be suppressed.
  private mutating func judge(_ index: Int) {
    let rule = suppressions[index].statement.rule
    guard suppressions[index].statement.problem == nil else { return }
    guard let standing = rules[rule] else {
      let proposal = NearestName.of(rule, in: rules.keys.sorted()).map { ", perhaps '\($0)'" } ?? ""
      suppressions[index].statement.problem =
        "there is no rule '\(rule)'\(proposal); 'airtight rules' lists them"
      return
    }
    if !standing.isSuppressible {
      suppressions[index].statement.problem = "findings of \(rule) cannot be suppressed"
    }
  }

  private func isExpired(_ index: Int) -> Bool {
    suppressions[index].statement.until.map { $0 < today } ?? false
  }

  private func isEffective(_ index: Int) -> Bool {
    suppressions[index].statement.problem == nil && !isExpired(index)
  }

  // MARK: Applying

  /// Marks the findings that are accepted; the nearest word counts: a comment, an annotation, the configuration.
  mutating func apply(to findings: inout [Finding]) {
    if atLines.isEmpty, ofResources.isEmpty, ofConfiguration.isEmpty { return }
    var absolute: [String: String] = [:]
    for index in findings.indices where findings[index].suppressed == nil {
      let finding = findings[index]
      guard rules[finding.rule]?.isSuppressible ?? true else { continue }
      var found: [Int] = []
      if let line = finding.place.range?.start.line, !atLines.isEmpty {
        found += atLines["\(line) \(finding.rule) \(finding.place.path)"] ?? []
      }
      if !ofResources.isEmpty {
        found += ofResources["\(finding.rule) \(finding.resource)\n\(finding.place.path)"] ?? []
      }
      if let entries = ofConfiguration[finding.rule] {
        let path = absolute[finding.place.path] ?? RunScope.absolute(finding.place.path)
        absolute[finding.place.path] = path
        found += entries.filter { $0.pattern.matches(finding.resource, path) }.map(\.index)
      }
      for use in found { isUsed[use] = true }
      guard let first = found.first else { continue }
      findings[index].suppressed = suppressions[first].statement.reason
      findings[index].suppressedBy = suppressions[first].kind
    }
  }

  // MARK: Findings

  /// What is wrong with the suppressions themselves.
  func findings() -> [Finding] {
    suppressions.indices.compactMap { index in
      let suppression = suppressions[index]
      let statement = suppression.statement
      if let problem = statement.problem { return finding(EngineRules.malformed, problem, suppression) }
      if isExpired(index), let until = statement.until {
        let message = "the suppression of \(statement.rule) ended on \(until): \(statement.reason)"
        return finding(EngineRules.expired, message, suppression)
      }
      guard !isUsed[index], rules[statement.rule]?.isJudged ?? false, isInScope(suppression) else {
        return nil
      }
      let message = "nothing to suppress for \(statement.rule): \(statement.reason)"
      return finding(EngineRules.unused, message, suppression)
    }
  }

  private func isInScope(_ suppression: Suppression) -> Bool {
    switch suppression.target {
    case .line(let path, _): read.contains(path)
    case .resource(_, let paths): paths.contains(where: read.contains)
    case .entry: isWhole
    }
  }

  private func finding(_ rule: String, _ message: String, _ suppression: Suppression) -> Finding? {
    guard let severity = rules[rule]?.severity else { return nil }
    return Finding(
      rule: rule, severity: severity, confidence: .high, message: message, place: suppression.place,
      resource: "",
      fingerprint: Fingerprint(rule, suppression.place.path, message))
  }
}

/// An entry of the configuration, ready to be matched.
struct AllowPattern {
  private let resource: ComponentGlob?
  private let path: IgnoreRules?

  /// - Parameter folder: the configuration's, absolute.
  init(_ entry: AllowEntry, _ folder: String) {
    // Only the star means something in a resource's name.
    resource = entry.resource.map { name in
      var pattern: [UInt8] = []
      for byte in name.utf8 {
        if "?[\\".utf8.contains(byte) { pattern.append(UInt8(ascii: "\\")) }
        pattern.append(byte)
      }
      return ComponentGlob(pattern[...])
    }
    path = entry.path.map { IgnoreRules([$0], depth: IgnoreRules.components(folder).count) }
  }

  /// - Parameter file: the finding's file, absolute.
  func matches(_ identity: String, _ file: String) -> Bool {
    if let resource, !resource.matches(Array(identity.utf8)[...]) { return false }
    return path?.covers(IgnoreRules.components(file)) ?? true
  }
}

/// Which files a run is over.
enum RunScope {
  /// Whether a path that was given names another path or a folder above it.
  static func covers(_ given: String, _ path: String) -> Bool {
    let (given, path) = (IgnoreRules.components(absolute(given)), IgnoreRules.components(absolute(path)))
    return path.starts(with: given)
  }

  /// The path without links and `..`; as it is where there is nothing.
  static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else {
      return path.hasPrefix("/") ? path : FileDiscovery.workingFolder() + "/" + path
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
