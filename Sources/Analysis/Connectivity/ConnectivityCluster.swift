import Documents
import Inventory
import Networking
import SourceText

/// What policies are evaluated over: workloads, classes of equal pods, namespaces, addresses and the policies themselves.
struct ConnectivityCluster {
  let inventory: Inventory
  private(set) var workloads: [ConnectivityWorkload] = []
  private(set) var classes: [PodClass] = []
  /// The addresses outside the cluster as sources and as destinations, each cut where a rule of that direction has a
  /// block that begins or ends.
  private(set) var sourceRanges: [(first: IPAddress, last: IPAddress)] = []
  private(set) var destinationRanges: [(first: IPAddress, last: IPAddress)] = []
  private(set) var policies: [PolicyModel] = []
  /// By priority, the first one decides.
  private(set) var adminPolicies: [PolicyModel] = []
  private(set) var baseline: PolicyModel?
  private(set) var problems: [PolicyProblem] = []
  private(set) var unevaluated: [UnevaluatedPolicy] = []
  /// The classes about whose ingress or egress nothing is known, each with the policy or pods that are the cause.
  private(set) var unknownIngress: [Int: ResourceID] = [:]
  private(set) var unknownEgress: [Int: ResourceID] = [:]
  private var demands = PodDemands()
  private var namespaceLabels: [String: [String: String]] = [:]
  private var classIndex: [PodClass: Int] = [:]
  private var classesByNamespace: [String: [Int]] = [:]
  /// Classes by a label, and namespaces that have pods by a label: by key, then by value.
  private var classesByLabel: [String: [String: [Int]]] = [:]
  private var namespacesByLabel: [String: [String: [String]]] = [:]

  /// How many policies or workloads a thread reads in one go.
  private static let partSize = 128

  /// - Parameters:
  ///   - other: a cluster whose addresses are cut in the same places, so that the two can be compared.
  ///   - jobs: threads; at least 1. The cluster is the same for any number.
  init(_ inventory: Inventory, comparableWith other: ConnectivityAnalysis? = nil, jobs: Int = 1) {
    self.inventory = inventory
    readNamespaces()
    readPolicies(jobs)
    readWorkloads(jobs)
    markUnknown()
    sourceRanges =
      AddressPartition(addresses(of: allPolicies.flatMap(\.ingress)), others: other?.sourceRanges ?? [])
      .ranges
    destinationRanges =
      AddressPartition(addresses(of: allPolicies.flatMap(\.egress)), others: other?.destinationRanges ?? [])
      .ranges
  }

  private func addresses(of rules: [PolicyRule]) -> [AddressSet] {
    rules.flatMap { $0.peers ?? [] }.compactMap { if case .addresses(let set) = $0 { set } else { nil } }
  }

  private mutating func readNamespaces() {
    for id in inventory.ids(of: .namespace) {
      var labels = Self.labels(inventory.node(of: id).at("metadata", "labels"))
      labels["kubernetes.io/metadata.name"] = inventory[id].name
      namespaceLabels[inventory[id].name] = labels
    }
  }

  static func labels(_ node: DocumentNode?) -> [String: String] {
    var labels: [String: String] = [:]
    for pair in node.map({ Array($0.pairs) }) ?? [] {
      if let key = pair.key.text, let value = pair.value.text { labels[key] = value }
    }
    return labels
  }

  func labels(ofNamespace name: String) -> [String: String] {
    namespaceLabels[name] ?? ["kubernetes.io/metadata.name": name]
  }

  /// What some of the inventory's resources give, in their order, found on several threads where there are many.
  private static func parts<Part: Sendable>(
    of ids: [ResourceID], _ jobs: Int, _ read: @Sendable (ResourceID) -> Part
  ) -> [Part] {
    Parallel.map((ids.count + partSize - 1) / partSize, jobs: jobs) { number in
      ids[number * partSize..<Swift.min((number + 1) * partSize, ids.count)].map(read)
    }.flatMap { $0 }
  }

