import Documents
import Inventory
import Networking

/// The ports of workloads that Ingress objects lead to, through Services.
struct IngressEntries {
  private(set) var ports: [ResourceID: ConnectionSet] = [:]

  init(_ inventory: Inventory) {
    var services: [String: ResourceID] = [:]
    for id in inventory.ids(of: .service) {
      services["\(inventory[id].namespace ?? "default")/\(inventory[id].name)"] = id
    }
    let index = WorkloadIndex(inventory)
    for id in inventory.ids(of: ResourceKind("kubernetes.Ingress")) {
      let ingress = inventory[id]
      for backend in Self.backends(ingress.node) {
        guard let name = backend["name"]?.text ?? backend["serviceName"]?.text,
          let service = services["\(ingress.namespace ?? "default")/\(name)"]
        else { continue }
        let port = backend.at("port", "number") ?? backend.at("port", "name") ?? backend["servicePort"]
        add(inventory[service], port?.text, inventory, index)
      }
    }
  }

  /// The Services that an Ingress leads to, in `networking.k8s.io/v1` and in the shape before it.
  private static func backends(_ node: DocumentNode) -> [DocumentNode] {
    guard let spec = node["spec"] else { return [] }
    var backends = [spec.at("defaultBackend", "service"), spec["backend"]].compactMap { $0 }
    for rule in spec.list("rules") {
      for path in rule["http"]?.list("paths") ?? [] {
        if let backend = path.at("backend", "service") ?? path["backend"] { backends.append(backend) }
      }
    }
    return backends
  }

  private mutating func add(
    _ service: Resource, _ port: String?, _ inventory: Inventory, _ index: WorkloadIndex
  ) {
    let selector = LabelSelector(labels: service.node.at("spec", "selector"))
    guard !selector.requirements.isEmpty else { return }
    for workload in index.select(selector, in: service.namespace ?? "default") {
      let found = Self.targets(of: service.node, in: inventory[workload.id], port: port)
      if !found.isEmpty { ports[workload.id] = (ports[workload.id] ?? .none).union(found) }
    }
  }

  /// The ports of a workload that a Service leads to, from its port of that number or name, or from all of them.
  static func targets(of service: DocumentNode, in workload: Resource, port: String?) -> ConnectionSet {
    let declared = Workload.containerPorts(workload)
    var found = ConnectionSet.none
    for entry in service["spec"]?.list("ports") ?? [] {
      guard port == nil || entry["port"]?.text == port || entry["name"]?.text == port else { continue }
      let transport = TransportProtocol(rawValue: entry["protocol"]?.text ?? "TCP") ?? .tcp
      let target = entry["targetPort"]?.text ?? entry["port"]?.text ?? ""
      let numbers = Int(target).map { [$0] } ?? declared.filter { $0.name == target }.map(\.number)
      for number in numbers.compactMap({ UInt16(exactly: $0) }) {
        found = found.union(ConnectionSet(transport, PortSet(number...number)))
      }
    }
    return found
  }
}
