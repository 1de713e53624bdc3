/// The keys of Azure's objects that loaders, analyses and rules read, as the current `az` spells them.
///
/// ARM compares keys without regard to case, and the CLI's spelling drifted over its generations
/// (`frontendIpConfigurations`, `frontendIPConfigurations`), as did that of PowerShell and of Resource Graph.
enum AzureKey {
  /// The one spelling that is read; `nil` for a key that nothing reads, which stays as it is written.
  static func canonical(_ key: String) -> String? {
    key.utf8.count <= longest ? spelling[key.lowercased()] : nil
  }

  /// The members whose keys are the customer's own words.
  static func holdsOwnNames(_ key: String) -> Bool { key == "tags" || key == "metadata" }

  private static let longest = keys.map(\.utf8.count).max() ?? 0

  private static let spelling = Dictionary(uniqueKeysWithValues: keys.map { ($0.lowercased(), $0) })

  private static let keys = common + cluster + network + dns

  private static let common = ["provisioningState", "tags", "location", "sku", "workspaceUrl", "workspaceId"]

  private static let cluster = [
    "nodeResourceGroup", "nodeResourceGroupProfile", "restrictionLevel", "apiServerAccessProfile",
    "enablePrivateCluster", "privateFqdn", "networkProfile", "loadBalancerSku", "loadBalancerProfile",
    "backendPoolType", "networkPlugin", "networkPluginMode", "networkDataplane", "networkPolicy",
    "outboundType",
    "podCidr", "podCidrs", "serviceCidr", "serviceCidrs", "dnsServiceIp", "ipFamilies", "agentPoolProfiles",
    "podIpAllocationMode", "podSubnetId", "vnetSubnetId", "localDnsProfile",
  ]

  private static let network = [
    "frontendIPConfigurations", "frontendIPConfiguration", "privateIPAddress", "privateIPAllocationMethod",
    "privateIPAddressVersion", "publicIPAddress", "publicIPPrefix", "subnet", "backendAddressPools",
    "backendAddressPool", "backendIPConfigurations", "loadBalancerBackendAddresses",
    "networkInterfaceIPConfiguration", "loadBalancingRules", "protocol", "frontendPort", "backendPort",
    "enableFloatingIP", "probe", "probes", "loadBalancerFrontendIpConfigurations", "ipConfigurations",
    "visibility", "autoApproval", "subscriptions", "alias", "fqdns", "enableProxyProtocol",
    "privateEndpointConnections", "privateEndpoint", "privateLinkServiceConnectionState", "status",
    "privateLinkServiceConnections", "manualPrivateLinkServiceConnections", "privateLinkServiceId",
    "privateLinkServiceNetworkPolicies", "addressPrefix", "addressPrefixes", "virtualNetwork",
    "virtualNetworkLinkState", "registrationEnabled",
  ]

  private static let dns = [
    "aRecords", "aaaaRecords", "cnameRecord", "soaRecord", "mxRecords", "ptrRecords", "srvRecords",
    "txtRecords",
    "nsRecords", "caaRecords", "ipv4Address", "ipv6Address", "cname", "ttl", "fqdn",
  ]
}
