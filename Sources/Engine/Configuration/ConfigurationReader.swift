import Analysis
import CEL
import Documents
import Findings
import Networking
import Rendering
import Rules
import SourceText
import YAMLSyntax

/// Reads `.airtight.yaml`; everything wrong with it is said with its place.
struct ConfigurationReader {
  private(set) var problems: [SourceProblem] = []
  private var places: PlaceFinder
  private let folder: String

  private init(_ source: SourceFile, folder: String) {
    places = PlaceFinder(source)
    self.folder = folder
  }

  /// The keys of the file, in the order of the documentation.
  static let keys = [
    "include", "exclude", "severity", "params", "profiles", "rules", "fail-on", "require-evidence",
    "baseline",
    "allow", "render", "charts",
  ]
  static let profileKeys = [
    "gateway", "hosts", "databricks-subscriptions", "dns-mode", "api-egress-host",
  ]
  static let gatewayKeys = ["namespace", "service", "labels"]
  static let chartKeys = ["path", "release", "namespace", "values"]
  static let allowKeys = ["rule", "resource", "path", "reason", "until"]

  /// The configuration of a file.
  ///
  /// - Parameter folder: what its paths and patterns start from, as seen from the working folder.
  static func read(_ source: SourceFile, folder: String) -> (Configuration, [SourceProblem]) {
    let (tree, problems) = YAMLReader.read(source)
    var reader = ConfigurationReader(source, folder: folder)
    reader.problems = problems.map { $0.with(severity: .error) }
    var configuration = Configuration()
    configuration.path = source.path
    configuration.folder = folder
    guard problems.isEmpty, let root = tree.documents.first, !root.isNull else {
      return (configuration, reader.problems)
    }
    if tree.documents.count > 1 { reader.report("a configuration is one YAML document", tree.documents[1]) }
    reader.read(root, into: &configuration)
    return (configuration, reader.problems)
  }

  private mutating func read(_ root: DocumentNode, into configuration: inout Configuration) {
    for (key, value) in members(root, Self.keys) {
      switch key.value {
      case "include": configuration.include = patterns(value, key.value)
      case "exclude": configuration.exclude = patterns(value, key.value)
      case "severity": configuration.severities = severities(value)
      case "params": configuration.parameters = parameters(value)
      case "profiles": configuration.profiles = profiles(value)
      case "rules": configuration.ruleFolders = texts(value, key.value, "folders").map { resolved($0.value) }
      case "fail-on":
        let allowed = Configuration.Threshold.allCases.map(\.rawValue)
        configuration.failOn = choice(value, key.value, allowed).flatMap(Configuration.Threshold.init)
      case "require-evidence": configuration.requiresEvidence = flag(value, key.value)
      case "baseline": configuration.baseline = text(value, key.value).map { resolved($0.value) }
      case "render": configuration.render = tools(value)
      case "charts": configuration.charts = list(value, key.value).compactMap { chart($0) }
      default: configuration.allow = list(value, key.value).compactMap { allowEntry($0) }
      }
    }
  }

  // MARK: Sections

  private mutating func severities(_ node: DocumentNode) -> [Configuration.SeverityEntry] {
    var entries: [Configuration.SeverityEntry] = []
    for (rule, value) in members(node, nil) {
      // YAML 1.1, which kubectl reads as well, takes a plain `off` for false.
      let isOff = value.bool == false && value.text?.lowercased() == "off"
      let allowed = ["error", "warning", "note", "off"]
      guard let chosen = isOff ? "off" : choice(value, "severity of \(rule.value)", allowed) else { continue }
      entries.append(.init(rule: rule, severity: Severity(rawValue: chosen)))
    }
    return entries
  }

  private mutating func parameters(_ node: DocumentNode) -> [Configuration.ParameterEntry] {
    var entries: [Configuration.ParameterEntry] = []
    for (name, value) in members(node, nil) {
      let made: RuleDefinition.Parameter.Default?
      switch value.scalar {
      case .string(let text): made = .string(text)
      case .bool(let flag): made = .bool(flag)
      case .int(let number): made = .int(number)
      default: made = value.isSequence ? .strings(texts(value, name.value, "texts").map(\.value)) : nil
      }
      if let made {
        entries.append(.init(name: name, value: made))
      } else {
        report("a parameter is a text, true or false, a whole number or a list of texts", value)
      }
    }
    return entries
  }

  private mutating func profiles(_ node: DocumentNode) -> [Profile] {
    members(node, nil).map { name, value in
      var profile = Profile(name: name.value)
      for (key, value) in members(value, Self.profileKeys) {
        switch key.value {
        case "gateway": profile.gateway = gateway(value)
        case "hosts": profile.hosts = texts(value, key.value, "hosts").map { DomainText.host($0.value) }
        case "databricks-subscriptions":
          profile.databricksSubscriptions = texts(value, key.value, "subscriptions").compactMap { text in
            if GUID(text.value) != nil { return text.value.lowercased() }
            report("'\(text.value)' is no subscription; one is a GUID", value)
            return nil
          }
        case "dns-mode":
          profile.dnsMode = choice(value, key.value, DNSMode.allCases.map(\.rawValue)).flatMap(DNSMode.init)
        default: profile.apiEgressHost = text(value, key.value).map { DomainText.host($0.value) }
        }
      }
      return profile
    }
  }

  private mutating func gateway(_ node: DocumentNode) -> GatewaySelector? {
    var selector = GatewaySelector()
    for (key, value) in members(node, Self.gatewayKeys) {
      switch key.value {
      case "namespace": selector.namespace = text(value, key.value)?.value
      case "service": selector.service = text(value, key.value)?.value
      default:
        for (label, value) in members(value, nil) {
          selector.labels[label.value] = text(value, label.value)?.value
        }
      }
    }
    if selector.service == nil, selector.labels.isEmpty {
      report("a gateway is named by 'service', 'labels' or both; 'namespace' says where", node)
      return nil
    }
    return selector
  }

