import Documents
import Inventory
import Networking

/// Recognises what `az`, `az rest` and ARM exports print (section 4 of the Azure reference) and brings it into
/// the flat shape of `az`.
enum AzureLoader {
  static func resource(_ node: DocumentNode) -> Resource? {
    // Bringing an object into shape copies it: that is for those of Azure alone, and not for all that nobody else knows.
    guard isAzure(node) else { return nil }
    let flat = AzureShape.needsFlattening(node) ? AzureShape.flatten(node) : node
    guard let kind = kind(of: flat) else { return nil }
    return Resource(kind: kind, name: name(of: flat, kind: kind), node: flat)
  }

  /// The members that tell a kind, in lower case.
  private static let signs: [String] =
    [
      "type", "workspaceUrl", "loadBalancerFrontendIpConfigurations", "networkProfile", "loadBalancingRules",
      "frontendIPConfigurations", "privateLinkServiceConnections", "manualPrivateLinkServiceConnections",
      "privateLinkServiceNetworkPolicies", "virtualNetworkLinkState", "id", "fqdn",
    ].map { $0.lowercased() }

  /// Whether an object, or its `properties`, has a member by which `kind` might know it, however it is spelled.
  private static func isAzure(_ node: DocumentNode) -> Bool {
    func hasSign(_ node: DocumentNode) -> Bool {
      node.pairs.contains { pair in
        pair.key.withText { text in signs.contains { AzureKey.isSame(text, lowercase: $0) } } ?? false
      }
    }
    if hasSign(node) { return true }
    guard let properties = node["properties"], properties.isMapping else { return false }
    return hasSign(properties)
  }

  private static func kind(of node: DocumentNode) -> ResourceKind? {
    let type = (node["type"]?.text ?? "").lowercased()
    if let kind = types[type] { return kind }
    if AzureRecordSet.isRecordSet(node, type: type) { return .recordSet }
    if node.has("workspaceUrl"), node.has("sku") { return .azureDatabricksWorkspace }
    if node.has("loadBalancerFrontendIpConfigurations") { return .privateLinkService }
    if node.has("networkProfile"), node.has("nodeResourceGroup") || node.has("agentPoolProfiles") {
      return .managedCluster
    }
    if node.has("loadBalancingRules") || node.has("frontendIPConfigurations") { return .loadBalancer }
    if node.has("privateLinkServiceConnections") || node.has("manualPrivateLinkServiceConnections") {
      return .privateEndpoint
    }
    if node.has("privateLinkServiceNetworkPolicies") { return .subnet }
    if node.has("virtualNetworkLinkState") { return .privateDNSLink }
    return node["id"]?.text.flatMap { ARMResourceID($0) }?.type.flatMap { types[$0.lowercased()] }
  }

  /// ARM's types that are kinds of their own.
  private static let types: [String: ResourceKind] = [
    "microsoft.databricks/workspaces": .azureDatabricksWorkspace,
    "microsoft.containerservice/managedclusters": .managedCluster,
    "microsoft.network/loadbalancers": .loadBalancer,
    "microsoft.network/privatelinkservices": .privateLinkService,
    "microsoft.network/privateendpoints": .privateEndpoint,
    "microsoft.network/virtualnetworks/subnets": .subnet,
    "microsoft.network/privatednszones": .zone,
    "microsoft.network/dnszones": .zone,
    "microsoft.network/privatednszones/virtualnetworklinks": .privateDNSLink,
  ]

  private static func name(of node: DocumentNode, kind: ResourceKind) -> String {
    let name = node["name"]?.text ?? ""
    return kind == .zone ? name.lowercased() : name
  }
}
