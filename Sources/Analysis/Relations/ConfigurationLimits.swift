import Documents
import Inventory
import Networking

/// How many network connectivity configurations, rules and workspaces there are where Azure Databricks limits them (section 3.1 of
/// the Azure reference).
struct ConfigurationLimits {
  /// An account's part in a region, by the numbers of both.
  private struct Place: Hashable {
    var account: Int
    var region: Int
  }

  private struct Count {
    var configurations = 0
    var rules = 0
    var first: ResourceID
  }

  private var accounts = FoldedTexts()
  private var regionTexts = FoldedTexts()
  /// The region's number by that of its text: Azure writes a region as `westeurope` and as `West Europe`.
  private var regions: [Int] = []
  private var regionNames: [String: Int] = [:]
  private var counts: [Place: Count] = [:]
  /// The configurations' ids, and for each of them the place of the first one that has it.
  private var names = FoldedTexts()
  private var places: [Place] = []
  /// Each configuration that has an id, with the id's number.
  private var named: [(id: ResourceID, name: Int)] = []

  static func add(of inventory: Inventory, _ rules: PrivateEndpointRuleKeys, to facts: inout FactTable) {
    var limits = ConfigurationLimits()
    for id in inventory.ids(of: .networkConnectivityConfig) { limits.add(id, inventory.node(of: id)) }
    limits.count(rules)
    for (id, name) in limits.named {
      guard let count = limits.counts[limits.places[name]] else { continue }
      facts.set(id, "isFirstOfRegion", .bool(count.first == id))
      facts.set(id, "configurationsOfRegion", .int(count.configurations))
      facts.set(id, "rulesOfRegion", .int(count.rules))
    }
  }

  private mutating func add(_ id: ResourceID, _ node: DocumentNode) {
    let place = Place(account: account(of: node), region: region(of: node))
    if let own = node["network_connectivity_config_id"].flatMap(FoldedText.init) {
      let (name, isNew) = names.number(of: own)
      named.append((id, name))
      // The same configuration may be in a list and in a file of its own.
      guard isNew else { return }
      places.append(place)
    }
    counts[place, default: Count(first: id)].configurations += 1
  }

  /// - Returns: -1 where there is none.
  private mutating func account(of node: DocumentNode) -> Int {
    guard let text = node["account_id"].flatMap(FoldedText.init), !text.isEmpty else { return -1 }
    return accounts.number(of: text).number
  }

  /// - Returns: -1 where there is none.
  private mutating func region(of node: DocumentNode) -> Int {
    guard let region = node["region"], let text = FoldedText(region), !text.isEmpty else { return -1 }
    let (number, isNew) = regionTexts.number(of: text)
    if isNew {
      let name = (region.text ?? "").lowercased().filter { $0 != " " }
      let known = regionNames[name] ?? regionNames.count
      regionNames[name] = known
      regions.append(known)
    }
    return regions[number]
  }

  private mutating func count(_ rules: PrivateEndpointRuleKeys) {
    /// The places by the configurations' numbers among those that rules name.
    var placesOfRules = [Place?](repeating: nil, count: rules.configurations.count)
    for name in 0..<names.count {
      if let number = rules.configurations.known(names[name]) { placesOfRules[number] = places[name] }
    }
    for rule in rules.entries where rule.isActive && rule.hasRuleID {
      if let place = rule.configuration.flatMap({ placesOfRules[Int($0)] }) { counts[place]?.rules += 1 }
    }
  }
}
