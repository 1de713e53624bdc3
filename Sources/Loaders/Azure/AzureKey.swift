/// The keys of Azure's objects that loaders, analyses and rules read, as the current `az` spells them.
///
/// ARM compares keys without regard to case, and the CLI's spelling drifted over its generations
/// (`frontendIpConfigurations`, `frontendIPConfigurations`), as did that of PowerShell and of Resource Graph.
enum AzureKey {
  /// The one spelling that is read; `nil` for a key that nothing reads, which stays as it is written.
  static func canonical(_ key: String) -> String? {
    key.utf8.count <= longest ? spelling[key.lowercased()] : nil
  }

  /// Whether a key is spelled otherwise than `canonical` has it.
  static func isVariant(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard key.count <= longest else { return false }
    var hash: UInt32 = 2_166_136_261
    for byte in key { hash = (hash ^ UInt32(lower(byte))) &* 16_777_619 }
    return byHash[hash]?.contains { known in
      !known.elementsEqual(key) && known.elementsEqual(key, by: { lower($0) == lower($1) })
    } ?? false
  }

  /// Whether a text is another one that is in lower case, ASCII letters of either case being the same.
  static func isSame(_ text: UnsafeBufferPointer<UInt8>, lowercase other: String) -> Bool {
    text.count == other.utf8.count && text.elementsEqual(other.utf8, by: { lower($0) == $1 })
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// The keys by the FNV-1a hash of their lower case.
  private static let byHash: [UInt32: [[UInt8]]] = {
    var table: [UInt32: [[UInt8]]] = [:]
    for key in keys {
      let hash = key.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32(lower($1))) &* 16_777_619 }
      table[hash, default: []].append(Array(key.utf8))
    }
    return table
  }()

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
