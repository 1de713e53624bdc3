import Documents
import Inventory

// What the resources of a network are called, and whether what names a network finds it.
extension ClassicFacts {
  /// The id of each resource that a network is made of: in a plan, where AWS has given none yet, its address
  /// (`aws_subnet.nodes["a"]`).
  func addIDs(to facts: inout FactTable) {
    for kind: ResourceKind in [.vpc, .awsSubnet, .routeTable, .networkACL, .natGateway, .securityGroup] {
      for id in inventory.ids(of: kind) { facts.set(id, "id", .string(Self.readable(cloud.id(of: id)))) }
    }
  }

  /// Without the attribute that a planned id is called by: `aws_vpc.main.id`.
  private static func readable(_ id: String) -> String {
    id.hasSuffix(".id") && id.contains("aws_") ? String(id.dropLast(3)) : id
  }

  /// Whether the network that a workspace names is there; told only where all networks of the account are listed.
  func addWorkspaceNetworks(to facts: inout FactTable) {
    guard inventory.lists(.network) else { return }
    for workspace in inventory.ids(of: .workspace) {
      guard let name = cloud.node(workspace)["network_id"]?.identifier, !name.isEmpty else { continue }
      facts.set(workspace, "networkFound", .bool(cloud.find(.network, name) != nil))
    }
  }

  /// Whether nodes behind an ACL may still use the built-in Hive metastore: `on`, `off`, `unknown`.
  func addLegacyAccess(_ settings: WorkspaceSettings, to facts: inout FactTable) {
    for acl in Set(plane.networks.flatMap { $0.subnets.compactMap(\.acl) }) {
      facts.set(acl, "legacyAccess", .string(settings.legacyAccess.rawValue))
    }
  }
}
