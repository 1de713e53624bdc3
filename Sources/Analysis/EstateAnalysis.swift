package import Inventory
import SourceText

/// Everything that is computed once over the whole inventory, in time linear in it and in the links found.
package struct EstateAnalysis: Sendable {
  package let relations: RelationTable
  package let facts: FactTable
  /// The inventory, with the DNS records that there is something to say about as resources behind its own.
  package let inventory: Inventory
  /// Workspaces' networks on AWS, joined.
  package let classicPlane: ClassicPlane

  /// Does one step of the analysis, and may watch it.
  package typealias Observer = (_ step: String, _ work: () -> Void) -> Void

  /// - Parameters:
  ///   - gateway: the Service of the gateway, where the user named it.
  ///   - jobs: threads; at least 1. The analysis is the same for any number.
  ///   - observer: gets each step by its name, and has to do it; for measuring.
  package init(
    _ found: Inventory, gateway: GatewaySelector? = nil, jobs: Int = 1,
    observer: Observer = { _, work in work() }
  ) {
    var (relations, facts) = (RelationTable(), FactTable())
    var names: NameAnalysis?
    observer("names") { names = NameAnalysis(found) }
    let inventory = names?.inventory ?? found
    let beside =
      jobs > 1 && inventory.resources.count >= Self.manyResources
      ? Awaited { ResourcesAlone(inventory, jobs: jobs) } : nil
    observer("workloads") { WorkloadRelations.add(of: inventory, to: &relations, &facts) }
    observer("Databricks") { DatabricksRelations.add(of: inventory, jobs: jobs, to: &relations, &facts) }
    observer("Azure") { AzureRelations.add(of: inventory, to: &relations) }
    observer("Terraform") { TerraformRelations.add(of: inventory, to: &relations) }
    observer("hostnames") { HostnameRelations.add(of: inventory, to: &relations) }
    observer("Azure networks") { AzureNetworkRelations.add(of: inventory, to: &relations, &facts) }
    observer("names' facts") { names?.add(to: &relations, &facts) }
    var alone: ResourcesAlone?
    observer("classic plane and policies") { alone = beside?.value ?? ResourcesAlone(inventory, jobs: 1) }
    let classicPlane = alone?.classicPlane ?? ClassicPlane(inventory)
    observer("reachability") {
      guard let ground = alone?.ground else { return }
      ReachabilityFacts.add(of: inventory, ground, relations, gateway: gateway, to: &facts)
    }
    if let beside { Discarded.elsewhere((beside, alone)) }
    alone = nil
    observer("routes") { RouteRelations.add(of: inventory, to: &relations) }
    observer("events") { EventRelations.add(of: inventory, to: &relations, &facts) }
    observer("classic plane's facts") { classicPlane.add(to: &relations, &facts) }
    observer("order") { relations.sort() }
    observer("gateways") {
      GatewayRelations.add(of: inventory, gateway: gateway, to: &relations, &facts)
      GatewayAddresses.add(of: inventory, relations, to: &facts)
      GatewayPorts.add(of: inventory, relations, to: &facts)
    }
    observer("order") { relations.sort() }
    observer("certificates") { CertificateRelations.add(of: inventory, facts, to: &relations) }
    observer("order") { relations.sort() }
    self.inventory = inventory
    self.classicPlane = classicPlane
    self.relations = relations
    self.facts = facts
  }

  /// From how many resources on a second thread is worth its start.
  private static let manyResources = 1024
}

/// What needs no relations and no facts, and can be made while these are.
private struct ResourcesAlone: Sendable {
  let classicPlane: ClassicPlane
  let ground: ReachabilityFacts.Ground?

  /// - Parameter jobs: threads; at least 1.
  init(_ inventory: Inventory, jobs: Int) {
    classicPlane = ClassicPlane(inventory)
    ground = ReachabilityFacts.Ground(inventory, jobs: jobs)
  }
}
