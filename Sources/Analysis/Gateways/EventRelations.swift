import Documents
import Inventory

/// What events say about load balancers: the controller's `SyncLoadBalancerFailed` that no later `EnsuredLoadBalancer` put right
/// (section 2.1 of the Azure reference).
enum EventRelations {
  static let event = ResourceKind("kubernetes.Event")

  private struct Report {
    var id: ResourceID
    var time: String
    var hasFailed: Bool
  }

  static func add(of inventory: Inventory, to relations: inout RelationTable, _ facts: inout FactTable)
    throws(AnalysisExcess)
  {
    let events = inventory.ids(of: event)
    if events.isEmpty { return }
    var reports: [String: [Report]] = [:]
    for id in events {
      let node = inventory.node(of: id)
      // `core/v1` and `events.k8s.io/v1` call the object differently.
      guard let object = node["involvedObject"] ?? node["regarding"], object["kind"]?.text == "Service",
        let name = object["name"]?.text, let reason = node["reason"]?.text,
        reason == "SyncLoadBalancerFailed" || reason == "EnsuredLoadBalancer"
      else { continue }
      let key = "\(object["namespace"]?.text ?? inventory[id].namespace ?? "default")/\(name)"
      reports[key, default: []].append(
        Report(id: id, time: time(of: node), hasFailed: reason == "SyncLoadBalancerFailed"))
    }
    let services = Dictionary(grouping: inventory.ids(of: .service)) { id in
      "\(inventory[id].namespace ?? "default")/\(inventory[id].name)"
    }
    for (key, reports) in reports {
      // A success of the same second counts as the later one: the controller tries again until it succeeds.
      let latest = reports.max { ($0.time, $0.hasFailed ? 0 : 1) < ($1.time, $1.hasFailed ? 0 : 1) }
      guard let latest, latest.hasFailed else { continue }
      facts.set(latest.id, "isStandingFailure", .bool(true))
      facts.set(latest.id, "service", .string(key))
      for service in services[key] ?? [] {
        try relations.link(latest.id, "services", service)
        try relations.link(service, "standingFailures", latest.id)
      }
    }
  }

  /// When an event was last seen, to the second; RFC 3339 in UTC, as the API server writes it, so that texts compare as times do.
  private static func time(of node: DocumentNode) -> String {
    let known = [
      node.at("series", "lastObservedTime"), node["lastTimestamp"], node["deprecatedLastTimestamp"],
      node["eventTime"], node["firstTimestamp"], node.at("metadata", "creationTimestamp"),
    ]
    let text = known.lazy.compactMap { $0?.text }.first { !$0.isEmpty } ?? ""
    return String(text.prefix("2026-08-01T10:00:00".count))
  }
}
