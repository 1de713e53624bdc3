import Documents
import Findings
package import SourceText
import YAMLSyntax

/// Reads a rule file; everything wrong with it is said with its place.
package struct RuleReader {
  package private(set) var problems: [SourceProblem] = []

  /// The definition that a file holds, or what is wrong with it.
  ///
  /// - Parameter family: the folder that the rule's folder is in.
  package static func read(_ source: SourceFile, family: String) -> (RuleDefinition?, [SourceProblem]) {
    let (tree, problems) = YAMLReader.read(source)
    guard problems.isEmpty, let root = tree.documents.first, tree.documents.count == 1, root.isMapping else {
      let missing = SourceProblem("a rule file is one YAML mapping; it starts with 'id:'")
      return (nil, problems.isEmpty ? [missing] : problems)
    }
    var reader = RuleReader()
    let definition = reader.definition(root, family: family)
    return (reader.problems.isEmpty ? definition : nil, reader.problems)
  }

  private static let keys = [
    "id", "summary", "why", "remediation", "severity", "confidence", "references", "match", "needs", "params",
    "matchConditions", "variables", "forEach", "validations", "fixes", "suppressible",
  ]

  private mutating func definition(_ root: DocumentNode, family: String) -> RuleDefinition {
    refuseUnknownKeys(root, Self.keys)
    let description = RuleDescription(
      id: required(root, "id"), family: family, summary: sentence(root, "summary"),
      why: sentence(root, "why"),
      remediation: sentence(root, "remediation"),
      severity: choice(root, "severity", Severity.allCases.map(\.rawValue)).flatMap(Severity.init) ?? .error,
      confidence: choice(root, "confidence", Confidence.allCases.map(\.rawValue)).flatMap(Confidence.init)
        ?? .high,
      references: references(root["references"]))
    let validations = (root["validations"]?.elements).map { Array($0).map { validation($0) } } ?? []
    if validations.isEmpty { report("a rule has at least one of 'validations'", root) }
    return RuleDefinition(
      description: description, match: strings(root, "match", isRequired: true),
      needs: strings(root, "needs", isRequired: false), parameters: parameters(root["params"]),
      matchConditions: texts(root["matchConditions"]), variables: variables(root["variables"]),
      forEach: root["forEach"].flatMap { text($0) }, validations: validations,
      fixes: (root["fixes"]?.elements).map { Array($0).compactMap { fix($0) } } ?? [],
      isSuppressible: flag(root, "suppressible") ?? true)
  }

  private mutating func validation(_ node: DocumentNode) -> RuleDefinition.Validation {
    refuseUnknownKeys(
      node,
      ["expression", "message", "messageExpression", "at", "atExpression", "mark", "severity", "related"])
    if node["message"] == nil, node["messageExpression"] == nil {
      report("a validation has 'message' or 'messageExpression'", node)
    }
    let mark = node["mark"] == nil ? nil : choice(node, "mark", ["key", "value"])
    return RuleDefinition.Validation(
      expression: text(node["expression"], of: "expression", in: node),
      messageExpression: node["messageExpression"].flatMap { text($0) }, message: node["message"]?.text,
      at: path(node["at"]), atExpression: node["atExpression"].flatMap { text($0) },
      marksKey: mark == "key",
      severity: node["severity"] == nil
        ? nil : choice(node, "severity", Severity.allCases.map(\.rawValue)).flatMap(Severity.init),
      related: (node["related"]?.elements).map { Array($0).map { related($0) } } ?? [])
  }

  private mutating func related(_ node: DocumentNode) -> RuleDefinition.Related {
    refuseUnknownKeys(node, ["each", "at", "message", "messageExpression"])
    return RuleDefinition.Related(
      each: text(node["each"], of: "each", in: node), at: path(node["at"]),
      messageExpression: node["messageExpression"].flatMap { text($0) }, message: node["message"]?.text)
  }
}

// Parts.
extension RuleReader {
  mutating func report(_ message: String, _ node: DocumentNode) {
    problems.append(SourceProblem(message, at: node.span))
  }

  mutating func refuseUnknownKeys(_ node: DocumentNode, _ known: [String]) {
    guard node.isMapping else {
      return report("expected a mapping with \(known.joined(separator: ", "))", node)
    }
    for pair in node.pairs {
      let key = pair.key.text ?? ""
      if !known.contains(key) {
        report("unknown key '\(key)'; allowed are \(known.joined(separator: ", "))", pair.key)
      }
    }
  }

