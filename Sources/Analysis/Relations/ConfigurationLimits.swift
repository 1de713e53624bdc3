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

  /// The configuration that a node is or names.
  private static func id(of node: DocumentNode) -> FoldedText? {
    node["network_connectivity_config_id"].flatMap(FoldedText.init)
  }

  /// Azure writes a region as `westeurope` and as `West Europe`.
  private static func region(_ node: DocumentNode) -> String {
    let text = node.text ?? ""
    guard text.utf8.contains(where: { !(0x61...0x7A).contains($0) && !(0x30...0x39).contains($0) }) else {
      return text
    }
    return text.lowercased().filter { $0 != " " }
  }

  static func add(of inventory: Inventory, _ rules: PrivateEndpointRuleKeys, to facts: inout FactTable) {
    let configurations = inventory.ids(of: .networkConnectivityConfig)
    var places: [FoldedText: Place] = [:]
    var counts: [Place: (configurations: Int, rules: Int, first: ResourceID)] = [:]
    for id in configurations {
      let node = inventory.node(of: id)
      let place = Place(
        account: node["account_id"]?.text?.lowercased() ?? "",
        region: node["region"].map(Self.region) ?? "")
      if let own = Self.id(of: node) {
        // The same configuration may be in a list and in a file of its own.
        guard places.updateValue(places[own] ?? place, forKey: own) == nil else { continue }
      }
      counts[place, default: (0, 0, id)].configurations += 1
    }
    /// By the configuration's number among those that rules name.
    var placesOfRules: [Int32: Place] = [:]
    for (configuration, place) in places {
      if let number = rules.configurations.known(configuration) { placesOfRules[Int32(number)] = place }
    }
    for rule in rules.entries where rule.isActive && rule.hasRuleID {
      if let place = rule.configuration.flatMap({ placesOfRules[$0] }) { counts[place]?.rules += 1 }
    }
    for id in configurations {
      guard let place = Self.id(of: inventory.node(of: id)).flatMap({ places[$0] }), let count = counts[place]
      else { continue }
      facts.set(id, "isFirstOfRegion", .bool(count.first == id))
      facts.set(id, "configurationsOfRegion", .int(count.configurations))
      facts.set(id, "rulesOfRegion", .int(count.rules))
    }
  }
}