  private mutating func tools(_ node: DocumentNode) -> Set<RenderTool> {
    let allowed = RenderTool.allCases.map(\.rawValue)
    return Set(
      list(node, "render").compactMap { choice($0, "tool to render with", allowed) }.compactMap(
        RenderTool.init))
  }

  private mutating func chart(_ node: DocumentNode) -> ChartSettings? {
    var settings = ChartSettings(path: "")
    for (key, value) in members(node, Self.chartKeys) {
      switch key.value {
      case "values": settings.values = texts(value, key.value, "files").map { resolved($0.value) }
      case "path": settings.path = text(value, key.value).map { resolved($0.value) } ?? ""
      default:
        guard let name = text(value, key.value)?.value else { continue }
        guard EstateRenderer.isReleaseName(name) else {
          report("'\(name)' is no \(key.value); one is of a-z, 0-9 and '-', at most 53 characters", value)
          continue
        }
        if key.value == "release" { settings.release = name } else { settings.namespace = name }
      }
    }
    if node.isMapping, node.value(forKey: "path") == nil {
      report("'path' is missing; an entry has 'path', and 'release', 'namespace' or 'values'", node)
    }
    return settings.path.isEmpty ? nil : settings
  }

  private mutating func allowEntry(_ node: DocumentNode) -> AllowEntry? {
    var values: [String: Configuration.Text] = [:]
    var until: CalendarDate?
    for (key, value) in members(node, Self.allowKeys) {
      guard let text = text(value, key.value) else { continue }
      values[key.value] = text
      guard key.value == "until" else { continue }
      until = CalendarDate(text.value)
      if until == nil { report("'\(text.value)' is no day; one is written 2027-01-31", value) }
    }
    for key in ["rule", "reason"] where values[key] == nil && node.value(forKey: key) == nil {
      report("'\(key)' is missing; an entry has 'rule', 'reason', and 'resource' or 'path'", node)
    }
    if node.value(forKey: "resource") == nil, node.value(forKey: "path") == nil {
      report("'resource' or 'path' is missing; a whole rule is turned off under 'severity'", node)
    }
    guard let rule = values["rule"], let reason = values["reason"] else { return nil }
    return AllowEntry(
      rule: rule.value, resource: values["resource"]?.value,
      path: values["path"].flatMap { PathPattern($0.value.utf8) }, reason: reason.value, until: until,
      place: rule.place)
  }
}

// Values.
extension ConfigurationReader {
  private mutating func report(_ message: String, _ node: DocumentNode) {
    problems.append(SourceProblem(message, at: node.span))
  }

  /// The members of a mapping with known keys, or with any where `known` is `nil`.
  private mutating func members(
    _ node: DocumentNode, _ known: [String]?
  ) -> [(key: Configuration.Text, value: DocumentNode)] {
    guard node.isMapping else {
      report("expected a mapping\(known.map { "; its keys are " + $0.joined(separator: ", ") } ?? "")", node)
      return []
    }
    var members: [(key: Configuration.Text, value: DocumentNode)] = []
    for pair in node.pairs {
      let key = pair.key.text ?? ""
      if let known, !known.contains(key) {
        let proposal = NearestName.of(key, in: known).map { ", perhaps '\($0)'" } ?? ""
        report("unknown key '\(key)'\(proposal); allowed are \(known.joined(separator: ", "))", pair.key)
      } else if !pair.value.isNull {
        members.append((Configuration.Text(value: key, place: places.place(pair.key.span)), pair.value))
      }
    }
    return members
  }

  private mutating func list(_ node: DocumentNode, _ name: String) -> [DocumentNode] {
    if !node.isSequence { report("'\(name)' is a list", node) }
    return Array(node.elements)
  }

  private mutating func text(_ node: DocumentNode, _ name: String) -> Configuration.Text? {
    guard let text = node.text, !text.isEmpty else {
      report("'\(name)' is a text", node)
      return nil
    }
    return Configuration.Text(value: text, place: places.place(node.span))
  }

  private mutating func texts(_ node: DocumentNode, _ name: String, _ what: String) -> [Configuration.Text] {
    guard node.isSequence else {
      report("'\(name)' is a list of \(what)", node)
      return []
    }
    var texts: [Configuration.Text] = []
    for element in node.elements {
      if let text = element.text, !text.isEmpty {
        texts.append(Configuration.Text(value: text, place: places.place(element.span)))
      } else {
        report("an element of '\(name)' is a text", element)
      }
    }
    return texts
  }

  private mutating func patterns(_ node: DocumentNode, _ name: String) -> [PathPattern] {
    texts(node, name, "patterns").compactMap { text in
      if let pattern = PathPattern(text.value.utf8) { return pattern }
      report("'\(text.value)' is no pattern; patterns are those of .gitignore", node)
      return nil
    }
  }

  private mutating func choice(_ node: DocumentNode, _ name: String, _ allowed: [String]) -> String? {
    let text = node.text ?? ""
    if allowed.contains(text) { return text }
    let proposal = NearestName.of(text, in: allowed).map { ", perhaps '\($0)'" } ?? ""
    report("'\(text)' is no \(name)\(proposal); allowed are \(allowed.joined(separator: ", "))", node)
    return nil
  }

  private mutating func flag(_ node: DocumentNode, _ name: String) -> Bool? {
    if node.bool == nil { report("'\(name)' is true or false", node) }
    return node.bool
  }

  /// A path of the file as seen from the working folder.
  private func resolved(_ path: String) -> String {
    path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
  }
}
