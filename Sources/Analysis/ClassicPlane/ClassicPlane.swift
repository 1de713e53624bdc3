package import Inventory

/// The classic compute plane of Databricks on AWS: every workspace network with all that it is joined with.
package struct ClassicPlane: Sendable {
  package let networks: [ClassicNetwork]
  let cloud: CloudIndex

  package init(_ inventory: Inventory) {
    cloud = CloudIndex(inventory)
    networks = ClassicNetworkBuilder(cloud).networks()
  }

  func add(to relations: inout RelationTable, _ facts: inout FactTable) throws(AnalysisExcess) {
    try ClassicRelations(self).add(to: &relations)
    ClassicFacts(self).add(to: &facts)
  }
}
