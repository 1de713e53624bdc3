package import Inventory

/// Everything that is computed once over the whole inventory, in time linear in it and in the links found.
package struct EstateAnalysis: Sendable {
  package private(set) var relations = RelationTable()
  package private(set) var facts = FactTable()
  /// The inventory, with the DNS records that there is something to say about as resources behind its own.
  package let inventory: Inventory
  /// Workspaces' networks on AWS, joined.
  package let classicPlane: ClassicPlane

  /// - Parameter gateway: the Service of the gateway, where the user named it.
  package init(_ found: Inventory, gateway: GatewaySelector? = nil) {
    let names = NameAnalysis(found)
    inventory = names.inventory
    classicPlane = ClassicPlane(inventory)
    WorkloadRelations.add(of: inventory, to: &relations, &facts)
    DatabricksRelations.add(of: inventory, to: &relations, &facts)
    AzureRelations.add(of: inventory, to: &relations)
    TerraformRelations.add(of: inventory, to: &relations)
    HostnameRelations.add(of: inventory, to: &relations)
    AzureNetworkRelations.add(of: inventory, to: &relations, &facts)
    names.add(to: &relations, &facts)
    ReachabilityFacts.add(of: inventory, relations, gateway: gateway, to: &facts)
    RouteRelations.add(of: inventory, to: &relations)
    EventRelations.add(of: inventory, to: &relations, &facts)
    classicPlane.add(to: &relations, &facts)
    relations.sort()
    GatewayRelations.add(of: inventory, gateway: gateway, to: &relations, &facts)
    GatewayAddresses.add(of: inventory, relations, to: &facts)
    GatewayPorts.add(of: inventory, relations, to: &facts)
    relations.sort()
    CertificateRelations.add(of: inventory, facts, to: &relations)
    relations.sort()
  }
}
