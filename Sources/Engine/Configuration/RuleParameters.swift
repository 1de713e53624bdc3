package import Findings
package import Rules

/// The rules' parameters as a run has them.
package enum RuleParameters {
  /// The settings by name. The command line wins over the configuration's `params`, and these over the profile.
  ///
  /// - Parameter commandLine: `name=value` each.
  package static func merged(
    _ configuration: Configuration, _ profile: Profile?, commandLine: [String]
  ) -> [String: ParameterSetting] {
    var settings = profile?.parameters ?? [:]
    for entry in configuration.parameters { settings[entry.name.value] = .value(entry.value) }
    for (name, text) in texts(commandLine) { settings[name] = .text(text) }
    return settings
  }

  /// Settings of the command line, by name; the last of a name counts.
  package static func texts(_ commandLine: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for setting in commandLine {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return values
  }
}

extension Configuration {
  /// The severities that the configuration gives rules.
  package var severityByRule: [String: Severity] {
    var severities: [String: Severity] = [:]
    for entry in self.severities { severities[entry.rule.value] = entry.severity }
    return severities
  }

  /// The rules that the configuration turns off.
  package var rulesTurnedOff: Set<String> {
    Set(severities.filter { $0.severity == nil }.map(\.rule.value))
  }
}

extension Configuration.Threshold {
  /// The severity; `nil` where no finding makes a run fail.
  package var severity: Severity? { Severity(rawValue: rawValue) }
}
