import Documents
import Inventory
import Networking

/// Judges the features of one network by the joined picture and the facts that follow from it.
struct FeatureJudge {
  let network: ClassicNetwork
  let cloud: CloudIndex
  let relations: RelationTable
  let facts: FactTable
  var inventory: Inventory { cloud.inventory }

  init(_ network: ClassicNetwork, _ analysis: EstateAnalysis) {
    self.network = network
    cloud = analysis.classicPlane.cloud
    relations = analysis.relations
    facts = analysis.facts
  }

  var features: [ClassicFeature] {
    [secureClusterConnectivity, customerManagedVPC, vpcPeering, privateLink]
  }

  func feature(_ kind: ClassicFeature.Kind, _ steps: [Hop]) -> ClassicFeature {
    ClassicFeature(kind: kind, subject: network.workspaces.first ?? network.id, steps: steps)
  }

  // MARK: Reading

  func node(_ id: ResourceID) -> DocumentNode { cloud.node(id) }

  func name(_ id: ResourceID) -> String { cloud.id(of: id) }

  /// A fact that is a list; `nil` where the artefacts do not tell it.
  func list(_ id: ResourceID, _ name: String) -> [String]? {
    if case .strings(let value) = facts[id, name] { value } else { nil }
  }

  func text(_ id: ResourceID, _ name: String) -> String? {
    if case .string(let value) = facts[id, name] { value } else { nil }
  }

  func flag(_ id: ResourceID, _ name: String) -> Bool? {
    if case .bool(let value) = facts[id, name] { value } else { nil }
  }

  /// Says that a named thing is in no export: known to be missing where a complete export of the same account and Region
  /// lacks it, else unknown.
  func lose(
    _ kind: ResourceKind, _ what: String, _ name: String, _ evidence: Hop.Evidence, _ step: inout HopRecord
  ) {
    if network.isExported, inventory.lists(kind), !CloudIndex.isPlanned(name) {
      step.contradict(
        "\(what) \(name) is not in the account's export", "name one that exists, or export the Region again",
        evidence)
    } else {
      step.lack(kind, "\(what) \(name)")
    }
  }

  /// Says that what the network names is known only after apply.
  func hide(_ field: String, _ step: inout HopRecord) {
    step.doubt(
      "\(field) is known only after apply, or not shown", "apply the plan and export the result",
      member(field))
  }

  func member(_ field: String, _ note: String = "") -> Hop.Evidence { Hop.Evidence(network.id, field, note) }

  /// Whether every group of the network is known; says what is not.
  func knowsGroups(_ step: inout HopRecord) -> Bool {
    for group in network.groups {
      guard let resource = group.resource else {
        lose(.securityGroup, "security group", group.name, member("security_group_ids"), &step)
        continue
      }
      if !group.ingress.isComplete || !group.egress.isComplete {
        step.doubt(
          "some permission of \(group.name) is not shown", "apply the plan and export the result",
          Hop.Evidence(resource))
      }
    }
    if network.hidesGroups { hide("security_group_ids", &step) }
    if network.groups.isEmpty, !network.hidesGroups {
      step.contradict(
        "the network names no security group", "name 1 to 5 security groups", member("security_group_ids"))
    }
    return network.groupsAreKnown
  }

  /// The route tables of all subnets; says what is not known.
  func knowsRoutes(_ step: inout HopRecord) -> Bool {
    if network.hidesSubnets { hide("subnet_ids", &step) }
    for subnet in network.subnets where subnet.routes == nil {
      step.lack(.routeTable, "route table of \(subnet.name)")
    }
    return !network.subnets.isEmpty && network.subnets.allSatisfy { $0.routes != nil }
  }

  /// The ACLs of all subnets, each once; says what is not known.
  func acls(_ step: inout HopRecord) -> [ResourceID] {
    if network.hidesSubnets { hide("subnet_ids", &step) }
    for subnet in network.subnets where subnet.acl == nil {
      lose(.networkACL, "network ACL of subnet", subnet.name, member("subnet_ids"), &step)
    }
    return Set(network.subnets.compactMap(\.acl)).sorted()
  }

  var groupNames: String { network.groups.map(\.name).joined(separator: ", ") }

  /// The place of what the groups permit: the first one's.
  func permissions(_ field: String) -> Hop.Evidence {
    network.groups.lazy.compactMap(\.resource).first.map { Hop.Evidence($0, field) }
      ?? member("security_group_ids")
  }
}

extension HopRecord {
  /// Says that a thing is in none of the inputs, and how to get it.
  mutating func lack(_ kind: ResourceKind, _ what: String) {
    doubt("no \(what) is among the inputs", "add the output of: \(EvidenceCommand.command(for: kind))")
  }
}

/// The features of a workspace of which no network is known.
struct WithoutNetwork {
  let workspace: ResourceID
  private let node: DocumentNode
  private let knowsNetworks: Bool

  init(workspace: ResourceID, _ analysis: EstateAnalysis) {
    self.workspace = workspace
    node = analysis.inventory.node(of: workspace)
    knowsNetworks = analysis.inventory.lists(.network)
  }

  private var network: String { node["network_id"]?.identifier ?? "" }
  private var settings: String { node["private_access_settings_id"]?.identifier ?? "" }

  var features: [ClassicFeature] {
    ClassicFeature.Kind.allCases.map { kind in
      var step = HopRecord(.workspaceNetwork)
      if network.isEmpty { judgeManaged(kind, &step) } else { judgeLost(&step) }
      let isAbsent =
        network.isEmpty
        && (kind == .customerManagedVPC || kind == .privateLink && settings.isEmpty)
      return ClassicFeature(kind: kind, subject: workspace, steps: [step.hop], isAbsent: isAbsent)
    }
  }

  /// Databricks made the VPC: what is in it is in no export that names the workspace.
  private func judgeManaged(_ kind: ClassicFeature.Kind, _ step: inout HopRecord) {
    if kind == .privateLink, !settings.isEmpty {
      step.contradict(
        "private access settings are attached, and PrivateLink needs a customer-managed VPC",
        "create the workspace anew with a network configuration",
        Hop.Evidence(workspace, "private_access_settings_id"))
      return
    }
    step.doubt(
      "the workspace has no network configuration: Databricks manages its VPC",
      "nothing that can be exported tells of it", Hop.Evidence(workspace))
  }

  private func judgeLost(_ step: inout HopRecord) {
    if knowsNetworks {
      step.contradict(
        "the workspace names a network that the account does not have",
        "put the id of an existing network into network_id", Hop.Evidence(workspace, "network_id"))
    } else {
      step.lack(.network, "network configuration \(network)")
    }
  }
}
