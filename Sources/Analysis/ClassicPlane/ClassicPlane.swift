package import Inventory

/// The classic compute plane of Databricks on AWS: every workspace network with all that it is joined with.
package struct ClassicPlane: Sendable {
  package let networks: [ClassicNetwork]
  let cloud: CloudIndex

  package init(_ inventory: Inventory) {
    cloud = CloudIndex(inventory)
    var builder = ClassicNetworkBuilder(cloud)
    networks = builder.networks()
  }

  func add(to relations: inout RelationTable, _ facts: inout FactTable) throws(AnalysisExcess) {
    for network in networks { try relations.count(network.entryCount, of: network.id) }
    try ClassicRelations(self).add(to: &relations)
    ClassicFacts(self).add(to: &facts)
  }
}
