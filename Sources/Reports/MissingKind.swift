import Findings

/// A kind of resource that the inputs lack, with the command that gets it and the rules that wait for it.
struct MissingKind {
  var kind: String
  /// Empty where no single command prints it.
  var command: String
  var rules: [String]

  /// What rules lack that were not evaluated, or that only templates keep from deciding, sorted by kind; their rules in the order in which they come.
  static func all(of rules: [RuleResult]) -> [MissingKind] {
    var kinds: [String: MissingKind] = [:]
    for rule in rules where rule.outcome == .notEvaluated || rule.waitsForTemplates {
      for evidence in rule.missing {
        var entry =
          kinds[evidence.kind] ?? MissingKind(kind: evidence.kind, command: evidence.command, rules: [])
        if entry.command.isEmpty { entry.command = evidence.command }
        entry.rules.append(rule.id)
        kinds[evidence.kind] = entry
      }
    }
    return kinds.values.sorted { $0.kind < $1.kind }
  }

  /// The first rules and how many more there are: `a, b, c and 4 more`.
  func named(_ most: Int) -> String {
    let names = rules.prefix(most).map(\.shown).joined(separator: ", ")
    return rules.count > most ? "\(names) and \(rules.count - most) more" : names
  }
}
