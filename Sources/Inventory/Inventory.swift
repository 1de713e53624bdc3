package import Documents

/// All resources of a run, in the order of files and documents, indexed by kind.
package struct Inventory: Sendable {
  package let resources: [Resource]
  /// The zones, in the order of files.
  package let zones: [InventoryZone]
  private let byKind: [ResourceKind: [ResourceID]]
  /// The kinds that some input shows: there is a resource of them, or a list of them that is empty.
  package let kinds: Set<ResourceKind>
  /// The kinds of which some input is but one page of several.
  private let partial: Set<ResourceKind>

  /// - Parameter resources: in the order of files and documents.
  /// - Parameter zones: in the order of files.
  /// - Parameter seen: kinds of which there were resources that are not kept, or lists without any.
  /// - Parameter partial: kinds of which an input lists a part alone.
  package init(
    _ resources: [Resource], zones: [InventoryZone] = [], seen: Set<ResourceKind> = [],
    partial: Set<ResourceKind> = []
  ) {
    self.partial = partial
    self.resources = resources
    self.zones = zones
    var byKind: [ResourceKind: [ResourceID]] = [:]
    // In stretches of one kind, or of the two that took turns last: to look a kind up for each resource takes longer than all the rest.
    var (open, other): (KindIDs?, KindIDs?)
    for index in resources.indices {
      if open?.kind != resources[index].kind {
        swap(&open, &other)
        if open?.kind != resources[index].kind {
          if let open { byKind[open.kind] = open.ids }
          let kind = resources[index].kind
          open = KindIDs(kind: kind, ids: byKind.removeValue(forKey: kind) ?? [])
        }
      }
      open?.ids.append(ResourceID(index))
    }
    for kept in [open, other] { if let kept { byKind[kept.kind] = kept.ids } }
    self.byKind = byKind
    kinds = seen.union(byKind.keys)
  }

  /// The resources of a kind while they are gathered.
  private struct KindIDs {
    var kind: ResourceKind
    var ids: [ResourceID]
  }

  /// The same inventory with further resources behind its own.
  package func adding(_ more: [Resource]) -> Inventory {
    more.isEmpty ? self : Inventory(resources + more, zones: zones, seen: kinds, partial: partial)
  }

  @inlinable
  package subscript(id: ResourceID) -> Resource {
    // Seen by the callers' compiler, so that what one asks for is read, and the resource with its references is not copied.
    resources[id.index]
  }

  /// The tree of a resource: most who look at one want no more of it.
  @inlinable
  package func node(of id: ResourceID) -> DocumentNode { resources[id.index].node }

  /// The same in a thread's twin of the tree.
  @inlinable
  package func node(of id: ResourceID, in trees: inout ThreadTrees) -> DocumentNode {
    trees.node(resources[id.index].node.id, of: Unmanaged.passUnretained(resources[id.index].node.tree))
  }

  /// The 0-based index of a resource's file in the run's sorted list of inputs.
  @inlinable
  package func file(of id: ResourceID) -> Int { resources[id.index].file }

  /// What a resource is called (`Resource.identity`).
  @inlinable
  package func identity(of id: ResourceID) -> String { resources[id.index].identity }

  /// Whether nothing but the kind is known of a resource.
  @inlinable
  package func isOutline(_ id: ResourceID) -> Bool { resources[id.index].isOutline }

  /// Whether the inputs list a kind to the end, be it nothing: what they do not hold of it is then not there. An export
  /// that was made with a filter cannot be told from one without.
  package func lists(_ kind: ResourceKind) -> Bool { kinds.contains(kind) && !partial.contains(kind) }

  /// Whether some input is known to hold more of a kind than it shows, as a template does that is not rendered.
  package func isPartial(_ kind: ResourceKind) -> Bool { partial.contains(kind) }

  /// The resources of a kind, in order.
  package func ids(of kind: ResourceKind) -> [ResourceID] { byKind[kind] ?? [] }

  /// The resources of some kinds: kind by kind as given, in order within each.
  package func ids(of kinds: [ResourceKind]) -> [ResourceID] { kinds.flatMap(ids(of:)) }
}
