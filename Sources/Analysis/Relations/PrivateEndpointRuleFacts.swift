import Documents
import Inventory
import Networking

/// What only several private endpoint rules together say: which of them claim the same name, and how old they are.
enum PrivateEndpointRuleFacts {
  static func add(
    of inventory: Inventory, _ rules: PrivateEndpointRuleKeys, to relations: inout RelationTable,
    _ facts: inout FactTable
  ) {
    linkNamesakes(inventory, rules, &relations)
    addAges(inventory, &facts)
  }

  /// The name of a host in one configuration.
  private struct Claim: Hashable {
    /// The configuration's number among those that rules name.
    var configuration: Int
    var host: FoldedText
  }

  /// Rules to the first active rule of the same configuration that has one of their names.
  private static func linkNamesakes(
    _ inventory: Inventory, _ rules: PrivateEndpointRuleKeys, _ relations: inout RelationTable
  ) {
    var first: [Claim: ResourceID] = [:]
    var numbers: [FoldedText?: Int] = [:]
    first.reserveCapacity(rules.active.count)
    for rule in rules.active {
      let id = rule.id
      let configuration = numbers[rule.configuration] ?? numbers.count
      numbers[rule.configuration] = configuration
      guard let names = inventory.node(of: id)["domain_names"] else { continue }
      for name in names.elements {
        guard let host = FoldedText(name)?.withoutFinalDot, !host.isEmpty else { continue }
        let claim = Claim(configuration: configuration, host: host)
        if let other = first[claim] {
          if other != id { relations.link(id, "namesakes", other) }
        } else {
          first[claim] = id
        }
      }
    }
  }

  private static let day: Int64 = 86_400_000

  /// How old rules were when the newest of Databricks' objects in the inputs was written: the clock of the machine has no part in it,
  /// so that the same inputs always give the same findings.
  private static func addAges(_ inventory: Inventory, _ facts: inout FactTable) {
    let kinds: [ResourceKind] = [.privateEndpointRule, .networkConnectivityConfig, .workspace, .connection]
    var newest = Int64.min
    for id in inventory.ids(of: kinds) {
      let node = inventory.node(of: id)
      for key: StaticString in ["creation_time", "updated_time", "created_at", "updated_at"] {
        if let time = node[key]?.integer { newest = Swift.max(newest, time) }
      }
    }
    for id in inventory.ids(of: .privateEndpointRule) {
      guard let made = inventory.node(of: id)["creation_time"]?.integer else { continue }
      let (age, overflow) = newest.subtractingReportingOverflow(made)
      if !overflow, age >= 0 { facts.set(id, "daysOld", .int(Int(clamping: age / day))) }
    }
  }
}