  private mutating func readPolicies(_ jobs: Int) {
    unevaluated = UnevaluatedPolicies.policies(in: inventory)
    let read = Self.parts(of: inventory.ids(of: .networkPolicy), jobs) { [inventory] id in
      ReadPolicy(id, inventory)
    }
    for one in read {
      if let policy = one.unevaluated { unevaluated.append(policy) }
      if let policy = one.policy { policies.append(policy) }
      problems += one.problems
    }
    var ranked: [(priority: Int64, policy: PolicyModel)] = []
    for id in inventory.ids(of: ResourceKind("kubernetes.AdminNetworkPolicy")) {
      var reader = AdminPolicyReader(id)
      let node = inventory.node(of: id)
      if let policy = reader.policy(node) {
        ranked.append((node.at("spec", "priority")?.integer ?? 1000, policy))
      }
      problems += reader.problems
    }
    adminPolicies = ranked.enumerated().sorted {
      ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset)
    }
    .map(\.element.policy)
    for id in inventory.ids(of: ResourceKind("kubernetes.BaselineAdminNetworkPolicy")).prefix(1) {
      var reader = AdminPolicyReader(id)
      baseline = reader.policy(inventory.node(of: id))
      problems += reader.problems
    }
    for policy in unevaluated { demands.add(policy.subject) }
    for policy in allPolicies { demands.add(policy) }
  }

  // MARK: Workloads

  private mutating func readWorkloads(_ jobs: Int) {
    let (demands, owners) = (demands, WorkloadOwners(inventory))
    var places: [Peer: Int] = [:]
    let ids = inventory.ids(of: ResourceKind.workloads)
    let read = Self.parts(of: ids, jobs) { [inventory] id in
      (id: id, peer: owners.peer(of: id), pods: PodClass(id, inventory[id], demands))
    }
    for (id, peer, pods) in read {
      let index = index(of: pods)
      if pods.hasUnknownLabels {
        unknownIngress[index] = unknownIngress[index] ?? id
        unknownEgress[index] = unknownEgress[index] ?? id
      }
      if let known = places[peer] {
        if !workloads[known].classes.contains(index) { workloads[known].classes.append(index) }
      } else {
        places[peer] = workloads.count
        workloads.append(ConnectivityWorkload(peer: peer, id: id, classes: [index]))
      }
    }
    let texts = workloads.map(\.peer.name)
    workloads = workloads.indices.sorted { texts[$0] < texts[$1] }.map { workloads[$0] }
  }

  private mutating func markUnknown() {
    for policy in unevaluated {
      for pods in classes(selectedBy: policy.subject) {
        if policy.types.contains(.ingress) { unknownIngress[pods] = unknownIngress[pods] ?? policy.id }
        if policy.types.contains(.egress) { unknownEgress[pods] = unknownEgress[pods] ?? policy.id }
      }
    }
  }

  /// Whether anything is unknown about what a source may send and a destination may receive; `nil` for an end outside.
  func isUncertain(from source: ConnectivityWorkload?, to destination: ConnectivityWorkload?) -> Bool {
    let ends = (source?.classes ?? []) + (destination?.classes ?? [])
    if ends.contains(where: { classes[$0].hasUnknownLabels }) { return true }
    return source?.classes.contains { unknownEgress[$0] != nil } == true
      || destination?.classes.contains { unknownIngress[$0] != nil } == true
  }

  /// The class of pods that no input describes, such as the cluster's DNS servers.
  mutating func addClass(namespace: String, labels: [String: String]) -> Int {
    index(
      of: PodClass(
        namespace: namespace, labels: labels.filter { demands.labels.contains($0.key) }, namedPorts: [:],
        usesHostNetwork: false, hasUnknownLabels: false))
  }

  private mutating func index(of pods: PodClass) -> Int {
    if let known = classIndex[pods] { return known }
    classes.append(pods)
    classIndex[pods] = classes.count - 1
    for (key, value) in pods.labels {
      classesByLabel[key, default: [:]][value, default: []].append(classes.count - 1)
    }
    if classesByNamespace[pods.namespace] == nil {
      for (key, value) in labels(ofNamespace: pods.namespace) {
        namespacesByLabel[key, default: [:]][value, default: []].append(pods.namespace)
      }
    }
    classesByNamespace[pods.namespace, default: []].append(classes.count - 1)
    return classes.count - 1
  }

  private var allPolicies: [PolicyModel] { policies + adminPolicies + (baseline.map { [$0] } ?? []) }

  // MARK: Matching

  /// The classes that a match selects, ascending.
  ///
  /// - Parameter wanted: those of each namespace that are asked for, ascending; `nil` for all.
  func classes(selectedBy match: PodMatch, among wanted: [String: [Int]]?) -> [Int] {
    guard let wanted, case .same(let namespace) = match.namespaces else { return classes(selectedBy: match) }
    return (wanted[namespace] ?? []).filter { match.pods.selects(classes[$0].labels) }
  }

  /// The classes that a match selects, ascending.
  func classes(selectedBy match: PodMatch) -> [Int] {
    switch match.namespaces {
    case .same(let namespace):
      return (classesByNamespace[namespace] ?? []).filter { match.pods.selects(classes[$0].labels) }
    case .selected(let selector):
      return classes(in: selector, match.pods)
    }
  }

  /// The classes of selected namespaces: from those that have a label that one of the selectors asks for, where one does.
  private func classes(in namespaces: LabelSelector, _ pods: LabelSelector) -> [Int] {
    var found: [Int] = []
    if let (key, values) = namespaces.demand {
      for namespace in values.flatMap({ namespacesByLabel[key]?[$0] ?? [] })
      where namespaces.selects(labels(ofNamespace: namespace)) {
        found += (classesByNamespace[namespace] ?? []).filter { pods.selects(classes[$0].labels) }
      }
    } else if let (key, values) = pods.demand {
      found = values.flatMap { classesByLabel[key]?[$0] ?? [] }.filter {
        pods.selects(classes[$0].labels) && namespaces.selects(labels(ofNamespace: classes[$0].namespace))
      }
    } else {
      for (namespace, indices) in classesByNamespace where namespaces.selects(labels(ofNamespace: namespace))
      {
        found += indices.filter { pods.selects(classes[$0].labels) }
      }
    }
    return found.sorted()
  }
}

