import Documents
import Inventory

/// What private endpoint rules are joined by, read once for all that join them.
struct PrivateEndpointRuleKeys {
  struct Entry {
    var id: ResourceID
    var hasRuleID: Bool
    /// The configuration that it is in; `nil` where it names none.
    var configuration: FoldedText?
  }

  /// The active rules in the inventory's order, each once: the same rule may be shown twice, in its own list and by its configuration.
  let active: [Entry]

  init(_ inventory: Inventory) {
    var active: [Entry] = []
    var seen: Set<FoldedText> = []
    let ids = inventory.ids(of: .privateEndpointRule)
    active.reserveCapacity(ids.count)
    seen.reserveCapacity(ids.count)
    for id in ids {
      let node = inventory.node(of: id)
      if node["deactivated"]?.bool == true { continue }
      let rule = node["rule_id"].flatMap(FoldedText.init)
      if let rule, !seen.insert(rule).inserted { continue }
      let configuration = node["network_connectivity_config_id"].flatMap(FoldedText.init)
      active.append(Entry(id: id, hasRuleID: rule != nil, configuration: configuration))
    }
    self.active = active
  }
}
