import Documents
import Inventory

/// Which pods Services and NetworkPolicies select.
enum WorkloadRelations {
  static func add(of inventory: Inventory, to relations: inout RelationTable, _ facts: inout FactTable) {
    let index = WorkloadIndex(inventory)
    linkServices(inventory, index, &relations)
    let governed = linkPolicies(inventory, index, &relations, &facts)
    for id in inventory.ids(of: .service) {
      for workload in relations.related(id, "workloads") where governed[workload] != nil {
        relations.link(id, "governedWorkloads", workload)
      }
    }
    for workload in index.workloads {
      let types = governed[workload.id] ?? []
      facts.set(workload.id, "selectedForIngress", .bool(types.contains(.ingress)))
      facts.set(workload.id, "selectedForEgress", .bool(types.contains(.egress)))
      facts.set(workload.id, "hostNetwork", .bool(workload.usesHostNetwork))
    }
  }

  private static func linkServices(
    _ inventory: Inventory, _ index: WorkloadIndex, _ relations: inout RelationTable
  ) {
    for id in inventory.ids(of: .service) {
      let service = inventory[id]
      let selector = LabelSelector(labels: service.node.at("spec", "selector"))
      // Unlike a policy's, a Service's empty selector selects nothing.
      guard !selector.requirements.isEmpty else { continue }
      for workload in index.select(selector, in: service.namespace ?? "default") {
        relations.link(id, "workloads", workload.id)
        relations.link(workload.id, "services", id)
      }
    }
  }

  private static func linkPolicies(
    _ inventory: Inventory, _ index: WorkloadIndex, _ relations: inout RelationTable, _ facts: inout FactTable
  ) -> [ResourceID: PolicyTypes] {
    var governed: [ResourceID: PolicyTypes] = [:]
    for id in inventory.ids(of: .networkPolicy) {
      let policy = inventory[id]
      let types = PolicyTypes(spec: policy.node["spec"])
      facts.set(id, "ingress", .bool(types.contains(.ingress)))
      facts.set(id, "egress", .bool(types.contains(.egress)))
      facts.set(id, "namespaceHasWorkloads", .bool(index.has(namespace: policy.namespace ?? "default")))
      guard let selector = LabelSelector(policy.node.at("spec", "podSelector")) else { continue }
      for workload in index.select(selector, in: policy.namespace ?? "default") {
        relations.link(id, "workloads", workload.id)
        relations.link(workload.id, "networkPolicies", id)
        governed[workload.id, default: []].formUnion(types)
      }
    }
    return governed
  }
}
