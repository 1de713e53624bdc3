/// All resources of a run, in the order of files and documents, indexed by kind.
package struct Inventory: Sendable {
  package let resources: [Resource]
  private let byKind: [ResourceKind: [ResourceID]]
  /// The kinds of which there is at least one resource.
  package let kinds: Set<ResourceKind>

  /// - Parameter resources: in the order of files and documents.
  /// - Parameter seen: kinds of which there were resources that are not kept.
  package init(_ resources: [Resource], seen: Set<ResourceKind> = []) {
    self.resources = resources
    var byKind: [ResourceKind: [ResourceID]] = [:]
    for (index, resource) in resources.enumerated() {
      byKind[resource.kind, default: []].append(ResourceID(index))
    }
    self.byKind = byKind
    kinds = seen.union(byKind.keys)
  }

  package subscript(id: ResourceID) -> Resource { resources[id.index] }

  /// The resources of a kind, in order.
  package func ids(of kind: ResourceKind) -> [ResourceID] { byKind[kind] ?? [] }

  /// The resources of some kinds: kind by kind as given, in order within each.
  package func ids(of kinds: [ResourceKind]) -> [ResourceID] { kinds.flatMap(ids(of:)) }
}
