import Documents
import Inventory
import Networking

/// What network policies for serverless egress mean for workspaces and connections (section 3.8 of the Azure reference).
enum EgressRelations {
  static func add(of inventory: Inventory, to relations: inout RelationTable, _ facts: inout FactTable)
    throws(AnalysisExcess)
  {
    let policies = inventory.ids(of: .accountNetworkPolicy)
    try linkOptions(inventory, policies, &relations)
    let assigned = assignedPolicies(inventory)
    for id in policies {
      let node = inventory.node(of: id)
      let isAssigned = assigned.map { $0.contains(node["network_policy_id"]?.text ?? "") } ?? true
      facts.set(id, "isAssigned", .bool(isAssigned))
      facts.set(id, "isDryRunForSQL", .bool(isDryRun(node)))
      let access = access(of: node)
      facts.set(id, "restrictionMode", .string(access?["restriction_mode"]?.text?.uppercased() ?? ""))
    }
    try linkBlocked(inventory, policies, facts, &relations)
  }

  /// The members of a policy that are about the network: `network_access`, or the older `internet_access`.
  private static func access(of policy: DocumentNode) -> DocumentNode? {
    policy.at("egress", "network_access") ?? policy.at("egress", "internet_access")
  }

  /// The ids of the policies that workspaces of the inputs have; `nil` where no artefact tells. A workspace without an assignment has
  /// `default-policy`.
  private static func assignedPolicies(_ inventory: Inventory) -> Set<String>? {
    let options = inventory.ids(of: .workspaceNetworkOption)
    guard !options.isEmpty else { return nil }
    return Set(options.map { policy(of: inventory.node(of: $0)) })
  }

  private static func policy(of option: DocumentNode) -> String {
    let id = option["network_policy_id"]?.text ?? ""
    return id.isEmpty ? "default-policy" : id
  }

  private static func linkOptions(
    _ inventory: Inventory, _ policies: [ResourceID], _ relations: inout RelationTable
  ) throws(AnalysisExcess) {
    let options = inventory.ids(of: .workspaceNetworkOption)
    let byID = DatabricksRelations.index(inventory, .accountNetworkPolicy) { $0["network_policy_id"]?.text }
    let workspaces = DatabricksRelations.index(inventory, .workspace) {
      $0["workspace_id"]?.integer.map(String.init)
    }
    for option in options {
      for policy in byID[policy(of: inventory.node(of: option))] ?? [] {
        try relations.link(option, "accountNetworkPolicies", policy)
      }
      let number = inventory.node(of: option)["workspace_id"]?.integer.map(String.init) ?? ""
      for workspace in workspaces[number] ?? [] { try relations.link(option, "workspaces", workspace) }
    }
  }

  /// Whether a policy only writes down what SQL warehouses would be denied: for all products where it names none, else for those
  /// that it names.
  private static func isDryRun(_ policy: DocumentNode) -> Bool {
    if let enforcement = policy.at("egress", "network_access", "policy_enforcement") {
      guard enforcement["enforcement_mode"]?.text?.uppercased() == "DRY_RUN" else { return false }
      let products = enforcement.list("dry_run_mode_product_filter").compactMap { $0.text?.uppercased() }
      return products.isEmpty || products.contains("DBSQL")
    }
    guard let log = policy.at("egress", "internet_access", "log_only_mode") else { return false }
    switch log["log_only_mode_type"]?.text?.uppercased() {
    case "ALL_SERVICES": return true
    case "SELECTED_SERVICES": return log.list("workloads").contains { $0.text?.uppercased() == "DBSQL" }
    default: return false
    }
  }

  /// Connections to the policies in force that block their host or a domain above it.
  private static func linkBlocked(
    _ inventory: Inventory, _ policies: [ResourceID], _ facts: FactTable, _ relations: inout RelationTable
  ) throws(AnalysisExcess) {
    var blocking: [String: [ResourceID]] = [:]
    for id in policies
    where facts[id, "isAssigned"] == .bool(true) && facts[id, "isDryRunForSQL"] == .bool(false) {
      for entry in access(of: inventory.node(of: id))?.list("blocked_internet_destinations") ?? [] {
        let name = DomainText.normal(entry["destination"]?.text ?? "")
        let domain = name.hasPrefix("*.") ? String(name.dropFirst(2)) : name
        if !domain.isEmpty { blocking[domain, default: []].append(id) }
      }
    }
    guard !blocking.isEmpty else { return }
    for id in inventory.ids(of: .connection) {
      var rest = Substring(DomainText.host(inventory.node(of: id).at("options", "host")?.text ?? ""))
      // A hostname has 253 characters at most; what is longer blocks nothing and costs nothing.
      guard rest.utf8.count <= 253 else { continue }
      while !rest.isEmpty {
        for policy in blocking[String(rest)] ?? [] { try relations.link(id, "blockingPolicies", policy) }
        guard let dot = rest.firstIndex(of: ".") else { break }
        rest = rest[rest.index(after: dot)...]
      }
    }
  }
}
