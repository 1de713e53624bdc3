import Documents
import Inventory

/// Names the Service of a gateway: for paths whose Private Link Service is made elsewhere, and among several.
package struct GatewaySelector: Hashable, Sendable {
  /// `nil` for any namespace.
  package var namespace: String?
  /// The Service's name; `nil` for any.
  package var service: String?
  /// Labels of the gateway's pods: the Service is one that selects them.
  package var labels: [String: String] = [:]

  package init() {}

  /// Whether a Service is the gateway's. One without a selector selects no pods.
  func selects(_ resource: Resource) -> Bool {
    if let namespace, resource.namespace ?? "default" != namespace { return false }
    if let service, resource.name != service { return false }
    if labels.isEmpty { return service != nil }
    guard let selector = resource.node.at("spec", "selector"), selector.count > 0 else { return false }
    return selector.pairs.allSatisfy { pair in
      pair.key.text.flatMap { labels[$0] } == pair.value.text
    }
  }
}
