package import Inventory

/// Everything that is computed once over the whole inventory, in time linear in it and in the links found.
package struct EstateAnalysis: Sendable {
  package private(set) var relations = RelationTable()
  package private(set) var facts = FactTable()

  package init(_ inventory: Inventory) {
    WorkloadRelations.add(of: inventory, to: &relations, &facts)
    DatabricksRelations.add(of: inventory, to: &relations, &facts)
    AzureRelations.add(of: inventory, to: &relations)
    HostnameRelations.add(of: inventory, to: &relations)
    relations.sort()
  }
}
