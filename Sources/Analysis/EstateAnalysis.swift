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
  /// Why it ended early: nothing may then be judged by its relations and facts, which lack some.
  package let excess: AnalysisExcess?

  /// Does one step of the analysis, and may watch it.
  package typealias Observer = (_ step: String, _ work: () -> Void) -> Void

  /// - Parameters:
  ///   - gateway: the Service of the gateway, where the user named it.
  ///   - limits: what it may cost; past them it ends early, with `excess` set.
  ///   - jobs: threads; at least 1. The analysis is the same for any number.
  ///   - observer: gets each step by its name, and has to do it; for measuring.
  package init(
    _ found: Inventory, gateway: GatewaySelector? = nil, limits: AnalysisLimits = AnalysisLimits(),
    jobs: Int = 1,
    observer: @escaping Observer = { _, work in work() }
  ) {
    var (relations, facts) = (RelationTable(limit: limits.links), FactTable())
    var excess: AnalysisExcess?
    func step(_ name: String, _ work: () throws(AnalysisExcess) -> Void) {
      if excess != nil { return }
      observer(name) {
        do throws(AnalysisExcess) { try work() } catch { excess = error }
      }
    }
    var names: NameAnalysis?
    step("names") { () throws(AnalysisExcess) in names = try NameAnalysis(found, hostnames: limits.hostnames)
    }
    let inventory = names?.inventory ?? found
    let beside =
      jobs > 1 && inventory.resources.count >= Self.manyResources
      ? Awaited { ResourcesAlone(inventory, jobs: jobs) } : nil
    step("workloads") { () throws(AnalysisExcess) in
      try WorkloadRelations.add(of: inventory, to: &relations, &facts)
    }
    step("Databricks") { () throws(AnalysisExcess) in
      try DatabricksRelations.add(of: inventory, jobs: jobs, to: &relations, &facts)
    }
    step("Azure") { () throws(AnalysisExcess) in try AzureRelations.add(of: inventory, to: &relations) }
    step("Terraform") { () throws(AnalysisExcess) in try TerraformRelations.add(of: inventory, to: &relations)
    }
    step("hostnames") { () throws(AnalysisExcess) in try HostnameRelations.add(of: inventory, to: &relations)
    }
    step("Azure networks") { () throws(AnalysisExcess) in
      try AzureNetworkRelations.add(of: inventory, to: &relations, &facts)
    }
    step("names' facts") { () throws(AnalysisExcess) in try names?.add(to: &relations, &facts) }
    var alone: ResourcesAlone?
    step("classic plane and policies") { alone = beside?.value ?? ResourcesAlone(inventory, jobs: 1) }
    let classicPlane = alone?.classicPlane ?? ClassicPlane(Inventory([]))
    step("reachability") {
      guard let ground = alone?.ground else { return }
      ReachabilityFacts.add(of: inventory, ground, relations, gateway: gateway, to: &facts)
    }
    if let beside { Discarded.elsewhere((beside, alone)) }
    alone = nil
    step("routes") { () throws(AnalysisExcess) in try RouteRelations.add(of: inventory, to: &relations) }
    step("events") { () throws(AnalysisExcess) in
      try EventRelations.add(of: inventory, to: &relations, &facts)
    }
    step("classic plane's facts") { () throws(AnalysisExcess) in try classicPlane.add(to: &relations, &facts)
    }
    step("order") { relations.sort() }
    step("gateways") { () throws(AnalysisExcess) in
      try GatewayRelations.add(of: inventory, gateway: gateway, to: &relations, &facts)
      GatewayAddresses.add(of: inventory, relations, to: &facts)
      GatewayPorts.add(of: inventory, relations, to: &facts)
    }
    step("order") { relations.sort() }
    step("certificates") { () throws(AnalysisExcess) in
      try CertificateRelations.add(of: inventory, facts, to: &relations)
    }
    step("order") { relations.sort() }
    self.inventory = inventory
    self.classicPlane = classicPlane
    self.relations = relations
    self.facts = facts
    self.excess = excess
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
