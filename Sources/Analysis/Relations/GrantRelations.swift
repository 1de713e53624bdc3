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
  ) {
    let all = inventory.ids(of: .connection)
    var unnamed: [ResourceID] = []
    for id in inventory.ids(of: .grants) {
      let node = inventory[id].node
      if let name = node["full_name"] {
        for connection in connections[name.text?.lowercased() ?? ""] ?? [] {
          link(id, connection, &relations)
        }
      } else if node["securable_type"] == nil, mayBeOfConnection(node) {
        unnamed.append(id)
      }
    }
    // The API has the name in the call's path, not in the answer: with one connection the answer can only be its own.
    guard all.count == 1, let only = all.first else { return }
    for id in unnamed { link(id, only, &relations) }
    let open = unnamed.filter { !(inventory[$0].node["next_page_token"]?.text ?? "").isEmpty }.count
    facts.set(only, "hasAllGrantPages", .bool(unnamed.isEmpty || open < unnamed.count))
  }

  private static func link(_ grants: ResourceID, _ connection: ResourceID, _ relations: inout RelationTable) {
    relations.link(grants, "connections", connection)
    relations.link(connection, "grants", grants)
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
