import Documents
import Inventory
import Networking

/// What only several private endpoint rules together say: which of them claim the same name, and how old they are.
enum PrivateEndpointRuleFacts {
  /// Rules to the first active rule of the same configuration that has one of their names.
  static func linkNamesakes(_ rules: PrivateEndpointRuleKeys, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    var names = FoldedTexts(minimumCapacity: rules.hosts.count)
    /// The first rule of each name.
    var first: [ResourceID] = []
    first.reserveCapacity(rules.hosts.count)
    for rule in rules.entries where rule.isActive {
      for place in rule.hosts {
        // Rules without a configuration are as if of one.
        let (number, isNew) = names.number(
          of: rules.hosts[Int(place)], group: Int(rule.configuration ?? -1))
        if isNew {
          first.append(rule.id)
        } else if first[number] != rule.id {
          try relations.link(rule.id, "namesakes", first[number])
        }
      }
    }
  }

  private static let day: Int64 = 86_400_000

  /// How old rules were when the newest of Databricks' objects in the inputs was written: the clock of the machine has no part in it,
  /// so that the same inputs always give the same findings.
  static func addAges(
    _ inventory: Inventory, _ rules: PrivateEndpointRuleKeys, _ facts: inout FactTable
  ) {
    var newest = rules.newest
    for id in inventory.ids(of: [.networkConnectivityConfig, .workspace, .connection]) {
      let node = inventory.node(of: id)
      for key: StaticString in ["creation_time", "updated_time", "created_at", "updated_at"] {
        if let time = node[key]?.integer { newest = Swift.max(newest, time) }
      }
    }
    for rule in rules.entries {
      guard let made = rule.made else { continue }
      let (age, overflow) = newest.subtractingReportingOverflow(made)
      if !overflow, age >= 0 { facts.set(rule.id, "daysOld", .int(Int(clamping: age / day))) }
    }
  }
}
