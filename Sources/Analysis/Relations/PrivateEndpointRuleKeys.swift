import Documents
import Glibc
import Inventory
import SourceText

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

  /// - Parameter jobs: threads; at least 1. The keys are the same for any number.
  init(_ inventory: Inventory, jobs: Int) {
    let ids = inventory.ids(of: .privateEndpointRule)
    let size = Self.partSize
    let parts = Parallel.map(
      (ids.count + size - 1) / size, jobs: jobs, state: { _ in ThreadTrees() }
    ) { trees, number in
      FoundKeys(ids[number * size..<Swift.min((number + 1) * size, ids.count)], of: inventory, &trees)
    }
    entries.reserveCapacity(ids.count)
    var ruleIDs = FoldedTexts(minimumCapacity: ids.count)
    for part in parts { add(part, &ruleIDs) }
  }

  /// How many rules a thread looks at in one go.
  private static let partSize = 512

  private mutating func add(_ found: FoundKeys, _ ruleIDs: inout FoldedTexts) {
    newest = Swift.max(newest, found.newest)
    for (id, name) in found.plannedConfigurations { plannedConfigurations[id] = name }
    for rule in found.rules {
      // A deactivated rule does not hide another one of its id.
      let isFirst = rule.isDeactivated ? false : rule.ruleID.map { ruleIDs.number(of: $0).isNew } ?? true
      let start = hostCount
      if isFirst { hosts += found.hosts[rule.hosts] }
      entries.append(
        Entry(
          id: rule.id, hasRuleID: rule.ruleID != nil, isActive: isFirst,
          configuration: rule.configuration.map { Int32(configurations.number(of: $0).number) },
          made: rule.made, hosts: start..<hostCount))
    }
  }

  private var hostCount: Int32 { Int32(clamping: hosts.count) }
}

/// What some rules are joined by, each looked at for itself.
private struct FoundKeys: Sendable {
  struct Rule: Sendable {
    var id: ResourceID
    var isDeactivated: Bool
    var ruleID: FoldedText?
    var configuration: FoldedText?
    var made: Int64?
    var hosts: Range<Int>
  }

  var rules: [Rule] = []
  var hosts: [FoldedText] = []
  var plannedConfigurations: [(ResourceID, String?)] = []
  var newest = Int64.min

  init(_ ids: ArraySlice<ResourceID>, of inventory: Inventory, _ trees: inout ThreadTrees) {
    rules.reserveCapacity(ids.count)
    for id in ids { add(id, inventory.node(of: id, in: &trees)) }
  }

  private mutating func add(_ id: ResourceID, _ node: DocumentNode) {
    var members = RuleMembers()
    node.eachMember { key, value in members.note(key, value) }
    let tree = node.tree
    let start = hosts.count
    let isDeactivated = members.deactivated.flatMap(tree.bool) == true
    if !isDeactivated, let names = members.domainNames { addHosts(names, in: tree) }
    let made = members.creationTime.flatMap(tree.integer)
    if let made { newest = Swift.max(newest, made) }
    note(members.updatedTime, in: tree)
    note(members.createdAt, in: tree)
    note(members.updatedAt, in: tree)
    rules.append(
      Rule(
        id: id, isDeactivated: isDeactivated, ruleID: members.ruleID.flatMap(tree.foldedText),
        configuration: members.configuration.flatMap { configuration($0, in: tree, id) }, made: made,
        hosts: start..<hosts.count))
  }

  private mutating func note(_ time: NodeID?, in tree: DocumentTree) {
    if let time = time.flatMap(tree.integer) { newest = Swift.max(newest, time) }
  }

  private mutating func configuration(
    _ configuration: NodeID, in tree: DocumentTree, _ id: ResourceID
  ) -> FoldedText? {
    guard let text = tree.foldedText(configuration) else {
      plannedConfigurations.append((id, JoinKey.of(tree.node(configuration))))
      return nil
    }
    return text.isEmpty ? nil : text
  }

  private mutating func addHosts(_ names: NodeID, in tree: DocumentTree) {
    guard tree.kind(names.index) == .sequence else { return }
    _ = tree.eachElement(names.index) { name in
      if let host = tree.foldedText(NodeID(index: name))?.withoutFinalDot, !host.isEmpty {
        hosts.append(host)
      }
      return true
    }
  }
}

/// The members of a rule that it is joined by, by their places: found in one go, because each search would begin at the first.
private struct RuleMembers {
  var ruleID: NodeID?
  var configuration: NodeID?
  var domainNames: NodeID?
  var deactivated: NodeID?
  var creationTime: NodeID?
  var updatedTime: NodeID?
  var createdAt: NodeID?
  var updatedAt: NodeID?

  mutating func note(_ key: UnsafeBufferPointer<UInt8>, _ value: NodeID) {
    // Of the key's length, which the switch has told.
    func isKey(_ name: StaticString) -> Bool {
      key.baseAddress.map { memcmp($0, name.utf8Start, name.utf8CodeUnitCount) == 0 } ?? false
    }
    switch key.count {
    case 7: if isKey("rule_id") { ruleID = value }
    case 10:
      if isKey("created_at") { createdAt = value } else if isKey("updated_at") { updatedAt = value }
    case 11: if isKey("deactivated") { deactivated = value }
    case 12:
      if isKey("domain_names") { domainNames = value } else if isKey("updated_time") { updatedTime = value }
    case 13: if isKey("creation_time") { creationTime = value }
    case 30: if isKey("network_connectivity_config_id") { configuration = value }
    default: break
    }
  }
}
