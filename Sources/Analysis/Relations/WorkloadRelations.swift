import Documents
import Inventory

/// Which pods Services and NetworkPolicies select.
enum WorkloadRelations {
  static func add(of inventory: Inventory, to relations: inout RelationTable, _ facts: inout FactTable)
    throws(AnalysisExcess)
  {
    let index = WorkloadIndex(inventory)
    try linkServices(inventory, index, &relations)
    let governed = try linkPolicies(inventory, index, &relations, &facts)
    let unevaluated = unevaluatedSelections(inventory, index)
    for id in inventory.ids(of: .service) {
      for workload in relations.related(id, "workloads")
      where governed[workload] != nil || unevaluated[workload] != nil {
        try relations.link(id, "governedWorkloads", workload)
      }
    }
    for workload in index.workloads {
      let types = governed[workload.id] ?? []
      let cause = unevaluated[workload.id]
      facts.set(workload.id, "selectedForIngress", selection(.ingress, in: types, unless: cause))
      facts.set(workload.id, "selectedForEgress", selection(.egress, in: types, unless: cause))
      facts.set(workload.id, "hostNetwork", .bool(workload.usesHostNetwork))
    }
  }

  /// Whether policies of a type select pods: not known where only one that is not evaluated may.
  private static func selection(
    _ type: PolicyTypes, in known: PolicyTypes, unless unevaluated: (types: PolicyTypes, name: String)?
  ) -> FactTable.Fact {
    if !known.contains(type), let unevaluated, unevaluated.types.contains(type) {
      return .unknown(unevaluated.name)
    }
    return .bool(known.contains(type))
  }

  /// What policies that airtight does not evaluate may select, with their types and the name of the first of them.
  private static func unevaluatedSelections(
    _ inventory: Inventory, _ index: WorkloadIndex
  ) -> [ResourceID: (types: PolicyTypes, name: String)] {
    var found: [ResourceID: (types: PolicyTypes, name: String)] = [:]
    for policy in UnevaluatedPolicies.all(in: inventory) {
      let selected =
        switch policy.subject.namespaces {
        case .same(let namespace): index.select(policy.subject.pods, in: namespace)
        case .selected: index.workloads.filter { policy.subject.pods.selects($0.labels) }
        }
      for workload in selected {
        found[workload.id, default: ([], inventory[policy.id].name)].types.formUnion(policy.types)
      }
    }
    return found
  }

  private static func linkServices(
    _ inventory: Inventory, _ index: WorkloadIndex, _ relations: inout RelationTable
  ) throws(AnalysisExcess) {
    for id in inventory.ids(of: .service) {
      let service = inventory[id]
      let selector = LabelSelector(labels: service.node.at("spec", "selector"))
      // Unlike a policy's, a Service's empty selector selects nothing.
      guard !selector.requirements.isEmpty else { continue }
      for workload in index.select(selector, in: service.namespace ?? "default") {
        try relations.link(id, "workloads", workload.id)
        try relations.link(workload.id, "services", id)
      }
    }
  }

  private static func linkPolicies(
    _ inventory: Inventory, _ index: WorkloadIndex, _ relations: inout RelationTable, _ facts: inout FactTable
  ) throws(AnalysisExcess) -> [ResourceID: PolicyTypes] {
    var governed: [ResourceID: PolicyTypes] = [:]
    for id in inventory.ids(of: .networkPolicy) {
      let policy = inventory[id]
      let types = PolicyTypes(spec: policy.node["spec"])
      facts.set(id, "ingress", .bool(types.contains(.ingress)))
      facts.set(id, "egress", .bool(types.contains(.egress)))
      if policy.node.at("spec", "podSelector")?.hasUnknown == true {
        // Whether it selects anything is not known.
        facts.set(id, "namespaceHasWorkloads", .unknown("spec.podSelector"))
        continue
      }
      facts.set(id, "namespaceHasWorkloads", .bool(index.has(namespace: policy.namespace ?? "default")))
      guard let selector = LabelSelector(policy.node.at("spec", "podSelector")) else { continue }
      for workload in index.select(selector, in: policy.namespace ?? "default") {
        try relations.link(id, "workloads", workload.id)
        try relations.link(workload.id, "networkPolicies", id)
        governed[workload.id, default: []].formUnion(types)
      }
    }
    return governed
  }
}
