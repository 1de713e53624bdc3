import Documents
import Inventory
import Networking

/// Which private endpoint rules and connections name the same host.
enum HostnameRelations {
  static func add(of inventory: Inventory, to relations: inout RelationTable) throws(AnalysisExcess) {
    if inventory.ids(of: .connection).isEmpty { return }
    var naming: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: .privateEndpointRule) {
      guard let names = inventory.node(of: id)["domain_names"] else { continue }
      for name in names.elements {
        if let host = name.text.map(DomainText.normal), !host.isEmpty { naming[host, default: []].append(id) }
      }
    }
    for id in inventory.ids(of: .connection) {
      let host = DomainText.host(inventory.node(of: id).at("options", "host")?.text ?? "")
      guard !host.isEmpty else { continue }
      for rule in naming[host] ?? [] {
        try relations.link(id, "privateEndpointRules", rule)
        try relations.link(rule, "connections", id)
      }
    }
  }
}
