import Documents
import Inventory

/// What private endpoint rules are joined by. Each is looked at once for all that join them: there may be many, far apart in
/// memory.
struct PrivateEndpointRuleKeys {
  struct Entry {
    var id: ResourceID
    var hasRuleID: Bool
    /// Not deactivated, and the first one of its id: the same rule may be shown twice, in its own list and by its configuration.
    var isActive: Bool
    /// The configuration that it is in, by its number among those that rules name; `nil` where it names none, or one that is known only
    /// after apply.
    var configuration: Int32?
    /// When it was made, in milliseconds since 1970.
    var made: Int64?
    /// Where its names stand among all.
    var hosts: Range<Int32>
  }

  /// The rules in the inventory's order.
  private(set) var entries: [Entry] = []
  /// The names of all rules, without dots at their ends.
  private(set) var hosts: [FoldedText] = []
  /// What configurations are called that are known only after apply (`JoinKey`).
  private(set) var plannedConfigurations: [ResourceID: String] = [:]
  /// The configurations that rules name.
  private(set) var configurations = FoldedTexts()
  /// When the newest rule was made or changed.
  private(set) var newest = Int64.min

  init(_ inventory: Inventory) {
    let ids = inventory.ids(of: .privateEndpointRule)
    entries.reserveCapacity(ids.count)
    var ruleIDs = FoldedTexts(minimumCapacity: ids.count)
    for id in ids { add(id, inventory.node(of: id), &ruleIDs) }
  }

  private mutating func add(_ id: ResourceID, _ node: DocumentNode, _ ruleIDs: inout FoldedTexts) {
    let isDeactivated = node["deactivated"]?.bool == true
    let ruleID = node["rule_id"].flatMap(FoldedText.init)
    // A deactivated rule does not hide another one of its id.
    let isFirst = isDeactivated ? false : ruleID.map { ruleIDs.number(of: $0).isNew } ?? true
    var entry = Entry(id: id, hasRuleID: ruleID != nil, isActive: isFirst, hosts: hostCount..<hostCount)
    if let configuration = node["network_connectivity_config_id"] {
      if let text = FoldedText(configuration) {
        if !text.isEmpty { entry.configuration = Int32(configurations.number(of: text).number) }
      } else {
        plannedConfigurations[id] = JoinKey.of(configuration)
      }
    }
    entry.made = node["creation_time"]?.integer
    for time in [
      entry.made, node["updated_time"]?.integer, node["created_at"]?.integer, node["updated_at"]?.integer,
    ] {
      if let time { newest = Swift.max(newest, time) }
    }
    if isFirst { addHosts(of: node) }
    entry.hosts = entry.hosts.lowerBound..<hostCount
    entries.append(entry)
  }

  private var hostCount: Int32 { Int32(clamping: hosts.count) }

  private mutating func addHosts(of node: DocumentNode) {
    guard let names = node["domain_names"] else { return }
    for name in names.elements {
      if let host = FoldedText(name)?.withoutFinalDot, !host.isEmpty { hosts.append(host) }
    }
  }
}
