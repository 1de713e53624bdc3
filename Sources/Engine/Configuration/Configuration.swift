package import Analysis
package import Findings
package import Rendering
package import Rules

/// What `.airtight.yaml` says (docs/configuration.md). Nothing said is a configuration too.
package struct Configuration: Sendable {
  /// A text of the file and where it stands there.
  package struct Text: Sendable {
    package var value: String
    package var place: Place
  }

  /// What is to become of a rule's findings.
  package struct SeverityEntry: Sendable {
    package var rule: Text
    /// `nil` for `off`.
    package var severity: Severity?
  }

  /// A value for a parameter of the rules.
  package struct ParameterEntry: Sendable {
    package var name: Text
    package var value: RuleDefinition.Parameter.Default
  }

  /// The lowest severity that makes a run fail.
  package enum Threshold: String, Sendable, CaseIterable {
    case error, warning, note, never
  }

  /// The file's path as reports show it; empty where there is none.
  package var path = ""
  /// The folder that the file's paths and patterns start from.
  package var folder = "."
  package var include: [PathPattern] = []
  package var exclude: [PathPattern] = []
  package var severities: [SeverityEntry] = []
  package var parameters: [ParameterEntry] = []
  package var profiles: [Profile] = []
  /// Folders with the user's own rules, from the working folder on.
  package var ruleFolders: [String] = []
  package var failOn: Threshold?
  package var requiresEvidence: Bool?
  /// The baseline, from the working folder on.
  package var baseline: String?
  package var allow: [AllowEntry] = []
  /// What is rendered with the user's own tools.
  package var render: Set<RenderTool> = []
  /// How charts are rendered.
  package var charts: [ChartSettings] = []

  package init() {}

  package var filter: FileFilter { FileFilter(include: include, exclude: exclude, folder: folder) }
}

/// A gateway and what is known of its surroundings.
package struct Profile: Sendable {
  package var name: String
  package var gateway: GatewaySelector?
  /// The hosts that requests to the gateway go to.
  package var hosts: [String] = []
  /// The subscriptions that Databricks' endpoints come from, as GUIDs.
  package var databricksSubscriptions: [String] = []
  package var dnsMode: DNSMode?
  /// The host of the API that the gateway itself calls.
  package var apiEgressHost: String?

  package init(name: String) { self.name = name }

  /// What the profile sets of the rules' parameters; a rule that has no such parameter is not concerned.
  package var parameters: [String: ParameterSetting] {
    var values: [String: ParameterSetting] = [:]
    if let dnsMode { values["dnsMode"] = .text(dnsMode.rawValue) }
    if !databricksSubscriptions.isEmpty {
      values["databricksSubscriptions"] = .texts(databricksSubscriptions)
    }
    if !hosts.isEmpty { values["privateHosts"] = .texts(hosts) }
    if let apiEgressHost { values["apiEgressHost"] = .text(apiEgressHost) }
    return values
  }
}

/// An entry of `allow`: findings that are accepted.
package struct AllowEntry: Sendable {
  package var rule: String
  /// A pattern for the finding's resource, in which `*` is any text; `nil` for any resource.
  package var resource: String?
  /// Patterns for the finding's file; empty for any file.
  package var path: PathPattern?
  package var reason: String
  package var until: CalendarDate?
  /// Where the entry stands.
  package var place: Place
}
