import Documents
import Inventory

/// Ingresses and the Gateway API's routes, and the Services that they lead to.
enum RouteRelations {
  /// The Gateway API's kinds whose rules name backends.
  static let routeKinds = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"].map {
    ResourceKind("kubernetes.\($0)")
  }
  static let ingress = ResourceKind("kubernetes.Ingress")

  static func add(of inventory: Inventory, to relations: inout RelationTable) throws(AnalysisExcess) {
    let routes = inventory.ids(of: [ingress] + routeKinds)
    if routes.isEmpty { return }
    let services = Dictionary(grouping: inventory.ids(of: .service)) { id in
      "\(inventory[id].namespace ?? "default")/\(inventory[id].name)"
    }
    for id in routes {
      let route = inventory[id]
      let own = route.namespace ?? "default"
      let backends =
        route.kind == ingress
        ? ingressBackends(route.node).map { "\(own)/\($0)" } : routeBackends(route.node, own)
      for backend in Set(backends) {
        for service in services[backend] ?? [] { try relations.link(service, "routes", id) }
      }
    }
  }

  /// The names of an Ingress' Services, in the shape of `networking.k8s.io/v1` and in those of the beta versions.
  private static func ingressBackends(_ node: DocumentNode) -> [String] {
    let spec = node["spec"]
    var backends = [spec?["defaultBackend"], spec?["backend"]].compactMap { $0 }
    for rule in spec?.list("rules") ?? [] {
      backends += (rule["http"]?.list("paths") ?? []).compactMap { $0["backend"] }
    }
    return backends.compactMap { $0.at("service", "name")?.text ?? $0["serviceName"]?.text }
  }

  /// `namespace/name` of a route's Services.
  private static func routeBackends(_ node: DocumentNode, _ namespace: String) -> [String] {
    (node["spec"]?.list("rules") ?? []).flatMap { rule in
      rule.list("backendRefs").compactMap { backend in
        guard backend["kind"]?.text ?? "Service" == "Service", backend["group"]?.text ?? "" == "",
          let name = backend["name"]?.text
        else { return nil }
        return "\(backend["namespace"]?.text ?? namespace)/\(name)"
      }
    }
  }
}