/// What one NetworkPolicy says.
private struct ReadPolicy: Sendable {
  var unevaluated: UnevaluatedPolicy?
  var policy: PolicyModel?
  var problems: [PolicyProblem] = []

  init(_ id: ResourceID, _ inventory: Inventory) {
    unevaluated = UnevaluatedPolicies.policy(id, inventory[id])
    if unevaluated != nil { return }
    var reader = PolicyReader(id, namespace: inventory[id].namespace ?? "default")
    policy = reader.policy(inventory.node(of: id))
    problems = reader.problems
  }
}

/// Who owns pods: the object at the top of the chain of owners, as far as the inputs show it.
private struct WorkloadOwners {
  private let inventory: Inventory
  private var byName: [Peer: ResourceID] = [:]

  init(_ inventory: Inventory) {
    self.inventory = inventory
    let workloads = inventory.ids(of: ResourceKind.workloads)
    // Manifests name no owners, and nobody is looked up.
    guard workloads.contains(where: { !Self.owners(inventory.node(of: $0)).isEmpty }) else { return }
    for id in workloads { byName[Self.peer(inventory[id])] = id }
  }

  private static func owners(_ node: DocumentNode) -> [DocumentNode] {
    node["metadata"]?.list("ownerReferences") ?? []
  }

  private static func peer(_ resource: Resource) -> Peer {
    .workload(
      namespace: resource.namespace ?? "default", name: resource.name,
      kind: String(resource.kind.name.dropFirst("kubernetes.".count)))
  }

  func peer(of id: ResourceID) -> Peer {
    var resource = inventory[id]

    // A chain of owners is short; one that is a circle ends here.
    for _ in 0..<8 {
      guard let owner = Self.owners(resource.node).first,
        let kind = owner["kind"]?.text,
        let name = owner["name"]?.text, kind != "Node"
      else { break }
      let peer = Peer.workload(namespace: resource.namespace ?? "default", name: name, kind: kind)
      guard let above = byName[peer] else { return peer }
      resource = inventory[above]
    }
    return Self.peer(resource)
  }
}
