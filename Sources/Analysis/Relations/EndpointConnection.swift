import Documents
import Inventory

/// An entry of a Private Link Service's `privateEndpointConnections` (section 4.3 of the Azure reference): the only place where
/// an endpoint in Databricks' own subscription can be seen.
struct EndpointConnection {
  let node: DocumentNode

  /// The connections of a Private Link Service, in its order.
  static func all(of service: DocumentNode) -> [EndpointConnection] {
    service["privateEndpointConnections"]?.elements.map(EndpointConnection.init(node:)) ?? []
  }

  /// The ARM id of the endpoint, in lower case; empty where the entry has none.
  var endpoint: String { node.at("privateEndpoint", "id")?.text.map(AzureRelations.key) ?? "" }

  /// Whether this is the endpoint of a private endpoint rule: its id ends with the rule's `endpoint_name`, or the
  /// connection's own name, to which Azure adds a GUID, begins with it.
  func belongs(toEndpoint name: String) -> Bool {
    guard !name.isEmpty else { return false }
    let wanted = name.lowercased()
    if endpoint.hasSuffix("/" + wanted) { return true }
    let own = node["name"]?.text?.lowercased() ?? ""
    return own == wanted || own.hasPrefix(wanted + ".")
  }

  /// The keys by which rules are looked up: the endpoint's name, and the connection's with and without its GUID.
  private var names: [String] {
    let own = node["name"]?.text?.lowercased() ?? ""
    let parts = own.split(separator: ".", omittingEmptySubsequences: false)
    let endpointName = endpoint.split(separator: "/").last.map(String.init) ?? ""
    return [endpointName, own, parts.first.map(String.init) ?? ""].filter { !$0.isEmpty }
  }

  /// Links Private Link Services and the rules whose endpoints are connected to them, whichever service the rule names.
  static func link(_ inventory: Inventory, _ relations: inout RelationTable) throws(AnalysisExcess) {
    let services = inventory.ids(of: .privateLinkService)
    if services.isEmpty { return }
    let rules = DatabricksRelations.index(inventory, .privateEndpointRule) {
      $0["endpoint_name"]?.text?.lowercased()
    }
    if rules.isEmpty { return }
    for id in services {
      for connection in all(of: inventory.node(of: id)) {
        for rule in Set(connection.names.flatMap { rules[$0] ?? [] }) {
          try relations.link(id, "connectedRules", rule)
          try relations.link(rule, "connectedPrivateLinkServices", id)
        }
      }
    }
  }
}
