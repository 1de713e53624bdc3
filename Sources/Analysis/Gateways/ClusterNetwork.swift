import Documents
import Inventory
import Networking

/// A subnet of Azure, as far as addresses go.
struct AzureSubnet {
  let name: String
  /// Its address prefixes; none where they are not known, or are more than a subnet has.
  let blocks: [CIDR]
  private static let mostBlocks = 100

  init(_ resource: Resource) {
    name = resource.name
    let several = resource.node.list("addressPrefixes").compactMap(\.text)
    let texts = several.isEmpty ? [resource.node["addressPrefix"]?.text].compactMap { $0 } : several
    blocks = texts.count > Self.mostBlocks ? [] : texts.compactMap { CIDR($0) }
  }

  /// Whether an address is in the subnet.
  func holds(_ text: String) -> Bool {
    IPAddress(text).map { address in blocks.contains { $0.contains(address) } } ?? false
  }

  /// Why nothing can have an address of this subnet, to follow the address in a sentence; `nil` where something can, or where
  /// the text is no address or the prefixes are not known.
  func refusal(of text: String) -> String? {
    guard let address = IPAddress(text), !blocks.isEmpty else { return nil }
    guard let block = blocks.first(where: { $0.contains(address) }) else {
      return "is not in subnet \(name) (\(blocks.map(\.description).joined(separator: ", ")))"
    }
    let (first, last) = (block.bounds.lowerBound, block.bounds.upperBound)
    let isKept = address.bits - first < 4 || address.bits == last
    return isKept
      ? "is one of the five addresses of subnet \(name) (\(block)) that Azure keeps: the first four and the last"
      : nil
  }
}

/// The network of the only cluster of the inputs; with several nothing is known, because no manifest says in which it goes.
struct ClusterNetwork {
  /// The subnets of the cluster's network by their names, lower case, without those that several could be.
  private let subnets: [String: AzureSubnet]
  /// The name of the subnet that all nodes are in.
  private let defaultName: String?
  /// The names of the subnets that pods get addresses of, lower case.
  private let podNames: Set<String>

  init(_ inventory: Inventory) {
    let clusters = inventory.ids(of: .managedCluster).map { inventory.node(of: $0) }
    let cluster = clusters.count == 1 ? clusters.first : nil
    let pools = cluster?.list("agentPoolProfiles") ?? []
    let nodeSubnets = pools.compactMap { Self.id($0, "vnetSubnetId", "vnetSubnetID") }
    subnets = Self.subnets(inventory, in: Set(nodeSubnets.compactMap { $0.parent?.key }))
    let names = Set(nodeSubnets.map { $0.name.lowercased() })
    defaultName = names.count == 1 && nodeSubnets.count == pools.count ? names.first : nil
    let profile = cluster?["networkProfile"]
    // Overlay and kubenet take pods' addresses from a range of their own.
    guard profile?["networkPlugin"]?.text?.lowercased() == "azure",
      profile?["networkPluginMode"]?.text?.lowercased() ?? "" != "overlay"
    else {
      podNames = []
      return
    }
    podNames = Set(
      pools.compactMap {
        (Self.id($0, "podSubnetId", "podSubnetID") ?? Self.id($0, "vnetSubnetId", "vnetSubnetID"))?.name
          .lowercased()
      })
  }

  private static func id(_ pool: DocumentNode, _ keys: String...) -> ARMResourceID? {
    keys.lazy.compactMap { pool.value(forKey: $0)?.text.flatMap { ARMResourceID($0) } }.first
  }

  /// - Parameter networks: the ids of the virtual networks of the cluster's nodes, lower case; empty where they are not known.
  private static func subnets(_ inventory: Inventory, in networks: Set<String>) -> [String: AzureSubnet] {
    let all = inventory.ids(of: .subnet).map { inventory[$0] }.filter { resource in
      guard let network = resource.node["id"]?.text.flatMap({ ARMResourceID($0) })?.parent else {
        return true
      }
      return networks.isEmpty || networks.contains(network.key)
    }
    return Dictionary(grouping: all) { $0.name.lowercased() }.compactMapValues { namesakes in
      let ids = Set(namesakes.map { AzureRelations.key($0.node["id"]?.text ?? "") })
      // Subnets of a plan have no ids yet.
      guard namesakes.count == 1 || (ids.count == 1 && ids.first != "") else { return nil }
      return namesakes.first.map(AzureSubnet.init)
    }
  }

  /// The subnet of a name in the cluster's network, the nodes' where there is no name; `nil` where several could be meant.
  func subnet(_ name: String?) -> AzureSubnet? { (name ?? defaultName).flatMap { subnets[$0.lowercased()] } }

  /// The name, if pods get addresses of that subnet.
  func podSubnet(_ name: String?) -> String? {
    guard let name = name ?? defaultName else { return nil }
    return podNames.contains(name.lowercased()) ? name : nil
  }
}