  mutating func required(_ node: DocumentNode, _ key: String) -> String {
    if let text = node.value(forKey: key)?.string, !text.isEmpty { return text }
    report("'\(key)' is missing or empty; it is a text", node.value(forKey: key) ?? node)
    return ""
  }

  private mutating func sentence(_ node: DocumentNode, _ key: String) -> String {
    let text = required(node, key)
    if !text.isEmpty, !text.hasSuffix("."), let value = node.value(forKey: key) {
      report("'\(key)' is a sentence; it ends with a period", value)
    }
    return text
  }

  private mutating func flag(_ node: DocumentNode, _ key: String) -> Bool? {
    guard let value = node.value(forKey: key) else { return nil }
    if value.bool == nil { report("'\(key)' is true or false", value) }
    return value.bool
  }

  mutating func choice(_ node: DocumentNode, _ key: String, _ allowed: [String]) -> String? {
    let text = required(node, key)
    if allowed.contains(text) { return text }
    if !text.isEmpty, let value = node.value(forKey: key) {
      report("'\(text)' is no \(key); allowed are \(allowed.joined(separator: ", "))", value)
    }
    return nil
  }

  private mutating func strings(_ node: DocumentNode, _ key: String, isRequired: Bool) -> [String] {
    guard let list = node.value(forKey: key), list.isSequence, !isRequired || list.count > 0 else {
      if isRequired || node.value(forKey: key) != nil {
        report("'\(key)' is a list of kinds such as kubernetes.Service", node.value(forKey: key) ?? node)
      }
      return []
    }
    return list.elements.compactMap(\.text)
  }

  mutating func text(_ node: DocumentNode) -> RuleDefinition.Text? {
    guard let value = node.text, !value.isEmpty else {
      report("an expression is a text", node)
      return nil
    }
    return RuleDefinition.Text(value: value, span: node.span)
  }

  private mutating func text(
    _ node: DocumentNode?, of key: String, in parent: DocumentNode
  ) -> RuleDefinition.Text {
    guard let node else {
      report("'\(key)' is missing; it is an expression", parent)
      return RuleDefinition.Text(value: "true", span: parent.span)
    }
    return text(node) ?? RuleDefinition.Text(value: "true", span: node.span)
  }

  private mutating func texts(_ node: DocumentNode?) -> [RuleDefinition.Text] {
    guard let node else { return [] }
    return node.elements.compactMap { text($0) }
  }

  mutating func path(_ node: DocumentNode?) -> FieldPath? {
    guard let node else { return nil }
    guard let path = node.text.flatMap(FieldPath.init) else {
      report("'at' is a path such as spec.ports[0].port or metadata.annotations[\"a/b\"]", node)
      return nil
    }
    return path
  }

  private mutating func variables(_ node: DocumentNode?) -> [(name: String, expression: RuleDefinition.Text)]
  {
    guard let node else { return [] }
    return node.pairs.compactMap { pair in
      guard let name = pair.key.text, let expression = text(pair.value) else { return nil }
      return (name, expression)
    }
  }

  private mutating func references(_ node: DocumentNode?) -> [(name: String, url: String?)] {
    guard let node else { return [] }
    return node.elements.map { entry in
      refuseUnknownKeys(entry, ["name", "url"])
      return (required(entry, "name"), entry["url"]?.text)
    }
  }

  private mutating func parameters(_ node: DocumentNode?) -> [RuleDefinition.Parameter] {
    guard let node else { return [] }
    return node.pairs.compactMap { pair in
      refuseUnknownKeys(pair.value, ["type", "default", "description"])
      guard let name = pair.key.text, let value = pair.value["default"], let made = parameterDefault(value)
      else {
        report("a parameter has a 'default': a text, a bool, a whole number or a list of texts", pair.value)
        return nil
      }
      return RuleDefinition.Parameter(
        name: name, default: made, description: sentence(pair.value, "description"))
    }
  }

  private func parameterDefault(_ node: DocumentNode) -> RuleDefinition.Parameter.Default? {
    if node.isSequence { return .strings(node.elements.compactMap(\.text)) }
    switch node.scalar {
    case .string(let text): return .string(text)
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(number)
    default: return nil
    }
  }
}
