import Documents
import Inventory
import Networking

// The managed cluster behind a path: its load balancer, and whether it enforces policies (sections 4.1 and 7 of the Azure
// reference). It is no hop of its own.
extension PathJudge {
  /// The cluster that the path leads into: the one in whose node resource group its load balancer stands, or the only one.
  var cluster: ResourceID? {
    let clusters = estate.inventory.ids(of: .managedCluster)
    let groups = Set(nodeResourceGroups)
    let own = clusters.first { id in
      node(id)["nodeResourceGroup"]?.text.map { groups.contains($0.lowercased()) } ?? false
    }
    return own ?? (clusters.count == 1 ? clusters.first : nil)
  }

  private var nodeResourceGroups: [String] {
    let link = candidate.privateLinkService.map(node)
    let frontends = link?.list("loadBalancerFrontendIpConfigurations") ?? []
    let ids = frontends.compactMap { $0["id"]?.text } + [link?["id"]?.text].compactMap { $0 }
    return ids.compactMap { ARMResourceID($0)?.resourceGroup?.lowercased() }
  }

  /// What of the cluster rules out a Private Link Service before its load balancer.
  func judgeClusterBalancer(_ hop: inout HopRecord) {
    guard let cluster, let profile = node(cluster)["networkProfile"] else { return }
    if profile["loadBalancerSku"]?.text?.lowercased() == "basic" {
      hop.contradict(
        "cluster \(name(cluster)) uses a Basic load balancer, and a Private Link Service needs Standard",
        "move the cluster to a Standard load balancer",
        Hop.Evidence(cluster, "networkProfile.loadBalancerSku"))
    }
    if profile.at("loadBalancerProfile", "backendPoolType")?.text?.lowercased() == "nodeip" {
      hop.contradict(
        "the backend pools of cluster \(name(cluster)) hold addresses, and a Private Link Service needs network interfaces",
        "set the cluster's backend pool type to nodeIPConfiguration",
        Hop.Evidence(cluster, "networkProfile.loadBalancerProfile.backendPoolType"))
    }
  }

  /// Without an engine in the cluster no policy has any effect.
  func judgePolicyEngine(_ hop: inout HopRecord) {
    guard let cluster else {
      hop.doubt(
        "whether the cluster enforces NetworkPolicies is not known",
        "add the output of: \(EvidenceCommand.command(for: .managedCluster))")
      return
    }
    let profile = node(cluster)["networkProfile"]
    let engine = profile?["networkPolicy"]
    let place = Hop.Evidence(cluster, "networkProfile.networkPolicy")
    if profile?["networkDataplane"]?.text?.lowercased() == "cilium" {
      hop.prove("cluster \(name(cluster)) enforces them", place)
    } else if hop.isHidden(engine, place) {
      return
    } else if ["", "none"].contains(engine?.text?.lowercased() ?? "") {
      hop.contradict(
        "cluster \(name(cluster)) enforces no NetworkPolicies", "enable a network policy engine", place)
    } else {
      hop.prove("cluster \(name(cluster)) enforces them", place)
    }
  }
}
