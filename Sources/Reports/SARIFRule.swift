import Findings

/// A rule as a `reportingDescriptor`, section 3.49, with the properties that code-scanning services read.
enum SARIFRule {
  static func write(_ rule: RuleDescription, to json: inout JSONWriter) {
    json.member("id", rule.id)
    json.member("shortDescription") { $0.member("text", rule.summary) }
    json.member("fullDescription") { $0.member("text", rule.why.isEmpty ? rule.summary : rule.why) }
    if let url = rule.references.lazy.compactMap(\.url).first { json.member("helpUri", url) }
    json.member("help") { json in
      json.member("text", help(of: rule))
      json.member("markdown", markdown(of: rule))
    }
    json.member("defaultConfiguration") { $0.member("level", rule.severity.rawValue) }
    json.member("properties") { json in
      json.member("precision", rule.confidence.rawValue)
      json.member("problem.severity", rule.severity == .note ? "recommendation" : rule.severity.rawValue)
      json.member("security-severity", securitySeverity(rule.severity))
      json.member("tags", strings: ["security", "private-connectivity", rule.family])
    }
  }

  /// A score from 0 to 10, as text. GitHub ranks alerts by it: above 9.0 critical, from 7.0 high, from 4.0 medium,
  /// below low. No rule claims to be critical.
  static func securitySeverity(_ severity: Severity) -> String {
    switch severity {
    case .error: "8.0"
    case .warning: "5.0"
    case .note: "2.0"
    }
  }

  private static func help(of rule: RuleDescription) -> String {
    var parts = [rule.why, rule.remediation].filter { !$0.isEmpty }
    if !rule.references.isEmpty {
      let names = rule.references.map { $0.name + ($0.url.map { " (\($0))" } ?? "") }
      parts.append("Sources: " + names.joined(separator: "; ") + ".")
    }
    return parts.isEmpty ? rule.summary : parts.joined(separator: "\n\n")
  }

  private static func markdown(of rule: RuleDescription) -> String {
    var parts = ["# \(rule.id)", rule.summary]
    if !rule.why.isEmpty { parts.append("**Why.** \(rule.why)") }
    if !rule.remediation.isEmpty { parts.append("**What to do.** \(rule.remediation)") }
    if !rule.references.isEmpty {
      let names = rule.references.map { reference in
        reference.url.map { "- [\(reference.name)](\($0))" } ?? "- \(reference.name)"
      }
      parts.append("**Sources**\n\n" + names.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }
}
