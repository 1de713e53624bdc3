import Documents
import Inventory
import Networking

/// What the inventory says that IPv4 addresses belong to.
struct AddressOwners {
  /// Load balancers with a frontend of the address, and Services whose status has it.
  private(set) var frontends: [IPv4Address: [ResourceID]] = [:]
  /// Private Link Services that translate the addresses of clients into this one.
  private(set) var translating: [IPv4Address: [ResourceID]] = [:]
  /// Services with the address as their cluster address.
  private var clusterAddresses: [IPv4Address: [ResourceID]] = [:]
  /// The address ranges of Services and pods, with their clusters.
  private var clusterRanges: [(range: CIDR, cluster: ResourceID)] = []

  init(_ inventory: Inventory) {
    for id in inventory.ids(of: .loadBalancer) {
      for frontend in inventory.node(of: id)["frontendIPConfigurations"]?.elements.map({ $0 }) ?? [] {
        Self.add(frontend["privateIPAddress"], id, to: &frontends)
      }
    }
    for id in inventory.ids(of: .service) {
      let node = inventory.node(of: id)
      for ingress in node.at("status", "loadBalancer", "ingress")?.elements.map({ $0 }) ?? [] {
        Self.add(ingress["ip"], id, to: &frontends)
      }
      Self.add(node.at("spec", "clusterIP"), id, to: &clusterAddresses)
    }
    for id in inventory.ids(of: .privateLinkService) {
      for configuration in inventory.node(of: id)["ipConfigurations"]?.elements.map({ $0 }) ?? [] {
        Self.add(configuration["privateIPAddress"], id, to: &translating)
      }
    }
    for id in inventory.ids(of: .managedCluster) {
      let profile = inventory.node(of: id)["networkProfile"]
      for key in ["serviceCidr", "podCidr", "serviceCidrs", "podCidrs"] {
        guard let value = profile?.value(forKey: key) else { continue }
        for text in value.isSequence ? value.elements.map({ $0.text ?? "" }) : [value.text ?? ""] {
          if let range = CIDR(text) { clusterRanges.append((range, id)) }
        }
      }
    }
  }

  private static func add(
    _ node: DocumentNode?, _ id: ResourceID, to owners: inout [IPv4Address: [ResourceID]]
  ) {
    guard let address = node?.text.flatMap({ IPv4Address($0) }) else { return }
    owners[address, default: []].append(id)
  }

  /// The clusters, or Services of one, inside of which alone an address means something.
  func cluster(of address: IPv4Address) -> [ResourceID] {
    let ranges = clusterRanges.filter { $0.range.contains(.v4(address)) }.map(\.cluster)
    return (clusterAddresses[address] ?? []) + Array(Set(ranges)).sorted()
  }
}
