import Documents
import Inventory
import Loaders
import SourceText
import Testing

/// The forms in which Azure's objects are exported: `az`, `az rest`, Resource Graph, and the spellings of older CLIs.
@Suite struct AzureShapeTests {
  private func load(_ text: String) -> LoadedFile {
    ArtefactLoader.load(SourceFile(path: "a.json", text: text), format: .json)
  }

  /// One load balancer as each tool prints it.
  private static let forms = [
    (
      "az, current",
      #"""
      {"name": "kubernetes-internal", "sku": {"name": "Standard"}, "frontendIPConfigurations": [{"name": "a0f1",
        "privateIPAddress": "10.240.4.25", "privateIPAddressVersion": "IPv4"}],
       "backendAddressPools": [{"name": "kubernetes", "backendIPConfigurations": [{"id": "n"}]}],
       "loadBalancingRules": [{"frontendPort": 443, "enableFloatingIP": true, "frontendIPConfiguration": {"id": "f"}}]}
      """#
    ),
    (
      "az, older",
      #"""
      {"name": "kubernetes-internal", "sku": {"name": "Standard"}, "frontendIpConfigurations": [{"name": "a0f1",
        "privateIpAddress": "10.240.4.25", "privateIpAddressVersion": "IPv4"}],
       "backendAddressPools": [{"name": "kubernetes", "backendIpConfigurations": [{"id": "n"}]}],
       "loadBalancingRules": [{"frontendPort": 443, "enableFloatingIp": true, "frontendIpConfiguration": {"id": "f"}}]}
      """#
    ),
    (
      "az rest",
      #"""
      {"value": [{"name": "kubernetes-internal", "type": "Microsoft.Network/loadBalancers", "sku": {"name": "Standard"},
       "properties": {"frontendIPConfigurations": [{"name": "a0f1",
         "properties": {"privateIPAddress": "10.240.4.25", "privateIPAddressVersion": "IPv4"}}],
        "backendAddressPools": [{"name": "kubernetes", "properties": {"backendIPConfigurations": [{"id": "n"}]}}],
        "loadBalancingRules": [{"properties":
         {"frontendPort": 443, "enableFloatingIP": true, "frontendIPConfiguration": {"id": "f"}}}]}}]}
      """#
    ),
    (
      "Resource Graph",
      #"""
      {"count": 1, "data": [{"name": "kubernetes-internal", "type": "microsoft.network/loadbalancers",
       "sku": {"name": "Standard"}, "properties": {"frontendIPConfigurations": [{"name": "a0f1",
         "properties": {"privateIPAddress": "10.240.4.25", "privateIPAddressVersion": "IPv4"}}],
        "backendAddressPools": [{"name": "kubernetes", "properties": {"backendIPConfigurations": [{"id": "n"}]}}],
        "loadBalancingRules": [{"properties":
         {"frontendPort": 443, "enableFloatingIP": true, "frontendIPConfiguration": {"id": "f"}}}]}}],
       "skip_token": null, "total_records": 1}
      """#
    ),
    (
      "PowerShell",
      #"""
      {"name": "kubernetes-internal", "Sku": {"name": "Standard"}, "FrontendIpConfigurations": [{"name": "a0f1",
        "PrivateIpAddress": "10.240.4.25", "PrivateIpAddressVersion": "IPv4"}],
       "BackendAddressPools": [{"name": "kubernetes", "BackendIpConfigurations": [{"id": "n"}]}],
       "LoadBalancingRules": [{"FrontendPort": 443, "EnableFloatingIP": true, "FrontendIPConfiguration": {"id": "f"}}]}
      """#
    ),
  ]

  @Test(arguments: forms)
  func everyFormOfALoadBalancerIsTheSame(_ form: (tool: String, text: String)) throws {
    let loaded = load(form.text)
    #expect(loaded.resources.map(\.identity) == ["azure.LoadBalancer/kubernetes-internal"])
    let balancer = try #require(loaded.resources.first).node
    let frontend = try #require(balancer["frontendIPConfigurations"]?.element(at: 0))
    #expect(frontend["privateIPAddress"]?.text == "10.240.4.25")
    #expect(frontend["privateIPAddressVersion"]?.text == "IPv4")
    #expect(balancer.at("sku", "name")?.text == "Standard")
    #expect(balancer["backendAddressPools"]?.element(at: 0)?["backendIPConfigurations"]?.count == 1)
    let rule = try #require(balancer["loadBalancingRules"]?.element(at: 0))
    #expect(rule["frontendPort"]?.integer == 443)
    #expect(rule["enableFloatingIP"]?.bool == true)
    #expect(rule.at("frontendIPConfiguration", "id")?.text == "f")
  }

  @Test func connectionsOfAPrivateLinkServiceAreFlattened() throws {
    let loaded = load(
      #"""
      {"data": [{"name": "pls-atg", "type": "microsoft.network/privatelinkservices", "tags": {"TTL": "x", "Fqdn": "y"},
       "properties": {"loadBalancerFrontendIPConfigurations": [{"id": "f"}], "fqdns": [],
        "ipConfigurations": [{"name": "nat", "properties": {"privateIPAddress": "10.240.8.4", "subnet": {"id": "s"}}}],
        "privateEndpointConnections": [{"name": "c", "properties": {"privateEndpoint": {"id": "/e"},
         "privateLinkServiceConnectionState": {"status": "Approved"}}}]}}]}
      """#)
    #expect(loaded.resources.map(\.identity) == ["azure.PrivateLinkService/pls-atg"])
    let service = try #require(loaded.resources.first).node
    #expect(service["loadBalancerFrontendIpConfigurations"]?.count == 1)
    #expect(service["ipConfigurations"]?.element(at: 0)?.at("subnet", "id")?.text == "s")
    let connection = try #require(service["privateEndpointConnections"]?.element(at: 0))
    #expect(connection.at("privateLinkServiceConnectionState", "status")?.text == "Approved")
    #expect(connection.at("privateEndpoint", "id")?.text == "/e")
    // A tag's name is the customer's, whatever it looks like.
    #expect(service["tags"]?.pairs.map { $0.key.text } == ["TTL", "Fqdn"])
  }

  @Test func keysOfAClusterAreReadInAnyCase() throws {
    let loaded = load(
      #"""
      {"name": "aks", "type": "Microsoft.ContainerService/ManagedClusters", "properties": {"NodeResourceGroup": "MC_a",
       "networkProfile": {"dnsServiceIP": "10.0.0.10", "loadBalancerSKU": "standard"},
       "agentPoolProfiles": [{"name": "np", "podIPAllocationMode": "StaticBlock", "localDNSProfile": {"mode": "Required"}}]}}
      """#)
    let cluster = try #require(loaded.resources.first).node
    #expect(loaded.resources.map(\.identity) == ["azure.ManagedCluster/aks"])
    #expect(cluster["nodeResourceGroup"]?.text == "MC_a")
    #expect(cluster.at("networkProfile", "dnsServiceIp")?.text == "10.0.0.10")
    #expect(cluster.at("networkProfile", "loadBalancerSku")?.text == "standard")
    let pool = try #require(cluster["agentPoolProfiles"]?.element(at: 0))
    #expect(pool["podIpAllocationMode"]?.text == "StaticBlock")
    #expect(pool.at("localDnsProfile", "mode")?.text == "Required")
  }

  @Test func anEmptyResultOfResourceGraphIsAnEmptyList() {
    let loaded = load(#"{"count": 0, "data": [], "skip_token": null, "total_records": 0}"#)
    #expect(loaded.resources.isEmpty)
    #expect(loaded.unrecognised.isEmpty)
  }
}
