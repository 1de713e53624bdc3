import Documents
import Inventory
import SourceText

/// What Terraform says of a resource, and the resource itself in its vendor's shape.
enum TerraformRelations {
  static func add(of inventory: Inventory, to relations: inout RelationTable) throws(AnalysisExcess) {
    let all = inventory.ids(of: .terraformResource)
    guard !all.isEmpty else { return }
    try linkShapes(inventory, all, &relations)
    try linkRivals(inventory, all, &relations)
  }

  /// Both stand where the instance's values stand.
  private static func linkShapes(
    _ inventory: Inventory, _ all: [ResourceID], _ relations: inout RelationTable
  ) throws(AnalysisExcess) {
    func place(_ id: ResourceID) -> String {
      "\(inventory.node(of: id).span.start) \(inventory.node(of: id).tree.path)"
    }
    let byPlace = Dictionary(all.map { (place($0), $0) }) { first, _ in first }
    for index in inventory.resources.indices {
      let id = ResourceID(index)
      guard inventory[id].kind != .terraformResource, let own = byPlace[place(id)] else { continue }
      try relations.link(own, "resources", id)
      try relations.link(id, "terraformResources", own)
    }
  }

  /// Bindings of a workspace that an earlier binding of the same file binds, to that one.
  private static func linkRivals(
    _ inventory: Inventory, _ all: [ResourceID], _ relations: inout RelationTable
  ) throws(AnalysisExcess) {
    var first: [String: ResourceID] = [:]
    for id in all {
      let node = inventory.node(of: id)
      guard let workspace = JoinKey.number(node["workspace"]) else { continue }
      let key = "\(workspace) \(node.tree.path)"
      if let other = first[key] { try relations.link(id, "rivals", other) } else { first[key] = id }
    }
  }
}
