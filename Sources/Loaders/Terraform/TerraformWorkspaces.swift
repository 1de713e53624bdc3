import Documents
import Inventory
import SourceText

/// The account's view of workspaces: which configuration a binding attaches to which, with the workspace's region and tier
/// where the same plan has them.
enum TerraformWorkspaces {
  static func resources(_ estate: TerraformEstate) -> [Resource] {
    var workspaces: [String: TerraformInstance] = [:]
    for instance in estate.instances where instance.type == "azurerm_databricks_workspace" {
      guard let key = estate.key(of: TerraformValue(instance)["workspace_id"], instance) else { continue }
      workspaces[key] = workspaces[key] ?? instance
    }
    return estate.instances.filter { $0.type == "databricks_mws_ncc_binding" }.map { binding in
      let id = TerraformValue(binding)["workspace_id"]
      let own = estate.key(of: id, binding).flatMap { workspaces[$0] }
      let node = DerivedTree.transform(binding.values) { copier in
        copy("workspace_id", id, binding, estate, &copier)
        let key = "network_connectivity_config_id"
        copy(key, TerraformValue(binding)[key], binding, estate, &copier)
        guard let own else { return }
        copy("location", TerraformValue(own)["location"], own, estate, &copier)
        copy("workspace_name", TerraformValue(own)["name"], own, estate, &copier)
        if case .known(let sku) = TerraformValue(own)["sku"].state, let text = sku.text {
          copier.member(named: "pricing_tier", string: text.uppercased(), at: sku.span)
        }
      }
      let name = own.flatMap { TerraformValue($0)["name"].shownText } ?? id.shownText ?? binding.address
      return Resource(kind: .workspace, name: name, node: node)
    }
  }

  private static func copy(
    _ key: String, _ value: TerraformValue, _ instance: TerraformInstance, _ estate: TerraformEstate,
    _ copier: inout TreeCopier
  ) {
    if case .absent = value.state { return }
    copier.key(named: key, at: value.value?.span ?? instance.values.span)
    value.write(to: &copier, at: instance.values.span) { estate.name(of: $0, instance) }
  }
}

extension TerraformValue {
  /// The text of a value that is known and may be shown.
  var shownText: String? {
    if case .known(let node) = state { node.text } else { nil }
  }
}
