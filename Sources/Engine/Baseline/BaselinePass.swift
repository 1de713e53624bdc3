import Findings
import Glibc
import Rules

/// Marks the findings that a baseline knows, and finds the entries that are over.
struct BaselinePass {
  /// What findings are compared by.
  private struct Key: Hashable {
    var rule: String
    var resource: String
    var evidence: String
  }

  private let lines: [Baseline.Line]
  /// The lines that no finding has taken yet, by what they know; the first one last.
  private var open: [Key: [Int]] = [:]

  init(_ baseline: Baseline) {
    lines = baseline.lines
    for (index, line) in lines.enumerated().reversed() {
      let entry = line.entry
      open[Key(rule: entry.rule, resource: entry.resource, evidence: entry.evidence), default: []].append(
        index)
    }
  }

  /// Takes an entry for each finding. One that is suppressed by another word takes its entry too, and stays as it is.
  ///
  /// - Parameter findings: in the order of reports.
  mutating func apply(to findings: inout [Finding]) {
    for index in findings.indices {
      let finding = findings[index]
      let key = Key(rule: finding.rule, resource: finding.resource, evidence: finding.fingerprint.description)
      guard open[key]?.popLast() != nil, finding.suppressed == nil else { continue }
      findings[index].suppressed = "in the baseline"
      findings[index].suppressedBy = .baseline
    }
  }

  /// A finding for each entry that no finding has taken, if the run could have found one: its rule ran and had its evidence,
  /// and its file was read or is gone.
  ///
  /// - Parameters:
  ///   - rules: what the run knows of each rule; an entry of a rule that there is no more is over.
  ///   - read: the files that were read whole.
  func stale(_ rules: [String: RuleStanding], read: Set<String>, _ options: CheckOptions) -> [Finding] {
    guard let severity = rules[EngineRules.staleBaseline]?.severity else { return [] }
    return open.values.joined().sorted().compactMap { index in
      let (entry, place) = (lines[index].entry, lines[index].place)
      guard rules[entry.rule]?.isJudged ?? true,
        options.paths.contains(where: { RunScope.covers($0, entry.path) }),
        read.contains(entry.path) || access(entry.path, F_OK) != 0
      else { return nil }
      let message =
        "no such finding any more: \(entry.rule) of \(entry.resource.isEmpty ? entry.path : entry.resource)"
      return Finding(
        rule: EngineRules.staleBaseline, severity: severity, confidence: .high, message: message,
        place: place,
        resource: entry.resource,
        fingerprint: Fingerprint(EngineRules.staleBaseline, entry.resource, entry.rule + entry.evidence))
    }
  }
}
