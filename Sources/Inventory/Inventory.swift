/// All resources of a run, in the order of files and documents, indexed by kind.
package struct Inventory: Sendable {
  package let resources: [Resource]
  /// The zones, in the order of files.
  package let zones: [InventoryZone]
  private let byKind: [ResourceKind: [ResourceID]]
  /// The kinds of which there is at least one resource.
  package let kinds: Set<ResourceKind>

  /// - Parameter resources: in the order of files and documents.
  /// - Parameter zones: in the order of files.
  /// - Parameter seen: kinds of which there were resources that are not kept.
  package init(_ resources: [Resource], zones: [InventoryZone] = [], seen: Set<ResourceKind> = []) {
    self.resources = resources
    self.zones = zones
    var byKind: [ResourceKind: [ResourceID]] = [:]
    for (index, resource) in resources.enumerated() {
      byKind[resource.kind, default: []].append(ResourceID(index))
    }
    self.byKind = byKind
    kinds = seen.union(byKind.keys)
  }

  /// The same inventory with further resources behind its own.
  package func adding(_ more: [Resource]) -> Inventory {
    more.isEmpty ? self : Inventory(resources + more, zones: zones, seen: kinds)
  }

  package subscript(id: ResourceID) -> Resource { resources[id.index] }

  /// The resources of a kind, in order.
  package func ids(of kind: ResourceKind) -> [ResourceID] { byKind[kind] ?? [] }

  /// The resources of some kinds: kind by kind as given, in order within each.
  package func ids(of kinds: [ResourceKind]) -> [ResourceID] { kinds.flatMap(ids(of:)) }
}
