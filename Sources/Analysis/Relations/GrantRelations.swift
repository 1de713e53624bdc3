import Documents
import Inventory

/// Which connection permissions are for, and whether all of them are among the inputs (section 3.7 of the Azure reference).
enum GrantRelations {
  /// The privileges that only permissions of a connection have.
  private static let own: Set<String> = ["USE_CONNECTION", "CREATE_FOREIGN_CATALOG"]
  /// Further ones that a connection and other securables can have.
  private static let shared: Set<String> = ["ALL_PRIVILEGES", "MANAGE"]

  /// - Parameter connections: by name in lower case.
  static func add(
    of inventory: Inventory, _ connections: [String: [ResourceID]], to relations: inout RelationTable,
    _ facts: inout FactTable
  ) throws(AnalysisExcess) {
    var unnamed: [ResourceID] = []
    var hasNamed = false
    for id in inventory.ids(of: .grants) {
      let node = inventory.node(of: id)
      if let name = node["full_name"] {
        let own = connections[name.text?.lowercased() ?? ""] ?? []
        for connection in own { try link(id, connection, &relations) }
        if !own.isEmpty || node["securable_type"]?.text?.uppercased() == "CONNECTION" { hasNamed = true }
      } else if node["securable_type"] == nil, mayBeOfConnection(node) {
        unnamed.append(id)
      }
    }
    // The API has the name in the call's path, not in the answer: with one connection the answer can only be its own.
    let all = inventory.ids(of: .connection)
    let open = unnamed.filter { !(inventory.node(of: $0)["next_page_token"]?.text ?? "").isEmpty }.count
    var isComplete = hasNamed && unnamed.isEmpty
    if all.count == 1, let only = all.first, !unnamed.isEmpty {
      for id in unnamed { try link(id, only, &relations) }
      isComplete = open < unnamed.count
    }
    for id in all { facts.set(id, "hasAllGrants", .bool(isComplete)) }
  }

  private static func link(_ grants: ResourceID, _ connection: ResourceID, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    try relations.link(grants, "connections", connection)
    try relations.link(connection, "grants", grants)
  }

  /// Whether permissions without a name can be those of a connection: they have none but a connection's privileges. A page may be
  /// empty.
  private static func mayBeOfConnection(_ node: DocumentNode) -> Bool {
    node.list("privilege_assignments").allSatisfy { assignment in
      assignment.list("privileges").allSatisfy {
        let privilege = $0.text?.uppercased() ?? ""
        return own.contains(privilege) || shared.contains(privilege)
      }
    }
  }
}
