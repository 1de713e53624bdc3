import Documents
import Inventory
import Networking

/// How many network connectivity configurations, rules and workspaces there are where Azure Databricks limits them (section 3.1 of
/// the Azure reference).
enum ConfigurationLimits {
  /// An account's part in a region.
  private struct Place: Hashable {
    var account: String
    var region: String
  }

  static func add(of inventory: Inventory, to facts: inout FactTable) {
    let configurations = inventory.ids(of: .networkConnectivityConfig)
    var places: [String: Place] = [:]
    var counts: [Place: (configurations: Int, rules: Int, first: ResourceID)] = [:]
    var ids: Set<String> = []
    for id in configurations {
      let node = inventory[id].node
      let place = Place(
        account: node["account_id"]?.text?.lowercased() ?? "",
        region: (node["region"]?.text ?? "").lowercased().filter { $0 != " " })
      let own = node["network_connectivity_config_id"]?.text?.lowercased() ?? "\(id)"
      // The same configuration may be in a list and in a file of its own.
      guard ids.insert(own).inserted else { continue }
      places[own] = place
      counts[place, default: (0, 0, id)].configurations += 1
    }
    var rules: Set<String> = []
    for id in inventory.ids(of: .privateEndpointRule) {
      let node = inventory[id].node
      guard let rule = node["rule_id"]?.text, rules.insert(rule.lowercased()).inserted,
        node["deactivated"]?.bool != true,
        let place = places[node["network_connectivity_config_id"]?.text?.lowercased() ?? ""]
      else { continue }
      counts[place]?.rules += 1
    }
    for id in configurations {
      guard
        let place = places[inventory[id].node["network_connectivity_config_id"]?.text?.lowercased() ?? ""],
        let count = counts[place]
      else { continue }
      facts.set(id, "isFirstOfRegion", .bool(count.first == id))
      facts.set(id, "configurationsOfRegion", .int(count.configurations))
      facts.set(id, "rulesOfRegion", .int(count.rules))
    }
  }
}
