/// Resources of Terraform's, written as `terraform show -json` prints them: of a state, of a plan that finds nothing to change, and
/// of the plan that would create them all (section 3 of the AWS reference; format versions as Terraform 1.11 writes them).
struct TerraformText {
  struct Resource {
    var type: String
    var name: String
    /// What the configuration gives.
    var configured: [String: JSONText]
    /// What the provider fills in, known only after apply.
    var computed: [String: JSONText] = [:]
    /// Attributes whose expression is another one than that of the resource which their value names: `aws_vpc.a.default_route_table_id`.
    var references: [String: String] = [:]
    var sensitive: [String] = []

    var address: String { "\(type).\(name)" }
    var values: [String: JSONText] { configured.merging(computed) { own, _ in own } }
  }

  var resources: [Resource] = []
  /// What a value refers to, by the value: `vpc-1` is `aws_vpc.a.id`.
  var origins: [String: String] = [:]

  mutating func add(_ resource: Resource, named attribute: String? = "id") {
    resources.append(resource)
    guard let attribute, let id = resource.values[attribute]?.string else { return }
    origins[id] = "\(resource.address).\(attribute)"
  }

  // MARK: The three documents

  var state: JSONText {
    document(["format_version": "1.0"], "values", resources.map { entry($0, .object($0.values)) })
  }

  /// A plan of what is there as the configuration wants it.
  var settledPlan: JSONText {
    let changes = resources.map { resource in
      change(resource, ["no-op"], .object(resource.values), .object(resource.values), [:])
    }
    return plan(resources.map { entry($0, .object($0.values)) }, changes)
  }

  var createPlan: JSONText {
    var (entries, changes): ([JSONText], [JSONText]) = ([], [])
    for resource in resources {
      var (after, unknown) = planned(.object(resource.configured), resource.references)
      if case .object(var marks) = unknown {
        for key in resource.computed.keys where resource.configured[key] == nil { marks[key] = true }
        unknown = .object(marks)
      }
      if after.isNull { after = [:] }
      entries.append(entry(resource, after))
      changes.append(change(resource, ["create"], .null, after, unknown))
    }
    return plan(entries, changes)
  }

  private func document(_ head: [String: JSONText], _ key: String, _ entries: [JSONText]) -> JSONText {
    var members = head
    members["terraform_version"] = "1.11.4"
    members[key] = ["root_module": ["resources": .list(entries)]]
    return .object(members)
  }

  private func plan(_ entries: [JSONText], _ changes: [JSONText]) -> JSONText {
    document(
      [
        "format_version": "1.2", "resource_changes": .list(changes), "configuration": configuration,
        "applyable": true, "complete": true, "errored": false,
      ], "planned_values", entries)
  }

  private func identity(_ resource: Resource) -> [String: JSONText] {
    let provider = resource.type.hasPrefix("aws_") ? "hashicorp/aws" : "databricks/databricks"
    return [
      "address": .string(resource.address), "mode": "managed", "type": .string(resource.type),
      "name": .string(resource.name), "provider_name": .string("registry.terraform.io/\(provider)"),
    ]
  }

  private func marks(_ resource: Resource) -> JSONText {
    .object(Dictionary(uniqueKeysWithValues: resource.sensitive.map { ($0, true) }))
  }

  private func entry(_ resource: Resource, _ values: JSONText) -> JSONText {
    .object(
      identity(resource).merging([
        "schema_version": 1, "values": values, "sensitive_values": marks(resource),
      ]) { _, new in new })
  }

  private func change(
    _ resource: Resource, _ actions: [String], _ before: JSONText, _ after: JSONText, _ unknown: JSONText
  ) -> JSONText {
    let change: JSONText = [
      "actions": .texts(actions), "before": before, "after": after, "after_unknown": unknown,
      "before_sensitive": before.isNull ? false : marks(resource), "after_sensitive": marks(resource),
    ]
    return .object(identity(resource).merging(["change": change]) { _, new in new })
  }

  // MARK: What is not known before the apply

  /// A value as it is planned, null where it is unknown as a whole, and its marks. A list of ids is a set to both providers, which is
  /// unknown with any of its elements.
  private func planned(_ value: JSONText, _ references: [String: String] = [:]) -> (JSONText, JSONText) {
    switch value {
    case .string(let text): return origins[text] == nil ? (value, false) : (.null, true)
    case .list(let list):
      let parts = list.map { planned($0) }
      if parts.contains(where: { $0.1 == true }) { return (.null, true) }
      return (.list(parts.map(\.0)), .list(parts.map(\.1)))
    case .object(let members):
      var (known, marks): ([String: JSONText], [String: JSONText]) = ([:], [:])
      for (key, member) in members {
        let (value, mark) = references[key] == nil ? planned(member) : (.null, true)
        if mark != true { known[key] = value }
        if mark != false { marks[key] = mark }
      }
      return (.object(known), .object(marks))
    default: return (value, false)
    }
  }

  // MARK: The configuration

  private var configuration: JSONText {
    let entries = resources.map { resource -> JSONText in
      var expressions: [String: JSONText] = [:]
      for (key, value) in resource.configured where !value.isNull {
        expressions[key] = resource.references[key].map { reference([$0]) } ?? expression(value)
      }
      let provider = resource.type.hasPrefix("aws_") ? "aws" : "databricks"
      return .object([
        "address": .string(resource.address), "mode": "managed", "type": .string(resource.type),
        "name": .string(resource.name), "provider_config_key": .string(provider), "schema_version": 1,
        "expressions": .object(expressions),
      ])
    }
    return ["root_module": ["resources": .list(entries)]]
  }

  private func expression(_ value: JSONText) -> JSONText {
    switch value {
    case .string(let text): return origins[text].map { reference([$0]) } ?? ["constant_value": value]
    case .list(let list):
      if list.contains(where: { if case .object = $0 { true } else { false } }) {
        return .list(list.map(block))
      }
      let named = list.compactMap { $0.string.flatMap { origins[$0] } }
      return named.isEmpty ? ["constant_value": value] : reference(named)
    default: return ["constant_value": value]
    }
  }

  private func block(_ value: JSONText) -> JSONText {
    guard case .object(let members) = value else { return [:] }
    return .object(members.compactMapValues { $0.isNull ? nil : expression($0) })
  }

  /// Each reference is followed by its prefix that names the resource.
  private func reference(_ names: [String]) -> JSONText {
    .object([
      "references": .texts(
        names.flatMap { name in
          [name, name.split(separator: ".").prefix(2).joined(separator: ".")]
        })
    ])
  }
}
